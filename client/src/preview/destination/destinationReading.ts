/**
 * Reads the destinations of a sandbox for commands: which there are, what one needs, how a run goes on. Reads only.
 */
import type { ApiSession } from "../../api/apiSession";
import {
  type ConnectionSpec,
  fetchFlow,
  fetchFlowRun,
  listConnectionSpecs,
  listDestinationFlows,
} from "../../api/flows";
import { collectItems } from "../../api/pages";
import { type DestinationKind, type DestinationNeeds, findNeeds } from "./destinationNeeds";

/** A destination to choose. */
export interface DestinationChoice {
  readonly id: string;
  readonly name: string;
  /** Name of its kind in the catalogue. */
  readonly kind: string | undefined;
  readonly state: string | undefined;
  readonly isFile: boolean;
  readonly audienceIds: readonly string[];
}

/** A destination as it was read, with what it needs. */
export interface ReadDestination {
  readonly id: string;
  readonly name: string;
  readonly needs: DestinationNeeds;
}

const READ_AT_ONCE = 4;
const FIRST_LOOK_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const ENDED = /^(success|failed|error|partial|aborted|completed)/i;

/** All destinations; lists do not say which audiences are on them, so each is read. */
export async function listDestinationChoices(
  session: ApiSession,
  signal: AbortSignal,
): Promise<readonly DestinationChoice[]> {
  const [rows, specs] = await Promise.all([
    collectItems(listDestinationFlows(session), signal),
    readSpecs(session, signal),
  ]);
  const choices: DestinationChoice[] = [];
  for (let from = 0; from < rows.length; from += READ_AT_ONCE) {
    const chunk = rows.slice(from, from + READ_AT_ONCE);
    const flows = await Promise.all(chunk.map(({ id }) => fetchFlow(session, id, { signal })));
    for (const flow of flows) {
      const kind = findKind(flow.targetSpecIds, specs);
      const { id, name, state, audiences } = flow;
      const { isFile } = findNeeds(flow, kind);
      choices.push({
        id,
        name,
        kind: kind?.name,
        state,
        isFile,
        audienceIds: audiences.map((one) => one.id),
      });
    }
  }
  return choices;
}

/** One destination. */
export async function readFlow(
  session: ApiSession,
  id: string,
  signal: AbortSignal,
): Promise<ReadDestination> {
  const [flow, specs] = await Promise.all([fetchFlow(session, id, { signal }), readSpecs(session, signal)]);
  return { id, name: flow.name, needs: findNeeds(flow, findKind(flow.targetSpecIds, specs)) };
}

/** Waits until a run has ended; one sentence about how. */
export async function waitForRun(session: ApiSession, runId: string, signal: AbortSignal): Promise<string> {
  let wait = FIRST_LOOK_MS;
  for (;;) {
    const { metrics } = await fetchFlowRun(session, runId, { signal });
    const status = metrics?.statusSummary?.status ?? "";
    if (ENDED.test(status)) {
      const sent = metrics?.recordSummary?.outputRecordCount;
      const count = sent === undefined ? "" : `, ${sent.toLocaleString("en-US")} records`;
      return `the export ended with “${status}”${count}.`;
    }
    await session.clock.sleep(wait, signal);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}

/** Without the catalogue a destination is still told by what stands on it. */
async function readSpecs(session: ApiSession, signal: AbortSignal): Promise<readonly ConnectionSpec[]> {
  return await collectItems(listConnectionSpecs(session), signal).catch(() => {
    signal.throwIfAborted();
    return [];
  });
}

function findKind(ids: readonly string[], specs: readonly ConnectionSpec[]): DestinationKind | undefined {
  const spec = specs.find(({ id }) => ids.includes(id));
  const category = spec?.attributes?.["category"];
  return spec && { name: spec.name, category: typeof category === "string" ? category : undefined };
}
