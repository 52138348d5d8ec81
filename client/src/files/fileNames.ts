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
  const claims = new Map<string, number>();
  const claim = (folded: string): void => void claims.set(folded, (claims.get(folded) ?? 0) + 1);
  for (const name of taken) claims.set(toFolded(name), 1);
  for (const list of [entries, others]) for (const { name } of list) claim(toFolded(toSafeName(name)));
  // One by one: a sandbox may have 50,000 audiences, and what is laid out for all of them is held for all of them.
  const names = new Map<string, string>();
  for (const entry of entries) {
    const safe = toSafeName(entry.name);
    names.set(entry.id, claims.get(toFolded(safe)) === 1 ? safe : toMarkedName(entry));
  }
  return names;
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
