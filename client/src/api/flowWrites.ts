/**
 * Adds audiences to, and removes them from, an existing dataflow (docs/platform.md#destinations). Only the write path
 * behind a preview may import this. Refuses to write without the etag of the flow that was shown:
 * selector positions shift.
 */
import { ApiError } from "./apiError";
import type { ApiSession, WriteOptions } from "./apiSession";
import { FLOW_SERVICE_PATH, type Flow } from "./flows";
import { findObject, findText, type JsonObject, readList } from "./tolerantShapes";

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
    path: `${FLOW_SERVICE_PATH}/flows/${encodeURIComponent(flow.id)}`,
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
