/**
 * Tells a refusal of the credential by IMS from a failure on the way to it (docs/platform.md#sign-in).
 * Refuses to repeat what IMS said: some of its descriptions echo the request.
 */
import { ApiError } from "./apiError";

/** Statuses with which IMS judges the credential; others say something about the service or the way to it. */
const JUDGEMENTS: ReadonlySet<number> = new Set([400, 401, 403]);

/** A `signIn` error for a refusal by IMS, whose own code tells which; anything else unchanged. */
export function toSignInError(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.status === undefined || !JUDGEMENTS.has(error.status))
    return error;
  const { status, serviceCode, requestId, operation } = error;
  return new ApiError("signIn", { status, serviceCode, requestId, operation });
}
