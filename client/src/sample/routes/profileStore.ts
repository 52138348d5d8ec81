/** What the profile store is made of: merge policies, computed attributes, jobs that delete, and how datasets and namespaces fill it. Read only. */
import { type Call, parameter, readNumber, readRecord } from "../call.js";
import { SAMPLE_ORG_ID } from "../credentials.js";
import { listNamespaces } from "../data/namespaces.js";
import { TOTAL_PROFILES } from "../data/sizes.js";
import type { SampleResponse } from "../exchange.js";
import { json, upsError } from "../replies.js";
import { type Route, routesOf } from "../router.js";

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
  const start = token === "" ? 0 : Number(Buffer.from(token, "base64").toString("utf8"));
  const onlyDefault = call.url.searchParams.get("default") === "true";
  const all = call.state.mergePolicies(call.sandbox.name).filter((policy) => !onlyDefault || policy.default);
  const children = all
    .slice(start, start + limit)
    .map((policy) => ({ ...policy, imsOrgId: SAMPLE_ORG_ID, sandbox: { sandboxName: call.sandbox.name } }));
  const next = start + limit < all.length ? Buffer.from(String(start + limit)).toString("base64") : "";
  const link = next === "" ? "" : `/config/mergePolicies?limit=${limit}&start=${encodeURIComponent(next)}`;
  return json(200, { _page: { count: children.length, next }, children, _links: { next: { href: link } } });
}

function getMergePolicy(call: Call): SampleResponse {
  const found = call.state.mergePolicies(call.sandbox.name).find(({ id }) => id === parameter(call, "id"));
  if (found !== undefined) return json(200, { ...found, imsOrgId: SAMPLE_ORG_ID });
  return notFound(call, "merge policy");
}

/** Name, what is shown, expression, how values are merged. */
const ATTRIBUTES: readonly (readonly [string, string, string, string])[] = [
  ["ordersLast30Days", "Orders in the last 30 days", "commerce.purchases.value", "SUM"],
  ["lastOrder", "Last order", "timestamp", "MOST_RECENT"],
  ["largestOrder", "Largest order", "commerce.order.priceTotal", "MAX"],
];

function toAttributes(call: Call): { readonly id: string }[] {
  const { id: sandboxId, name: sandboxName, type, isDefault } = call.sandbox;
  return ATTRIBUTES.map(([name, displayName, field, merged]) => ({
    id: call.seeded.uuid(`computedAttribute/${sandboxName}/${name}`),
    ...{
      type: "ComputedAttribute",
      name,
      displayName,
      description: `${displayName}, from the events of the person.`,
      imsOrgId: SAMPLE_ORG_ID,
      sandbox: { sandboxId, sandboxName, type, default: isDefault },
      path: "_acme/computed",
      positionPath: ["_acme", "computed"],
      keepCurrent: false,
      expression: { type: "PQL", format: "pql/text", value: `xEvent[${field} exists].${field}` },
      mergeFunction: { value: merged },
      status: "PROCESSED",
      schema: { name: "_xdm.context.profile" },
      lastEvaluationTs: new Date(call.state.today).toISOString(),
      createEpoch: Math.floor(call.state.today / 1_000) - 8_640_000,
      updateEpoch: Math.floor(call.state.today / 1_000) - 864_000,
      createdBy: "6F8C23A5@AdobeID",
    },
  }));
}

function listAttributes(call: Call): SampleResponse {
  const all = toAttributes(call);
  const offset = readNumber(call, "offset", 0);
  const children = all.slice(offset, offset + readNumber(call, "limit", 20));
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
    ...{
      imsOrgId: SAMPLE_ORG_ID,
      batchId,
      dataSetId: datasetId,
      jobType: "DELETE",
      status: "COMPLETED",
      metrics: JSON.stringify({ recordsProcessed: 812, timeTakenInSec: 42 }),
      createEpoch: Math.floor(created / 1_000),
      updateEpoch: Math.floor(created / 1_000) + 240,
    },
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
