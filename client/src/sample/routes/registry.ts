/** The schema registry: statistics, lists with token paging, lookups in every form. Refuses to guess a missing `Accept`. */
import { fromBase64, toBase64Url } from "../base64";
import { type Call, parameter, readNumber, readProperties } from "../call";
import type { XdmResource } from "../data/xdm/resources";
import type { SampleResponse } from "../exchange";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import { readDescriptorForm, readListForm, readLookupForm } from "./registryForms";
import { toForm, toListItem } from "./registryWire";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "schemas", denial: "registry" },
  "/data/foundation/schemaregistry",
);

const KINDS = ["schemas", "classes", "fieldgroups", "datatypes", "behaviors", "unions"];

/** Routes of the schema registry. `mixins` is the former name of field groups. */
export const registryRoutes: readonly Route[] = [
  route("/stats", { GET: getStatistics }),
  route("/tenant/descriptors", { GET: listDescriptors }),
  route("/tenant/descriptors/{id}", { GET: getDescriptor }),
  route("/rpc/export/{id}", { GET: exportResource }),
  route("/rpc/sampledata/{id}", { GET: getSampleData }),
  route("/rpc/auditlog/{id}", { GET: listChanges }),
  route("/{container}/{kind}", { GET: listResources }),
  route("/{container}/{kind}/{id}", { GET: getResource }),
];

function getStatistics(call: Call): SampleResponse {
  const { resources, descriptors } = call.state.registry(call.sandbox.name);
  const count = (kind: string): number =>
    resources.filter((resource) => resource.kind === kind && resource.container === "tenant").length;
  return json(200, {
    imsOrg: SAMPLE_ORG_ID,
    tenantId: "acme",
    counts: {
      schemas: count("schemas"),
      mixins: count("fieldgroups"),
      datatypes: count("datatypes"),
      classes: count("classes"),
      unions: count("unions"),
      descriptors: descriptors.length,
    },
    recentlyCreatedResources: resources.slice(0, 5).map(toListItem),
    recentlyUpdatedResources: resources.slice(3, 6).map(toListItem),
  });
}

function findAll(call: Call): XdmResource[] | undefined {
  const kind = parameter(call, "kind") === "mixins" ? "fieldgroups" : parameter(call, "kind");
  const container = parameter(call, "container");
  const isAllowed =
    kind === "unions" ? container === "tenant" : kind === "behaviors" ? container === "global" : true;
  if (!KINDS.includes(kind) || !["tenant", "global"].includes(container) || !isAllowed) return undefined;
  const { resources } = call.state.registry(call.sandbox.name);
  return resources.filter((resource) => resource.kind === kind && resource.container === container);
}

/** The registry treats `limit` as a hint and never sends more than this. */
const MOST_ITEMS = 300;

function listResources(call: Call): SampleResponse {
  const form = readListForm(call.request.headers["accept"]);
  if ("refusal" in form) return form.refusal;
  const all = findAll(call);
  if (all === undefined) return reportError(404, "XDM-1002-404", "There is no such collection.");
  const orderby = call.url.searchParams.get("orderby");
  const limit = Math.min(MOST_ITEMS, Math.max(1, readNumber(call, "limit", MOST_ITEMS)));
  const start = readToken(call, orderby);
  if (start === undefined)
    return reportError(400, "XDM-1504-400", "The start token does not belong to this orderby.");
  const found = sortResources(all.filter(createFilter(call)), orderby);
  const page = found.slice(start, start + limit);
  const isLast = start + limit >= found.length;
  // Without orderby the registry cuts the list and gives no token.
  const next = isLast || orderby === null ? null : makeToken(start + limit, orderby);
  const kind = parameter(call, "kind");
  const body = {
    results: page.map((resource) =>
      form.isBrief
        ? toListItem(resource)
        : toForm(resource, { isFull: false, hasText: true, hasDescriptors: false }),
    ),
    _page: { orderby: orderby ?? "updated", next, count: page.length },
    _links: {
      next:
        next === null
          ? null
          : { href: `/${parameter(call, "container")}/${kind}?orderby=${orderby ?? ""}&start=${next}` },
      global_schemas: { href: `https://platform.adobe.io/data/foundation/schemaregistry/global/${kind}` },
    },
  };
  return json(200, body, { "content-type": form.type });
}

function makeToken(start: number, orderby: string): string {
  return toBase64Url(`${orderby}#${start}`);
}

function readToken(call: Call, orderby: string | null): number | undefined {
  const token = call.url.searchParams.get("start");
  if (token === null || token === "") return 0;
  const [given, start] = fromBase64(token).split("#");
  return given === orderby && start !== undefined ? Number(start) : undefined;
}

function sortResources(found: XdmResource[], orderby: string | null): XdmResource[] {
  const field = (orderby ?? "").replace(/^[-+]/, "");
  if (field === "") return found;
  const sign = orderby?.startsWith("-") === true ? -1 : 1;
  const keyOf = (resource: XdmResource): string =>
    field === "title" ? resource.title : field === "$id" ? resource.$id : resource.altId;
  return [...found].sort((a, b) => keyOf(a).localeCompare(keyOf(b)) * sign);
}

