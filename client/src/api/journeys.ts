/**
 * Journeys of Adobe Journey Optimizer, read only: there is no public write (docs/platform.md#journey-optimizer).
 * Refuses to list without an explicit wide filter, because the service would then show last week only.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShapeWithRaw,
  identifier,
  listOf,
  looseObject,
  part,
  text,
  textOrEmpty,
  texts,
  time,
  type WithRaw,
} from "./tolerantShapes";

/** Singular: the plural forms in circulation do not exist. */
const SERVICE_PATH = "/ajo/journey";

const PAGE_SIZE = 100;

/** Without a filter the service answers with the last week only. */
const EVERYTHING = "metadata.lastModifiedAt>2000-01-01";

const tagShape = z.object({ id: text, name: text });

const metadataShape = z.object({
  createdAt: time,
  createdBy: text,
  lastModifiedAt: time,
  lastModifiedBy: text,
  firstDeployedAt: time,
  lastDeployedAt: time,
});

const summaryFields = {
  id: identifier,
  name: textOrEmpty,
  description: text,
  version: text,
  type: text,
  status: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === "string" ? value.toLowerCase() : undefined)),
  sandboxName: text,
  metadata: part(metadataShape),
  labels: texts,
  tags: listOf(tagShape),
};

/** What a step says about audiences: those it reads, and expressions that may name some. */
const audienceUseShape = z.object({
  audiences: listOf(z.object({ id: text })),
  expression: text,
  transitions: listOf(z.object({ expression: text })),
});

/** Lists carry the steps as well; of these only the audiences are kept, for telling who uses one. */
const summaryShape = z
  .object({ ...summaryFields, nodes: listOf(audienceUseShape) })
  .transform(({ nodes, ...rest }) => ({
    ...rest,
    /** Ids of audiences that a step reads or an expression names. */
    audienceIds: [...new Set(nodes.flatMap(listNamedAudiences))],
  }));

/** Ids of audiences are UUIDs; conditions name them in expressions of a language that is not PQL. */
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

function listNamedAudiences(node: z.output<typeof audienceUseShape>): readonly string[] {
  const expressions = [node.expression, ...node.transitions.map(({ expression }) => expression)];
  const named = expressions.flatMap((expression) => expression?.match(UUID) ?? []);
  return [...node.audiences.flatMap(({ id }) => id ?? []), ...named];
}

const transitionShape = z.object({
  targetNodeId: text,
  targetName: text,
  name: text,
  expression: text,
  conditionType: text,
});

const messageShape = z.object({ messageId: text, channel: text });

const campaignShape = z.object({
  campaignId: text,
  campaignClass: text,
  name: text,
  metadata: part(z.object({ sourceType: text })),
  packages: listOf(z.object({ packageId: text, channel: text, messages: listOf(messageShape) })),
});

const nodeShape = z.object({
  id: identifier,
  type: textOrEmpty,
  name: text,
  transitions: listOf(transitionShape),
  campaign: part(campaignShape),
  channel: part(z.object({ id: text, type: text })),
  surface: part(z.object({ name: text, channel: text })),
  audiences: listOf(z.object({ id: text, name: text })),
  identityNamespace: text,
  delay: z.unknown().optional(),
  expression: text,
  raw: looseObject,
});

const detailShape = z.object({
  ...summaryFields,
  startNodeId: text,
  profileMergePolicyId: text,
  schedule: part(z.object({ startDate: time, endDate: time })),
  nodes: listOf(z.preprocess(keepRaw, nodeShape)),
});

/** A journey as a row of a list. `status` is lower case; unknown values are the service's own words. */
export type JourneySummary = z.output<typeof summaryShape>;

/** One step. Transitions may point to ids that do not exist; several steps may share a name. */
export type JourneyNode = z.output<typeof nodeShape>;

/** A journey with its steps; `nodes` may be empty and `startNodeId` missing. */
export type Journey = WithRaw<z.output<typeof detailShape>>;

/** What to list. */
export interface JourneyQuery {
  /** Lower case, e.g. `draft`, `live`. Sent to the service and checked again here, for it may ignore it. */
  readonly statuses?: readonly string[] | undefined;
  /** Case-insensitive "contains", applied here: the service has no such filter. Totals are then unknown. */
  readonly nameContains?: string | undefined;
  /** `field=asc` or `field=desc`, e.g. `metadata.lastModifiedAt=desc`. */
  readonly sort?: string | undefined;
  /** 1 to 100; default 100. */
  readonly pageSize?: number | undefined;
}

/** Lists journeys of every age, page by page. */
export function listJourneys(session: ApiSession, query: JourneyQuery = {}): PageWalk<JourneySummary> {
  return walkPages(session, {
    style: "pageFromZero",
    pageSize: Math.min(100, Math.max(1, query.pageSize ?? PAGE_SIZE)),
    basePath: SERVICE_PATH,
    toRequest: ({ index, limit }) => ({
      path: SERVICE_PATH,
      query: { page: index, pageSize: limit, filter: toFilter(query), sort: query.sort },
    }),
    findEntries: (body) => findObject(body)?.["results"],
    findItem: (entry) => findShape(summaryShape, entry),
    getId: (journey) => journey.id,
    isWanted: toClientFilter(query),
  });
}

/**
 * One journey with its steps. `id` is what the list returned. The service answers 500 for an id of
 * another sandbox and where Journey Optimizer is missing; that becomes `notFound`, not an outage.
 */
export async function fetchJourney(
  session: ApiSession,
  id: string,
  options: CallOptions & { readonly includesCampaigns?: boolean } = {},
): Promise<Journey> {
  try {
    const { body } = await session.send({
      path: `${SERVICE_PATH}/${toAddressPart(id)}`,
      query: { include: options.includesCampaigns ? "campaigns,surfaces" : undefined },
      repeat: "never",
      signal: options.signal,
    });
    return getShapeWithRaw(detailShape, body, "a journey");
  } catch (error) {
    throw isApiError(error, "unavailable") && error.status === 500 ? toMissingJourney(error) : error;
  }
}

function toMissingJourney(error: ApiError): ApiError {
  const { requestId, operation } = error;
  return new ApiError("notFound", {
    reason: { kind: "missingJourney" },
    status: 500,
    requestId,
    operation,
    cause: error,
  });
}

function toFilter(query: JourneyQuery): string {
  const statuses = query.statuses ?? [];
  return statuses.length === 0 ? EVERYTHING : `status=${statuses.join(",")}&${EVERYTHING}`;
}

function toClientFilter(query: JourneyQuery): ((journey: JourneySummary) => boolean) | undefined {
  const statuses = query.statuses?.map((status) => status.toLowerCase()) ?? [];
  const name = query.nameContains?.trim().toLowerCase() ?? "";
  if (statuses.length === 0 && name === "") return undefined;
  return (journey) =>
    (statuses.length === 0 || statuses.includes(journey.status ?? "")) &&
    journey.name.toLowerCase().includes(name);
}

function keepRaw(value: unknown): unknown {
  const object = findObject(value);
  return object === undefined ? value : { ...object, raw: object };
}
