/**
 * Builds answers: JSON, HTML, empty, and every error shape the platform's services use.
 * One function per shape; which service uses which shape is decided by the routes.
 */
import type { SampleResponse } from "./exchange";

/** Extra response headers, lower case. */
export type Headers = Readonly<Record<string, string>>;

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Headers = {}): SampleResponse {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** An answer without a body, and so without a content type. */
export function empty(status: number, headers: Headers = {}): SampleResponse {
  return { status, headers, body: "" };
}

/** The HTML page of the edge router, which says that no such route exists. */
export function noSuchRoute(): SampleResponse {
  const body =
    "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body><center><h1>404 Not Found</h1></center><hr><center>openresty</center></body>\r\n</html>";
  return { status: 404, headers: { "content-type": "text/html" }, body };
}

/** Why a part of the platform that the sample organisation lacks refuses every call. */
export const UNLICENSED = "The sample organisation has no licence for this part of the service.";

/** Gateway error: `{error_code, message}`. */
export function gatewayError(status: number, code: string, message: string): SampleResponse {
  return json(status, { error_code: code, message });
}

/** Facts of an error of the profile and segmentation services. */
export interface UpsErrorFacts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly title?: string;
  readonly requestId: string;
}

/** Body of an error of the audience and segmentation services; the bulk answers use it without a title. */
export function upsErrorBody(facts: UpsErrorFacts): Record<string, unknown> {
  return {
    requestId: facts.requestId,
    errors: { [String(facts.status)]: [{ code: facts.code, message: facts.message }] },
    type: `https://ns.adobe.com/aep/errors/${facts.code}`,
    title: facts.title ?? facts.message,
    status: facts.status,
  };
}

/** Error of the audience and segmentation services. */
export function upsError(facts: UpsErrorFacts): SampleResponse {
  return json(facts.status, upsErrorBody(facts));
}

/** Error of catalog and data access: a title, sometimes nothing more. */
export function catalogError(status: number, title: string, detail?: string): SampleResponse {
  const rest = detail === undefined ? {} : { type: "/placeholder/type/uri", status, detail };
  return json(status, { ...rest, title });
}

/** Error of the schema registry, sandboxes and most newer services. */
export function reportError(status: number, code: string, detail: string): SampleResponse {
  return json(status, {
    type: `http://ns.adobe.com/aep/errors/${code}`,
    title: status === 403 ? "Access denied" : "Request cannot be served",
    status,
    report: { "detailed-message": detail, "sub-errors": [] },
    detail,
  });
}

/** Facts of an error of the content service. */
export interface ContentErrorFacts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly path: string;
  readonly requestId: string;
}

/** Error of templates, fragments and simulations. */
export function contentError(facts: ContentErrorFacts): SampleResponse {
  return json(
    facts.status,
    {
      type: `https://ns.adobe.com/aep/errors/${facts.code}`,
      title: facts.title,
      status: facts.status,
      path: facts.path,
      "request-id": [facts.requestId],
      report: { tenantInfo: { sandboxName: "" }, additionalContext: { detailedMessage: facts.detail } },
      "error-chain": [{ serviceId: "CJMMAS", errorCode: facts.code, unixTimeStampMs: 0 }],
    },
    { "content-type": "application/problem+json" },
  );
}

/** Error of the campaign service. */
export function campaignError(status: number, code: string, message: string): SampleResponse {
  return json(status, {
    type: `https://ns.adobe.com/aep/errors/${code}`,
    title: message,
    message,
    status,
    report: {},
    "error-chain": [],
  });
}

/** Error of Customer Journey Analytics. */
export function analyticsError(status: number, code: string, description: string): SampleResponse {
  return json(status, { errorCode: code, errorDescription: description, errorId: "", errorDetails: {} });
}
