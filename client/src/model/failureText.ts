/**
 * The one table that words failures: what happened, what to do about it, and the commands that lead there. The sidebar, messages,
 * pages, reports and the command line all say what stands here. Pure; shows nothing, and repeats no service that has nothing to say.
 */
import { type ApiError, type ApiErrorCode, isApiError } from "../api/apiError";
import { say } from "../words/say";
import { type FailureWords, wordReason } from "./failureReasons";
import { Cancelled, CommandFailure, UserError, type WayOut } from "./userError";

/** Where the sentence is read: what to do differs, because a pipeline has no commands and the editor no variables. */
export type Reader = "editor" | "pipeline";

/** A failure ready to be shown. */
export interface DescribedFailure {
  /** For tests and automation: an `ApiErrorCode`, a `UserErrorCode`, or `internal`. */
  readonly code: string;
  /** The same for a narrow row; undefined where the sentence has no shorter form. */
  readonly headline: string | undefined;
  /** What happened, what the service said, what to do, and the request to quote to support. */
  readonly text: string;
  /** `text` without the number of the request, which a row has no room for. */
  readonly shortText: string;
  readonly waysOut: readonly WayOut[];
}

const SHOW_LOG: WayOut = { title: say("Show Log"), command: "aep.log.show" };
const EDIT_CONNECTION: WayOut = { title: say("Edit Connections"), command: "aep.connections.edit" };
const ENTER_SECRET: WayOut = { title: say("Enter Secret"), command: "aep.connections.enterSecret" };
const RECONNECT: WayOut = { title: say("Reconnect"), command: "aep.connections.reconnect" };
const TEST: WayOut = { title: say("Test Connection"), command: "aep.connections.test" };
const CHOOSE_SANDBOX: WayOut = { title: say("Choose Sandbox"), command: "aep.sandbox.select" };

/** All words of a code that stand wherever nothing more precise is known. */
interface CodeWords extends FailureWords {
  readonly headline: string;
  readonly advice: NonNullable<FailureWords["advice"]>;
  readonly waysOut?: readonly WayOut[];
}

/** Permissions are fixed when a token is issued, so that every change of them needs a new one. */
const THEN_RECONNECT = say("then run “AEP: Reconnect…”");

const CODES: Readonly<Record<Exclude<ApiErrorCode, "cancelled">, CodeWords>> = {
  signIn: {
    headline: say("Credential not accepted"),
    sentence: say("Adobe did not accept the credential."),
    advice: {
      editor: say("Compare client ID, client secret and scopes with those in Developer Console."),
      pipeline:
        "Compare AEP_CLIENT_ID, AEP_CLIENT_SECRET and AEP_SCOPES with the credential in Developer Console.",
    },
    waysOut: [ENTER_SECRET, EDIT_CONNECTION],
  },
  unauthorized: {
    headline: say("Token not accepted"),
    sentence: say("The platform did not accept a freshly issued token."),
    advice: say("Check in Developer Console that the credential’s project has the API."),
    waysOut: [EDIT_CONNECTION],
  },
  forbidden: {
    headline: say("Not allowed"),
    sentence: say("The credential is not allowed to do this."),
    advice: {
      editor: say(
        "Ask an administrator to add the API credential to a Role or Product Profile that allows it, {0}.",
        THEN_RECONNECT,
      ),
      pipeline: "Ask an administrator to add the API credential to a Role or Product Profile that allows it.",
    },
    waysOut: [TEST, RECONNECT],
  },
  sandboxForbidden: {
    headline: say("Not allowed here"),
    sentence: say("The credential may not use this sandbox, or not for this."),
    advice: {
      editor: say(
        "Ask an administrator to add the API credential to a Role that covers the sandbox (Permissions → Roles), {0}.",
        THEN_RECONNECT,
      ),
      pipeline:
        "Ask an administrator to add the API credential to a Role that covers the sandbox (Permissions → Roles).",
    },
    waysOut: [TEST, RECONNECT],
  },
  sandboxMissing: {
    headline: say("No sandbox chosen"),
    sentence: say("This needs a sandbox, and none is chosen."),
    advice: { editor: say("Choose a sandbox first."), pipeline: "Set AEP_SANDBOX." },
    waysOut: [CHOOSE_SANDBOX],
  },
  notFound: {
    headline: say("Not found"),
    sentence: say("The platform does not know this, at least not in this sandbox."),
    advice: {
      editor: say("Refresh the AEP view; it may have been deleted."),
      pipeline: "Check AEP_SANDBOX, and whether it was deleted.",
    },
  },
  wrongRoute: {
    headline: say("Mistake in the extension"),
    sentence: say(
      "The extension asked for an address the platform does not have. This is a mistake in the extension.",
    ),
    advice: {
      editor: say("Please report it, unless the connection has addresses of its own: check those first."),
      pipeline: "Please report it, unless AEP_PLATFORM_URL and the like are set: check those first.",
    },
    waysOut: [SHOW_LOG],
  },
  conflict: {
    headline: say("Refused in this state"),
    sentence: say("The platform refused because of the state this is in."),
    advice: say("Look at it as it is now, and try again."),
  },
  staleEtag: {
    headline: say("Changed meanwhile"),
    sentence: say("Somebody changed this in the meantime."),
    advice: say("Plan the change again on top of theirs."),
  },
  validation: {
    headline: say("Content refused"),
    sentence: say("The platform refused the content."),
    advice: say("Correct it and try again."),
  },
  throttled: {
    headline: say("Asked to slow down"),
    sentence: say("The platform asks to slow down."),
    advice: say("Try again in a moment."),
  },
  unavailable: {
    headline: say("Platform in trouble"),
    sentence: say("The platform has a problem of its own."),
    advice: say("Try again later."),
  },
  timeout: {
    headline: say("No answer in time"),
    sentence: say("The platform did not answer in time."),
    advice: say("Try again in a moment."),
  },
  network: {
    headline: say("Not reachable"),
    sentence: say("The platform could not be reached: a proxy on the way refuses the connection."),
    advice: say("Check the settings of the proxy."),
    waysOut: [SHOW_LOG],
  },
  tls: {
    headline: say("Certificate not trusted"),
    sentence: say("The certificate of the other side is not trusted."),
    advice: {
      editor: say(
        "If a proxy inspects traffic, have its certificate authority added to what this computer trusts.",
      ),
      pipeline:
        "If a proxy inspects traffic, name the file of its certificate authority in NODE_EXTRA_CA_CERTS.",
    },
    waysOut: [SHOW_LOG],
  },
  badResponse: {
    headline: say("Unreadable answer"),
    sentence: say("The platform sent an answer that could not be read."),
    advice: say("Try again; if it stays so, please report it."),
    waysOut: [SHOW_LOG],
  },
  tooLarge: {
    headline: say("Answer too large"),
    sentence: say("The answer is larger than the extension is willing to read."),
    advice: say("Ask for less, for example with a filter."),
  },
  refused: {
    headline: say("Not sent"),
    sentence: say("The extension refused to send this."),
    advice: say("Please report it."),
    waysOut: [SHOW_LOG],
  },
};

