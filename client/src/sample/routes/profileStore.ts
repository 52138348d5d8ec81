/** What the profile store is made of: merge policies, computed attributes, jobs that delete, and how datasets and namespaces fill it. Read only. */
import { fromBase64, toBase64 } from "../base64";
import { type Call, parameter, readNumber, readProperties, readRecord } from "../call";
import { listNamespaces } from "../data/sampleReferenceLists";
import { TOTAL_PROFILES } from "../data/sizes";
import type { SampleResponse } from "../exchange";
import { json, upsError } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const service = { host: "platform", sandbox: "required", product: "aep", denial: "ups" } as const;
const configRoute = routesOf({ ...service, resource: "profile-configs" }, "/data/core/ups/config");
const profileRoute = routesOf({ ...service, resource: "profiles" }, "/data/core");

/** Routes of the parts of the profile store. */
export const profileStoreRoutes: readonly Route[] = [
  configRoute("/mergePolicies", { GET: listMergePolicies }),
  configRoute("/mergePolicies/{id}", { GET: getMergePolicy }),
  profileRoute("/ca/attributes", { GET: listAttributes }),
  profileRoute("/ca/attributes/{id}", { GET: getAttribute }),
  profileRoute("/ups/system/jobs", { GET: listSystemJobs }),
  profileRoute("/ups/system/jobs/{id}", { GET: getSystemJob }),
  profileRoute("/ups/previewsamplestatus/report/dataset", { GET: reportDatasets }),
  profileRoute("/ups/previewsamplestatus/report/namespace", { GET: reportNamespaces }),
];

function notFound(call: Call, what: string): SampleResponse {
  return upsError({
    status: 404,
    code: "UPSAPI-100404-404",
    message: `The ${what} could not be found`,
    requestId: call.requestId,
  });
}

function listMergePolicies(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  const token = call.url.searchParams.get("start") ?? "";
  const start = token === "" ? 0 : Number(fromBase64(token));
  const onlyDefault = call.url.searchParams.get("default") === "true";
  const all = call.state.mergePolicies(call.sandbox.name).filter((policy) => !onlyDefault || policy.default);
  const children = all
    .slice(start, start + limit)
    .map((policy) => ({ ...policy, imsOrgId: SAMPLE_ORG_ID, sandbox: { sandboxName: call.sandbox.name } }));
  const next = start + limit < all.length ? toBase64(String(start + limit)) : "";
  const link = next === "" ? "" : `/config/mergePolicies?limit=${limit}&start=${encodeURIComponent(next)}`;
  return json(200, { _page: { count: children.length, next }, children, _links: { next: { href: link } } });
}

function getMergePolicy(call: Call): SampleResponse {
  const found = call.state.mergePolicies(call.sandbox.name).find(({ id }) => id === parameter(call, "id"));
  if (found !== undefined) return json(200, { ...found, imsOrgId: SAMPLE_ORG_ID });
  return notFound(call, "merge policy");
}

interface AttributeFacts {
  readonly name: string;
  readonly displayName: string;
  /** What is done with the events of the period, in PQL. */
  readonly sum: string;
  readonly merged: string;
  readonly days: number;
  readonly status: string;
}

const ATTRIBUTES: readonly AttributeFacts[] = [
  {
    name: "ordersLast30Days",
    displayName: "Orders in the last 30 days",
    sum: "sum(commerce.purchases.value)",
    merged: "SUM",
    days: 30,
    status: "PROCESSED",
  },
  {
    name: "lastOrder",
    displayName: "Last order",
    sum: "max(timestamp)",
    merged: "MAX",
    days: 180,
    status: "PROCESSED",
  },
  {
    name: "largestOrder",
    displayName: "Largest order",
    sum: "max(commerce.order.priceTotal)",
    merged: "MAX",
    days: 180,
    status: "INACTIVE",
  },
  {
    name: "checkoutsLastWeek",
    displayName: "Checkouts last week",
    sum: "sum(commerce.checkouts.value)",
    merged: "SUM",
    days: 7,
    status: "DRAFT",
  },
];

interface AttributeObject {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly createEpoch: number;
  readonly updateEpoch: number;
}

function toAttributes(call: Call): AttributeObject[] {
  const { id: sandboxId, name: sandboxName, type, isDefault } = call.sandbox;
  const now = Math.floor(call.state.today / 1_000);
  return ATTRIBUTES.map(({ name, displayName, sum, merged, days, status }, index) => ({
    id: call.seeded.uuid(`computedAttribute/${sandboxName}/${name}`),
    type: "ComputedAttribute",
    name,
    displayName,
    description: `${displayName}, from the events of the person.`,
    imsOrgId: SAMPLE_ORG_ID,
    sandbox: { sandboxId, sandboxName, type, default: isDefault },
    path: "_acme/computed",
    positionPath: ["_acme", "computed"],
    keepCurrent: index === 0,
    expression: {
      type: "PQL",
      format: "pql/text",
      value: `xEvent[timestamp occurs <= ${days} days before now].${sum}`,
    },
    mergeFunction: { value: merged },
    status,
    schema: { name: "_xdm.context.profile" },
    ...(status === "DRAFT" ? {} : { lastEvaluationTs: new Date(call.state.today).toISOString() }),
    createEpoch: now - 8_640_000 - index * 86_400,
    updateEpoch: now - 864_000 - index * 86_400,
    createdBy: "6F8C23A5@AdobeID",
  }));
}

