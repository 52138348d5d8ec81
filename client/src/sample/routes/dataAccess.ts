/** Data access (preview rows, files of a batch) and dataset labels. Rows are invented people; labels know etags. */
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import { eventAt, personAt } from "../data/people";
import type { Batch, DatasetLabels } from "../data/sampleDatasets";
import type { SampleResponse } from "../exchange";
import { catalogError, json, reportError } from "../replies";
import { type Route, routesOf } from "../router";

const service = {
  host: "platform",
  sandbox: "required",
  product: "aep",
  resource: "datasets",
  denial: "catalog",
} as const;
const exportRoute = routesOf(service, "/data/foundation/export");
const labelRoute = routesOf(service, "/data/foundation/dataset");

/** Routes of data access and dataset labels. */
export const dataAccessRoutes: readonly Route[] = [
  exportRoute("/datasets/{id}/preview", { GET: previewDataset }),
  exportRoute("/batches/{id}/files", { GET: listFiles }),
  exportRoute("/batches/{id}/failed", { GET: listFailed }),
  exportRoute("/batches/{id}/meta", { GET: getMeta }),
  exportRoute("/files/{id}", { GET: getFile }),
  labelRoute("/datasets/{id}/labels", { GET: getLabels, PUT: putLabels }),
];

function previewDataset(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const { datasets, batches } = call.state.catalog(call.sandbox.name);
  const entry = datasets.get(id);
  const hasRows = batches.some((batch) => batch.datasetId === id && batch.status === "success");
  if (entry === undefined || !hasRows) {
    return json(404, {
      type: "/placeholder/type/uri",
      status: 404,
      title: "NotFoundError",
      detail: "There is no successful batch.",
    });
  }
  const isEvents = readRecord(entry["classification"])?.["dataBehavior"] === "time-series";
  const rows = Array.from({ length: 50 }, (_value, index) =>
    isEvents ? eventAt(call.seeded, index, call.state.today) : personAt(call.seeded, index).record,
  );
  return json(200, { data: rows });
}

function listFiles(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const batch = call.state.catalog(call.sandbox.name).batches.find((candidate) => candidate.id === id);
  if (batch === undefined) return catalogError(404, "NotFoundError", `No batch ${id}`);
  const count = batch.status === "success" ? 2 : 0;
  const start = readNumber(call, "start", 0);
  const files = Array.from({ length: count }, (_value, index) => `${id}-${index}`).slice(start);
  return json(200, {
    data: files.map((file) => ({
      dataSetFileId: file,
      dataSetViewId: id.slice(0, 24).toLowerCase(),
      version: "1.0.0",
      created: String(batch.created),
      updated: String(batch.created),
      isValid: true,
      _links: { self: { href: `https://platform.adobe.io/data/foundation/export/files/${file}` } },
    })),
    _page: { limit: 100, count: files.length },
  });
}

function findBatch(call: Call): Batch | undefined {
  return call.state.catalog(call.sandbox.name).batches.find(({ id }) => id === parameter(call, "id"));
}

function noBatch(call: Call): SampleResponse {
  return catalogError(404, "NotFoundError", `No batch ${parameter(call, "id")}`);
}

/** The rows that were refused: one file for a batch that failed, none for the others. */
function listFailed(call: Call): SampleResponse {
  const batch = findBatch(call);
  if (batch === undefined) return noBatch(call);
  const name = "_failed_records.json";
  const href = `https://platform.adobe.io/data/foundation/export/batches/${batch.id}/failed?path=${name}`;
  const data = batch.status === "failure" ? [{ name, length: "1024", _links: { self: { href } } }] : [];
  return json(200, { data, _page: { limit: 100, count: data.length } });
}

function getMeta(call: Call): SampleResponse {
  const batch = findBatch(call);
  if (batch === undefined) return noBatch(call);
  const href = `https://platform.adobe.io/data/foundation/export/batches/${batch.id}/meta?path=row_errors`;
  const data =
    batch.status === "failure" ? [{ name: "row_errors", length: "0", _links: { self: { href } } }] : [];
  return json(200, { data, _page: { limit: 100, count: data.length } });
}

function getFile(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const path = call.url.searchParams.get("path");
  if (path === null) {
    const href = `https://platform.adobe.io/data/foundation/export/files/${id}?path=part-0.json`;
    return json(200, {
      data: [{ name: "part-0.json", length: "2048", _links: { self: { href } } }],
      _page: { limit: 100, count: 1 },
    });
  }
  const text = Array.from({ length: 10 }, (_value, index) =>
    JSON.stringify(personAt(call.seeded, index).record),
  ).join("\n");
  const range = /^bytes=(\d+)-(\d*)$/.exec(call.request.headers["range"] ?? "");
  const headers = { "content-type": "application/octet-stream" };
  if (range === null) return { status: 200, headers, body: text };
  const [first, last] = [Number(range[1]), range[2] === "" ? text.length - 1 : Number(range[2])];
  return {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${first}-${last}/${text.length}` },
    body: text.slice(first, last + 1),
  };
}

function getLabels(call: Call): SampleResponse {
  const known = call.state.datasetLabels(call.sandbox.name).get(parameter(call, "id"));
  if (known === undefined) return answerNeverLabelled(call);
  return json(200, toWire(call, known), { etag: known.etag });
}

/** Labels live in the policy service, which has an error shape of its own with a word for a status. */
function answerNeverLabelled(call: Call): SampleResponse {
  return json(404, {
    timestamp: new Date(call.clock.now()).toISOString(),
    status: "NOT_FOUND",
    code: "PES-404",
    message: "GET Entities Not Found",
    path: `/entities/AEP:dataset:${parameter(call, "id")}`,
  });
}

function toWire(call: Call, { labels, optionalLabels }: DatasetLabels): object {
  return {
    connection: {},
    dataset: {},
    entityId: { namespace: "AEP", id: parameter(call, "id"), type: "dataset" },
    labels,
    optionalLabels,
  };
}

function putLabels(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const table = call.state.datasetLabels(call.sandbox.name);
  const known = table.get(id);
  const match = call.request.headers["if-match"];
  if (match === undefined) return reportError(400, "DSET-1003-400", "The If-Match header is required.");
  if (known !== undefined && known.etag !== match)
    return reportError(409, "DSET-1004-409", "The labels were changed by somebody else.");
  const body = readRecord(readBody(call.request));
  if (body === undefined) return reportError(400, "DSET-1001-400", "The body must be an object.");
  const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const next: DatasetLabels = {
    etag: `"${call.seeded.hex(`labels/${call.exchange}`, 16)}"`,
    labels: listOf(body["labels"]),
    optionalLabels: listOf(body["optionalLabels"]),
  };
  table.set(id, next);
  return json(200, toWire(call, next), { etag: next.etag });
}
