/** What runs beside the data: the audit log, data hygiene and its quotas, and the figures of observability. Read only. */
import { type Call, parameter, readBody, readNumber, readProperties, readRecord } from "../call";
import type { SampleResponse } from "../exchange";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const auditRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "audit", denial: "report" },
  "/data/foundation/audit",
);

const hygieneRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "hygiene", denial: "ups" },
  "/data/core/hygiene",
);

const insightRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "observability", denial: "report" },
  "/data/infrastructure/observability/insights",
);

/** Routes of audit, hygiene and observability. */
export const operationRoutes: readonly Route[] = [
  auditRoute("/events", { GET: listEvents }),
  hygieneRoute("/quota", { GET: listQuotas }),
  hygieneRoute("/ttl", { GET: listExpirations }),
  hygieneRoute("/ttl/{id}", { GET: getExpiration }),
  hygieneRoute("/workorder", { GET: listWorkOrders }),
  hygieneRoute("/workorder/{id}", { GET: getWorkOrder }),
  insightRoute("/metrics", { GET: getMetrics, POST: queryMetrics }, { questions: ["POST"] }),
];

/** Kind of quota, what it counts, its limit. */
const QUOTAS: readonly (readonly [string, string, number])[] = [
  ["datasetExpirationQuota", "Datasets with an expiration", 50],
  ["dailyConsumerDeleteIdentitiesQuota", "Identities deleted today", 1_000_000],
  ["monthlyConsumerDeleteIdentitiesQuota", "Identities deleted this month", 2_000_000],
];

function listQuotas(call: Call): SampleResponse {
  const wanted = call.url.searchParams.get("quotaType");
  const expirations = toExpirations(call).length;
  const quotas = QUOTAS.filter(([name]) => wanted === null || name === wanted).map(
    ([name, description, quota]) => ({
      name,
      description,
      consumed: name.startsWith("dataset") ? expirations : 0,
      quota,
    }),
  );
  return json(200, { quotas });
}

function hygieneNotFound(what: string): SampleResponse {
  return json(404, {
    errorCode: 404,
    title: "Resource not found",
    detail: `The ${what} does not exist.`,
    errorType: "uri=/",
  });
}

function authorOf(): string {
  return "Dana Keller <dana.keller@acme.example> 6F8C23A5@AdobeID";
}

/** Datasets that nobody needs any more: those whose name says so. */
function toExpirations(call: Call): { readonly ttlId: string; readonly datasetId: string }[] {
  const { datasets } = call.state.catalog(call.sandbox.name);
  return [...datasets].flatMap(([datasetId, { name }]) =>
    typeof name === "string" && /do not use|^test data/i.test(name)
      ? [
          {
            ttlId: `SD-${call.seeded.uuid(`expiration/${datasetId}`)}`,
            datasetId,
            datasetName: name,
            sandboxName: call.sandbox.name,
            displayName: `Clean-up of ${name}`,
            description: "Agreed with the CRM team.",
            imsOrg: SAMPLE_ORG_ID,
            status: "pending",
            expiry: new Date(call.state.today + 60 * 86_400_000).toISOString(),
            updatedAt: new Date(call.state.today - 5 * 86_400_000).toISOString(),
            updatedBy: authorOf(),
          },
        ]
      : [],
  );
}

function listExpirations(call: Call): SampleResponse {
  const wanted = call.url.searchParams.get("datasetId");
  const all = toExpirations(call).filter(({ datasetId }) => wanted === null || wanted === datasetId);
  const limit = Math.max(1, readNumber(call, "limit", 25));
  const page = Math.max(0, readNumber(call, "page", 0));
  return json(200, {
    results: all.slice(page * limit, (page + 1) * limit),
    current_page: page,
    total_pages: Math.max(1, Math.ceil(all.length / limit)),
    total_count: all.length,
  });
}

/** One is asked for by its own id or by that of the dataset. */
function getExpiration(call: Call): SampleResponse {
  const wanted = parameter(call, "id");
  const found = toExpirations(call).find(({ ttlId, datasetId }) => ttlId === wanted || datasetId === wanted);
  return found === undefined ? hygieneNotFound("expiration") : json(200, found);
}

/** One request of a person to be forgotten, long done. */
function toWorkOrders(call: Call): (Readonly<Record<string, unknown>> & { readonly workorderId: string })[] {
  const created = new Date(call.state.today - 20 * 86_400_000).toISOString();
  const updated = new Date(call.state.today - 19 * 86_400_000).toISOString();
  const services = ["datalakeDelete", "identityDelete", "profileDelete"];
  return [
    {
      workorderId: `DI-${call.seeded.uuid(`workOrder/${call.sandbox.name}`)}`,
      orgId: SAMPLE_ORG_ID,
      bundleId: `BN-${call.seeded.uuid(`bundle/${call.sandbox.name}`)}`,
      action: "identity-delete",
      createdAt: created,
      updatedAt: updated,
      operationCount: 3,
      targetServices: services,
      status: "completed",
      createdBy: authorOf(),
      datasetId: "ALL",
      datasetName: "ALL",
      displayName: "Requests of January",
      description: "People who asked to be forgotten.",
      productStatusDetails: services.map((productName) => ({
        productName,
        productStatus: "success",
        createdAt: updated,
      })),
    },
  ];
}

