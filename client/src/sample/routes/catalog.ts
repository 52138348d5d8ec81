/** Catalog: datasets and batches as maps keyed by id, with the limits and the loose shapes of the real service. Read only. */
import { type Call, parameter, readNumber, readProperties, readRecord } from "../call";
import type { Batch } from "../data/sampleDatasets";
import type { SampleResponse } from "../exchange";
import { catalogError, json } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "datasets", denial: "catalog" },
  "/data/foundation/catalog",
);

export const catalogRoutes: readonly Route[] = [
  route("/dataSets", { GET: listDatasets }),
  route("/dataSets/{id}", { GET: getDataset }),
  route("/dataSets/{id}/views", { GET: listViews }),
  route("/dataSets/{id}/views/{view}", { GET: getView }),
  route("/dataSets/{id}/views/{view}/files", { GET: listViewFiles }),
  route("/", { GET: listEverything }),
  route("/lastBatches", { GET: listLastBatches }),
  route("/batches", { GET: listBatches }),
  route("/batches/uniques/{field}", { GET: listUniques }),
  route("/batches/{id}", { GET: getBatch }),
];

type Entries = [string, Readonly<Record<string, unknown>>][];

const MOST_ENTRIES = 100;
/** Asking for the observable schema makes entries so large that the service allows fewer of them. */
const MOST_OBSERVED = 20;

function listDatasets(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const name = (query.get("name") ?? "").toLowerCase();
  const tags = query.get("tags");
  const properties = readProperties(call);
  const found = [...call.state.catalog(call.sandbox.name).datasets].filter(
    ([, entry]) =>
      (name === "" || (typeof entry["name"] === "string" && entry["name"].toLowerCase().includes(name))) &&
      (tags === null || Object.keys(readRecord(entry["tags"]) ?? {}).includes(tags.split(":")[0] ?? "")) &&
      properties.every((condition) => holds(entry, condition)),
  );
  return answerMap(call, found);
}

/** `~` compares with a regular expression, the other operators with the value. */
function holds(
  entry: Readonly<Record<string, unknown>>,
  [field, operator, value]: readonly [string, string, string],
): boolean {
  const actual = readPath(entry, field);
  if (operator === "~") return findPattern(value)?.test(actual) === true;
  return (actual === value) === (operator !== "!=");
}

function findPattern(text: string): RegExp | undefined {
  try {
    return new RegExp(text, "s");
  } catch {
    return undefined;
  }
}

function readPath(entry: Readonly<Record<string, unknown>>, path: string): string {
  let value: unknown = entry;
  for (const step of path.split(".")) value = readRecord(value)?.[step];
  return String(value);
}

function answerMap(call: Call, found: Entries): SampleResponse {
  const query = call.url.searchParams;
  const fields = (query.get("properties") ?? "").split(",").filter((field) => field !== "");
  const limit = readNumber(call, "limit", 20);
  const most = fields.includes("observableSchema") ? MOST_OBSERVED : MOST_ENTRIES;
  if (limit < 1 || limit > most)
    return catalogError(400, "BadRequestError", `limit must be between 1 and ${most}`);
  const start = readNumber(call, "start", 0);
  const sorted = sortEntries(found, query.get("orderBy"));
  const page = sorted.slice(start, start + limit);
  return json(
    200,
    Object.fromEntries(
      page.map(([id, entry]) => [id, fields.length === 0 ? entry : pickFields(entry, fields)]),
    ),
  );
}

function sortEntries(found: Entries, orderBy: string | null): Entries {
  const match = /^(asc|desc):(\w+)$/.exec(orderBy ?? "");
  if (match === null) return found;
  const [, direction, field = ""] = match;
  const keyOf = (entry: Readonly<Record<string, unknown>>): number => Number(entry[field] ?? 0);
  return [...found].sort(([, a], [, b]) => (keyOf(a) - keyOf(b)) * (direction === "asc" ? 1 : -1));
}

function pickFields(entry: Readonly<Record<string, unknown>>, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => fields.includes(name)));
}

function getDataset(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const entry = call.state.catalog(call.sandbox.name).datasets.get(id);
  if (entry === undefined) return catalogError(404, "NotFoundError", `No object found for id ${id}`);
  return json(200, { [id]: entry });
}

/** Both words for it are declared, and callers use either. */
function matchesStatus(actual: string, wanted: string): boolean {
  return actual === (wanted === "failed" ? "failure" : wanted);
}

