/**
 * The one error type the platform client throws: a code, and the facts of the case.
 * Refuses to phrase anything for people: `model/failureText` does, once for every place that shows a failure.
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

/** What is wrong with a certificate. `untrusted` when none of the others. */
export type CertificateFlaw = "expired" | "notYetValid" | "otherHost" | "selfSigned" | "noTls" | "untrusted";

/** What a proxy that cannot be used does instead. */
export type ProxyFlaw =
  | "noTls"
  | "untrusted"
  | "unknownHost"
  | "notListening"
  | "unreachable"
  | "timeout"
  | "closed";

/** A proxy as people know it. Holds no password. */
interface ProxyFacts {
  /** Scheme, host and port, as far as they can be read. */
  readonly address: string;
  /** The setting or variable that names it. */
  readonly setting: string;
}

/** Facts of each reason; the code says what kind of failure it is, the reason which one. */
interface ReasonFacts {
  readonly hostUnknown: unknown;
  readonly notListening: unknown;
  readonly networkUnreachable: unknown;
  readonly connectTimeout: unknown;
  readonly connectionLost: unknown;
  readonly certificate: { readonly flaw: CertificateFlaw };
  /** The address of a proxy is none: its scheme, or all of it. `hasSignIn`: it holds a user or password. */
  readonly proxyAddress: ProxyFacts & { readonly flaw: "scheme" | "form"; readonly hasSignIn: boolean };
  readonly proxyUnusable: ProxyFacts & { readonly flaw: ProxyFlaw };
  /** The proxy answered a request for a tunnel to `target` (host and port). */
  readonly proxyRefusal: ProxyFacts & {
    readonly status: number;
    readonly target: string;
    readonly hasSignIn: boolean;
    /** The ways of signing in that the proxy asks for, where none of them is the one with user and password. */
    readonly otherSignIn?: readonly string[];
  };
  /** The browser did not let a page ask the host, or the host is not there: it does not say which. */
  readonly closedToPages: { readonly host: string };
  readonly badHeaderValue: unknown;
  /** One of the connection's addresses is none: `host` says which. */
  readonly badEndpoint: { readonly host: string };
  readonly foreignLink: unknown;
  readonly neverSent: unknown;
  readonly unconfirmed: unknown;
  /** What was read came without the version that a change has to name. */
  readonly noVersion: { readonly what: string };
  readonly webPage: unknown;
  readonly damaged: unknown;
  /** The answer is not what was asked for: `what`, with its article. */
  readonly unlike: { readonly what: string };
  /** The list broke off, or repeated itself. */
  readonly brokenList: { readonly loaded: number; readonly total: number };
  /** Something was created whose id the answer does not say. */
  readonly noId: { readonly what: string };
  readonly slowEstimate: unknown;
  readonly failedEstimate: unknown;
  readonly slowQuery: unknown;
  readonly failedQuery: unknown;
  /** Somebody, or the service itself, ended it. */
  readonly endedQuery: { readonly state: string };
  readonly changingQuery: unknown;
  readonly missing: { readonly what: string; readonly id: string };
  readonly missingJourney: unknown;
  readonly draftOnly: unknown;
  readonly noSandboxes: unknown;
  readonly sandboxNotOpen: { readonly sandbox: string };
  readonly unlistedAudiences: { readonly count: number };
  readonly noExpression: unknown;
  readonly noExpressionText: unknown;
  readonly notTranslated: unknown;
}

/** Names of the reasons. */
export type FailureKind = keyof ReasonFacts;

/** Why exactly a call failed, where the code alone does not tell what to do. */
export type FailureReason<Kind extends FailureKind = FailureKind> = {
  [Each in Kind]: { readonly kind: Each } & ReasonFacts[Each];
}[Kind];

/** Facts about a failure beyond its code. */
export interface ApiErrorDetails {
  readonly reason?: FailureReason | undefined;
  /** The service's own words, bounded in length, without personal data. */
  readonly said?: string | undefined;
  /** HTTP status, when an answer arrived. */
  readonly status?: number | undefined;
  /** The service's own code, e.g. `UPAPI-113430-404` or `invalid_client`. */
  readonly serviceCode?: string | undefined;
  /** The `x-request-id` of the call; support asks for it. */
  readonly requestId?: string | undefined;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Method and path without query, e.g. `GET /data/core/ups/audiences`. */
  readonly operation?: string | undefined;
  readonly cause?: unknown;
}

/** Every failure of a platform call. Holds no token, no secret and no request body. The message is for logs only. */
export class ApiError extends Error implements ApiErrorDetails {
  readonly code: ApiErrorCode;
  readonly reason: FailureReason | undefined;
  readonly said: string | undefined;
  readonly status: number | undefined;
  readonly serviceCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly operation: string | undefined;

  constructor(code: ApiErrorCode, details: ApiErrorDetails = {}) {
    super(toLogText(code, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ApiError";
    this.code = code;
    this.reason = details.reason;
    this.said = details.said;
    this.status = details.status;
    this.serviceCode = details.serviceCode;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.operation = details.operation;
  }
}

function toLogText(code: ApiErrorCode, { reason, status, serviceCode, said }: ApiErrorDetails): string {
  const facts = [
    ...Object.values(reason ?? {}).map(String),
    ...(status === undefined ? [] : [String(status)]),
    ...(serviceCode === undefined ? [] : [serviceCode]),
  ];
  return `${code}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}${said === undefined ? "" : `: ${said}`}`;
}

/** Whether `error` is an `ApiError`, with one of `codes` when any are given. */
export function isApiError(error: unknown, ...codes: readonly ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));
}

/** What is read; undefined where the platform says that there is no such thing. */
export async function orMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  return await reading.catch((error: unknown) => {
    if (isApiError(error, "notFound")) return undefined;
    throw error;
  });
}

/** Whether `error` only says that the caller gave up. Such errors are never shown. */
export function isCancellation(error: unknown): boolean {
  return isApiError(error, "cancelled");
}

/** The error of a call whose signal was aborted. */
export function cancelledError(details: ApiErrorDetails = {}): ApiError {
  return new ApiError("cancelled", details);
}

/** Throws the cancellation error when `signal` is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelledError();
}
