/**
 * Says why IMS refused a credential, in words that lead to the right page of Developer Console
 * (docs/platform.md#sign-in). Refuses to repeat what IMS said: some of its descriptions echo the request.
 */
import { ApiError } from "./apiError";

const BY_IMS_CODE: Readonly<Record<string, string>> = {
  invalid_client: "Adobe does not accept this client id and secret. Copy both again from Developer Console.",
  invalid_scope: "Adobe does not know one of the scopes. Copy them exactly as the credential shows them.",
  unauthorized_client: "This credential may not sign in this way. It has to be OAuth server-to-server.",
  access_denied: "Adobe refuses to sign this credential in.",
  unsupported_grant_type: "The sign-in request was malformed. This is a fault of the extension.",
  invalid_request: "The sign-in request was malformed. This is a fault of the extension.",
};

/** Statuses with which IMS judges the credential; others say something about the service or the way to it. */
const JUDGEMENTS: ReadonlySet<number> = new Set([400, 401, 403]);

/** A `signIn` error for a refusal by IMS; anything else unchanged. */
export function toSignInError(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.status === undefined || !JUDGEMENTS.has(error.status))
    return error;
  const words = BY_IMS_CODE[error.serviceCode ?? ""] ?? "Adobe refuses to sign this credential in.";
  const { status, serviceCode, requestId, operation } = error;
  return new ApiError("signIn", words, { status, serviceCode, requestId, operation });
}
