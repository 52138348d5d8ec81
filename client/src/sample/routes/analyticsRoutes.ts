/** Customer Journey Analytics, the ground: who am I, connections, data views with their parts, reports. Components have a file of their own. */
import { type Call, parameter } from "../call";
import {
  type AnalyticsView,
  listConnections,
  listDataViews,
  listDimensions,
  listMetrics,
} from "../data/sampleAnalytics";
import type { SampleResponse } from "../exchange";
import { analyticsError, json } from "../replies";
import type { Route } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import { answerReport, answerTopItems } from "./analyticsReports";
import { answerPage, analyticsRoute as route, toPage } from "./analyticsService";

/** Routes of Customer Journey Analytics. */
export const analyticsRoutes: readonly Route[] = [
  route("/configuration/users/me", { GET: getMe }),
  route("/data/connections", { GET: listAllConnections }),
  route("/data/connections/search", { GET: listAllConnections }),
  route("/data/connections/{id}", { GET: getConnection }),
  route("/data/dataviews", { GET: listViews }),
  route("/data/dataviews/{id}", { GET: getView }),
  route("/data/dataviews/{id}/dimensions", { GET: (call) => listParts(call, "dimensions") }),
  route("/data/dataviews/{id}/metrics", { GET: (call) => listParts(call, "metrics") }),
  // Their ids hold a slash, which callers write as one.
  route("/data/dataviews/{id}/dimensions/{part}", { GET: (call) => getPart(call, "dimensions") }),
  route("/data/dataviews/{id}/dimensions/variables/{part}", { GET: (call) => getPart(call, "dimensions") }),
  route("/data/dataviews/{id}/metrics/{part}", { GET: (call) => getPart(call, "metrics") }),
  route("/data/dataviews/{id}/metrics/metrics/{part}", { GET: (call) => getPart(call, "metrics") }),
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
function listParts(call: Call, kind: PartKind): SampleResponse {
  if (findView(call) === undefined) return noSuchView();
  const parts = toParts(kind);
  return json(200, toPage(parts, 0, parts.length));
}

type PartKind = "dimensions" | "metrics";

function getPart(call: Call, kind: PartKind): SampleResponse {
  if (findView(call) === undefined) return noSuchView();
  const wanted = parameter(call, "part");
  const found = toParts(kind).find(({ id }) => id === wanted || id.endsWith(`/${wanted}`));
  return found === undefined
    ? analyticsError(404, "resource_not_found", "The data view has no such component")
    : json(200, found);
}

function toParts(kind: PartKind): { readonly id: string }[] {
  if (kind === "dimensions") {
    return listDimensions().map(({ id, name, items }) => ({
      id,
      name,
      title: name,
      type: items === "date" ? "time" : "string",
      sourceFieldId: id.replace("variables/", ""),
      dataSetType: "event",
      hasData: true,
    }));
  }
  return listMetrics().map(({ id, name, type }) => ({
    id,
    name,
    type,
    title: name,
    sourceFieldId: id.replace("metrics/", ""),
    dataSetType: "event",
    dataSetName: "Acme cross-channel",
    hasData: true,
  }));
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
