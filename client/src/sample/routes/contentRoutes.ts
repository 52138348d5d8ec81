/** Content templates and fragments: exact vendor types, etags with 409, JSON Patch, and publication of fragments. */
import { type Call, parameter, readBody, readRecord } from "../call";
import type { ContentItem } from "../data/sampleContent";
import type { SampleResponse } from "../exchange";
import { empty, json } from "../replies";
import { type Route, routesOf } from "../router";
import {
  CONTENT_KINDS,
  type ContentKind,
  failContent,
  failMissing,
  findAcceptFault,
  findTypeFault,
  findVersionFault,
  itemsOf,
} from "./contentFacts";
import { listContent } from "./contentLists";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "ajo", resource: "content", denial: "report" },
  "/ajo/content",
);

/** Routes of the content service. Fragments cannot be deleted. */
export const contentRoutes: readonly Route[] = [
  ...CONTENT_KINDS.flatMap((kind) => [
    route(`/${kind.name}`, {
      GET: (call) => listContent(call, kind),
      POST: (call) => createItem(call, kind),
    }),
    route(`/${kind.name}/{id}`, {
      GET: (call) => getItem(call, kind),
      PUT: (call) => replaceItem(call, kind),
      PATCH: (call) => patchContent(call, kind),
      ...(kind.name === "templates" ? { DELETE: (call: Call) => deleteItem(call, kind) } : {}),
    }),
  ]),
  route("/fragments/publications", { POST: publishFragment }),
  route("/fragments/{id}/lastPublicationStatus", { GET: getPublicationStatus }),
  route("/fragments/{id}/liveFragment", { GET: getLiveFragment }),
];

const PUBLICATION_TYPE = "application/vnd.adobe.ajo.fragment.publication.v1.0+json";
const PUBLICATION_REQUEST = "application/vnd.adobe.ajo.fragment.publication.request.v1.0+json";

/** What goes over the wire: the list of channels of a write comes back as a bare string. */
function toWire({ record }: ContentItem): object {
  const { channels } = record;
  return { ...record, channels: Array.isArray(channels) ? (channels[0] ?? "email") : channels };
}

function getItem(call: Call, kind: ContentKind): SampleResponse {
  const fault = findAcceptFault(call, kind.type);
  if (fault !== undefined) return fault;
  const item = itemsOf(call, kind).get(parameter(call, "id"));
  return item === undefined
    ? failMissing(call)
    : json(200, toWire(item), { "content-type": kind.type, etag: item.etag });
}

/** Reads a body that describes a whole template or fragment, or answers why it is refused. */
function readItem(call: Call, kind: ContentKind): Readonly<Record<string, unknown>> | SampleResponse {
  const fault = findTypeFault(call, [kind.type]);
  if (fault !== undefined) return fault;
  const body = readRecord(readBody(call.request));
  const missing = body === undefined ? "body" : kind.required.find((name) => body[name] === undefined);
  if (body === undefined || missing !== undefined) {
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1101-400",
      title: "Invalid content",
      detail: `${missing ?? "body"} is required`,
    });
  }
  if (!Array.isArray(body["channels"]) || body["channels"].length !== 1) {
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1102-400",
      title: "Invalid content",
      detail: "channels must be a list of one",
    });
  }
  const folder = body["parentFolderId"];
  if (folder !== undefined && !call.state.content(call.sandbox.name).folders.includes(String(folder))) {
    return failContent(call, {
      status: 404,
      code: "CJMMAS-3014-404",
      title: "Folder not found",
      detail: "The parent folder does not exist",
    });
  }
  return body;
}

function isRefusal(body: Readonly<Record<string, unknown>> | SampleResponse): body is SampleResponse {
  return typeof body["status"] === "number" && typeof body["headers"] === "object";
}

function createItem(call: Call, kind: ContentKind): SampleResponse {
  const body = readItem(call, kind);
  if (isRefusal(body)) return body;
  const id = call.seeded.uuid(`content/${kind.name}/${call.exchange}`);
  const time = new Date(call.clock.now()).toISOString();
  const author = call.caller.credential.technicalAccountId;
  const record = {
    source: { origin: "ajo" },
    ...body,
    ...kind.initial,
    id,
    createdAt: time,
    createdBy: author,
    modifiedAt: time,
    modifiedBy: author,
  };
  itemsOf(call, kind).set(id, { id, etag: newEtag(call), record });
  return empty(201, {
    "x-resource-id": id,
    location: `https://platform.adobe.io/ajo/content/${kind.name}/${id}`,
    etag: itemsOf(call, kind).get(id)?.etag ?? "",
  });
}

function newEtag(call: Call): string {
  return `"${call.seeded.hex(`contentEtag/${call.exchange}`, 12)}"`;
}

