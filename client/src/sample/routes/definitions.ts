/**
 * Legacy segment definitions: the same audiences in an older dress, including the inactive ones that lists of audiences
 * hide. Writes go through to the audiences.
 */
import { findExpressionRefusal, lifecycleOf } from "../audienceRules";
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import type { StoredAudience } from "../data/audienceShapes";
import type { SampleResponse } from "../exchange";
import { empty, json, upsError } from "../replies";
import { type Route, routesOf } from "../router";
import { findDependents } from "./audienceWire";
import { createAudience } from "./audienceWriteRoutes";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "segments", denial: "ups" },
  "/data/core/ups/segment/definitions",
);

/** Routes of legacy definitions. */
export const definitionRoutes: readonly Route[] = [
  route("", { GET: listDefinitions, POST: createDefinition }),
  route("/bulk-get", { POST: getMany }, { questions: ["POST"] }),
  route("/{id}", { GET: getDefinition, PATCH: patchDefinition, DELETE: deleteDefinition }),
];

function refuse(call: Call, status: number, message: string): SampleResponse {
  return upsError({ status, code: `UPAPI-112000-${status}`, message, requestId: call.requestId });
}

function toWire({ record }: StoredAudience): object {
  const {
    lifecycleState: _state,
    originName: _origin,
    audienceId: _audience,
    namespace: _namespace,
    type: _type,
    ...rest
  } = record;
  return { ...rest, state: "enabled", schema: record["schema"], ttlInDays: 60 };
}

function isDefinition({ record, isHidden }: StoredAudience): boolean {
  return record["expression"] !== undefined && !isHidden;
}

function listDefinitions(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  const start = readNumber(call, "page", readNumber(call, "start", 0));
  const onlyStreaming = call.url.searchParams.get("evaluationInfo.continuous.enabled") === "true";
  const isWanted = ({ record }: StoredAudience): boolean =>
    !onlyStreaming || JSON.stringify(record["evaluationInfo"] ?? {}).includes('"continuous":{"enabled":true');
  const time = call.clock.now() - call.settings.listLag;
  const found = call.state
    .audiences(call.sandbox.name)
    .derive(`definitions ${onlyStreaming}`, time, (all) => all.filter(isDefinition).filter(isWanted));
  const page = found.slice(start * limit, (start + 1) * limit);
  return json(200, {
    segments: page.map(toWire),
    page: {
      totalCount: found.length,
      totalPages: Math.ceil(found.length / limit),
      sortField: "creationTime",
      sort: "desc",
      pageSize: page.length,
      limit,
    },
    link: {},
  });
}

function findDefinition(call: Call, id: string): StoredAudience | undefined {
  const found = call.state.audiences(call.sandbox.name).find(id);
  return found !== undefined && isDefinition(found) ? found : undefined;
}

function getDefinition(call: Call): SampleResponse {
  const found = findDefinition(call, parameter(call, "id"));
  return found === undefined
    ? refuse(call, 404, "The segment definition could not be found")
    : json(200, toWire(found));
}

function getMany(call: Call): SampleResponse {
  const given = readRecord(readBody(call.request))?.["ids"];
  const ids = Array.isArray(given)
    ? given.map((entry: unknown) => String(readRecord(entry)?.["id"] ?? ""))
    : [];
  if (ids.length === 0 || ids.length > 100)
    return refuse(call, 400, "The number of ids must be above 0 and at most 100");
  const results = ids.map((id): [string, unknown] => {
    const found = findDefinition(call, id);
    return [
      id,
      found === undefined
        ? { errors: { 404: [{ code: "UPAPI-112000-404", message: "Not found" }] } }
        : toWire(found),
    ];
  });
  return json(207, { results: Object.fromEntries(results) });
}

function createDefinition(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  if (body === undefined) return refuse(call, 400, "The body could not be read as JSON");
  if (typeof body["name"] !== "string" || body["schema"] === undefined)
    return refuse(call, 422, "name and schema are required");
  const request = {
    ...call.request,
    body: JSON.stringify({ ...body, type: "SegmentDefinition", lifecycleState: "published" }),
  };
  const answer = createAudience({ ...call, request });
  return answer.status < 300 ? { ...answer, status: 200 } : answer;
}

function patchDefinition(call: Call): SampleResponse {
  const found = findDefinition(call, parameter(call, "id"));
  if (found === undefined) return refuse(call, 404, "The segment definition could not be found");
  const body = readRecord(readBody(call.request)) ?? {};
  const refusal =
    body["expression"] === undefined ? undefined : findExpressionRefusal(call, body["expression"]);
  if (refusal !== undefined) return refuse(call, 400, refusal.message);
  const now = call.clock.now();
  const {
    name = found.record.name,
    description = found.record["description"],
    expression = found.record["expression"],
  } = body;
  const record = {
    ...found.record,
    name: String(name),
    description,
    expression,
    updateTime: now,
    updateEpoch: Math.floor(now / 1_000),
  };
  call.state.audiences(call.sandbox.name).put(record.id, { ...found, record }, now);
  return json(200, toWire({ ...found, record }));
}

function deleteDefinition(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const table = call.state.audiences(call.sandbox.name);
  const found = findDefinition(call, id);
  if (found === undefined) return refuse(call, 404, "The segment definition could not be found");
  if (findDependents(table).has(id) || lifecycleOf(found.record) === "archived")
    return refuse(call, 400, "The segment definition is in use");
  table.remove(id, call.clock.now());
  // Says nothing about success: callers must read again.
  return empty(200);
}
