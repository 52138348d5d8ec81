/** Query service: queries, schedules with their runs, templates and alerts. Rows never come back over this API, here as there. */
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import { type QueryEnd, runRuleQuery, runTrackingQuery } from "../data/sampleQueries";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import type { StartedQuery } from "../state";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "queries", denial: "report" },
  "/data/foundation/query",
);

/** From where clients may connect; no definition declares it, its guide does (docs/platform.md). */
const accessRoute = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "queries", denial: "report" },
  "/data/foundation/queryauth",
);

/** Routes of query service. */
export const queryRoutes: readonly Route[] = [
  accessRoute("/security/ip-access", { GET: listAllowedRanges }),
  route("/connection_parameters", { GET: getConnectionParameters }),
  // A query reads; giving one up changes nothing either.
  route("/queries", { GET: listQueries, POST: startQuery }, { questions: ["POST"] }),
  route("/queries/{id}", { GET: getQuery, PATCH: endQuery }, { questions: ["PATCH"] }),
  route("/schedules", { GET: (call) => answerPage(call, "schedules", toSchedules(call)) }),
  route("/schedules/{id}", { GET: getSchedule }),
  route("/schedules/{id}/runs", { GET: listRuns }),
  route("/schedules/{id}/runs/{run}", { GET: getRun }),
  route("/query-templates", { GET: (call) => answerPage(call, "templates", toTemplates(call)) }),
  route("/query-templates/count", {
    GET: (call) => json(200, { totalCount: toTemplates(call).length, version: 1 }),
  }),
  route("/query-templates/{id}", { GET: getTemplate }),
  route("/alert-subscriptions", { GET: listAlerts }),
  route("/alert-subscriptions/{asset}", { GET: (call) => getAlerts(call) }),
  route("/alert-subscriptions/{asset}/{type}", { GET: (call) => getAlerts(call, parameter(call, "type")) }),
  route("/alert-subscriptions/user-subscriptions/{email}", { GET: listUserAlerts }),
];

const DAY = 86_400_000;
const BASE = "https://platform.adobe.io/data/foundation/query";

function notFound(what: string): SampleResponse {
  return json(404, { statusCode: 404, error: "Not Found", message: `The ${what} does not exist` });
}

/** An object with the time it was created at, by which these lists are ordered and paged. */
interface Listed extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly created: string;
}

/** Newest first; the token of the next page is the time at which it starts. Lists about schedules have a link that is a plain text. */
function answerPage(call: Call, member: string, all: readonly Listed[]): SampleResponse {
  const limit = readNumber(call, "limit", 100);
  if (limit < 1)
    return json(400, { statusCode: 400, error: "Bad Request", message: "limit must be above 0" });
  const query = call.url.searchParams;
  const start = query.get("start") ?? "";
  const sign = (query.get("orderby") ?? "-created").startsWith("-") ? -1 : 1;
  const sorted = [...all].sort((a, b) => (a.created < b.created ? -1 : 1) * sign);
  const from =
    start === ""
      ? 0
      : sorted.findIndex(({ created }) => created === start || sign * (created < start ? -1 : 1) > 0);
  const page = from < 0 ? [] : sorted.slice(from, from + limit);
  const next = from < 0 ? undefined : sorted[from + limit]?.created;
  const orderby = sign < 0 ? "-created" : "created";
  const href = `${BASE}${call.url.pathname.replace("/data/foundation/query", "")}?orderby=${orderby}&start=${next ?? ""}&limit=${limit}`;
  return json(200, {
    [member]: page,
    _page: {
      orderby,
      start: page[0]?.created ?? "",
      count: page.length,
      ...(next === undefined ? {} : { next }),
    },
    _links: next === undefined ? {} : { next: member.endsWith("chedules") ? href : { href } },
    version: 1,
  });
}

/** Where a database client would connect; the password is invented and opens nothing. */
function getConnectionParameters(call: Call): SampleResponse {
  return json(200, {
    dbName: `${call.sandbox.name}:all`,
    host: "acme.platform-query.example",
    port: 80,
    username: call.caller.credential.technicalAccountId,
    token: call.seeded.hex("queryToken", 32),
    compressedToken: call.seeded.hex("queryToken/compressed", 32),
    websocketHost: "acme.query-service.example",
    version: 1,
  });
}

function listAllowedRanges(call: Call): SampleResponse {
  return json(200, {
    imsOrg: SAMPLE_ORG_ID,
    sandboxName: call.sandbox.name,
    channel: "data_distiller",
    allowedIpRanges: [{ ipRange: "203.0.113.0/24", description: "Office" }, { ipRange: "198.51.100.7" }],
  });
}

