/**
 * Whose inventory a folder holds: it belongs to one sandbox, and nobody's other files are written over.
 */
import * as z from "zod";
import type { InventoryFolder } from "../model/inventoryFolder";
import { occupiedFolder } from "../model/refusals";
import { UserError } from "../model/userError";

/** Whose inventory a folder holds. */
export interface InventoryPlace {
  readonly orgId: string;
  readonly sandbox: string;
}

/** Says whose the folder is. */
export const PLACE_FILE = ".inventory/place.json";

const placeShape = z.object({ orgId: z.string(), sandbox: z.string() });

/** Makes the folder the sandbox's and keeps other runs out of it. Returns whether it belonged to nobody. */
export async function claimFolder(folder: InventoryFolder, place: InventoryPlace): Promise<boolean> {
  const { isNoted, isNewPlace } = await checkFolder(folder, place);
  if (!isNoted) await folder.replace(PLACE_FILE, `${JSON.stringify(place, null, 2)}\n`);
  await folder.claim();
  return isNewPlace;
}

/** Why the folder cannot take an inventory of the sandbox; undefined where it can. Writes nothing. */
export async function findRefusal(
  folder: InventoryFolder,
  place: InventoryPlace,
): Promise<UserError | undefined> {
  try {
    await checkFolder(folder, place);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  } finally {
    await folder.close();
  }
}

/** The name of a folder for an inventory among other files: a new one, or the sandbox's own of an earlier time. */
export async function findNameInside(
  openInside: (name: string) => Promise<InventoryFolder>,
  place: InventoryPlace,
): Promise<string> {
  const name = `inventory-${place.sandbox}`;
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if ((await findRefusal(await openInside(numbered), place)) === undefined) return numbered;
  }
}

async function checkFolder(
  folder: InventoryFolder,
  place: InventoryPlace,
): Promise<{ readonly isNoted: boolean; readonly isNewPlace: boolean }> {
  const text = await folder.read(PLACE_FILE);
  const holder = placeShape.safeParse(text === undefined ? await readHead(folder) : parseLine(text));
  if (text === undefined && !holder.success) {
    const names = await folder.listTop();
    // What begins with a dot is of a version control or of the system, and nothing of ours is called so.
    if (names.some((name) => !name.startsWith("."))) throw occupiedFolder("holds other files");
  } else if (holder.data?.orgId !== place.orgId || holder.data.sandbox !== place.sandbox) {
    const whose = holder.success
      ? `the sandbox ${holder.data.sandbox} of ${holder.data.orgId}`
      : "something else";
    throw occupiedFolder(`holds the inventory of ${whose}`);
  }
  return { isNoted: text !== undefined, isNewPlace: text === undefined && !holder.success };
}

/** So many lines of inventory.json say whose it is. */
const HEAD_LINES = 4;

/** The beginning of an inventory whose own notes were deleted; the rest may be long. */
async function readHead(folder: InventoryFolder): Promise<unknown> {
  const lines: string[] = [];
  for await (const { text } of folder.readLines("inventory.json")) {
    lines.push(text);
    if (lines.length === HEAD_LINES) break;
  }
  return parseLine(`${lines.join("\n").replace(/,\s*$/, "")}}`);
}

/** A line of JSON; undefined where a broken disk left something else. */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
