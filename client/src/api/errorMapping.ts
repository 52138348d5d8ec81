/**
 * Turns a refusal of the platform into a typed error (docs/platform.md#statuses). Pure. One table decides, so that
 * "not found" and "our bug", "no permission" and "stale token" are told apart in one place only.
 */
import { ApiError, type ApiErrorCode } from "./apiError";
import { type ErrorFacts, readErrorBody, readErrorText } from "./errorBody";

/** A refusal as it arrived. `body` is parsed JSON; `text` is what arrived when it was not JSON. */
export interface Refusal {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string | undefined;
  readonly isHtml?: boolean | undefined;
  /** From the `Retry-After` header, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly requestId?: string | undefined;
  readonly operation?: string | undefined;
  /** The call carried `If-Match`, so a conflict means that it was out of date. */
  readonly hasEtag?: boolean | undefined;
  /** The call named a sandbox: a service's own 401 then means that this sandbox is not allowed. */
  readonly hasSandbox?: boolean | undefined;
  /** The service's words may hold personal data and are left out. */
  readonly isPersonal?: boolean | undefined;
}

const BY_STATUS: Readonly<Record<number, ApiErrorCode>> = {
  400: "validation",
  401: "unauthorized",
  402: "forbidden",
  403: "forbidden",
  404: "notFound",
  405: "wrongRoute",
  406: "wrongRoute",
  407: "network",
  408: "timeout",
  409: "conflict",
  410: "notFound",
  411: "wrongRoute",
  412: "staleEtag",
  413: "validation",
  415: "wrongRoute",
  422: "validation",
  423: "conflict",
  428: "conflict",
  429: "throttled",
};

/** Sentences for refusals that come without words. */
const PLAIN_WORDS: Readonly<Partial<Record<ApiErrorCode, string>>> = {
  unauthorized: "The platform did not accept the access token.",
  sandboxForbidden: "This credential may not use this sandbox.",
  forbidden: "This credential lacks a permission for this.",
  notFound: "The platform does not know this object in this sandbox.",
  wrongRoute: "The platform has no such address. This is a fault of the extension.",
  conflict: "The platform refuses this in the present state of the object.",
  staleEtag: "The object was changed since it was read.",
  validation: "The platform refuses the content of this request.",
  throttled: "Too many requests; the platform asks to wait.",
  unavailable: "The service is not available right now.",
  timeout: "The service did not answer in time.",
  network: "A proxy on the way refuses the connection.",
  badResponse: "The platform answered in an unexpected way.",
};

/** Service codes whose meaning differs from their HTTP status. */
const BY_SERVICE_CODE: Readonly<Record<string, ApiErrorCode>> = {
  "UPAPI-113631-403": "conflict",
  "403000": "forbidden",
  "403003": "forbidden",
  "403025": "forbidden",
  "429050": "throttled",
};

/** The typed error for a refusal. */
export function toServiceError(refusal: Refusal): ApiError {
  const facts =
    refusal.text === undefined
      ? readErrorBody(refusal.body)
      : readErrorText(refusal.text, refusal.isHtml ?? false);
  const code = toCode(refusal, facts);
  const words = refusal.isPersonal ? undefined : facts.message;
  return new ApiError(code, words ?? PLAIN_WORDS[code] ?? `The platform answered ${refusal.status}.`, {
    status: refusal.status,
    serviceCode: facts.serviceCode,
    requestId: refusal.requestId,
    retryAfterMs: refusal.retryAfterMs ?? facts.retryAfterMs,
    isWordless: words === undefined,
    operation: refusal.operation,
  });
}

function toCode(refusal: Refusal, facts: ErrorFacts): ApiErrorCode {
  const { status } = refusal;
  if (status === 404 && refusal.isHtml) return "wrongRoute";
  if (status === 401) return facts.isFromGateway || !refusal.hasSandbox ? "unauthorized" : "sandboxForbidden";
  if (status === 409 && refusal.hasEtag) return "staleEtag";
  const byService = status >= 500 ? undefined : BY_SERVICE_CODE[facts.serviceCode ?? ""];
  if (byService !== undefined) return byService;
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return "unavailable";
  return status >= 400 ? "validation" : "badResponse";
}
