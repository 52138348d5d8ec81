/**
 * Takes the inventory of a sandbox into a folder: reads everything into the store, then writes pages, pictures and lists from it, one
 * object at a time. A run that was cancelled goes on where it ended; nothing is sent to the platform that changes it. What people are told of a run stands here, too.
 */
import { throwIfCancelled } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { AudienceFolder } from "../model/audienceFolder";
import type { InventoryFolder } from "../model/inventoryFolder";
import { describeKind } from "../model/resourceKinds";
import { FormerInventory } from "./formerInventory";
import type { InventoryKind } from "./inventoryRecord";
import { openLinkedTests } from "./linkedTests";
import { toObjectGraph } from "./objectGraph";
import type { RuleReaderOpener } from "./objectReader";
import { type InventoryFailure, type ReadObjects, readObjects } from "./readObjects";
import { type ObjectEntry, RunStore } from "./runStore";
import { type WrittenInventory, writeInventory } from "./writeInventory";

/** How far a run is. */
export interface InventoryProgress {
  /** `write`: the pages are being written. */
  readonly phase: InventoryKind | "write";
  readonly done: number;
  readonly total?: number | undefined;
}

/** Which sandbox into which folder. */
interface InventoryRequest {
  readonly session: ApiSession;
  /** It need not exist yet. */
  readonly folder: InventoryFolder;
  readonly openRules: RuleReaderOpener;
  /** Folders of audience files, whose tests come along. */
  readonly audienceFolders?: readonly AudienceFolder[] | undefined;
  readonly onProgress?: ((progress: InventoryProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it. */
export interface InventoryReport extends WrittenInventory {
  readonly failures: readonly InventoryFailure[];
  /** How many objects a run that was stopped had read before. */
  readonly resumed: number;
}

/** Takes the inventory. Rejects with `ApiError` or `UserError`; what was read until then is kept for the next run. */
export async function takeInventory(request: InventoryRequest): Promise<InventoryReport> {
  const { session, folder, openRules, audienceFolders = [], signal, onProgress = () => undefined } = request;
  const place = { orgId: session.orgId, sandbox: session.sandbox ?? "" };
  const store = await RunStore.open(folder, { place, now: session.clock.now() });
  const resumed = store.count;
  try {
    const read = await readObjects({
      session,
      folder,
      store,
      openRules,
      signal,
      findTests: await openLinkedTests(audienceFolders, place, signal),
      onProgress: (kind, done) => onProgress({ phase: kind, done }),
    });
    throwIfCancelled(signal);
    const entries = listEntries(store, read);
    const failures = [...read.failures, ...toObjectFailures(entries)];
    const graph = toObjectGraph(entries, {
      mergePolicies: new Set(read.mergePolicyNames?.keys()),
      isComplete: (kind) =>
        kind === "mergePolicy" ? read.mergePolicyNames !== undefined : !isListFailed(kind, read.failures),
    });
    const former = await FormerInventory.open(folder);
    const written = await writeInventory({ folder, store, former, graph, failures, place, signal }, (done) =>
      onProgress({ phase: "write", done, total: graph.size }),
    );
    await store.finish();
    return { ...written, failures, resumed };
  } catch (error) {
    await store.abandonIfEmpty();
    throw error;
  } finally {
    await folder.close();
  }
}

/** Without what a former run read and is gone by now; of a list that failed nobody can tell. */
function listEntries(store: RunStore, { failures }: ReadObjects): readonly ObjectEntry[] {
  return [...store.entries.values()].filter(
    (entry) => store.isListed(entry) || isListFailed(entry.kind, failures),
  );
}

function isListFailed(kind: InventoryKind, failures: readonly InventoryFailure[]): boolean {
  return failures.some((failure) => failure.kind === kind && failure.what === "list");
}

function toObjectFailures(entries: readonly ObjectEntry[]): readonly InventoryFailure[] {
  return entries.flatMap(({ kind, id, name, unread, problems }) => [
    ...(unread === undefined ? [] : [{ kind, what: "object", id, name, reason: unread } as const]),
    ...problems.map((reason) => ({ kind, what: "part", id, name, reason }) as const),
  ]);
}

/** What is worked on, such as `journeys`. */
export function toPhaseWords({ phase }: InventoryProgress): string {
  return phase === "write" ? "pages" : describeKind(phase).plural;
}

/** How far the run is, such as `reading audiences: 120`. */
export function toProgressWords(progress: InventoryProgress): string {
  const { phase, done, total } = progress;
  const verb = phase === "write" ? "writing" : "reading";
  const count = total === undefined ? `${done}` : `${done} of ${total}`;
  return `${verb} ${toPhaseWords(progress)}${done === 0 ? "" : `: ${count}`}`;
}

/** What came of it, a sentence or two each. */
export function toReportSentences(report: InventoryReport, sandbox: string): readonly string[] {
  const { count, api, hand, blocked, changes, resumed, failures } = report;
  return [
    ...(resumed > 0 ? [`Went on from a run that was stopped: ${resumed} objects were there.`] : []),
    `Inventory of ${sandbox}: ${count} objects; ${api} can be carried by API, ${hand} rebuilt by hand, ${blocked} blocked.`,
    ...(changes === undefined
      ? []
      : [`Since the last inventory: ${changes.length} changed, see changes.md.`]),
    ...(failures.length === 0 ? [] : [`Incomplete: ${failures.length} could not be read.`]),
  ];
}
