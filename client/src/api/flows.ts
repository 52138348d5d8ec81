/**
 * Destinations as dataflows (docs/platform.md#destinations): lists, one flow with its audiences and etag, runs, and the
 * catalogue of connection specs. Read only. Refuses to know destination types by id: those of Marketo
 * and Salesforce differ by organisation, so they are told by the name of their spec.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  count,
  findObject,
  findShape,
  flag,
  getShapeWithRaw,
  identifier,
  type JsonObject,
  listOf,
  looseObject,
  part,
  readList,
  text,
  textOrEmpty,
  time,
  type WithRaw,
} from "./tolerantShapes";

/** Base of the flow service, which its links are relative to. */
export const FLOW_SERVICE_PATH = "/data/foundation/flowservice";

const PAGE_SIZE = 100;

const connectionShape = z.object({ id: text, connectionSpec: part(z.object({ id: text, version: text })) });

/** Ids of connections, as the flow lists them or else as it inherits them. */
function toIds(
  listed: readonly (string | undefined)[],
  inherited: readonly { readonly id?: string | undefined }[] | undefined,
): string[] {
  const ids = listed.flatMap((id) => id ?? []);
  return ids.length > 0 ? ids : (inherited ?? []).flatMap(({ id }) => id ?? []);
}

const flowShape = z
  .object({
    id: identifier,
    name: textOrEmpty,
    description: text,
    state: text,
    etag: text,
    createdAt: time,
    updatedAt: time,
    createdBy: text,
    updatedBy: text,
    flowSpec: part(z.object({ id: text, version: text })),
    sourceConnectionIds: listOf(text),
    targetConnectionIds: listOf(text),
    inheritedAttributes: part(
      z.object({
        properties: part(z.object({ isDestinationFlow: flag })),
        sourceConnections: listOf(connectionShape),
        targetConnections: listOf(connectionShape),
      }),
    ),
    lastRunDetails: part(z.object({ id: text, state: text, startedAtUTC: time, completedAtUTC: time })),
  })
  .transform(({ inheritedAttributes, sourceConnectionIds, targetConnectionIds, ...rest }) => ({
    ...rest,
    sourceConnectionIds: toIds(sourceConnectionIds, inheritedAttributes?.sourceConnections),
    targetConnectionIds: toIds(targetConnectionIds, inheritedAttributes?.targetConnections),
    /** Spec ids of the targets; look their names up with `listConnectionSpecs`. */
    targetSpecIds: (inheritedAttributes?.targetConnections ?? []).flatMap(
      ({ connectionSpec }) => connectionSpec?.id ?? [],
    ),
    isDestination: inheritedAttributes?.properties?.isDestinationFlow,
  }));

/** A dataflow as a row of a list. Its audiences are not listed: read the flow. */
export type FlowSummary = z.output<typeof flowShape>;

/** An audience that a flow sends out. */
export interface FlowAudience {
  /** Platform id; for external audiences the `systemSegmentId`. */
  readonly id: string;
  readonly name: string | undefined;
  /** Which transformation and which selector it is; only valid together with the flow's etag. */
  readonly transformationIndex: number;
  readonly selectorIndex: number;
  /** The selector's value as received: schedule, export mode, file name template. */
  readonly settings: JsonObject;
}

/** One dataflow with its audiences. `etag` is as received, quotes included. */
export type Flow = WithRaw<FlowSummary> & { readonly audiences: readonly FlowAudience[] };

const runShape = z.object({
  id: identifier,
  flowId: text,
  createdAt: time,
  updatedAt: time,
  metrics: part(
    z.object({
      statusSummary: part(
        z.object({ status: text, errors: listOf(z.object({ code: text, message: text })) }),
      ),
      recordSummary: part(
        z.object({ inputRecordCount: count, outputRecordCount: count, failedRecordCount: count }),
      ),
      durationSummary: part(z.object({ startedAtUTC: time, completedAtUTC: time })),
    }),
  ),
});

export type FlowRun = z.output<typeof runShape>;

const connectionSpecShape = z.object({
  id: identifier,
  name: textOrEmpty,
  version: text,
  type: text,
  attributes: looseObject,
});

/** A kind of connection from the catalogue, e.g. a destination type. */
export type ConnectionSpec = z.output<typeof connectionSpecShape>;

