/**
 * What the inventory before held, from its own small list in the folder: names and checksums, for telling what changed, and files, for
 * removing what is no longer true. In memory is only where each object stands in the list.
 */
import type { InventoryFolder, PlacedLine } from "../model/inventoryFolder";
import type { FormerObject } from "./changesSince";
import { toRecordKey } from "./inventoryRecord";

const LAST_FILE = ".inventory/last.ndjson";
const NEXT_FILE = ".inventory/next.ndjson";

/** The inventory before. */
export class FormerInventory {
  private constructor(
    private readonly folder: InventoryFolder,
    /** ISO time; undefined when there was none. */
    readonly takenAt: string | undefined,
    private readonly places: ReadonlyMap<string, Pick<PlacedLine, "offset" | "length">>,
  ) {}

  /** Reads what is there; a list that is damaged counts as none. */
  static async open(folder: InventoryFolder): Promise<FormerInventory> {
    let takenAt: string | undefined;
    const places = new Map<string, Pick<PlacedLine, "offset" | "length">>();
    try {
      for await (const { text, offset, length } of folder.readLines(LAST_FILE)) {
        if (takenAt === undefined) takenAt = (JSON.parse(text) as { takenAt: string }).takenAt;
        else places.set(toRecordKey(JSON.parse(text) as FormerObject), { offset, length });
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return new FormerInventory(folder, undefined, new Map());
    }
    return new FormerInventory(folder, takenAt, places);
  }

  /** The keys of its objects. */
  get keys(): Iterable<string> {
    return this.places.keys();
  }

  /** One of its objects. */
  async find(key: string): Promise<FormerObject | undefined> {
    const place = this.places.get(key);
    if (place === undefined) return undefined;
    return JSON.parse(await this.folder.readPiece(LAST_FILE, place)) as FormerObject;
  }
}

/** So many lines are written at once. */
const LINES_AT_ONCE = 100;

/** Writes the list for the next inventory, which takes the place of the one before at the very end. */
export class FormerWriter {
  private waiting: string[];

  private constructor(
    private readonly folder: InventoryFolder,
    takenAt: string,
  ) {
    this.waiting = [JSON.stringify({ takenAt })];
  }

  /** Begins a list; what a run that was stopped left of one is removed. */
  static async open(folder: InventoryFolder, takenAt: string): Promise<FormerWriter> {
    await folder.remove(NEXT_FILE);
    return new FormerWriter(folder, takenAt);
  }

  /** Adds an object. */
  async add(object: FormerObject): Promise<void> {
    this.waiting.push(JSON.stringify(object));
    if (this.waiting.length >= LINES_AT_ONCE) await this.flush();
  }

  /** Puts the list in its place. */
  async finish(): Promise<void> {
    await this.flush();
    await this.folder.move(NEXT_FILE, LAST_FILE);
  }

  private async flush(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    if (lines.length > 0) await this.folder.appendLines(NEXT_FILE, lines);
  }
}