function createFilter(call: Call): (resource: XdmResource) => boolean {
  const properties = readProperties(call);
  return (resource) =>
    properties.every(([field, operator, value]) => {
      const actual = topLevel(resource, field);
      if (operator === "~") return actual.some((text) => text.toLowerCase().includes(value.toLowerCase()));
      if (operator === "!=") return !actual.includes(value);
      if (operator === "<") return actual.some((text) => text < value);
      return operator === ">" ? actual.some((text) => text > value) : actual.includes(value);
    });
}

function topLevel(resource: XdmResource, field: string): readonly string[] {
  switch (field) {
    case "title":
      return [resource.title];
    case "$id":
      return [resource.$id];
    case "meta:altId":
      return [resource.altId];
    case "version":
      return [resource.version];
    case "meta:class":
      return [resource.classId ?? ""];
    case "meta:intendedToExtend":
    case "meta:extends":
      return [...resource.parts, ...(resource.classId === undefined ? [] : [resource.classId])];
    default:
      return [];
  }
}

function getResource(call: Call): SampleResponse {
  const form = readLookupForm(call.request.headers["accept"]);
  if ("refusal" in form) return form.refusal;
  const id = parameter(call, "id");
  const found = findAll(call)?.find((resource) => resource.$id === id || resource.altId === id);
  if (found === undefined)
    return reportError(404, "XDM-1002-404", `The resource ${id} does not exist in this container.`);
  // Both `1` and `1.0` name the first version.
  if (form.version.split(".")[0] !== found.version.split(".")[0])
    return reportError(406, "XDM-1008-406", `Version ${form.version} is not available.`);
  return json(200, toForm(found, form), { "content-type": form.type });
}

function findAnywhere(call: Call): XdmResource | undefined {
  const id = parameter(call, "id");
  return call.state
    .registry(call.sandbox.name)
    .resources.find((resource) => resource.$id === id || resource.altId === id);
}

function exportResource(call: Call): SampleResponse {
  const form = readLookupForm(call.request.headers["accept"]);
  if ("refusal" in form) return form.refusal;
  const found = findAnywhere(call);
  if (found === undefined) return reportError(404, "XDM-1002-404", "The resource does not exist.");
  const { resources } = call.state.registry(call.sandbox.name);
  const parts = resources.filter((resource) => found.parts.includes(resource.$id));
  return json(
    200,
    [...parts, found].map((resource) => toForm(resource, form)),
    { "content-type": form.type },
  );
}

function getSampleData(call: Call): SampleResponse {
  const form = readLookupForm(call.request.headers["accept"]);
  if ("refusal" in form) return form.refusal;
  const found = findAnywhere(call);
  if (found === undefined) return reportError(404, "XDM-1002-404", "The resource does not exist.");
  const sample = Object.fromEntries(
    Object.keys(found.full().properties ?? {}).map((name) => [`xdm:${name}`, "Sample value"]),
  );
  return json(200, sample, { "content-type": form.type });
}

/** What was done to a resource: it was made, and one day its title was put right. */
function listChanges(call: Call): SampleResponse {
  const found = findAnywhere(call);
  if (found === undefined) return reportError(404, "XDM-1002-404", "The resource does not exist.");
  const changes = [
    { action: "add", path: "", daysAgo: 300 },
    { action: "replace", path: "/title", daysAgo: 40 },
  ];
  const { $id: id, kind: xdmType, title } = found;
  return json(
    200,
    changes.map(({ action, path, daysAgo }) => ({
      id,
      updatedUser: "6F8C23A5@AdobeID",
      imsOrg: SAMPLE_ORG_ID,
      updatedTime: new Date(call.state.today - daysAgo * 86_400_000).toISOString(),
      requestId: call.requestId,
      clientId: "acp_ui_platform",
      sandboxId: call.sandbox.id,
      updates: [{ id, xdmType, action, path, ...(path === "" ? {} : { value: title }) }],
    })),
  );
}

function listDescriptors(call: Call): SampleResponse {
  const form = readDescriptorForm(call.request.headers["accept"]);
  if ("refusal" in form) return form.refusal;
  const { descriptors } = call.state.registry(call.sandbox.name);
  if (form.isGrouped) {
    const grouped: Record<string, object[]> = {};
    for (const item of descriptors) {
      const type = String(item["@type"]);
      grouped[type] = [...(grouped[type] ?? []), item];
    }
    return json(200, grouped, { "content-type": form.type });
  }
  const results = descriptors.map((item) =>
    form.isBrief ? { "@id": item["@id"], "@type": item["@type"] } : item,
  );
  const body = { results, _page: { orderby: "updated", next: null, count: results.length }, _links: {} };
  return json(200, body, { "content-type": form.type });
}

function getDescriptor(call: Call): SampleResponse {
  const { descriptors } = call.state.registry(call.sandbox.name);
  const found = descriptors.find((item) => item["@id"] === parameter(call, "id"));
  if (found === undefined) return reportError(404, "XDM-1002-404", "The descriptor does not exist.");
  return json(200, found, { "content-type": "application/vnd.adobe.xdm+json" });
}