function startQuery(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  if (typeof body?.["sql"] !== "string" || typeof body["dbName"] !== "string")
    return json(400, { statusCode: 400, error: "Bad Request", message: "dbName and sql are required" });
  const id = call.seeded.uuid(`query/${call.exchange}`);
  call.state.queries.set(id, { sql: body["sql"], created: call.clock.now(), isKilled: false });
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
  const started = call.state.queries.get(id);
  const found =
    started === undefined
      ? finishedQueries(call).find((query) => query.id === id)
      : toQuery(call, id, started);
  return found === undefined ? notFound("query") : json(200, found);
}

/** Cancels or hides a query; one that has ended can only be hidden. */
function endQuery(call: Call): SampleResponse {
  const started = call.state.queries.get(parameter(call, "id"));
  if (started === undefined) return notFound("query");
  const operation = readRecord(readBody(call.request))?.["op"];
  if (operation !== "cancel" && operation !== "soft_delete")
    return json(400, { statusCode: 400, error: "Bad Request", message: "op must be cancel or soft_delete" });
  if (operation === "cancel") {
    if (started.isKilled || call.clock.now() - started.created >= RUN_MS)
      return json(409, { statusCode: 409, error: "Conflict", message: "The query has already ended" });
    started.isKilled = true;
  }
  return json(202, { message: "Query cancellation or deletion request received" });
}

/** How long a query waits, and runs. */
const WAIT_MS = 1_000;
const RUN_MS = 5_000;
/** Rows of a query that is about no rule. */
const OTHER_ROWS = 42;

function toQuery(call: Call, id: string, query: StartedQuery): Listed {
  const age = call.clock.now() - query.created;
  const end = age < RUN_MS ? undefined : (runQuery(call, query.sql) ?? { rows: OTHER_ROWS });
  const running = age < WAIT_MS ? "SUBMITTED" : "IN_PROGRESS";
  const state = query.isKilled
    ? "KILLED"
    : end === undefined
      ? running
      : "fault" in end
        ? "FAILED"
        : "SUCCESS";
  return {
    id,
    created: new Date(query.created).toISOString(),
    request: { dbName: `${call.sandbox.name}:all`, sql: query.sql },
    state,
    rowCount: state === "SUCCESS" && end !== undefined && "rows" in end ? end.rows : 0,
    errors:
      state === "FAILED" && end !== undefined && "fault" in end
        ? [{ code: "400", message: end.fault, errorType: "USER_ERROR" }]
        : [],
    elapsedTime: Math.min(age, RUN_MS),
    isInsertInto: false,
    isCTAS: false,
    client: "API",
    userId: "6F8C23A5@AdobeID",
    version: 1,
  };
}

function runQuery(call: Call, sql: string): QueryEnd | undefined {
  const { state, sandbox, seeded, clock } = call;
  const { journeys } = state.journeys(sandbox.name);
  const { campaigns } = state.campaigns(sandbox.name);
  const counted = runTrackingQuery(sql, { journeys, campaigns, seeded, now: clock.now() });
  if (counted !== undefined) return counted;
  return runRuleQuery(sql, {
    schemas: state.unions(sandbox.name),
    population: state.population(sandbox.name),
    datasets: state.catalog(sandbox.name).datasets.values(),
  });
}

/** Name and text of what people kept; the first two are run every night. */
const TEMPLATES: readonly (readonly [string, string])[] = [
  ["Orders by country", "SELECT homeAddress.country, COUNT(1) FROM acme_order_history GROUP BY 1"],
  ["Consents of the day", "SELECT COUNT(1) FROM acme_consents WHERE _ACP_DATE = CURRENT_DATE"],
  ["Bounced addresses", "SELECT DISTINCT _id FROM ajo_message_feedback_event_dataset LIMIT 100"],
];
const SCHEDULED = 2;

function toTemplates(call: Call): Listed[] {
  return TEMPLATES.map(([name, sql], index) => {
    const id = call.seeded.uuid(`queryTemplate/${call.sandbox.name}/${name}`);
    const created = new Date(call.state.today - (40 - index) * DAY).toISOString();
    return {
      id,
      created,
      name,
      sql,
      queryParameters: {},
      updated: created,
      lastUpdatedBy: "6F8C23A5@AdobeID",
      userId: "6F8C23A5@AdobeID",
      _links: { self: { href: `${BASE}/query-templates/${id}`, method: "GET" } },
    };
  });
}

function getTemplate(call: Call): SampleResponse {
  const found = toTemplates(call).find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound("template") : json(200, found);
}

