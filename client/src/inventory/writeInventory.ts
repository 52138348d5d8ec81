/**
 * Writes an inventory from what was read, one object at a time: pages, pairs for `aep plan`, lists, pictures, the JSON, and what
 * changed. Removes what the inventory before wrote and is no longer true.
 */
import { throwIfCancelled } from "../api/apiError";
import { TESTS_FILE_ENDING } from "../model/audienceFolder";
import type { InventoryFolder } from "../model/inventoryFolder";
import { findChange, type InventoryChange, toChangesPage } from "./changesSince";
import { type FormerInventory, FormerWriter } from "./formerInventory";
import { toInventoryObject, toInventoryStart } from "./inventoryJson";
import { drawKinds, drawObjects } from "./inventoryPictures";
import type { InventoryPlace } from "./inventoryPlace";
import { INVENTORY_KINDS, type InventoryKind, type InventoryRecord, toRecordKey } from "./inventoryRecord";
import type { GraphObject } from "./objectGraph";
import { toObjectPage } from "./objectPage";
import { toKindFolder, toObjectStem } from "./objectPaths";
import { groupByKind, toBuildSteps, toKindIndex, toOverview } from "./overviewText";
import type { InventoryFailure } from "./readObjects";
import { TESTS_FILE } from "./ruleRecords";
import type { RunStore } from "./runStore";
import { toPairStem } from "./verdictText";

/** What is written, and where. */
export interface InventoryWriting {
  readonly folder: InventoryFolder;
  readonly store: RunStore;
  readonly former: FormerInventory;
  readonly graph: ReadonlyMap<string, GraphObject>;
  readonly failures: readonly InventoryFailure[];
  readonly place: InventoryPlace;
  readonly signal: AbortSignal | undefined;
}

/** What came of it. */
export interface WrittenInventory {
  readonly count: number;
  readonly api: number;
  readonly hand: number;
  readonly blocked: number;
  /** Undefined when there was no inventory before. */
  readonly changes: readonly InventoryChange[] | undefined;
}

/** How often progress is told. */
const TELL_EVERY = 100;

/** Writes everything. */
export async function writeInventory(
  writing: InventoryWriting,
  onWritten: (count: number) => void,
): Promise<WrittenInventory> {
  const { folder, store, graph, failures, place, former } = writing;
  const run = new InventoryWriter(writing, await FormerWriter.open(folder, store.startedAt));
  const head = { ...place, takenAt: store.startedAt, failures };
  async function* toPieces(): AsyncGenerator<string> {
    yield toInventoryStart(head, graph);
    let count = 0;
    for (const object of graph.values()) {
      throwIfCancelled(writing.signal);
      yield `${count === 0 ? "" : ","}\n    ${await run.writeObject(object)}`;
      count += 1;
      if (count % TELL_EVERY === 0 || count === graph.size) onWritten(count);
    }
    yield `${graph.size === 0 ? "" : "\n  "}]\n}\n`;
  }
  await folder.writePieces("inventory.json", toPieces());
  await writeLists(writing, former.takenAt !== undefined);
  const changes = await run.finish();
  const count = (verdict: string): number =>
    [...graph.values()].filter(({ carriage }) => carriage.verdict === verdict).length;
  return { count: graph.size, api: count("api"), hand: count("hand"), blocked: count("blocked"), changes };
}

async function writeLists(
  { folder, store, graph, failures, place }: InventoryWriting,
  hasChanges: boolean,
): Promise<void> {
  for (const [kind, objects] of groupByKind(graph)) {
    const index = `${toKindFolder(kind)}/index.md`;
    if (objects.length === 0) await folder.remove(index);
    else await folder.write(index, toKindIndex(kind, objects));
  }
  await folder.write("build/steps.md", toBuildSteps(graph));
  await folder.write("kinds.svg", drawKinds(graph));
  const { svg, drawn, linked } = drawObjects(graph);
  await folder.write("objects.svg", svg);
  const facts = { ...place, takenAt: store.startedAt, graph, failures, drawn, linked, hasChanges };
  await folder.replace("overview.md", toOverview(facts));
}

