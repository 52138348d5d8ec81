/**
 * The hash table that answers "the child of this name below that field" in one probe or two.
 * Works on UTF-16 units of a text in place, because it is asked once per path step of a query of any size.
 */

const PRIME = 0x01000193;
const SEED = 0x811c9dc5;
const GOLDEN = 0x9e3779b1;

/** Hash of the units of `text` from `start` to `end`. */
export function hashText(text: string, start: number, end: number): number {
  let hash = SEED;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

/** Hash of stored units; equals `hashText` of the same units. */
function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = SEED;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), PRIME);
  return hash;
}

/** First slot to probe for a name with this hash below `parent`, before masking. */
export function slotOf(nameHash: number, parent: number): number {
  const mixed = nameHash ^ Math.imul(parent + 1, GOLDEN);
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 7;
}

/** What of the columns the table is built from. */
export interface NamedChildren {
  readonly nameOf: Int32Array;
  readonly parent: Int32Array;
  readonly nameStart: Int32Array;
  readonly nameUnits: Uint16Array;
  /** True for fields that are found by name: neither the root nor a pseudo-field. */
  isNamed(field: number): boolean;
}

/** The table over all named fields: a power of two long, at most half full. */
export function buildChildTable(children: NamedChildren): Int32Array {
  const { nameOf, parent, nameStart, nameUnits } = children;
  let size = 16;
  while (size < nameOf.length * 2) size *= 2;
  const table = new Int32Array(size);
  const hashes = new Int32Array(nameStart.length - 1);
  for (let name = 0; name < hashes.length; name++) {
    hashes[name] = hashUnits(nameUnits, nameStart[name] ?? 0, nameStart[name + 1] ?? 0);
  }
  for (let field = 1; field < nameOf.length; field++) {
    if (!children.isNamed(field)) continue;
    let slot = slotOf(hashes[nameOf[field] ?? 0] ?? 0, parent[field] ?? 0) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = field;
  }
  return table;
}