/** Lists the sandbox's destination flows. */
export function listDestinationFlows(
  session: ApiSession,
  query: { readonly pageSize?: number } = {},
): PageWalk<FlowSummary> {
  return walkItems(session, {
    path: "flows",
    property: "inheritedAttributes.properties.isDestinationFlow==true",
    shape: flowShape,
    pageSize: query.pageSize,
  });
}

/** Lists the runs of a flow, newest first. */
export function listFlowRuns(session: ApiSession, flowId: string): PageWalk<FlowRun> {
  return walkItems(session, { path: "runs", property: `flowId==${flowId}`, shape: runShape });
}

/** The catalogue of connection kinds; `name` narrows it down to one. */
export function listConnectionSpecs(
  session: ApiSession,
  query: { readonly name?: string } = {},
): PageWalk<ConnectionSpec> {
  const property = query.name === undefined ? undefined : `name==${query.name}`;
  return walkItems(session, { path: "connectionSpecs", property, shape: connectionSpecShape });
}

/** One flow with its audiences and its current etag. */
export async function fetchFlow(session: ApiSession, id: string, options: CallOptions = {}): Promise<Flow> {
  const path = `${FLOW_SERVICE_PATH}/flows/${toAddressPart(id)}`;
  const { body, headers } = await session.send({ path, ...options });
  const item = findItem(body);
  if (item?.["id"] === undefined)
    throw new ApiError("notFound", { reason: { kind: "missing", what: "dataflow", id } });
  const flow = getShapeWithRaw(flowShape, item, "a dataflow");
  return { ...flow, etag: flow.etag ?? headers["etag"], audiences: readFlowAudiences(item) };
}

const referenceShape = z.object({ id: identifier, name: text });

/** What a flow names by id alone. */
export type FlowReference = "flowSpecs" | "sourceConnections" | "targetConnections";

/** The name of what a flow refers to; undefined when it has none. */
export async function fetchFlowReferenceName(
  session: ApiSession,
  { kind, id }: { readonly kind: FlowReference; readonly id: string },
  options: CallOptions = {},
): Promise<string | undefined> {
  const path = `${FLOW_SERVICE_PATH}/${kind}/${toAddressPart(id)}`;
  const { body } = await session.send({ path, ...options });
  const item = findItem(body);
  return getShapeWithRaw(referenceShape, item, "what a dataflow refers to").name || undefined;
}

/** One run by id. */
export async function fetchFlowRun(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<WithRaw<FlowRun>> {
  const path = `${FLOW_SERVICE_PATH}/runs/${toAddressPart(id)}`;
  const { body } = await session.send({ path, ...options });
  return getShapeWithRaw(runShape, findItem(body) ?? body, "a flow run");
}

/** The audiences inside a flow's transformations; pure. Profile and dataset selectors are left out. */
export function readFlowAudiences(flow: JsonObject): readonly FlowAudience[] {
  return readList(flow["transformations"]).flatMap((transformation, transformationIndex) => {
    const parameters = findObject(findObject(transformation)?.["params"]);
    const selectors = readList(findObject(parameters?.["segmentSelectors"])?.["selectors"]);
    return selectors.flatMap((selector, selectorIndex): FlowAudience[] => {
      const settings = findObject(findObject(selector)?.["value"]);
      const id = text.parse(settings?.["systemSegmentId"]) || text.parse(settings?.["id"]);
      if (settings === undefined || !id) return [];
      return [{ id, name: text.parse(settings["name"]), transformationIndex, selectorIndex, settings }];
    });
  });
}

/** One thing comes as a list of one, or alone. */
function findItem(body: unknown): JsonObject | undefined {
  const alone = findObject(body);
  return findObject(readList(alone?.["items"])[0]) ?? alone;
}

function walkItems<Item extends { readonly id: string }>(
  session: ApiSession,
  list: {
    readonly path: string;
    readonly property: string | undefined;
    readonly shape: z.ZodType<Item>;
    readonly pageSize?: number | undefined;
  },
): PageWalk<Item> {
  return walkPages<Item>(session, {
    style: "link",
    pageSize: list.pageSize ?? PAGE_SIZE,
    basePath: FLOW_SERVICE_PATH,
    toRequest: ({ limit }) => ({
      path: `${FLOW_SERVICE_PATH}/${list.path}`,
      query: { property: list.property, limit: list.path === "connectionSpecs" ? undefined : limit },
    }),
    findEntries: (body) => findObject(body)?.["items"],
    findItem: (entry) => findShape(list.shape, entry),
    getId: (item) => item.id,
  });
}