class InventoryWriter {
  private readonly changes: InventoryChange[] = [];

  constructor(
    private readonly writing: InventoryWriting,
    private readonly next: FormerWriter,
  ) {}

  /** Writes what belongs to one object; returns its JSON. */
  async writeObject(object: GraphObject): Promise<string> {
    const { folder, store, graph, place } = this.writing;
    const record = await store.load(object.entry);
    const page = `${toObjectStem(record)}.md`;
    const text = toObjectPage(record, object, { find: (key) => graph.get(key), sandbox: place.sandbox });
    await folder.write(page, text);
    const files = [page, ...record.files.map(({ path }) => path), ...(await this.writePair(record, object))];
    await this.compare(record, files);
    return toInventoryObject(record, object);
  }

  private async writePair(
    record: InventoryRecord,
    { carriage, entry }: GraphObject,
  ): Promise<readonly string[]> {
    const { rule, pairFields } = record;
    if (carriage.by !== "plan" || rule === undefined || pairFields === undefined) return [];
    const stem = toPairStem(entry);
    await this.writing.folder.write(`${stem}.audience.json`, pairFields);
    await this.writing.folder.write(`${stem}.pql`, `${rule.text.trimEnd()}\n`);
    const pair = [`${stem}.audience.json`, `${stem}.pql`];
    const tests = record.files.find(({ path }) => path.endsWith(`/${TESTS_FILE}`));
    const text = tests && (await this.writing.folder.read(tests.path));
    if (text === undefined) return pair;
    await this.writing.folder.write(stem + TESTS_FILE_ENDING, text);
    return [...pair, stem + TESTS_FILE_ENDING];
  }

  /** Of what could not be read, what was known before stays known. Files of its own that are no longer true are removed. */
  private async compare(
    { kind, id, name, marks, unread, problems = [] }: InventoryRecord,
    files: readonly string[],
  ): Promise<void> {
    const { former } = this.writing;
    const before = await former.find(toRecordKey({ kind, id }));
    const isWhole = unread === undefined && problems.length === 0;
    const change =
      isWhole || before === undefined ? findChange(before, { kind, id, name, marks }) : undefined;
    // Of the first inventory everything would be new.
    if (change !== undefined && former.takenAt !== undefined) this.changes.push(change);
    await this.next.add({ kind, id, name, marks: isWhole ? marks : (before?.marks ?? marks), files });
    await this.removeFiles((before?.files ?? []).filter((file) => !files.includes(file)));
  }

  private async removeFiles(files: readonly string[]): Promise<void> {
    for (const file of files) await this.writing.folder.remove(file);
  }

  /** Tells what changed, and removes what is no longer true. Of a list that failed nobody knows what is gone. */
  async finish(): Promise<readonly InventoryChange[] | undefined> {
    const { folder, former, graph, store, failures } = this.writing;
    const isUnknown = (kind: InventoryKind): boolean =>
      failures.some((failure) => failure.kind === kind && failure.what === "list");
    for (const key of former.keys) {
      const object = graph.has(key) ? undefined : await former.find(key);
      if (object === undefined) continue;
      const { kind, id, name, files } = object;
      if (isUnknown(kind)) await this.next.add(object);
      else {
        this.changes.push({ kind, id, name, change: "gone", parts: [] });
        await this.removeFiles(files);
      }
    }
    const { takenAt } = former;
    if (takenAt !== undefined) {
      const unread = INVENTORY_KINDS.filter(isUnknown);
      await folder.write(
        "changes.md",
        toChangesPage(this.changes, { since: takenAt, now: store.startedAt, unread }),
      );
    }
    await this.next.finish();
    return takenAt === undefined ? undefined : this.changes;
  }
}
