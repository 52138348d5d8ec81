/**
 * Adds audiences to, and removes them from, an existing dataflow (docs/platform.md#destinations). Only the write path
 * behind a preview may import this. Refuses to write without the etag of the flow that was shown:
 * selector positions shift.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, WriteOptions } from "./apiSession";
import { FLOW_SERVICE_PATH, type Flow } from "./flows";
import { findObject, findText, type JsonObject, listOf, readList, text } from "./tolerantShapes";

/** One JSON Patch step of a flow. */
export interface FlowPatch {
  readonly op: "add" | "remove";
  readonly path: string;
  readonly value?: JsonObject;
}

/** An audience to add, with the settings its kind of destination needs. */
export interface FlowAudienceAddition {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** File destinations: `filenameTemplate`, `exportMode`, `schedule`; external audiences: `namespace`, … */
  readonly settings?: JsonObject | undefined;
}

/** What the platform answered; the etag is undefined where it sent no body. */
export interface FlowWriteResult {
  readonly etag: string | undefined;
  readonly status: number;
  readonly requestId: string;
}

/** The patch that adds audiences to `flow`; pure, so that it can be shown first. Ones already there are left out. */
export function toAdditionPatches(
  flow: Flow,
  additions: readonly FlowAudienceAddition[],
): readonly FlowPatch[] {
  const present = new Set(flow.audiences.map(({ id }) => id));
  const path = `/transformations/${findSelectorPlace(flow)}/params/segmentSelectors/selectors/-`;
  return additions
    .filter(({ id }) => !present.has(id))
    .map(({ id, name, description, settings }) => ({
      op: "add",
      path,
      value: {
        type: "PLATFORM_SEGMENT",
        value: { id, name, ...(description === undefined ? {} : { description }), ...settings },
      },
    }));
}

/** The patch that removes audiences from `flow`; pure. Last positions first, because removing shifts the rest. */
export function toRemovalPatches(flow: Flow, audienceIds: readonly string[]): readonly FlowPatch[] {
  const wanted = new Set(audienceIds);
  return flow.audiences
    .filter(({ id }) => wanted.has(id))
    .sort((a, b) => b.transformationIndex - a.transformationIndex || b.selectorIndex - a.selectorIndex)
    .map(({ transformationIndex, selectorIndex }) => ({
      op: "remove",
      path: `/transformations/${transformationIndex}/params/segmentSelectors/selectors/${selectorIndex}`,
    }));
}

/** Sends `patches` to `flow` as it was read; `staleEtag` when somebody changed it since. */
export async function patchFlow(
  session: ApiSession,
  { flow, patches }: { readonly flow: Pick<Flow, "id" | "etag">; readonly patches: readonly FlowPatch[] },
  options: WriteOptions,
): Promise<FlowWriteResult> {
  if (!flow.etag) throw new ApiError("refused", { reason: { kind: "noVersion", what: "dataflow" } });
  const response = await session.send({
    method: "PATCH",
    path: `${FLOW_SERVICE_PATH}/flows/${toAddressPart(flow.id)}`,
    headers: { "if-match": flow.etag },
    body: patches,
    ...options,
  });
  const etag = findText(findObject(response.body)?.["etag"]) ?? response.headers["etag"];
  return { etag, status: response.status, requestId: response.requestId };
}

/** The transformation that already selects audiences, or the first one. */
function findSelectorPlace(flow: Flow): number {
  const place = readList(flow.raw["transformations"]).findIndex(
    (entry) => findObject(findObject(findObject(entry)?.["params"])?.["segmentSelectors"]) !== undefined,
  );
  return Math.max(0, place);
}

const ACCEPT = "application/vnd.adobe.adhoc.activation+json; version=2";

/** A run that was started; `runId` is undefined when the answer named none. */
export interface AdhocRun {
  readonly audienceId: string | undefined;
  readonly runId: string | undefined;
}

const orderShape = listOf(z.object({ segment: text, order: text, statusURL: text }));

/**
 * Exports audiences that have been on the flow for at least an hour. `validation` with the platform's
 * words when a run is under way or an audience is not part of the flow. Poll with `fetchFlowRun`.
 */
export async function startAdhocRun(
  session: ApiSession,
  request: { readonly flowId: string; readonly audienceIds: readonly string[] },
  options: WriteOptions,
): Promise<readonly AdhocRun[]> {
  const { body } = await session.send({
    method: "POST",
    path: "/data/core/activation/disflowprovider/adhocrun",
    headers: { accept: ACCEPT },
    body: { activationInfo: { [request.flowId]: request.audienceIds } },
    ...options,
  });
  return orderShape.parse(findObject(body)?.["order"]).map(({ segment, order, statusURL }) => ({
    audienceId: segment,
    runId: statusURL === undefined ? order : findRunId(session, statusURL),
  }));
}

/** The link is absolute; only its last part is used, and only when the host is ours. The run has started either way. */
function findRunId(session: ApiSession, statusUrl: string): string | undefined {
  try {
    const { path } = session.toLinkedRequest(statusUrl, FLOW_SERVICE_PATH);
    return path.split("/").filter(Boolean).pop();
  } catch (error) {
    if (!isApiError(error, "refused")) throw error;
    session.log.write({ level: "warn", message: error.message });
    return undefined;
  }
}
