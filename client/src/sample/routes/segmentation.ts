/** The smaller parts of segmentation: conversion of expressions, schedules, export jobs, search. Read only, except that nothing is stored. */
import { findExpressionRefusal } from "../audienceRules";
import { toBase64 } from "../base64";
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import type { SampleResponse } from "../exchange";
import { json, upsError } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const route = routesOf(
  {
    host: "platform",
    sandbox: "required",
    product: "aep",
    resource: "segments",
    denial: "ups",
    questions: ["POST"],
  },
  "/data/core/ups",
);

/** Routes of conversion, schedules, exports and search. */
export const segmentationRoutes: readonly Route[] = [
  route("/segment/conversion", { POST: convert }),
  route("/config/schedules", { GET: listSchedules }),
  route("/config/schedules/{id}", { GET: getSchedule }),
  route("/export/jobs", { GET: listExports }),
  route("/export/jobs/{id}", { GET: getExport }),
  route("/search/namespaces", { GET: searchNamespaces }),
  route("/search/entities", { GET: searchEntities }),
  route("/search/taxonomy", { GET: getTaxonomy }),
];

function refuse(call: Call, status: number, message: string): SampleResponse {
  return upsError({ status, code: `UPAPI-116000-${status}`, message, requestId: call.requestId });
}

function convert(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  const expression = readRecord(body?.["expression"]);
  const refusal = findExpressionRefusal(call, expression);
  if (refusal !== undefined) return refuse(call, 400, refusal.message);
  const isText = expression?.["format"] === "pql/text";
  const value = String(expression?.["value"]);
  const conversion = isText ? call.engine.toTree(value) : call.engine.toText(value);
  if ("fault" in conversion)
    return refuse(call, 400, `The expression could not be converted: ${conversion.fault}`);
  return json(200, {
    ttlInDays: 60,
    imsOrgId: SAMPLE_ORG_ID,
    ...body,
    expression: { type: "PQL", format: isText ? "pql/json" : "pql/text", value: conversion.value },
  });
}

function scheduleOf(call: Call): Readonly<Record<string, unknown>> & { readonly id: string } {
  return {
    id: call.seeded.uuid(`schedule/${call.sandbox.name}`),
    imsOrgId: SAMPLE_ORG_ID,
    name: "daily-evaluation",
    state: "active",
    type: "batch_segmentation",
    schedule: "0 0 1 * * ?",
    properties: { segments: ["*"] },
    createEpoch: 1_700_000_000,
    updateEpoch: 1_717_430_400,
  };
}

function listSchedules(call: Call): SampleResponse {
  return json(200, { _page: { totalCount: 1, pageSize: 1 }, children: [scheduleOf(call)], _links: {} });
}

function getSchedule(call: Call): SampleResponse {
  const schedule = scheduleOf(call);
  return schedule.id === parameter(call, "id")
    ? json(200, schedule)
    : refuse(call, 404, "The schedule could not be found");
}

function toExports(call: Call): { readonly id: number; readonly status: string }[] {
  return Array.from({ length: 14 }, (_value, index) => ({
    id: 1_000 + index,
    status: index === 2 ? "FAILED" : "SUCCEEDED",
    jobType: "BATCH",
    fields: "identities,segmentMembership",
    schema: { name: "_xdm.context.profile" },
    creationTime: call.state.today - index * 86_400_000,
    updateTime: call.state.today - index * 86_400_000 + 1_200_000,
  }));
}

function getExport(call: Call): SampleResponse {
  const found = toExports(call).find(({ id }) => String(id) === parameter(call, "id"));
  return found === undefined ? refuse(call, 404, "The export job could not be found") : json(200, found);
}

function listExports(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 10);
  const offset = readNumber(call, "offset", 0);
  const wanted = call.url.searchParams.get("status");
  const all = toExports(call).filter(({ status }) => wanted === null || wanted === status);
  const records = all.slice(offset, offset + limit);
  const next =
    offset + limit < all.length ? { next: `/export/jobs?limit=${limit}&offset=${offset + limit}` } : {};
  return json(200, {
    records,
    page: { sortField: "createdTime", sort: "desc", pageOffset: `${offset}_0`, pageSize: records.length },
    link: next,
  });
}

function isVersionMissing(call: Call): boolean {
  return (call.request.headers["x-ups-search-version"] ?? "") === "";
}

function searchNamespaces(call: Call): SampleResponse {
  if (isVersionMissing(call)) return refuse(call, 400, "The header x-ups-search-version is required");
  if (!call.url.searchParams.has("schema.name")) return refuse(call, 400, "schema.name is required");
  const names = ["AEPSegments", "AAMSegments", "AAMTraits", "AO", "CustomerAudienceUpload"];
  return json(200, {
    namespaces: names.map((namespace) => ({ namespace, displayName: namespace, count: 0 })),
  });
}

const MOST_ENTITIES = 50;

function searchEntities(call: Call): SampleResponse {
  const query = call.url.searchParams;
  if (isVersionMissing(call)) return refuse(call, 400, "The header x-ups-search-version is required");
  const namespace = query.get("namespace");
  const limit = readNumber(call, "limit", MOST_ENTITIES);
  if (namespace === null || !query.has("schemaClass"))
    return refuse(call, 400, "schemaClass and namespace are required");
  if (limit < 1 || limit > MOST_ENTITIES)
    return refuse(call, 400, `limit must be between 1 and ${MOST_ENTITIES}`);
  const wanted = (query.get("s") ?? "").toLowerCase();
  const found = call.state
    .audiences(call.sandbox.name)
    .list(call.clock.now() - call.settings.searchLag)
    .filter(
      ({ record, isHidden }) =>
        !isHidden && record["namespace"] === namespace && record.name.toLowerCase().includes(wanted),
    );
  const page = readNumber(call, "page", 0);
  const entities = found.slice(page * limit, (page + 1) * limit).map(({ record }) => ({
    id: record.id,
    base64EncodedSourceId: toBase64(record.id),
    sourceId: record.id,
    isFolder: false,
    parentFolderId: record["folderId"] ?? "",
    name: record.name,
  }));
  return json(200, {
    entities,
    page: {
      totalCount: found.length,
      totalPages: Math.max(1, Math.ceil(found.length / limit)),
      pageOffset: page,
      pageSize: entities.length,
    },
    status: { message: "Success" },
  });
}

/** Where an audience lies: every namespace here is flat. */
function getTaxonomy(call: Call): SampleResponse {
  const query = call.url.searchParams;
  if (isVersionMissing(call)) return refuse(call, 400, "The header x-ups-search-version is required");
  const entityId = query.get("entityId");
  const found = call.state
    .audiences(call.sandbox.name)
    .list()
    .find(({ record, isHidden }) => !isHidden && record.id === entityId);
  if (found === undefined)
    return json(200, { taxonomy: [], status: { message: `Cannot find entityId ${entityId}.` } });
  const { id, name } = found.record;
  const parentFolderId = String(found.record["folderId"] ?? "");
  const base64EncodedSourceId = toBase64(id);
  return json(200, {
    taxonomy: [{ id, name, base64EncodedSourceId, parentFolderId }],
    status: { message: "Success" },
  });
}
