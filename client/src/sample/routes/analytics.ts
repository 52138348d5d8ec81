/** Customer Journey Analytics, objects: who am I, connections, data views with their parts, filters, calculated metrics. */
import { type Call, type Handler, parameter, readNumber } from "../call.js";
import { SAMPLE_ORG_ID } from "../credentials.js";
import {
  type AnalyticsView,
  listConnections,
  listDataViews,
  listDimensions,
  listMetrics,
} from "../data/analytics.js";
import type { SampleResponse } from "../exchange.js";
import { analyticsError, json } from "../replies.js";
import { type Route, routesOf } from "../router.js";
import { answerReport, answerTopItems } from "./analyticsReports.js";
import { throttled } from "./analyticsThrottle.js";

const service = {
  host: "cja",
  sandbox: "none",
  product: "cja",
  denial: "report",
  questions: ["POST"],
} as const;
const plainRoute = routesOf(service, "");

/** Every CJA route counts against the same limit. */
function route(path: string, verbs: Readonly<Record<string, Handler>>): Route {
  const guarded = Object.entries(verbs).map(([verb, handler]) => [verb, throttled(handler)]);
  return plainRoute(path, Object.fromEntries(guarded));
}

/** Routes of Customer Journey Analytics. */
export const analyticsRoutes: readonly Route[] = [
  route("/configuration/users/me", { GET: getMe }),
  route("/data/connections", { GET: listAllConnections }),
  route("/data/connections/{id}", { GET: getConnection }),
  route("/data/dataviews", { GET: listViews }),
  route("/data/dataviews/{id}", { GET: getView }),
  route("/data/dataviews/{id}/dimensions", { GET: (call) => listParts(call, "dimensions") }),
  route("/data/dataviews/{id}/metrics", { GET: (call) => listParts(call, "metrics") }),
  route("/segments", {
    GET: (call) => listComponents(call, "filter", ["Orders above 100", "Gold members", "Returning people"]),
  }),
  route("/segments/{id}", { GET: (call) => getComponent(call, "filter") }),
  route("/calculatedmetrics", {
    GET: listCalculated,
  }),
  route("/calculatedmetrics/{id}", { GET: (call) => getComponent(call, "calculated") }),
  route("/dateranges", {
    GET: (call) => listComponents(call, "range", ["Last quarter", "Black Friday week"]),
  }),
  route("/reports", { POST: answerReport }),
  route("/reports/topItems", { GET: answerTopItems }),
  route("/auditlogs/api/v1/auditlogs", { GET: refuseAudit }),
  route("/auditlogs/api/v1/auditlogs/search", { POST: refuseAudit }),
];

/** Audit logs want a user's token; technical accounts never have one. */
function refuseAudit(): SampleResponse {
  return analyticsError(401, "unauthorized", "A user token is required");
}

function getMe(call: Call): SampleResponse {
  const { technicalAccountId } = call.caller.credential;
  return json(200, {
    imsUserId: technicalAccountId,
    imsOrgId: SAMPLE_ORG_ID,
    login: technicalAccountId,
    firstName: "Technical",
    lastName: "Account",
    admin: false,
  });
}

const MOST_ITEMS = 1_000;

/** Wraps a list in the envelope of this product, or refuses a page that is too large. */
function answerPage(call: Call, all: readonly object[]): SampleResponse {
  const limit = readNumber(call, "limit", 10);
  const page = readNumber(call, "page", 0);
  if (limit < 1 || limit > MOST_ITEMS || page < 0)
    return analyticsError(400, "invalid_data", `limit must be between 1 and ${MOST_ITEMS}`);
  return json(200, toPage(all, page, limit));
}

function toPage(all: readonly object[], page: number, limit: number): object {
  const content = all.slice(page * limit, (page + 1) * limit);
  const totalPages = Math.max(1, Math.ceil(all.length / limit));
  return {
    content,
    number: page,
    size: limit,
    numberOfElements: content.length,
    totalElements: all.length,
    totalPages,
    firstPage: page === 0,
    lastPage: page + 1 >= totalPages,
    sort: null,
  };
}

function readExpansion(call: Call): readonly string[] {
  return call.url.searchParams
    .getAll("expansion")
    .flatMap((text) => text.split(","))
    .map((name) => name.trim());
}

/** The one member that is asked for by another word than its name. */
const MODIFIED = { member: "modifiedDate", expansion: "modified" };

/** Only the id and what was asked for; the owner's name is never filled in. */
function expand(fields: Readonly<Record<string, unknown>>, wanted: readonly string[]): object {
  const toExpansion = (name: string): string => (name === MODIFIED.member ? MODIFIED.expansion : name);
  const shown = Object.entries(fields).filter(
    ([name]) => name === "id" || wanted.includes(toExpansion(name)),
  );
  return {
    ...Object.fromEntries(shown),
    owner: { imsUserId: "6F8C23A5@AdobeID", name: null, id: "6F8C23A5@AdobeID" },
  };
}

