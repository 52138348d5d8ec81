/**
 * Keeps schema indexes as files in a folder of the client, so that the next start reads arrays instead of JSON. A file is
 * named after path, time and size of its source, so one that is out of date is never found. Losing any of it costs time only.
 * Reads at once: what is kept is there in a millisecond or two, and waiting for it elsewhere costs threads.
 */
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** The checksum, and what keeps the bytes behind it aligned for any kind of array. */
const HEADER_BYTES = 8;
const EXTENSION = ".pqlindex";
/** Files kept; two per sandbox. Older ones belong to schemas that were fetched again since. */
const MOST_FILES = 32;

/** Where the index of a file, as that is now, is kept. Throws where there is no such file. */
export function cacheFileOf(folder: string, path: string): string {
  const { mtimeMs, size } = statSync(path);
  const identity = `${path}\n${mtimeMs}\n${size}`;
  return join(folder, `${hashHex(identity, 0x811c9dc5)}${hashHex(identity, 0x1b873593)}${EXTENSION}`);
}

/** The bytes of a cached file, every one of them checked; undefined where there is none, or a damaged one. */
export function findCachedBytes(file: string): Uint8Array<ArrayBuffer> | undefined {
  let kept: Buffer<ArrayBuffer>;
  try {
    kept = readFileSync(file);
  } catch {
    return undefined;
  }
  if (kept.length < HEADER_BYTES) return undefined;
  const bytes = kept.subarray(HEADER_BYTES);
  return canCheck() && crc32(bytes) === kept.readUInt32LE(0) ? bytes : undefined;
}

/** Keeps bytes, and drops the oldest files where there are many. Throws where the folder cannot be written. */
export function keepBytes(file: string, bytes: Uint8Array): void {
  if (!canCheck()) throw new Error("this version of Node has no checksums");
  const folder = join(file, "..");
  mkdirSync(folder, { recursive: true });
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(crc32(bytes));
  // Written aside first: another server may be reading the same folder.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, header);
  appendFileSync(draft, bytes);
  renameSync(draft, file);
  dropOldest(folder);
}

/** Node has checksums since 20.15; what cannot be checked is not kept. */
function canCheck(): boolean {
  return typeof crc32 === "function";
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