function replaceItem(call: Call, kind: ContentKind): SampleResponse {
  const item = itemsOf(call, kind).get(parameter(call, "id"));
  if (item === undefined) return failMissing(call);
  const body = readItem(call, kind);
  if (isRefusal(body)) return body;
  const stale = findVersionFault(call, item);
  if (stale !== undefined) return stale;
  const { createdAt, createdBy } = item.record;
  const record = {
    ...body,
    id: item.id,
    createdAt,
    createdBy,
    modifiedAt: new Date(call.clock.now()).toISOString(),
    modifiedBy: call.caller.credential.technicalAccountId,
    ...(kind.name === "fragments" ? { status: item.record["status"] } : {}),
  };
  const etag = newEtag(call);
  itemsOf(call, kind).set(item.id, { id: item.id, etag, record });
  return empty(204, { etag });
}

function deleteItem(call: Call, kind: ContentKind): SampleResponse {
  return itemsOf(call, kind).delete(parameter(call, "id")) ? empty(204) : failMissing(call);
}

function publishFragment(call: Call): SampleResponse {
  const fault = findTypeFault(call, [PUBLICATION_REQUEST]);
  if (fault !== undefined) return fault;
  const id = String(readRecord(readBody(call.request))?.["fragmentId"] ?? "");
  const { fragments, publications } = call.state.content(call.sandbox.name);
  const item = fragments.get(id);
  if (item === undefined) return failMissing(call);
  publications.set(id, { polls: 0, content: item.record["fragment"] });
  fragments.set(id, { ...item, record: { ...item.record, status: "PUBLISHING" } });
  return empty(202, {
    "retry-after": "2",
    location: `https://platform.adobe.io/ajo/content/fragments/${id}/lastPublicationStatus`,
  });
}

function getPublicationStatus(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const { fragments, publications } = call.state.content(call.sandbox.name);
  const publication = publications.get(id);
  const item = fragments.get(id);
  if (publication === undefined || item === undefined) return failMissing(call);
  publication.polls++;
  const headers = { "content-type": PUBLICATION_TYPE };
  if (publication.polls <= 2) return json(200, { status: "inProgress" }, { ...headers, "retry-after": "2" });
  if (call.settings.publicationFails) {
    const error = {
      path: `/fragments/${id}`,
      "request-id": [call.requestId],
      type: "https://ns.adobe.com/aep/errors/CJMMAS-4004-500",
      title: "Publication failed",
      status: 500,
    };
    return json(200, { status: "error", errors: [error] }, headers);
  }
  fragments.set(id, { ...item, record: { ...item.record, status: "PUBLISHED" } });
  return json(200, { status: "complete" }, headers);
}

function getLiveFragment(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const { fragments, publications } = call.state.content(call.sandbox.name);
  const publication = publications.get(id);
  if (publication === undefined || publication.polls <= 2) return failMissing(call);
  return json(
    200,
    { type: fragments.get(id)?.record["type"], fragment: publication.content },
    { "content-type": PUBLICATION_TYPE },
  );
}

/** JSON Patch of templates and fragments: three paths, an etag, and a refusal to replace what is not there. */
const PATHS = ["name", "description", "parentFolderId"];

/** Answers `PATCH /templates/{id}` and `PATCH /fragments/{id}`. */
function patchContent(call: Call, kind: ContentKind): SampleResponse {
  const fault = findTypeFault(call, ["application/json-patch+json"]);
  if (fault !== undefined) return fault;
  const item = itemsOf(call, kind).get(parameter(call, "id"));
  if (item === undefined) return failMissing(call);
  const stale = findVersionFault(call, item);
  if (stale !== undefined) return stale;
  const operations = readBody(call.request);
  if (!Array.isArray(operations))
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1108-400",
      title: "Invalid patch",
      detail: "The body must be a list of operations",
    });
  const record: Record<string, unknown> = { ...item.record };
  for (const given of operations) {
    const refusal = applyOperation(call, record, readRecord(given) ?? {});
    if (refusal !== undefined) return refusal;
  }
  record["modifiedAt"] = new Date(call.clock.now()).toISOString();
  const etag = `"${call.seeded.hex(`contentEtag/${call.exchange}`, 12)}"`;
  itemsOf(call, kind).set(item.id, { ...item, etag, record });
  return empty(kind.patchStatus, { etag });
}

function applyOperation(
  call: Call,
  record: Record<string, unknown>,
  operation: Readonly<Record<string, unknown>>,
): SampleResponse | undefined {
  const refuse = (status: number, code: string, detail: string): SampleResponse =>
    failContent(call, { status, code, title: "Invalid patch", detail });
  const name = String(operation["path"] ?? "").slice(1);
  const op = operation["op"];
  if (!PATHS.includes(name)) return refuse(400, "CJMMAS-1108-400", `The path /${name} cannot be patched`);
  if ((op === "replace" || op === "remove") && record[name] === undefined)
    return refuse(400, "CJMMAS-1109-400", `There is no member /${name} to ${op}`);
  if (op === "remove") {
    delete record[name];
    return undefined;
  }
  if (op !== "add" && op !== "replace")
    return refuse(400, "CJMMAS-1108-400", `The operation ${String(op)} is not supported`);
  const isLost =
    name === "parentFolderId" &&
    !call.state.content(call.sandbox.name).folders.includes(String(operation["value"]));
  if (isLost) return refuse(404, "CJMMAS-3014-404", "The parent folder does not exist");
  record[name] = operation["value"];
  return undefined;
}
