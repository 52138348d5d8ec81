/**
 * Customer Journey Analytics, what people made: filters, calculated metrics, date ranges, projects, annotations, with
 * their tags and shares, and the people themselves. Read only; `validate` asks and stores nothing.
 */
import { type Call, parameter, readBody, readRecord } from "../call";
import { type AnalyticsView, listDataViews } from "../data/sampleAnalytics";
import {
  ANALYTICS_COMPONENTS,
  type ComponentKind,
  FUNCTIONS,
  toComponentId,
} from "../data/sampleAnalyticsComponents";
import type { SampleResponse } from "../exchange";
import { analyticsError, json } from "../replies";
import type { Route } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import { answerPage, analyticsRoute as route, toPage } from "./analyticsService";

/** Collections by their address; filters answer to their former name, too. */
const COLLECTIONS: readonly (readonly [path: string, kind: ComponentKind])[] = [
  ["/segments", "segment"],
  ["/filters", "segment"],
  ["/calculatedmetrics", "calculatedMetric"],
  ["/dateranges", "dateRange"],
  ["/projects", "project"],
  ["/annotations", "annotation"],
];

/** Routes of components and people. */
export const analyticsComponentRoutes: readonly Route[] = [
  ...COLLECTIONS.flatMap(([path, kind]) => [
    route(path, { GET: (call) => listComponents(call, kind) }),
    route(`${path}/{id}`, { GET: (call) => getComponent(call, kind) }),
  ]),
  ...["/segments", "/filters", "/calculatedmetrics", "/data/dataviews", "/projects"].map((path) =>
    route(`${path}/validate`, { POST: validateComponent }),
  ),
  route("/calculatedmetrics/functions", { GET: () => json(200, FUNCTIONS) }),
  route("/calculatedmetrics/functions/{id}", { GET: getFunction }),
  route("/componentmetadata/tags", { GET: (call) => json(200, toTags(call)) }),
  route("/componentmetadata/tags/{id}", { GET: getTag }),
  route("/componentmetadata/tags/search", { GET: searchTags }),
  route("/componentmetadata/tags/tagnames", { GET: listTagged }),
  route("/componentmetadata/tags/component/search", { POST: searchManyTags }),
  route("/componentmetadata/shares", { GET: (call) => json(200, toShares(call)) }),
  route("/componentmetadata/shares/{id}", { GET: getShare }),
  route("/componentmetadata/shares/sharedto/me", { GET: () => json(200, []) }),
  route("/componentmetadata/shares/component/search", { POST: searchShares }),
  route("/componentmetadata/assets/{user}/counts", { GET: countAssets }),
  route("/configuration/orgs/users", { GET: listUsers }),
  route("/configuration/org/users", { GET: listUsers }),
];

const OWNER = { imsUserId: "6F8C23A5@AdobeID", name: "Dana Keller", email: "dana.keller@acme.example" };
const MODIFIED = "2026-02-11T08:30:00Z";

interface Component {
  readonly id: string;
  readonly name: string;
}

function toComponents(call: Call, kind: ComponentKind): Component[] {
  const [view] = listDataViews(call.seeded);
  return ANALYTICS_COMPONENTS[kind].map(({ name, panels, ...more }) => ({
    id: toComponentId(call.seeded, kind, name),
    name,
    description: "",
    dataId: view?.id,
    dataName: view?.name,
    owner: OWNER,
    tags: [],
    shares: [],
    modified: MODIFIED,
    modifiedDate: MODIFIED,
    created: MODIFIED,
    ...more,
    ...(Array.isArray(panels) ? { definition: toWorkspace(view, panels) } : {}),
  }));
}

/** What a project shows: panels over one data view, empty as long as nobody drags anything into them. */
function toWorkspace(view: AnalyticsView | undefined, panels: readonly string[]): object {
  return {
    version: "38",
    viewDensity: "expanded",
    workspaces: [
      {
        id: "workspace-1",
        name: "Workspace",
        panels: panels.map((name, index) => ({
          id: `panel-${index + 1}`,
          name,
          reportSuite: { id: view?.id, name: view?.name },
          subPanels: [],
        })),
      },
    ],
  };
}

/** Kinds that come as a bare list as long as nobody asks for a page. */
const BARE: readonly ComponentKind[] = ["calculatedMetric", "project"];

/** Callers that page get the envelope of all other lists. */
function listComponents(call: Call, kind: ComponentKind): SampleResponse {
  const query = call.url.searchParams;
  const ids = (query.get("filterByIds") ?? "").split(",").filter((id) => id !== "");
  const name = (query.get("name") ?? "").toLowerCase();
  const found = toComponents(call, kind).filter(
    (component) =>
      (ids.length === 0 || ids.includes(component.id)) && component.name.toLowerCase().includes(name),
  );
  if (query.get("sortProperty") === "name")
    found.sort((one, other) => one.name.localeCompare(other.name, "en"));
  const isBare = BARE.includes(kind) && !query.has("page");
  return isBare ? json(200, found) : answerPage(call, found);
}

