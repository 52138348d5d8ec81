/**
 * Failures in words, for logs that strangers read: no stack, no body, no credential.
 */
import { isApiError } from "../api/apiError";

/** One sentence about a failure, with the request's id where support would ask for it. */
export function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isApiError(error)) return isAbort(error) ? "Interrupted." : error.message;
  const words = error.isProxy ? undefined : WORDS[error.code];
  const said = words === undefined || error.message === "" ? error.message : `${words} ${error.message}`;
  return error.requestId === undefined ? said : `${said} (request ${error.requestId})`;
}

const WORDS: Readonly<Record<string, string>> = {
  signIn: "Adobe did not accept the credential.",
  unauthorized: "The platform did not accept the token.",
  forbidden: "The credential is not allowed to do this.",
  sandboxForbidden: "The credential may not use this sandbox, or not for this.",
  network: "The platform could not be reached.",
  throttled: "The platform asks to slow down.",
  unavailable: "The platform has a problem of its own.",
  validation: "The platform refused the content.",
};

function isAbort(error: Error): boolean {
  return error.name === "AbortError";
}
