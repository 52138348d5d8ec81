/**
 * Writes an archive again without what only a stream needs, and packed as tightly as its format allows: the packaging tool tells the
 * size of each file once more behind it and packs in haste, which was nine kilobytes of four hundred files; JSON laid out for people
 * was two more. The manifest leaves out what only building needs; everything else says what it said.
 */
import { readFile, writeFile } from "node:fs/promises";
import { constants, crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** Numbers of the format, at their places in the records (PKWARE's APPNOTE, 4.3). */
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
/** Of the flags: the sizes stand behind the file. */
const SIZES_BEHIND = 0x0008;
const DEFLATED = 8;

const MANIFEST = "extension/package.json";

/** Refuses archives with a comment, of more than one volume or of more than four gigabytes: ours have none of it. */
export async function tightenArchive(file: string): Promise<void> {
  const archive = await readFile(file);
  const end = archive.length - END_LENGTH;
  if (archive.readUInt32LE(end) !== END_SIGNATURE) throw new Error(`${file} ends otherwise than expected.`);
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let written = 0;
  let place = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const entry = readEntry(archive, place);
    place += entry.length;
    const local = toLocal(archive, entry);
    entry.writeUInt32LE(written, 42);
    entries.push(entry);
    locals.push(...local);
    written += local.reduce((sum, { length }) => sum + length, 0);
  }
  const last = Buffer.from(archive.subarray(end));
  last.writeUInt32LE(Buffer.concat(entries).length, 12);
  last.writeUInt32LE(written, 16);
  await writeFile(file, Buffer.concat([...locals, ...entries, last]));
}

/** The entry in the list of contents, no longer saying that its sizes stand behind the file. */
function readEntry(archive: Buffer, place: number): Buffer {
  if (archive.readUInt32LE(place) !== ENTRY_SIGNATURE) throw new Error("The list of contents is broken.");
  const variable = [28, 30, 32].reduce((sum, at) => sum + archive.readUInt16LE(place + at), 0);
  const entry = Buffer.from(archive.subarray(place, place + ENTRY_LENGTH + variable));
  entry.writeUInt16LE(entry.readUInt16LE(8) & ~SIZES_BEHIND, 8);
  return entry;
}

/** The head before the file, with the sizes that the entry has, and the file packed anew. */
function toLocal(archive: Buffer, entry: Buffer): readonly Buffer[] {
  const place = entry.readUInt32LE(42);
  const headLength = LOCAL_LENGTH + archive.readUInt16LE(place + 26) + archive.readUInt16LE(place + 28);
  const head = Buffer.from(archive.subarray(place, place + headLength));
  const begin = place + headLength;
  const packed = packAgain(archive.subarray(begin, begin + entry.readUInt32LE(20)), entry);
  head.writeUInt16LE(entry.readUInt16LE(8), 6);
  entry.copy(head, 14, 16, 28);
  return [head, packed];
}

/** The file packed anew, which the entry then tells of. */
function packAgain(packed: Buffer, entry: Buffer): Buffer {
  if (entry.readUInt16LE(10) !== DEFLATED) return packed;
  const name = entry.toString("utf8", ENTRY_LENGTH, ENTRY_LENGTH + entry.readUInt16LE(28));
  const unpacked = inflateRawSync(packed);
  const content = name.endsWith(".json") ? withoutLayout(unpacked, name === MANIFEST) : unpacked;
  const again = packBest(content);
  if (again.length >= packed.length) return packed;
  entry.writeUInt32LE(crc32(content), 16);
  entry.writeUInt32LE(again.length, 20);
  entry.writeUInt32LE(content.length, 24);
  return again;
}

/** How often the packer begins with new codes; which is best depends on how much a file changes on its way. */
const MEMORY_LEVELS = [6, 7, 8, constants.Z_MAX_MEMLEVEL];

function packBest(content: Buffer): Buffer {
  const level = constants.Z_BEST_COMPRESSION;
  const tried = MEMORY_LEVELS.map((memLevel) => deflateRawSync(content, { level, memLevel }));
  return tried.reduce((best, each) => (each.length < best.length ? each : best));
}

/** Members of a manifest that no editor reads. */
const OF_BUILDING: ReadonlySet<string> = new Set(["scripts", "devDependencies", "overrides"]);

function withoutLayout(json: Buffer, isManifest: boolean): Buffer {
  const whole = JSON.parse(json.toString("utf8"));
  const kept = isManifest
    ? Object.fromEntries(Object.entries(whole).filter(([member]) => !OF_BUILDING.has(member)))
    : whole;
  return Buffer.from(JSON.stringify(kept));
}
