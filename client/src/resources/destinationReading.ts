/**
 * Reads the destinations of a sandbox for commands: which there are, what an audience that is added to one needs (a schedule
 * for files, a mapping for some streams), how a run goes on. What is needed is told by what stands on the flow already and
 * by the name of its kind, never by ids. Reads only.
 */
import type { ApiSession } from "../api/apiSession";
import {
  type ConnectionSpec,
  type Flow,
  type FlowAudience,
  fetchFlow,
  fetchFlowRun,
  listConnectionSpecs,
  listDestinationFlows,
} from "../api/flows";
import { collectItems } from "../api/pages";
import { say, sayCount } from "../words/say";

/** A destination as it was read, with what must be asked before an audience is added. */
export interface Destination {
  readonly id: string;
  readonly name: string;
  /** Name of its kind in the catalogue. */
  readonly kind: string | undefined;
  readonly state: string | undefined;
  readonly audienceIds: readonly string[];
  readonly isFile: boolean;
  readonly needsMapping: boolean;
  /** How the audiences that are on the flow are exported; undefined when there is none, or nothing to copy. */
  readonly likeOthers: FlowAudience["settings"] | undefined;
}

/** Settings of the export, copied from others on the flow; the rest belongs to the one audience. */
const EXPORT_FIELDS = ["filenameTemplate", "exportMode", "schedule"];

/** File destinations that are no plain storage; compared as a whole, because the streaming kinds have similar names. */
const FILE_KINDS = ["salesforce marketing cloud", "adobe campaign", "oracle eloqua", "oracle responsys"];

const READ_AT_ONCE = 4;
const FIRST_LOOK_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const ENDED = /^(success|failed|error|partial|aborted|completed)/i;

/** All destinations; lists do not say which audiences are on them, so each is read. */
export async function listDestinations(
  session: ApiSession,
  signal: AbortSignal,
): Promise<readonly Destination[]> {
  const [rows, specs] = await Promise.all([
    collectItems(listDestinationFlows(session), signal),
    readSpecs(session, signal),
  ]);
  const destinations: Destination[] = [];
  for (let from = 0; from < rows.length; from += READ_AT_ONCE) {
    const chunk = rows.slice(from, from + READ_AT_ONCE);
    const flows = await Promise.all(chunk.map(({ id }) => fetchFlow(session, id, { signal })));
    destinations.push(...flows.map((flow) => toDestination(flow, specs)));
  }
  return destinations;
}

export async function fetchDestination(
  session: ApiSession,
  id: string,
  signal: AbortSignal,
): Promise<Destination> {
  const [flow, specs] = await Promise.all([fetchFlow(session, id, { signal }), readSpecs(session, signal)]);
  return toDestination(flow, specs);
}

/** Destinations that send something before those that are drafts or switched off, each in the order there was. */
export function toWorkingFirst(destinations: readonly Destination[]): readonly Destination[] {
  const isIdle = ({ state = "" }: Destination): boolean => /^(draft|disabled|inactive)/i.test(state);
  return [...destinations.filter((one) => !isIdle(one)), ...destinations.filter(isIdle)];
}

/** Waits until a run has ended; one sentence about how. */
export async function waitForRun(session: ApiSession, runId: string, signal: AbortSignal): Promise<string> {
  let wait = FIRST_LOOK_MS;
  for (;;) {
    const { metrics } = await fetchFlowRun(session, runId, { signal });
    const status = metrics?.statusSummary?.status ?? "";
    if (ENDED.test(status)) {
      const sent = metrics?.recordSummary?.outputRecordCount;

      return sent === undefined
        ? say("the export ended with “{0}”.", status)
        : sayCount(
            sent,
            ["the export ended with “{1}”, {0} records.", "the export ended with “{1}”, {0} records."],
            status,
          );
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

function toDestination(flow: Flow, specs: readonly ConnectionSpec[]): Destination {
  const { id, name, state, audiences, targetSpecIds } = flow;
  const spec = specs.find((one) => targetSpecIds.includes(one.id));
  const kind = spec?.name.toLowerCase() ?? "";
  const others = audiences.map(({ settings }) => settings);
  const exported = others.find((settings) => EXPORT_FIELDS.some((field) => settings[field] !== undefined));
  const isFile = exported !== undefined || isStorage(spec) || FILE_KINDS.includes(kind);
  const isMapped = others.some((settings) => settings["mappingId"] !== undefined);
  return {
    id,
    name,
    kind: spec?.name,
    state,
    audienceIds: audiences.map((one) => one.id),
    isFile,
    needsMapping: !isFile && (isMapped || kind.includes("salesforce marketing cloud")),
    likeOthers: exported && pickExport(exported),
  };
}

function isStorage(spec: ConnectionSpec | undefined): boolean {
  const category = spec?.attributes?.["category"];
  return typeof category === "string" && category.toLowerCase() === "cloudstorage";
}

function pickExport(settings: FlowAudience["settings"]): FlowAudience["settings"] {
  const kept = Object.entries(settings).filter(([field]) => EXPORT_FIELDS.includes(field));
  return Object.fromEntries(kept);
}