function listWorkOrders(call: Call): SampleResponse {
  const results = readNumber(call, "page", 0) > 0 ? [] : toWorkOrders(call);
  const href = "https://platform.adobe.io/workorder?page={page}&limit={limit}";
  return json(200, {
    results,
    total: toWorkOrders(call).length,
    count: results.length,
    _links: { page: { href, templated: true } },
  });
}

function getWorkOrder(call: Call): SampleResponse {
  const found = toWorkOrders(call).find(({ workorderId }) => workorderId === parameter(call, "id"));
  return found === undefined ? hygieneNotFound("work order") : json(200, found);
}

/** One figure for each day; a metric of ingestion counts the batches of the day, any other one rests. */
function toPoints(call: Call, metric: string): { readonly timestamp: string; readonly value: number }[] {
  const { batches } = call.state.catalog(call.sandbox.name);
  return Array.from({ length: 7 }, (_value, index) => {
    const day = call.state.today - (7 - index) * 86_400_000;
    const taken = batches.filter(
      ({ created, status }) => created >= day && created < day + 86_400_000 && status === "success",
    );
    return {
      timestamp: new Date(day).toISOString(),
      value: metric.includes("ingestion") ? taken.length * 12_390 : 0,
    };
  });
}

/** The first version of the service, which answers what is asked in the address. */
function getMetrics(call: Call): SampleResponse {
  const metrics = call.url.searchParams.getAll("metric").flatMap((text) => text.split(","));
  if (metrics.length === 0 || metrics.includes(""))
    return reportError(400, "INSGHT-1000-400", "At least one metric is required.");
  return json(
    200,
    metrics.map((metric) => ({
      id: metric,
      imsOrgId: SAMPLE_ORG_ID,
      timeseries: {
        granularity: "DAY",
        items: toPoints(call, metric).map(({ timestamp, value }) => ({
          timestamp,
          metrics: { [metric]: value },
        })),
        _page: null,
        _links: null,
      },
      stats: {},
    })),
  );
}

function queryMetrics(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  const asked = body?.["metrics"];
  if (!Array.isArray(asked) || asked.length === 0)
    return reportError(400, "INSGHT-1000-400", "At least one metric is required.");
  const names = asked.map((metric: unknown) => String(readRecord(metric)?.["name"] ?? ""));
  return json(200, {
    metricResponses: names.map((name) => ({
      metric: name,
      filters: [],
      datapoints: [
        {
          groupBy: {},
          dps: Object.fromEntries(toPoints(call, name).map(({ timestamp, value }) => [timestamp, value])),
        },
      ],
      granularity: "DAY",
    })),
  });
}

function listEvents(call: Call): SampleResponse {
  const limit = Math.min(100, readNumber(call, "limit", 50));
  const start = readNumber(call, "start", 0);
  const found = toEvents(call).filter((event) =>
    readProperties(call).every((wanted) => holds(event, wanted)),
  );
  const query = new URLSearchParams({ start: String(start + limit), limit: String(limit) });
  for (const property of call.url.searchParams.getAll("property")) query.append("property", property);
  const next = start + limit < found.length ? { next: { href: `/audit/events?${query}` } } : {};
  const events = found.slice(start, start + limit);
  return json(200, { _embedded: { events }, _links: { self: { href: "/audit/events" }, ...next } });
}

type AuditEvent = ReturnType<typeof toEvents>[number];

/** Words are compared without case, a list of them is a choice; times are compared as times. */
function holds(event: AuditEvent, [field, operator, value]: readonly [string, string, string]): boolean {
  const held = String(readRecord(event)?.[field] ?? "");
  if (operator === "<") return Date.parse(held) < Date.parse(value);
  if (operator === ">") return Date.parse(held) > Date.parse(value);
  return value.toLowerCase().split(",").includes(held.toLowerCase());
}

/** Every audience was saved once, one an hour. */
function toEvents(call: Call) {
  const audiences = call.state
    .audiences(call.sandbox.name)
    .list()
    .filter(({ isHidden }) => !isHidden);
  return audiences.map(({ record }, index) => ({
    id: call.seeded.uuid(`audit/${index}`),
    timestamp: new Date(call.state.today - index * 3_600_000).toISOString(),
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
}