function notFound(): SampleResponse {
  return analyticsError(404, "resource_not_found", "The component does not exist");
}

function getComponent(call: Call, kind: ComponentKind): SampleResponse {
  const found = toComponents(call, kind).find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, found);
}

/** Looks no deeper than at the presence of a definition. */
function validateComponent(call: Call): SampleResponse {
  const definition = readRecord(readRecord(readBody(call.request))?.["definition"]);
  const valid = definition !== undefined && typeof definition["func"] === "string";
  return json(200, { valid, message: valid ? "" : "A definition is required", validator_version: "1.0" });
}

function getFunction(call: Call): SampleResponse {
  const found = FUNCTIONS.find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, found);
}

interface Tag {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly components: readonly { readonly componentType: ComponentKind; readonly componentId: string }[];
}

/** One tag for each team, on the first component of some kinds. */
function toTags(call: Call): Tag[] {
  const teams: readonly (readonly [string, readonly ComponentKind[]])[] = [
    ["CRM", ["segment", "project"]],
    ["Finance", ["calculatedMetric"]],
  ];
  return teams.map(([name, kinds], index) => ({
    id: 4_100 + index,
    name,
    description: `Of the team ${name}`,
    components: kinds.flatMap((componentType) =>
      toComponents(call, componentType)
        .slice(0, 1)
        .map(({ id: componentId }) => ({ componentType, componentId })),
    ),
  }));
}

function getTag(call: Call): SampleResponse {
  const found = toTags(call).find(({ id }) => String(id) === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, found);
}

function tagsOf(call: Call, componentId: string): Tag[] {
  return toTags(call).filter(({ components }) => components.some((one) => one.componentId === componentId));
}

function searchTags(call: Call): SampleResponse {
  return json(200, tagsOf(call, call.url.searchParams.get("componentId") ?? ""));
}

function searchManyTags(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  const ids = Array.isArray(body?.["componentIds"]) ? body["componentIds"].map(String) : [];
  const componentType = body?.["componentType"];
  return json(
    200,
    ids.map((componentId) => ({ componentType, componentId, tags: tagsOf(call, componentId) })),
  );
}

/** The ids of what carries all the tags that are named. */
function listTagged(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const names = (query.get("tagNames") ?? "").split(",");
  const tagged = toTags(call).filter(({ name }) => names.includes(name));
  const ids = tagged.flatMap(({ components }) =>
    components
      .filter(({ componentType }) => componentType === query.get("componentType"))
      .map(({ componentId }) => componentId),
  );
  return json(200, [...new Set(ids)]);
}

interface Share {
  readonly shareId: number;
  readonly componentId: string;
  readonly [field: string]: unknown;
}

/** The first project is shared with everybody. */
function toShares(call: Call): Share[] {
  return toComponents(call, "project")
    .slice(0, 1)
    .map(({ id: componentId }) => ({
      shareId: 7_100,
      imsOrgId: SAMPLE_ORG_ID,
      shareToId: 0,
      shareToImsId: SAMPLE_ORG_ID,
      shareToType: "all",
      shareFromImsId: OWNER.imsUserId,
      componentType: "project",
      componentId,
      shareToDisplayName: "All",
      shareToLogin: "",
      accessLevel: "view",
    }));
}

function getShare(call: Call): SampleResponse {
  const found = toShares(call).find(({ shareId }) => String(shareId) === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, found);
}

function searchShares(call: Call): SampleResponse {
  const body = readRecord(readBody(call.request));
  const ids = Array.isArray(body?.["componentIds"]) ? body["componentIds"].map(String) : [];
  const shares = toShares(call);
  return json(
    200,
    ids.map((componentId) => ({
      componentType: body?.["componentType"],
      componentId,
      shares: shares.filter((share) => share.componentId === componentId),
    })),
  );
}

/** Everything belongs to the same person. */
function countAssets(call: Call): SampleResponse {
  if (parameter(call, "user") !== OWNER.imsUserId)
    return analyticsError(404, "resource_not_found", "The user does not exist");
  const kinds = Object.keys(ANALYTICS_COMPONENTS) as ComponentKind[];
  return json(
    200,
    kinds.map((componentType) => ({ componentType, count: ANALYTICS_COMPONENTS[componentType].length })),
  );
}

/** Spring's own envelope, unlike every other list of this product. */
function listUsers(call: Call): SampleResponse {
  const [firstName, lastName] = OWNER.name.split(" ");
  const user = {
    id: OWNER.imsUserId,
    imsOrgId: SAMPLE_ORG_ID,
    tenantId: "acme",
    email: OWNER.email,
    firstName,
    lastName,
    fullName: OWNER.name,
    type: "federated",
    admin: true,
  };
  const page = toPage([user], Number(call.url.searchParams.get("page") ?? 0) || 0, 100);
  return json(200, { ...page, first: true, last: true, empty: false });
}
