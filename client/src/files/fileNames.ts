/**
 * File names of audiences: readable, valid on every system, and the same again at the next pull. Pure. The name is only
 * a name: which audience a file belongs to is written inside it.
 */
import { isReservedName } from "../model/reservedNames";
import { toFileName } from "../model/resource";
import { toSha256 } from "../model/sha256";

/** Bytes of a name in UTF-8; the usual limit is 255 with ending and suffix. */
const BYTE_LIMIT = 180;

/** What a unit of JavaScript's text takes in UTF-8 at most. */
const MOST_BYTES_EACH = 3;

/** An audience that needs a name. */
export interface NamedEntry {
  readonly id: string;
  readonly name: string;
}

/**
 * A name (without ending) for each audience, by id. `taken` are names in use in the same folder, `others` audiences that
 * have files already. Audiences whose names would be the same file get their id's mark, all of them, so that the result
 * depends neither on the order of a list nor on how far an earlier run came.
 */
export function assignFileNames(
  entries: readonly NamedEntry[],
  taken: readonly string[] = [],
  others: readonly NamedEntry[] = [],
): Map<string, string> {
  const clashes = findClashes(function* () {
    for (const name of taken) yield toFolded(name);
    for (const list of [entries, others]) for (const { name } of list) yield toFolded(toSafeName(name));
  });
  // One by one: a sandbox may have 50,000 audiences, and what is laid out for all of them is held for all of them.
  const names = new Map<string, string>();
  for (const entry of entries) {
    const safe = toSafeName(entry.name);
    names.set(entry.id, clashes.has(toFolded(safe)) ? toMarkedName(entry) : safe);
  }
  return names;
}

/** The names that come more than once. Numbers tell which these may be: the texts of all would take as much as all that is known of them. */
function findClashes(listNames: () => Iterable<string>): ReadonlySet<string> {
  const seenNumbers = new Set<number>();
  const crowded = new Set<number>();
  for (const name of listNames()) addOrRepeat(toNumber(name), seenNumbers, crowded);
  const seen = new Set<string>();
  const clashes = new Set<string>();
  for (const name of listNames()) if (crowded.has(toNumber(name))) addOrRepeat(name, seen, clashes);
  return clashes;
}

function addOrRepeat<Value>(value: Value, seen: Set<Value>, repeated: Set<Value>): void {
  (seen.has(value) ? repeated : seen).add(value);
}

/** Hardly two of 50,000 different texts have the same. */
function toNumber(text: string): number {
  let number = 0;
  for (let at = 0; at < text.length; at++) number = (Math.imul(number, 31) + text.charCodeAt(at)) | 0;
  return number;
}

/** The name with the mark of the audience's id, which nobody else has. */
export function toMarkedName({ id, name }: NamedEntry): string {
  return `${toSafeName(name)} (${toMark(id)})`;
}

/** Two names that some file system takes for one. */
export function isSameFileName(one: string, other: string): boolean {
  return toFolded(one) === toFolded(other);
}

/** A file name no system refuses. */
function toSafeName(name: string): string {
  const cut = cutToBytes(toFileName(name.normalize("NFC"))).replace(/^[. ]+|[. ]+$/g, "");
  const readable = cut === "" ? "unnamed" : cut;
  if (isReservedName(readable)) return `_${readable}`;
  // Most names are files as they are, and need not be kept twice.
  return readable === name ? name : readable;
}

function cutToBytes(name: string): string {
  if (name.length * MOST_BYTES_EACH <= BYTE_LIMIT) return name;
  const encoder = new TextEncoder();
  let bytes = 0;
  let cut = "";
  for (const character of name) {
    bytes += encoder.encode(character).length;
    if (bytes > BYTE_LIMIT) break;
    cut += character;
  }
  return cut;
}

/** Systems differ in case and composition; the strictest decides. */
function toFolded(name: string): string {
  return name.normalize("NFC").toLowerCase().toUpperCase().normalize("NFC");
}

function toMark(id: string): string {
  return toSha256(id).slice(0, 8);
}
