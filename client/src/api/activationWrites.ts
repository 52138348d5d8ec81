/**
 * Starts an export of audiences to a file destination right now (docs/platform.md#destinations). Only the write path
 * behind a preview may import this. Refuses to follow a status link to a foreign host.
 */

import * as z from "zod";
import { isApiError } from "./apiError";
import type { ApiSession, WriteOptions } from "./apiSession";
import { FLOW_SERVICE_PATH } from "./flows";
import { findObject, listOf, text } from "./tolerantShapes";

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