function toSchedules(call: Call): Listed[] {
  return TEMPLATES.slice(0, SCHEDULED).map(([name, sql], index) => {
    const created = new Date(call.state.today - (30 - index) * DAY).toISOString();
    return {
      id: scheduleIdOf(call, name),
      created,
      updated: created,
      userId: "6F8C23A5@AdobeID",
      updatedUserId: "6F8C23A5@AdobeID",
      state: index === 0 ? "ENABLED" : "DISABLED",
      query: { dbName: `${call.sandbox.name}:all`, sql, name },
      schedule: { schedule: "30 2 * * *", startDate: created, maxActiveRuns: 1 },
      _links: {},
    };
  });
}

function scheduleIdOf(call: Call, name: string): string {
  return `${call.seeded.hex(`schedule/${call.sandbox.name}`, 24)}_${call.seeded.uuid(`schedule/${name}`)}`;
}

function findSchedule(call: Call): Listed | undefined {
  return toSchedules(call).find(({ id }) => id === parameter(call, "id"));
}

function getSchedule(call: Call): SampleResponse {
  const found = findSchedule(call);
  return found === undefined ? notFound("schedule") : json(200, found);
}

/** The last seven nights. */
function toRuns(call: Call, scheduleId: string): Listed[] {
  return Array.from({ length: 7 }, (_value, night) => {
    const id = call.seeded.hex(`queryRun/${scheduleId}/${night}`, 24);
    const href = `${BASE}/schedules/${scheduleId}/runs/${id}`;
    return {
      id,
      created: new Date(call.state.today - night * DAY + 9_000_000 - DAY).toISOString(),
      state: night === 3 ? "FAILED" : "SUCCESS",
      externalTrigger: false,
      _links: { self: { href, method: "GET" } },
      version: 1,
    };
  });
}

function listRuns(call: Call): SampleResponse {
  const schedule = findSchedule(call);
  return schedule === undefined
    ? notFound("schedule")
    : answerPage(call, "runsSchedules", toRuns(call, schedule.id));
}

function getRun(call: Call): SampleResponse {
  const schedule = findSchedule(call);
  const found =
    schedule === undefined
      ? undefined
      : toRuns(call, schedule.id).find(({ id }) => id === parameter(call, "run"));
  return found === undefined ? notFound("run") : json(200, found);
}

/** What the schedules ran, as queries of their own. */
function finishedQueries(call: Call): Listed[] {
  return TEMPLATES.slice(0, SCHEDULED).map(([name, sql]) =>
    toQuery(call, call.seeded.uuid(`finishedQuery/${call.sandbox.name}/${name}`), {
      sql,
      created: call.state.today - DAY + 9_000_000,
      isKilled: false,
    }),
  );
}

function listQueries(call: Call): SampleResponse {
  const started = [...call.state.queries].map(([id, query]) => toQuery(call, id, query));
  return answerPage(call, "queries", [...started, ...finishedQueries(call)]);
}

interface Alert {
  readonly assetId: string;
  readonly alertType: string;
  readonly email: string;
}

/** Somebody wants to know when a nightly run fails. */
function toAlerts(call: Call): Alert[] {
  return toSchedules(call).map(({ id }) => ({
    assetId: id,
    alertType: "failed",
    email: "dana.keller@acme.example",
  }));
}

function toAlertWire({ assetId, alertType, email }: Alert): object {
  return {
    id: `query_service_flow_run_${alertType}-${assetId}`,
    assetId,
    alertType,
    status: "enabled",
    subscriptions: { emailNotifications: [email], inContextNotifications: [email] },
    _links: { self: { href: `${BASE}/alert-subscriptions/${assetId}/${alertType}`, method: "GET" } },
  };
}

function toAlertPage(call: Call, count: number): object {
  return {
    orderby: "-created",
    page: readNumber(call, "page", 0),
    count,
    pageSize: readNumber(call, "pagesize", 50),
  };
}

function listAlerts(call: Call): SampleResponse {
  const alerts = readNumber(call, "page", 0) > 0 ? [] : toAlerts(call).map(toAlertWire);
  return json(200, { alerts, _page: toAlertPage(call, alerts.length), _links: {}, version: 1 });
}

function getAlerts(call: Call, type?: string): SampleResponse {
  const found = toAlerts(call).filter(
    ({ assetId, alertType }) =>
      assetId === parameter(call, "asset") && (type === undefined || alertType === type),
  );
  return found.length === 0 ? notFound("alert") : json(200, { alerts: found.map(toAlertWire) });
}

function listUserAlerts(call: Call): SampleResponse {
  const items = toAlerts(call)
    .filter(({ email }) => email === parameter(call, "email"))
    .map((alert) => ({
      ...toAlertWire(alert),
      name: `query_service_flow_run_${alert.alertType}-${alert.assetId}`,
      subscriptions: { emailNotifications: true, inContextNotifications: true },
    }));
  return json(200, { items, page: toAlertPage(call, items.length), _links: {}, version: 1 });
}
