/**
 * Datasets of the catalog (docs/platform.md#catalog): maps keyed by id with entries of every age.
 * Refuses to read rows; see `datasetPreview.ts`, because those are customer data.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError, orMissing } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShape,
  getShapeWithRaw,
  listOf,
  part,
  readList,
  text,
  texts,
  time,
  type WithRaw,
} from "./tolerantShapes";

/** Base of the catalog service. */
export const CATALOG_PATH = "/data/foundation/catalog";

/** Most the catalog answers per page. */
const PAGE_SIZE = 100;

/** Leaves out the large members a list does not show. */
const LIST_PROPERTIES = "name,description,schemaRef,tags,created,updated,classification,unifiedProfile";

const schemaReferenceShape = z.object({ id: text, contentType: text });

/** `name` is an empty object on some system entries; `text` then reads as absent. */
const rawDatasetShape = z.object({
  id: text,
  name: text,
  description: text,
  schemaRef: part(schemaReferenceShape),
  tags: z.unknown().optional().transform(readTagLists),
  created: time,
  updated: time,
  createdUser: text,
  updatedUser: text,
  classification: part(z.object({ dataBehavior: text, managedBy: text })),
  lastBatchId: text,
  lastBatchStatus: text,
});

const datasetShape = rawDatasetShape.transform((raw) => ({
  id: raw.id ?? "",
  /** Empty when the catalog has none. */
  name: raw.name ?? "",
  description: raw.description,
  /** Schema `$id`, for `fetchSchema`. */
  schemaId: raw.schemaRef?.id,
  tags: raw.tags,
  /** Whether its rows feed profiles; undefined when the catalog does not say. */
  isProfileEnabled: findProfileFlag(raw.tags),
  /** Made and owned by the product (tracking datasets of Journey Optimizer, for example). */
  isSystem: raw.classification?.managedBy?.toUpperCase() === "SYSTEM",
  behavior: raw.classification?.dataBehavior,
  /** Milliseconds since 1970. */
  createdAt: raw.created,
  updatedAt: raw.updated,
  createdBy: raw.createdUser,
  updatedBy: raw.updatedUser,
  lastBatchId: raw.lastBatchId,
  lastBatchStatus: raw.lastBatchStatus,
}));

/** A dataset as a row of a list. */
export type DatasetSummary = z.output<typeof datasetShape>;

/** A dataset read on its own. */
type Dataset = WithRaw<DatasetSummary>;

/** What to list. */
interface DatasetQuery {
  /** Case-insensitive "contains". Asked of the catalog as a pattern and checked again here; totals are then unknown. */
  readonly nameContains?: string | undefined;
  /** Default true; false leaves out datasets the product owns. */
  readonly includesSystem?: boolean | undefined;
  /** `asc:field` or `desc:field`; default `desc:created`. */
  readonly orderBy?: string | undefined;
  /** 1 to 100; default 100. */
  readonly pageSize?: number | undefined;
}

/** Lists datasets page by page. The catalog never says how many there are. */
export function listDatasets(session: ApiSession, query: DatasetQuery = {}): PageWalk<DatasetSummary> {
  return walkPages(session, {
    style: "map",
    pageSize: Math.min(PAGE_SIZE, Math.max(1, query.pageSize ?? PAGE_SIZE)),
    basePath: CATALOG_PATH,
    toRequest: ({ offset, limit }) => ({
      path: `${CATALOG_PATH}/dataSets`,
      query: {
        limit,
        start: offset,
        orderBy: query.orderBy ?? "desc:created",
        properties: LIST_PROPERTIES,
        property: toNameFilter(query),
      },
    }),
    findEntries: (body) => findObject(body),
    findItem: (entry, key) => findShape(datasetShape, { ...findObject(entry), id: key }),
    getId: (dataset) => dataset.id,
    isWanted: toClientFilter(query),
  });
}

/** One dataset. */
export async function fetchDataset(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<Dataset> {
  const { body } = await session.send({
    path: `${CATALOG_PATH}/dataSets/${toAddressPart(id)}`,
    ...options,
  });
  const entry = findObject(findObject(body)?.[id]);
  if (entry === undefined)
    throw new ApiError("notFound", { reason: { kind: "missing", what: "dataset", id } });
  return getShapeWithRaw(datasetShape, { ...entry, id }, "a dataset");
}

/**
 * The catalog's `name=` wants a whole name; `property` takes a regular expression, of which dialect nobody says. So only what
 * every dialect has is used: both cases of a letter, and a dot for whatever a pattern could give a meaning.
 */
function toNameFilter({ nameContains = "" }: DatasetQuery): string | undefined {
  const name = nameContains.trim();
  return name === "" ? undefined : `name~${[...name].map(toPattern).join("")}`;
}

/** One character of a name; those beyond ASCII may be several characters to the catalog. */
function toPattern(character: string): string {
  if (/^[a-z]$/i.test(character)) return `[${character.toLowerCase()}${character.toUpperCase()}]`;
  if (/^[0-9 _]$/.test(character)) return character;
  return character.charCodeAt(0) < 128 ? "." : ".*";
}

function toClientFilter(query: DatasetQuery): ((dataset: DatasetSummary) => boolean) | undefined {
  const name = query.nameContains?.trim().toLowerCase() ?? "";
  const includesSystem = query.includesSystem ?? true;
  if (name === "" && includesSystem) return undefined;
  return (dataset) => dataset.name.toLowerCase().includes(name) && (includesSystem || !dataset.isSystem);
}

function readTagLists(value: unknown): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(findObject(value) ?? {});
  return Object.fromEntries(entries.map(([key, list]) => [key, texts.parse(list)]));
}

function findProfileFlag(tags: Readonly<Record<string, readonly string[]>>): boolean | undefined {
  const list = readList(tags["unifiedProfile"]);
  if (list.includes("enabled:true")) return true;
  return list.length > 0 ? false : undefined;
}

const labelsShape = z
  .object({
    labels: texts,
    optionalLabels: listOf(z.object({ option: part(z.object({ schemaPath: text })), labels: texts })),
  })
  .transform((raw) => ({
    labels: raw.labels,
    /** Labels of single fields; `path` is the field's place in the schema. */
    fields: raw.optionalLabels.map(({ option, labels }) => ({ path: option?.schemaPath, labels })),
  }));

/** Labels of a dataset; both lists are empty when it was never labelled. */
export type DatasetLabels = z.output<typeof labelsShape>;

/** The labels of a dataset; a dataset that was never labelled has none, which is no error. */
export async function fetchDatasetLabels(
  session: ApiSession,
  datasetId: string,
  options: CallOptions = {},
): Promise<DatasetLabels> {
  const path = `/data/foundation/dataset/datasets/${toAddressPart(datasetId)}/labels`;
  const answer = await orMissing(session.send({ path, ...options }));
  if (answer === undefined) return { labels: [], fields: [] };
  return getShape(labelsShape, answer.body, "dataset labels");
}