/** By one field, `-` in front for descending; the last changed first unless asked otherwise. */
function sortAttributes(call: Call, all: readonly AttributeObject[]): AttributeObject[] {
  const order = call.url.searchParams.get("sortBy") ?? "-updateEpoch";
  const sign = order.startsWith("-") ? -1 : 1;
  const field = (["name", "status", "createEpoch", "updateEpoch"] as const).find(
    (known) => known === order.replace("-", ""),
  );
  if (field === undefined) return [...all];
  return [...all].sort((one, other) => sign * (one[field] < other[field] ? -1 : 1));
}

/** The filters by name and state: `=`, `!=`, `=contains(…)`. */
function matchesProperties(call: Call, attribute: AttributeObject): boolean {
  return readProperties(call).every(([field, operator, value]) => {
    if (field !== "name" && field !== "status") return true;
    const text = attribute[field].toLowerCase();
    const part = /^contains\((.*)\)$/.exec(value)?.[1];
    const holds = part === undefined ? text === value.toLowerCase() : text.includes(part.toLowerCase());
    return operator === "!=" ? !holds : holds;
  });
}

function listAttributes(call: Call): SampleResponse {
  const all = sortAttributes(
    call,
    toAttributes(call).filter((attribute) => matchesProperties(call, attribute)),
  );
  const offset = readNumber(call, "offset", 0);
  const limit = Math.min(40, Math.max(1, readNumber(call, "limit", 20)));
  const children = all.slice(offset, offset + limit);
  const next = offset + children.length;
  return json(200, {
    _page: {
      totalCount: all.length,
      pageSize: children.length,
      ...(next < all.length ? { next: String(next) } : {}),
    },
    children,
    _links: next < all.length ? { next: { href: `@/attributes?offset=${next}` } } : {},
  });
}

function getAttribute(call: Call): SampleResponse {
  const found = toAttributes(call).find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound(call, "computed attribute") : json(200, found);
}

/** Batches that were taken back from profiles: the aborted ones. */
function toSystemJobs(call: Call): { readonly id: string }[] {
  const { datasets, batches } = call.state.catalog(call.sandbox.name);
  const taken = batches.filter(
    ({ status, datasetId }) => status === "aborted" && isProfileDataset(datasets.get(datasetId)),
  );
  return taken.map(({ id: batchId, datasetId, created }) => ({
    id: call.seeded.uuid(`systemJob/${batchId}`),
    imsOrgId: SAMPLE_ORG_ID,
    batchId,
    dataSetId: datasetId,
    jobType: "DELETE",
    status: "COMPLETED",
    metrics: JSON.stringify({ recordsProcessed: 812, timeTakenInSec: 42 }),
    createEpoch: Math.floor(created / 1_000),
    updateEpoch: Math.floor(created / 1_000) + 240,
  }));
}

function isProfileDataset(entry: Readonly<Record<string, unknown>> | undefined): boolean {
  return readRecord(entry?.["tags"])?.["unifiedProfile"] !== undefined;
}

function listSystemJobs(call: Call): SampleResponse {
  const all = toSystemJobs(call);
  const limit = Math.max(1, readNumber(call, "limit", 100));
  const page = readNumber(call, "page", 0);
  const children = all.slice(page * limit, (page + 1) * limit);
  const next = (page + 1) * limit < all.length ? String(page + 1) : "";
  return json(200, { _page: { count: children.length, next }, children });
}

function getSystemJob(call: Call): SampleResponse {
  const found = toSystemJobs(call).find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound(call, "job") : json(200, found);
}

/** A part of all profiles, and the same part of the sample. */
function toShare(call: Call, name: string): object {
  const share = Math.round((0.2 + call.seeded.stream(`share/${name}`)() * 0.7) * 1_000) / 1_000;
  return {
    fullIDsCount: Math.floor(TOTAL_PROFILES * share),
    fullIDsPercentage: share * 100,
    sampleCount: Math.floor(1_000_000 * share),
    samplePercentage: share * 100,
  };
}

function answerReport(call: Call, data: readonly object[]): SampleResponse {
  const reportTimestamp = new Date(call.state.today - 7_200_000).toISOString().replace("Z", "");
  return json(200, { data: data.map((row) => ({ ...row, reportTimestamp })), reportTimestamp });
}

function reportDatasets(call: Call): SampleResponse {
  const datasets = [...call.state.catalog(call.sandbox.name).datasets].filter(([, entry]) =>
    isProfileDataset(entry),
  );
  return answerReport(
    call,
    datasets.map(([value, { name, description, createdUser }]) => ({
      value,
      name,
      description,
      createdUser,
      streamingIngestionEnabled: "false",
      ...toShare(call, value),
    })),
  );
}

function reportNamespaces(call: Call): SampleResponse {
  return answerReport(
    call,
    listNamespaces().map(({ id, code }) => ({ value: String(id), code, ...toShare(call, code) })),
  );
}
