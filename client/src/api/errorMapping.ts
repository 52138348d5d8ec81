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
  return new ApiError(code, {
    said: refusal.isPersonal ? undefined : facts.message,
    status: refusal.status,
    serviceCode: facts.serviceCode,
    requestId: refusal.requestId,
    retryAfterMs: refusal.retryAfterMs ?? facts.retryAfterMs,
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