const OWN_MISTAKE = say("Adobe did not understand the sign-in request. This is a mistake in the extension.");

/** What IMS holds against a credential, by its own code (docs/platform.md#sign-in). */
const SIGN_IN: Readonly<Record<string, FailureWords>> = {
  invalid_client: {
    sentence: say("Adobe did not accept the credential: client ID and client secret do not belong together."),
    advice: {
      editor: say("Copy both again from the credential’s project in Developer Console."),
      pipeline: "Copy AEP_CLIENT_ID and AEP_CLIENT_SECRET again from the project in Developer Console.",
    },
  },
  invalid_scope: {
    sentence: say("Adobe did not accept the credential: it does not know one of the scopes."),
    advice: {
      editor: say("Copy them exactly as Developer Console shows them."),
      pipeline: "Copy AEP_SCOPES exactly as Developer Console shows them.",
    },
  },
  unauthorized_client: {
    sentence: say("Adobe did not accept the credential: it may not sign in this way."),
    advice: say("Use an OAuth Server-to-Server credential."),
  },
  unsupported_grant_type: { sentence: OWN_MISTAKE, advice: say("Please report it.") },
  invalid_request: { sentence: OWN_MISTAKE, advice: say("Please report it.") },
};

const NOT_SUBSCRIBED: FailureWords = {
  sentence: say("The credential is not allowed to do this: its API key is not subscribed to the product."),
  advice: {
    editor: say("Add the API to the project in Developer Console, or set the API key of one that has it."),
    pipeline:
      "Add the API to the project in Developer Console, or set AEP_API_KEY to the key of one that has it.",
  },
};

/** What the gateway holds against a call, by its own code (docs/platform.md#errors). */
const GATEWAY: Readonly<Record<string, FailureWords>> = {
  "403000": NOT_SUBSCRIBED,
  "403003": NOT_SUBSCRIBED,
  "403025": {
    sentence: say("The credential is not allowed to do this: it belongs to another organisation."),
    advice: {
      editor: say("Correct the organisation ID of the connection."),
      pipeline: "Correct AEP_ORG_ID.",
    },
  },
};

/** Products whose permissions are given in different places. */
export type PermissionPlace = "signIn" | "sandboxes" | "aep" | "ajo" | "cja";

