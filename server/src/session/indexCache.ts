/**
 * Keeps schema indexes as files in a folder of the client, so that the next start reads arrays instead of JSON.
 * A file is named after path, time and size of its source, so one that is out of date is never found. Losing any of it costs time only.
 * Reads at once: a cached index is there in a millisecond or two, and waiting for it elsewhere costs threads.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const EXTENSION = ".pqlindex";
/** Files kept; two per sandbox. Older ones belong to schemas that were fetched again since. */
const MOST_FILES = 32;

/** Where the index of a schema file, as that is now, is kept. Throws where there is no such file. */
export function cacheFileOf(folder: string, path: string): string {
  const { mtimeMs, size } = statSync(path);
  const identity = `${path}\n${mtimeMs}\n${size}`;
  return join(folder, `${hashHex(identity, 0x811c9dc5)}${hashHex(identity, 0x1b873593)}${EXTENSION}`);
}

/** The bytes of a cached index; undefined where there is none. */
export function findCachedBytes(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Keeps an index, and drops the oldest ones where there are many. Throws where the folder cannot be written. */
export function keepBytes(file: string, bytes: Uint8Array): void {
  const folder = join(file, "..");
  mkdirSync(folder, { recursive: true });
  // Written aside first: another server may be reading the same folder.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, file);
  dropOldest(folder);
}

function dropOldest(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  if (names.length <= MOST_FILES) return;
  const files = names.map((name) => ({
    path: join(folder, name),
    age: statSync(join(folder, name)).mtimeMs,
  }));
  files.sort((a, b) => b.age - a.age);
  for (const { path } of files.slice(MOST_FILES)) rmSync(path, { force: true });
}

/** Node's own hashes cost a library at start; this one need not withstand anybody. */
function hashHex(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
}
