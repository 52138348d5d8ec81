/**
 * Reads what the dataset page shows; rows only when the page asks. Rows pass through: they are neither kept nor logged.
 */
import { type Batch, listBatches } from "../../api/batches";
import { fetchDatasetPreview } from "../../api/datasetPreview";
import { fetchDataset, fetchDatasetLabels } from "../../api/datasets";
import { fetchSchema } from "../../api/schemas";
import { sayOutcome } from "../../model/batchOutcomes";
import { later, say } from "../../words/say";
import { type GroupText, time, toFactGroups, withNames } from "../frame/facts";
import {
  type PageContent,
  type PageContext,
  type PageHost,
  type PartReader,
  withoutAbsent,
} from "../frame/pageHost";
import {
  type BatchContent,
  type BatchesContent,
  type DatasetContent,
  type DatasetPart,
  datasetRequestShape,
  type LabelsContent,
  type RowsContent,
} from "./datasetPageContent";

export const datasetPage: PageHost = { load, answer };

/** Batches read; the catalog's largest page. */
const BATCHES_TO_READ = 100;

const LAST_OUTCOME = later("Outcome of the last batch");

const GROUPS: readonly GroupText[] = later([
  {
    title: "Identity",
    fields: {
      id: "Id",
      schemaRef: "Schema",
      classification: "Classification",
      tags: "Tags",
      imsOrg: "Organisation",
      sandboxId: "Sandbox",
      namespace: "Namespace",
    },
  },
  {
    title: "Who and when",
    fields: {
      created: time("Created"),
      createdUser: "Created by",
      updated: time("Changed"),
      updatedUser: "Changed by",
    },
  },
  {
    title: "Loading",
    fields: {
      lastBatchId: "Last batch",
      lastBatchStatus: LAST_OUTCOME,
      lastSuccessfulBatch: "Last successful batch",
      files: "Files",
      fileDescription: "Files are",
    },
  },
  {
    title: "Technical",
    fields: {
      version: "Version",
      viewId: "View",
      state: "State",
      unifiedProfile: "Profile",
      unifiedIdentity: "Identities",
    },
  },
]);

async function load(context: PageContext): Promise<PageContent> {
  const { session, place, signal } = context;
  const dataset = await fetchDataset(session, place.id, { signal });
  const { schemaId, lastBatchStatus = "" } = dataset;
  const name = dataset.name.trim() === "" ? dataset.id : dataset.name;
  const content: Omit<DatasetContent, DatasetPart> = {
    id: dataset.id,
    name,
    connection: place.connection,
    sandbox: place.sandbox,
    ...withoutAbsent({
      description: dataset.description,
      schemaId,
      feedsProfiles: dataset.isProfileEnabled,
    }),
    groups: withNames(toFactGroups(dataset.raw, GROUPS, ["name", "description"]), {
      Sandbox: place.sandbox,
      [LAST_OUTCOME]: sayOutcome(lastBatchStatus),
    }),
  };
  const parts: Partial<Record<DatasetPart, PartReader>> = {
    labels: () => readLabels(context),
    batches: () => readBatches(context),
    ...(schemaId === undefined ? {} : { schemaTitle: () => readSchemaTitle(context, schemaId) }),
  };
  return { title: name, content, parts };
}

async function readSchemaTitle({ session, signal }: PageContext, id: string): Promise<string | null> {
  return (await fetchSchema(session, id, { signal })).title ?? null;
}

async function readLabels({ session, place, signal }: PageContext): Promise<LabelsContent> {
  const { labels, fields } = await fetchDatasetLabels(session, place.id, { signal });
  return {
    labels: [...labels],
    fields: fields.map((field) => ({ path: field.path ?? say("unknown field"), labels: [...field.labels] })),
  };
}

async function readBatches({ session, place, signal }: PageContext): Promise<BatchesContent> {
  const page = await listBatches(session, { datasetId: place.id, pageSize: BATCHES_TO_READ }).nextPage(
    signal,
  );
  return { list: (page?.items ?? []).map(toBatch), hasMore: page !== undefined && !page.isLast };
}

function toBatch(batch: Batch): BatchContent {
  const { id, createdAt, startedAt, completedAt } = batch;
  const duration = startedAt === undefined || completedAt === undefined ? undefined : completedAt - startedAt;
  return {
    id,
    status: batch.status ?? "unknown",
    errors: batch.errors.map(({ code, description }) =>
      [code, description].filter((text) => text).join(": "),
    ),
    ...withoutAbsent({
      createdAt,
      duration,
      records: batch.outputRecords ?? batch.inputRecords,
      failed: batch.failedRecords,
    }),
  };
}

async function answer(
  { session, place, signal }: PageContext,
  request: unknown,
): Promise<RowsContent | undefined> {
  if (!datasetRequestShape.safeParse(request).success) return undefined;
  const { hasData, rows } = await fetchDatasetPreview(session, place.id, { signal });
  return { hasData, rows: [...rows] };
}
