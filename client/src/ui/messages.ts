/**
 * Error code → the sentence a person reads and the buttons that lead out. The one place that words failures; shows nothing.
 */
import { type ApiError, type ApiErrorCode, isApiError } from "../api/apiError";
import { Cancelled, UserError, type WayOut } from "../model/userError";

/** A failure ready to be shown. */
export interface DescribedError {
  /** For tests and automation: an `ApiErrorCode`, a `UserErrorCode`, or `internal`. */
  readonly code: string;
  readonly text: string;
  readonly waysOut: readonly WayOut[];
}

const SHOW_LOG: WayOut = { title: "Show Log", command: "aep.log.show" };
const PROXY_SETTINGS: WayOut = {
  title: "Proxy Settings",
  command: "workbench.action.openSettings",
  args: ["http.proxy"],
};
const EDIT_CONNECTION: WayOut = { title: "Edit Connections", command: "aep.connections.edit" };
const ENTER_SECRET: WayOut = { title: "Enter Secret", command: "aep.connections.enterSecret" };

/** What each failure of a platform call means for the person, before what the service itself said. */
const SENTENCES: Readonly<Record<Exclude<ApiErrorCode, "cancelled">, string>> = {
  signIn: "Adobe did not accept the credential.",
  unauthorized:
    "The platform did not accept a freshly issued token. Check that the API is on the credential’s project.",
  forbidden: "The credential is not allowed to do this. A role or product profile is missing.",
  sandboxForbidden: "The credential may not use this sandbox, or not for this.",
  sandboxMissing: "Choose a sandbox first.",
  notFound: "The platform does not know this, at least not in this sandbox.",
  wrongRoute:
    "The extension asked for an address the platform does not have. This is a mistake in the extension.",
  conflict: "The platform refused because of the state this is in.",
  staleEtag: "Somebody changed this in the meantime.",
  validation: "The platform refused the content.",
  throttled: "The platform asks to slow down. Try again in a moment.",
  unavailable: "The platform has a problem of its own. Try again later.",
  timeout: "The platform did not answer in time.",
  network: "The platform could not be reached. Check the network and proxy.",
  tls: "The certificate of the other side is not trusted.",
  badResponse: "The platform sent an answer that could not be read.",
  tooLarge: "The answer is larger than the extension is willing to read.",
  refused: "The extension refused to send this.",
};

const CODE_BUTTONS: Readonly<Partial<Record<ApiErrorCode, readonly WayOut[]>>> = {
  signIn: [ENTER_SECRET, EDIT_CONNECTION],
  unauthorized: [EDIT_CONNECTION],
  sandboxMissing: [{ title: "Choose Sandbox", command: "aep.sandbox.select" }],
  wrongRoute: [SHOW_LOG],
  badResponse: [SHOW_LOG],
  tls: [SHOW_LOG],
  network: [SHOW_LOG],
};

/** Describes a failure; undefined when it is only somebody giving up, which is never shown. */
export function describeError(error: unknown): DescribedError | undefined {
  if (error instanceof Cancelled || isApiError(error, "cancelled") || isAbort(error)) return undefined;
  if (error instanceof UserError) return { code: error.code, text: error.message, waysOut: error.waysOut };
  if (isApiError(error) && error.code !== "cancelled") return describeApiError(error.code, error);
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", text: `Something went wrong in the extension: ${message}`, waysOut: [SHOW_LOG] };
}

function describeApiError(
  code: keyof typeof SENTENCES,
  error: Pick<ApiError, "message" | "requestId" | "isWordless" | "isProxy">,
): DescribedError {
  if (error.isProxy) return { code, text: error.message, waysOut: [PROXY_SETTINGS, SHOW_LOG] };
  const sentence = SENTENCES[code];
  const said = error.message.trim();
  const details = error.isWordless || said === "" || sentence.includes(said) ? "" : ` ${said}`;
  const request = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
  return { code, text: `${sentence}${details}${request}`, waysOut: CODE_BUTTONS[code] ?? [] };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}