function listBatches(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const dataset = query.get("dataSet");
  const status = query.get("status");
  const after = readNumber(call, "createdAfter", 0);
  const found = call.state
    .catalog(call.sandbox.name)
    .batches.filter(
      (batch) =>
        (dataset === null || batch.datasetId === dataset) &&
        (status === null || matchesStatus(batch.status, status)) &&
        batch.created > after,
    );
  return answerMap(
    call,
    found.map((batch) => [batch.id, batch.entry]),
  );
}

function getBatch(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const batch = call.state.catalog(call.sandbox.name).batches.find((candidate) => candidate.id === id);
  if (batch === undefined) return catalogError(404, "NotFoundError", `No object found for id ${id}`);
  return json(200, { [id]: batch.entry });
}

/** A dataset that was not half created has one view. */
function findView(call: Call): { readonly viewId: string; readonly entry: Entries[number][1] } | undefined {
  const entry = call.state.catalog(call.sandbox.name).datasets.get(parameter(call, "id"));
  const viewId = entry?.["viewId"];
  return entry === undefined || typeof viewId !== "string" ? undefined : { viewId, entry };
}

function toViews(call: Call): Record<string, object> | undefined {
  const view = findView(call);
  if (view === undefined) return undefined;
  const { schemaRef, created, updated, version, fileDescription } = view.entry;
  const dataSetId = parameter(call, "id");
  return { [view.viewId]: { dataSetId, schemaRef, created, updated, version, fileDescription } };
}

function noObject(call: Call, name = "id"): SampleResponse {
  return catalogError(404, "NotFoundError", `No object found for id ${parameter(call, name)}`);
}

function listViews(call: Call): SampleResponse {
  const views = toViews(call);
  return views === undefined ? noObject(call) : json(200, views);
}

function getView(call: Call): SampleResponse {
  const id = parameter(call, "view");
  const view = toViews(call)?.[id];
  return view === undefined ? noObject(call, "view") : json(200, { [id]: view });
}

function listViewFiles(call: Call): SampleResponse {
  if (toViews(call)?.[parameter(call, "view")] === undefined) return noObject(call, "view");
  const done = batchesOf(call, parameter(call, "id")).filter(({ status }) => status === "success");
  return json(
    200,
    Object.fromEntries(
      done.map(({ id, created }) => [
        `${id}-0`,
        { batchId: id, created, dataSetViewId: parameter(call, "view") },
      ]),
    ),
  );
}

function batchesOf(call: Call, datasetId: string): Batch[] {
  return call.state.catalog(call.sandbox.name).batches.filter((batch) => batch.datasetId === datasetId);
}

/** All kinds of objects in one map, each in a map of its own. */
function listEverything(call: Call): SampleResponse {
  const { datasets, batches } = call.state.catalog(call.sandbox.name);
  const limit = Math.min(MOST_ENTRIES, Math.max(1, readNumber(call, "limit", 20)));
  return json(200, {
    dataSets: Object.fromEntries([...datasets].slice(0, limit)),
    batches: Object.fromEntries(batches.slice(0, limit).map(({ id, entry }) => [id, entry])),
  });
}

/** The newest batch of each dataset, by the id of the dataset. */
function listLastBatches(call: Call): SampleResponse {
  const wanted = call.url.searchParams.get("dataSetId");
  const { datasets } = call.state.catalog(call.sandbox.name);
  const found = [...datasets.keys()].flatMap((id): Entries => {
    const batches = batchesOf(call, id);
    const [last] = batches;
    if (last === undefined || (wanted !== null && wanted !== id)) return [];
    const idOf = (status: string): string | undefined => batches.find((batch) => batch.status === status)?.id;
    const facts = {
      lastBatchId: last.id,
      lastBatchStatus: last.status,
      lastSuccessfulBatchId: idOf("success"),
      lastFailedBatchId: idOf("failure"),
      imsOrg: SAMPLE_ORG_ID,
      created: last.created,
      updated: last.created,
    };
    return [[id, facts]];
  });
  return answerMap(call, found);
}

/** The values that a field of the batches has. */
function listUniques(call: Call): SampleResponse {
  const field = parameter(call, "field");
  const values = call.state.catalog(call.sandbox.name).batches.map(({ entry }) => entry[field]);
  return json(200, [...new Set(values.filter((value) => value !== undefined).map(String))]);
}
