/**
 * Keeps schema indexes as files in a folder of the client, so that the next start reads arrays instead of JSON.
 * A file is named after path, time and size of its source, so one that is out of date is never found. Losing any of it costs time only.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const EXTENSION = ".pqlindex";
/** Files kept; two per sandbox. Older ones belong to schemas that were fetched again since. */
const MOST_FILES = 32;

/** What a cached index was read from. */
export interface SourceFile {
  readonly path: string;
  readonly modifiedMs: number;
  readonly size: number;
}

/** The file as it is now. Rejects where it cannot be read. */
export async function findSourceFile(path: string): Promise<SourceFile> {
  const { mtimeMs, size } = await stat(path);
  return { path, modifiedMs: mtimeMs, size };
}

/** Where the index of a source is kept. */
export function cacheFileOf(folder: string, { path, modifiedMs, size }: SourceFile): string {
  const identity = `${path}\n${modifiedMs}\n${size}`;
  return join(folder, `${hashHex(identity, 0x811c9dc5)}${hashHex(identity, 0x1b873593)}${EXTENSION}`);
}

/** The bytes of a cached index; undefined where there is none. */
export async function findCachedBytes(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}

/** Keeps an index, and drops the oldest ones where there are many. Rejects where the folder cannot be written. */
export async function keepBytes(file: string, bytes: Uint8Array): Promise<void> {
  const folder = join(file, "..");
  await mkdir(folder, { recursive: true });
  // Written aside first: another server may be reading the same folder.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, file);
  await dropOldest(folder);
}

async function dropOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  if (names.length <= MOST_FILES) return;
  const files = await Promise.all(names.map((name) => findSourceFile(join(folder, name))));
  files.sort((a, b) => b.modifiedMs - a.modifiedMs);
  for (const { path } of files.slice(MOST_FILES)) await rm(path, { force: true });
}

/** Node's own hashes cost a library at start; this one need not withstand anybody. */
function hashHex(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
}