/** Who gives what, where a product alone is asked. */
const BY_PRODUCT: Readonly<Partial<Record<PermissionPlace, string>>> = {
  aep: say(
    "Ask an administrator to give a Role of the API credential the Permission to view segments, {0}.",
    THEN_RECONNECT,
  ),
  ajo: say(
    "Add the Journey Optimizer API to the project in Developer Console, or give a Role of the API credential its read Permissions, {0}.",
    THEN_RECONNECT,
  ),
  cja: say(
    "Add the Customer Journey Analytics API to the project in Developer Console, and the technical account to a Product Profile of it, {0}.",
    THEN_RECONNECT,
  ),
};

/** Describes a failure; undefined when it is only somebody giving up, which is never shown. */
export function describeFailure(
  error: unknown,
  {
    reader = "editor",
    product,
  }: { readonly reader?: Reader; readonly product?: PermissionPlace | undefined } = {},
): DescribedFailure | undefined {
  if (error instanceof Cancelled || isAbort(error)) return undefined;
  if (error instanceof UserError) return describeUserError(error);
  // A page that calls a command meets its failure as programs do.
  if (error instanceof CommandFailure) return describeFailure(error.cause, { reader, product });
  if (!isApiError(error)) return describeMistake(error, reader);
  if (error.code === "cancelled") return undefined;
  const words = findWords(error, error.code);
  const given = product === undefined ? undefined : BY_PRODUCT[product];
  const isGeneral = words.advice === CODES[error.code].advice;
  const advice = given !== undefined && isGeneral && isPermission(error) ? given : words.advice;
  const shortText = [words.sentence, ...toSaid(error, words.sentence), toAdvice(error, advice, reader)].join(
    " ",
  );
  const text =
    error.requestId === undefined ? shortText : say("{0} (request {1})", shortText, error.requestId);
  const { headline, waysOut = [] } = words;
  return { code: error.code, headline, text, shortText, waysOut };
}

/**
 * What happened and what the service said, without what to do: for one row of a report on many. Empty when somebody gave up.
 */
export function toReasonText(error: unknown): string {
  if (!isApiError(error) || error.code === "cancelled") return describeFailure(error)?.shortText ?? "";
  const { sentence } = findWords(error, error.code);
  return [sentence, ...toSaid(error, sentence)].join(" ");
}

/** The failure as one text; giving up is called that, for the places that have to say something. */
export function toFailureText(error: unknown, reader: Reader = "editor"): string {
  return (
    describeFailure(error, { reader })?.text ?? (reader === "pipeline" ? "Interrupted." : say("Cancelled."))
  );
}

function describeUserError({ code, message, waysOut }: UserError): DescribedFailure {
  const headline = code === "noSecret" ? say("Client secret missing") : undefined;
  return { code, headline, text: message, shortText: message, waysOut };
}

/** In a pipeline this is mostly a file that cannot be read or written, and Node's message names it. */
function describeMistake(error: unknown, reader: Reader): DescribedFailure {
  const said = error instanceof Error ? error.message : String(error);
  const text = reader === "pipeline" ? said : say("Something went wrong in the extension: {0}", said);
  return { code: "internal", headline: undefined, text, shortText: text, waysOut: [SHOW_LOG] };
}

function findWords(error: ApiError, code: keyof typeof CODES): CodeWords {
  return { ...CODES[code], ...findPreciseWords(error) };
}

function findPreciseWords({ code, reason, serviceCode = "" }: ApiError): FailureWords | undefined {
  if (reason !== undefined) return wordReason(reason);
  if (code === "signIn") return SIGN_IN[serviceCode];
  return code === "forbidden" ? GATEWAY[serviceCode] : undefined;
}

function isPermission(error: ApiError): boolean {
  return isApiError(error, "forbidden", "sandboxForbidden", "unauthorized", "notFound");
}

function toAdvice(error: ApiError, advice: CodeWords["advice"], reader: Reader): string {
  const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
  if (error.code === "throttled" && seconds > 1) return say("Try again in {0} seconds.", seconds);
  return typeof advice === "string" ? advice : advice[reader];
}

/** The service's own words, unless they only repeat the status or the sentence before them. */
function toSaid({ said = "" }: ApiError, sentence: string): readonly string[] {
  const words = said.trim().replace(/[.\s]+$/, "");
  if (words === "" || STATUS_PHRASE.test(words)) return [];
  if (sentence.toLowerCase().includes(words.toLowerCase())) return [];
  return [say("The service says: “{0}”.", words)];
}

/** What servers send where nobody wrote a reason. */
const STATUS_PHRASE =
  /^(?:(?:error\s*)?\d{3}\W*)?(?:bad request|unauthorized|payment required|forbidden|not found|method not allowed|not acceptable|conflict|gone|precondition failed|unprocessable (?:entity|content)|too many requests|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|error)?$/i;

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}
