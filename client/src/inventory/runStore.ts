/**
 * What an inventory has read so far, on disk: one line an object, so that a run that was stopped goes on where it ended and none is
 * kept in memory whole. In memory is only what hangs objects together.
 */
import * as z from "zod";
import type { InventoryFolder } from "../model/inventoryFolder";
import { claimFolder, type InventoryPlace, PLACE_FILE, parseLine } from "./inventoryPlace";
import {
  type InventoryKind,
  type InventoryRecord,
  type RecordUse,
  type Trait,
  toRecordKey,
} from "./inventoryRecord";

/** What is kept in memory of an object. */
export interface ObjectEntry {
  /** As `toRecordKey` makes it, once for all who ask. */
  readonly key: string;
  readonly kind: InventoryKind;
  readonly id: string;
  readonly name: string;
  readonly state: string | undefined;
  /** How many members an audience had. */
  readonly members: number | undefined;
  readonly unread: string | undefined;
  readonly origin: string | undefined;
  readonly hasPair: boolean;
  readonly problems: readonly string[];
  readonly traits: readonly Trait[];
  readonly uses: readonly RecordUse[];
  readonly aliases: readonly string[];
  readonly offset: number;
  readonly length: number;
}

const RUN_FILE = ".inventory/run.ndjson";

/** Most objects have no traits, no other names and no problems. */
const NONE: readonly never[] = [];

const startShape = z.object({ startedAt: z.string() });

/** How a run began. */
interface RunStart {
  /** ISO time. */
  readonly startedAt: string;
  /** Nothing said before whose the folder is. */
  readonly isNewPlace: boolean;
}

/** The objects of a run. */
export class RunStore {
  readonly entries = new Map<string, ObjectEntry>();
  private readonly aliases = new Map<string, string>();
  private readonly listed = new Set<ObjectEntry>();
  private size = 0;

  private constructor(
    private readonly folder: InventoryFolder,
    private readonly start: RunStart,
  ) {}

  /** ISO time. */
  get startedAt(): string {
    return this.start.startedAt;
  }

  /** Goes on with the run that was stopped, or begins one. Throws `badFile` when the folder holds something else. */
  static async open(
    folder: InventoryFolder,
    { place, now }: { readonly place: InventoryPlace; readonly now: number },
  ): Promise<RunStore> {
    const isNewPlace = await claimFolder(folder, place);
    let store: RunStore | undefined;
    for await (const { text, offset, length } of folder.readLines(RUN_FILE)) {
      if (store === undefined) {
        const start = startShape.safeParse(parseLine(text));
        if (!start.success) break;
        store = new RunStore(folder, { ...start.data, isNewPlace });
      } else {
        const record = parseLine(text);
        // What a broken disk left of a line and of those behind it is read again.
        if (record === undefined) break;
        store.keep(record as InventoryRecord, { offset, length });
      }
      store.size = offset + length + 1;
    }
    if (store !== undefined) {
      await folder.truncate(RUN_FILE, store.size);
      return store;
    }
    await folder.remove(RUN_FILE);
    const fresh = new RunStore(folder, { startedAt: new Date(now).toISOString(), isNewPlace });
    const [length = 0] = await folder.appendLines(RUN_FILE, [JSON.stringify({ startedAt: fresh.startedAt })]);
    fresh.size = length + 1;
    return fresh;
  }

  /** How many objects of a former run are there already. */
  get count(): number {
    return this.entries.size;
  }

  /** Whether the object was read, and whole. */
  isRead(kind: InventoryKind, id: string): boolean {
    const entry = this.entries.get(toRecordKey({ kind, id }));
    return entry !== undefined && entry.unread === undefined && entry.problems.length === 0;
  }

  /** The id of an object by its id or another name of it. */
  findId(kind: InventoryKind, idOrAlias: string): string | undefined {
    const key = toRecordKey({ kind, id: idOrAlias });
    return this.entries.get(key)?.id ?? this.entries.get(this.aliases.get(key) ?? "")?.id;
  }

  /** The lists named the object this time. */
  noteListed(kind: InventoryKind, id: string): void {
    const entry = this.entries.get(toRecordKey({ kind, id }));
    if (entry !== undefined) this.listed.add(entry);
  }

  /** Whether the lists named the object this time. */
  isListed(entry: ObjectEntry): boolean {
    return this.listed.has(entry);
  }

  /** Keeps objects that were read. */
  async append(records: readonly InventoryRecord[]): Promise<void> {
    const lines = records.map((record) => JSON.stringify(record));
    const lengths = await this.folder.appendLines(RUN_FILE, lines);
    for (const [index, record] of records.entries()) {
      const length = lengths[index] ?? 0;
      this.keep(record, { offset: this.size, length });
      this.size += length + 1;
    }
  }

  /** Reads an object back. */
  async load(place: ObjectEntry): Promise<InventoryRecord> {
    return JSON.parse(await this.folder.readPiece(RUN_FILE, place)) as InventoryRecord;
  }

  /** The run is at its end and its objects are written. */
  async finish(): Promise<void> {
    await this.folder.remove(RUN_FILE);
  }

  /** A run that failed before it read anything, such as with the name of a sandbox misspelt, leaves the folder to another one. */
  async abandonIfEmpty(): Promise<void> {
    if (this.count > 0 || !this.start.isNewPlace) return;
    await this.folder.remove(RUN_FILE);
    await this.folder.remove(PLACE_FILE);
  }

  private keep(record: InventoryRecord, { offset, length }: { offset: number; length: number }): void {
    const { kind, id, name, state, unread, facts = [], uses = [], traits = [], aliases = [], size } = record;
    const key = toRecordKey(record);
    this.entries.set(key, {
      key,
      kind,
      id,
      name,
      state,
      members: size?.members,
      unread,
      uses,
      offset,
      length,
      traits: traits.length === 0 ? NONE : traits,
      aliases: aliases.length === 0 ? NONE : aliases,
      origin: kind === "audience" ? facts.find(([label]) => label === "Origin")?.[1] : undefined,
      hasPair: record.pairFields !== undefined,
      problems: record.problems?.length ? record.problems : NONE,
    });
    for (const alias of aliases) this.aliases.set(toRecordKey({ kind, id: alias }), key);
  }
}