function viewFields(view: AnalyticsView): Readonly<Record<string, unknown>> {
  return {
    id: view.id,
    name: view.name,
    description: view.description,
    parentDataGroupId: view.connectionId,
    timezoneDesignator: view.timezone,
    organization: SAMPLE_ORG_ID,
    isDeleted: false,
    createdDate: "2025-03-04T10:00:00Z",
    modifiedDate: "2026-02-11T08:30:00Z",
  };
}

function listViews(call: Call): SampleResponse {
  const wanted = readExpansion(call);
  return answerPage(
    call,
    listDataViews(call.seeded).map((view) => expand(viewFields(view), wanted)),
  );
}

function findView(call: Call): AnalyticsView | undefined {
  return listDataViews(call.seeded).find(({ id }) => id === parameter(call, "id"));
}

function noSuchView(): SampleResponse {
  return analyticsError(404, "resource_not_found", "The data view does not exist");
}

function getView(call: Call): SampleResponse {
  const view = findView(call);
  return view === undefined
    ? noSuchView()
    : json(
        200,
        expand(viewFields(view), [
          ...readExpansion(call),
          "name",
          "description",
          "parentDataGroupId",
          "timezoneDesignator",
        ]),
      );
}

/** The parts of a data view come all at once: the published definition has no paging for them. */
function listParts(call: Call, kind: "dimensions" | "metrics"): SampleResponse {
  if (findView(call) === undefined) return noSuchView();
  const dataset = "Acme cross-channel";
  const parts =
    kind === "metrics"
      ? listMetrics().map(({ id, name, type }) => ({
          id,
          name,
          type,
          title: name,
          sourceFieldId: id.replace("metrics/", ""),
          dataSetType: "event",
          dataSetName: dataset,
          hasData: true,
        }))
      : listDimensions().map(({ id, name, items }) => ({
          id,
          name,
          title: name,
          type: items === "date" ? "time" : "string",
          sourceFieldId: id.replace("variables/", ""),
          dataSetType: "event",
          hasData: true,
        }));
  return json(200, toPage(parts, 0, parts.length));
}

function listAllConnections(call: Call): SampleResponse {
  const wanted = readExpansion(call);
  const sandbox = call.url.searchParams.get("sandboxName");
  const all = listConnections(call.seeded).filter(
    ({ sandboxName }) => sandbox === null || sandboxName === sandbox,
  );
  return answerPage(
    call,
    all.map((connection) => ({
      ...expand({ ...connection, dataSets: [] }, wanted),
      isDeleted: false,
      isDisabled: connection.isDisabled,
    })),
  );
}

function getConnection(call: Call): SampleResponse {
  const found = listConnections(call.seeded).find(({ id }) => id === parameter(call, "id"));
  return found === undefined
    ? analyticsError(404, "resource_not_found", "The connection does not exist")
    : json(200, { ...found, isDeleted: false, dataSets: [] });
}

function componentId(call: Call, kind: string, name: string): string {
  return `${kind === "filter" ? "s" : "cm"}_${call.seeded.hex(`${kind}/${name}`, 24)}`;
}

function toComponent(call: Call, kind: string, name: string): { id: string } {
  const [view] = listDataViews(call.seeded);
  return {
    id: componentId(call, kind, name),
    ...{
      name,
      description: "",
      dataId: view?.id,
      owner: { imsUserId: "6F8C23A5@AdobeID", name: null },
      modifiedDate: "2026-02-11T08:30:00Z",
      definition: { func: kind, version: [1, 0, 0] },
    },
  };
}

function listComponents(call: Call, kind: string, names: readonly string[]): SampleResponse {
  return answerPage(
    call,
    names.map((name) => toComponent(call, kind, name)),
  );
}

/** Unlike every other list of this product, calculated metrics come as a bare list. */
function listCalculated(call: Call): SampleResponse {
  return json(
    200,
    ["Revenue per session", "E-mail click rate"].map((name) => toComponent(call, "calculated", name)),
  );
}

function getComponent(call: Call, kind: string): SampleResponse {
  const names = [
    "Orders above 100",
    "Gold members",
    "Returning people",
    "Revenue per session",
    "E-mail click rate",
  ];
  const name = names.find((candidate) => componentId(call, kind, candidate) === parameter(call, "id"));
  return name === undefined
    ? analyticsError(404, "resource_not_found", "The component does not exist")
    : json(200, toComponent(call, kind, name));
}
