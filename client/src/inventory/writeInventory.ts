/**
 * Writes an inventory from what was read, one object at a time: pages, pairs for `aep plan`, lists, pictures, the JSON, and what
 * changed. Removes what the inventory before wrote and is no longer true.
 */
import { throwIfCancelled } from "../api/apiError";
import type { InventoryFolder } from "../model/inventoryFolder";
import { type FormerObject, findChange, type InventoryChange, toChangesPage } from "./changesSince";
import { type FormerInventory, writeFormer } from "./formerInventory";
import { toInventoryObject, toInventoryStart } from "./inventoryJson";
import { drawKinds, drawObjects } from "./inventoryPictures";
import { INVENTORY_KINDS, type InventoryKind, type InventoryRecord, toRecordKey } from "./inventoryRecord";
import type { GraphObject } from "./objectGraph";
import { toObjectPage } from "./objectPage";
import { toKindFolder, toObjectStem } from "./objectPaths";
import { groupByKind, toBuildSteps, toKindIndex, toOverview } from "./overviewText";
import type { InventoryFailure } from "./readObjects";
import type { InventoryPlace, RunStore } from "./runStore";
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
  const run = new InventoryWriter(writing);
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
  private readonly written: FormerObject[] = [];
  private readonly files = new Set<string>();

  constructor(private readonly writing: InventoryWriting) {}

  /** Writes what belongs to one object; returns its JSON. */
  async writeObject(object: GraphObject): Promise<string> {
    const { folder, store, graph, place } = this.writing;
    const record = await store.load(object.entry);
    const page = `${toObjectStem(record)}.md`;
    const text = toObjectPage(record, object, { find: (key) => graph.get(key), sandbox: place.sandbox });
    await folder.write(page, text);
    const files = [page, ...record.files.map(({ path }) => path), ...(await this.writePair(record, object))];
    for (const file of files) this.files.add(file);
    this.compare(record, files);
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
    return [`${stem}.audience.json`, `${stem}.pql`];
  }

  /** Of what could not be read, what was known before stays known. */
  private compare(
    { kind, id, name, marks, unread, problems = [] }: InventoryRecord,
    files: readonly string[],
  ): void {
    const before = this.writing.former.objects.get(toRecordKey({ kind, id }));
    const isWhole = unread === undefined && problems.length === 0;
    const change =
      isWhole || before === undefined ? findChange(before, { kind, id, name, marks }) : undefined;
    if (change !== undefined) this.changes.push(change);
    this.written.push({ kind, id, name, marks: isWhole ? marks : (before?.marks ?? marks), files });
  }

  /** Tells what changed, and removes what is no longer true. Of a list that failed nobody knows what is gone. */
  async finish(): Promise<readonly InventoryChange[] | undefined> {
    const { folder, former, graph, store, failures } = this.writing;
    const isUnknown = (kind: InventoryKind): boolean =>
      failures.some((failure) => failure.kind === kind && failure.what === "list");
    const lost = [...former.objects.values()].filter((object) => !graph.has(toRecordKey(object)));
    const kept = lost.filter(({ kind }) => isUnknown(kind));
    for (const { kind, id, name } of lost) {
      if (!isUnknown(kind)) this.changes.push({ kind, id, name, change: "gone", parts: [] });
    }
    for (const file of kept.flatMap(({ files }) => files)) this.files.add(file);
    for (const { files } of former.objects.values()) {
      for (const file of files) if (!this.files.has(file)) await folder.remove(file);
    }
    const { takenAt } = former;
    if (takenAt !== undefined) {
      const unread = INVENTORY_KINDS.filter(isUnknown);
      await folder.write(
        "changes.md",
        toChangesPage(this.changes, { since: takenAt, now: store.startedAt, unread }),
      );
    }
    await writeFormer(folder, store.startedAt, [...this.written, ...kept]);
    return takenAt === undefined ? undefined : this.changes;
  }
}
