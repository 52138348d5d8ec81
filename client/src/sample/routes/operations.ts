/** Query service, the audit log and the hygiene quota, as far as reading goes. Rows never come back over this API, here as there. */
import { type Call, parameter, readBody, readNumber, readRecord } from "../call.js";
import { SAMPLE_ORG_ID } from "../credentials.js";
import type { SampleResponse } from "../exchange.js";
import { json } from "../replies.js";
import { type Route, routesOf } from "../router.js";

const queryRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "queries", denial: "report" },
  "/data/foundation/query",
);
const auditRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "audit", denial: "report" },
  "/data/foundation/audit",
);

const hygieneRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "hygiene", denial: "ups" },
  "/data/core/hygiene",
);

/** Routes of query service, audit and hygiene. */
export const operationRoutes: readonly Route[] = [
  queryRoute("/queries", { POST: startQuery }),
  queryRoute("/queries/{id}", { GET: getQuery }),
  auditRoute("/events", { GET: listEvents }),
  hygieneRoute("/quota", { GET: listQuotas }),
];

function startQuery(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  if (typeof body?.["sql"] !== "string" || typeof body["dbName"] !== "string")
    return json(400, { statusCode: 400, error: "Bad Request", message: "dbName and sql are required" });
  const id = call.seeded.uuid(`query/${call.exchange}`);
  call.state.queries.set(id, { sql: body["sql"], created: call.clock.now() });
  return json(202, {
    id,
    isInsertInto: false,
    request: { dbName: body["dbName"], sql: body["sql"] },
    state: "SUBMITTED",
    rowCount: 0,
    version: 1,
  });
}

function getQuery(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const query = call.state.queries.get(id);
  if (query === undefined)
    return json(404, { statusCode: 404, error: "Not Found", message: "The query does not exist" });
  const age = call.clock.now() - query.created;
  const state = age < 1_000 ? "SUBMITTED" : age < 5_000 ? "IN_PROGRESS" : "SUCCESS";
  return json(200, {
    id,
    request: { dbName: `${call.sandbox.name}:all`, sql: query.sql },
    state,
    rowCount: state === "SUCCESS" ? 42 : 0,
    elapsedTime: age,
    created: new Date(query.created).toISOString(),
    version: 1,
  });
}

function listQuotas(): SampleResponse {
  const quota = { name: "dailyConsumerDeleteIdentitiesQuota", description: "Identities deleted today" };
  return json(200, { quotas: [{ ...quota, consumed: 0, quota: 1_000_000 }] });
}

function listEvents(call: Call): SampleResponse {
  const limit = Math.min(100, readNumber(call, "limit", 50));
  const start = readNumber(call, "start", 0);
  const audiences = call.state
    .audiences(call.sandbox.name)
    .list()
    .filter(({ isHidden }) => !isHidden);
  const events = audiences.slice(start, start + limit).map(({ record }, index) => ({
    id: call.seeded.uuid(`audit/${start + index}`),
    timestamp: new Date(call.state.today - (start + index) * 3_600_000).toISOString(),
    imsOrgId: SAMPLE_ORG_ID,
    sandboxName: call.sandbox.name,
    region: "NLD2",
    userEmail: record["lastModifiedBy"] ?? "",
    permissionResource: "Segment",
    permissionType: "write",
    assetType: "Segment",
    assetId: record.id,
    assetName: record.name,
    action: index % 3 === 0 ? "Create" : "Update",
    status: "Success",
    failureCode: "",
  }));
  const next =
    start + limit < audiences.length
      ? { next: { href: `/audit/events?start=${start + limit}&limit=${limit}` } }
      : {};
  return json(200, { _embedded: { events }, _links: { self: { href: "/audit/events" }, ...next } });
}
