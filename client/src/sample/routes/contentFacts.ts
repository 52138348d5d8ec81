/** What templates and fragments share: media types, required members, and the refusals about headers. */
import type { Call } from "../call";
import type { ContentItem } from "../data/sampleContent";
import type { SampleResponse } from "../exchange";
import { type ContentErrorFacts, contentError } from "../replies";

export interface ContentKind {
  readonly name: "templates" | "fragments";
  readonly type: string;
  readonly listType: string;
  readonly required: readonly string[];
  /** Members that a new object starts with. */
  readonly initial: Readonly<Record<string, unknown>>;
  /** Status of a successful patch. */
  readonly patchStatus: 200 | 204;
}

/** Both kinds; their media types differ in style, as they do on the platform. */
export const CONTENT_KINDS: readonly ContentKind[] = [
  {
    name: "templates",
    type: "application/vnd.adobe.ajo.template.v1+json",
    listType: "application/vnd.adobe.ajo.template-list.v1+json",
    required: ["name", "templateType", "channels", "template"],
    initial: {},
    patchStatus: 200,
  },
  {
    name: "fragments",
    type: "application/vnd.adobe.ajo.fragment.v1.0+json",
    listType: "application/vnd.adobe.ajo.fragment-list.v1.0+json",
    required: ["name", "type", "channels", "fragment"],
    initial: { status: "DRAFT" },
    patchStatus: 204,
  },
];

/** Returns the stored items of a kind in the sandbox of the call. */
export function itemsOf(call: Call, kind: ContentKind): Map<string, ContentItem> {
  return call.state.content(call.sandbox.name)[kind.name];
}

/** Answers an error of the content service for this call. */
export function failContent(
  call: Call,
  facts: Omit<ContentErrorFacts, "path" | "requestId">,
): SampleResponse {
  return contentError({
    ...facts,
    path: call.url.pathname.replace("/ajo/content", ""),
    requestId: call.requestId,
  });
}

/** Answers for content that is not there. */
export function failMissing(call: Call): SampleResponse {
  return failContent(call, {
    status: 404,
    code: "CJMMAS-1136-404",
    title: "Content not found",
    detail: "The content does not exist in this sandbox",
  });
}

/** Returns the refusal when a change does not name the version it is of. */
export function findVersionFault(call: Call, { etag }: ContentItem): SampleResponse | undefined {
  const match = call.request.headers["if-match"];
  if (match === undefined)
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1104-400",
      title: "Missing header",
      detail: "The If-Match header is required",
    });
  if (match !== etag)
    return failContent(call, {
      status: 409,
      code: "CJMMAS-1107-409",
      title: "Content was changed",
      detail: "The etag does not match the current version",
    });
  return undefined;
}

/** Returns the refusal when `Accept` is not exactly the vendor type. */
export function findAcceptFault(call: Call, type: string): SampleResponse | undefined {
  if (call.request.headers["accept"] === type) return undefined;
  return failContent(call, {
    status: 406,
    code: "CJMMAS-1001-406",
    title: "Not acceptable",
    detail: `Only ${type} can be produced`,
  });
}

/** Returns the refusal when the content type is not exactly one of the given ones. */
export function findTypeFault(call: Call, types: readonly string[]): SampleResponse | undefined {
  const type = call.request.headers["content-type"] ?? "";
  if (type.includes(",")) {
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1002-400",
      title: "InvalidMediaTypeException",
      detail: `Invalid mime type "${type}"`,
    });
  }
  if (types.includes(type)) return undefined;
  return failContent(call, {
    status: 415,
    code: "CJMMAS-1003-415",
    title: "Unsupported media type",
    detail: `Content type '${type}' is not supported`,
  });
}
