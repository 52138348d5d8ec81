/**
 * The one error type the platform client throws, and the words that name what went wrong.
 * Refuses to phrase advice: the message says what the service said, the code says what it means.
 */

/**
 * What a failure means for the person in front of it.
 *
 * - `signIn`: IMS refused the credential (wrong id, secret or scope).
 * - `unauthorized`: the gateway refused a freshly minted token.
 * - `forbidden`: a role, product profile, API subscription or label hides this.
 * - `sandboxForbidden`: a valid token whose credential may not use this sandbox (401 of a service).
 * - `sandboxMissing`: refused here, because the call needs a sandbox and none is chosen.
 * - `notFound`: unknown, or in another sandbox.
 * - `wrongRoute`: our bug: an address, verb or media type the platform does not have.
 * - `conflict`: exists already, has dependents, or is in a state that forbids this.
 * - `staleEtag`: somebody changed the object since it was read.
 * - `validation`: the service refuses the content of the request.
 * - `throttled`: too many requests; see `retryAfterMs`.
 * - `unavailable`: the service failed (5xx).
 * - `timeout`: no complete answer before the deadline.
 * - `cancelled`: the caller gave up; never shown.
 * - `network`: no connection, name not found, connection lost, proxy refused.
 * - `tls`: the certificate of the other side is not trusted.
 * - `badResponse`: an answer that is not what a service may send (cut off, empty, not JSON, redirect).
 * - `tooLarge`: an answer larger than the client is willing to read.
 * - `refused`: refused here by a safety rule (for example a link to a foreign host).
 */
export type ApiErrorCode =
  | "signIn"
  | "unauthorized"
  | "forbidden"
  | "sandboxForbidden"
  | "sandboxMissing"
  | "notFound"
  | "wrongRoute"
  | "conflict"
  | "staleEtag"
  | "validation"
  | "throttled"
  | "unavailable"
  | "timeout"
  | "cancelled"
  | "network"
  | "tls"
  | "badResponse"
  | "tooLarge"
  | "refused";

/** Facts about a failure beyond its code and message. */
export interface ApiErrorDetails {
  /** HTTP status, when an answer arrived. */
  readonly status?: number | undefined;
  /** The service's own code, e.g. `UPAPI-113430-404` or `invalid_client`. */
  readonly serviceCode?: string | undefined;
  /** The `x-request-id` of the call; support asks for it. */
  readonly requestId?: string | undefined;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The service gave no reason, so the message is our own and repeats the code. */
  readonly isWordless?: boolean | undefined;
  /** The failure is a proxy's, on this side of the platform; the message says which and what to do. */
  readonly isProxy?: boolean | undefined;
  /** Method and path without query, e.g. `GET /data/core/ups/audiences`. */
  readonly operation?: string | undefined;
  readonly cause?: unknown;
}

/** Every failure of a platform call. Holds no token, no secret and no request body. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number | undefined;
  readonly serviceCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly isWordless: boolean | undefined;
  readonly isProxy: boolean | undefined;
  readonly operation: string | undefined;

  constructor(code: ApiErrorCode, message: string, details: ApiErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = details.status;
    this.serviceCode = details.serviceCode;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.isWordless = details.isWordless;
    this.isProxy = details.isProxy;
    this.operation = details.operation;
  }
}

/** Whether `error` is an `ApiError`, with one of `codes` when any are given. */
export function isApiError(error: unknown, ...codes: readonly ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));
}

/** Whether `error` only says that the caller gave up. Such errors are never shown. */
export function isCancellation(error: unknown): boolean {
  return isApiError(error, "cancelled");
}

/** The error of a call whose signal was aborted. */
export function cancelledError(details: ApiErrorDetails = {}): ApiError {
  return new ApiError("cancelled", "The request was cancelled.", details);
}

/** Throws the cancellation error when `signal` is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelledError();
}
