/**
 * What the inventory before held, from its own small list in the folder: names and checksums, for telling what changed, and files, for
 * removing what is no longer true.
 */

import type { InventoryFolder } from "../model/inventoryFolder";
import type { FormerObject } from "./changesSince";
import { toRecordKey } from "./inventoryRecord";

const LAST_FILE = ".inventory/last.ndjson";

/** The inventory before. */
export class FormerInventory {
  private constructor(
    /** ISO time; undefined when there was none. */
    readonly takenAt: string | undefined,
    readonly objects: ReadonlyMap<string, FormerObject>,
  ) {}

  /** Reads what is there; a list that is damaged counts as none. */
  static async open(folder: InventoryFolder): Promise<FormerInventory> {
    let takenAt: string | undefined;
    const objects = new Map<string, FormerObject>();
    try {
      for await (const { text } of folder.readLines(LAST_FILE)) {
        if (takenAt === undefined) takenAt = (JSON.parse(text) as { takenAt: string }).takenAt;
        else {
          const object = JSON.parse(text) as FormerObject;
          objects.set(toRecordKey(object), object);
        }
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return new FormerInventory(undefined, new Map());
    }
    return new FormerInventory(takenAt, objects);
  }
}

/** Writes the list for the next inventory. */
export async function writeFormer(
  folder: InventoryFolder,
  takenAt: string,
  objects: AsyncIterable<FormerObject> | Iterable<FormerObject>,
): Promise<void> {
  async function* toLines(): AsyncGenerator<string> {
    yield `${JSON.stringify({ takenAt })}\n`;
    for await (const object of objects) yield `${JSON.stringify(object)}\n`;
  }
  await folder.writePieces(LAST_FILE, toLines());
}
