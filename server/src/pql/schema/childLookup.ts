/**
 * Answers "the child of this name below that field" in one probe or two of a hash table, on the units of a text in place,
 * because it is asked once per path step of a query of any size. A text of a megabyte asks sixty thousand times: for it,
 * copies of parents and names lie side by side and are read four bytes at a time.
 */
import type { SchemaColumns } from "./schemaColumns";
import type { FieldId } from "./schemaIndex";

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
interface NamedChildren {
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

const LAST_ASCII = 127;
const WORD = 4;

/** What is kept of a field: its parent and its name. As small as can be, because a lookup waits for memory most of all. */
const RECORD = 2;
const NAME = 1;
/** An entry of the table is a field below some bits of its hash, so that few others are looked at. */
const FIELD_BITS = 25;
const FIELDS = 2 ** FIELD_BITS - 1;

/** Numbers without pattern, which spread what they multiply. */
const PROBE_SEED = 0x811c9dc5;
const SPREAD = 0x9e3779b1;
const MIX = 0x85ebca6b;

function hashName(view: DataView, start: number, end: number): number {
  let hash = PROBE_SEED ^ (end - start);
  if (end - start < WORD) {
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), SPREAD);
    return hash;
  }
  const lastWord = end - WORD;
  for (let at = start; at < lastWord; at += WORD) {
    hash = Math.imul(hash ^ view.getInt32(at, true), SPREAD);
    // A product carries upwards only.
    hash ^= hash >>> 15;
  }
  // Reaches back into the word before, so that no byte is left over.
  return Math.imul(hash ^ view.getInt32(lastWord, true), SPREAD);
}

/** Its upper bits are a slot, its lower ones stand in the entry. */
function probeHash(nameHash: number, parent: FieldId): number {
  const mixed = nameHash ^ Math.imul(parent + 1, MIX);
  return Math.imul(mixed ^ (mixed >>> 15), MIX);
}

const SLOT_SHIFT = 32 - FIELD_BITS;

/** The children of one schema by name. */
export class ChildProbe {
  readonly #table: Int32Array;
  readonly #records: Int32Array;
  readonly #nameStart: Int32Array;
  readonly #names: DataView;

  constructor(columns: SchemaColumns) {
    const { nameUnits, nameStart, nameOf, parent, childTable } = columns;
    this.#names = toBytes(nameUnits);
    this.#nameStart = nameStart;
    this.#records = new Int32Array(parent.length * RECORD);
    for (let field = 0; field < parent.length; field++) {
      this.#records[field * RECORD] = parent[field];
      this.#records[field * RECORD + NAME] = nameOf[field];
    }
    // As long as the table of the columns, which is half full at most; the slots are others, because that one hashes single units.
    this.#table = new Int32Array(childTable.length);
    for (const field of childTable) {
      if (field === 0) continue;
      const name = nameOf[field];
      // A name that is not ASCII is never found here.
      if (isAscii(nameUnits, nameStart[name], nameStart[name + 1])) this.#add(field);
    }
  }

  /** The field of this name directly below `parent`; 0 where there is none or the name is not ASCII. */
  find(parent: FieldId, view: DataView, start: number, end: number): FieldId {
    const table = this.#table;
    const records = this.#records;
    const last = table.length - 1;
    const hash = probeHash(hashName(view, start, end), parent);
    let slot = (hash >>> SLOT_SHIFT) & last;
    for (let entry = table[slot]; entry !== 0; entry = table[slot]) {
      if ((entry ^ (hash << FIELD_BITS)) >>> FIELD_BITS === 0) {
        const record = (entry & FIELDS) * RECORD;
        if (records[record] === parent && this.#isAt(records[record + NAME], view, start, end)) {
          return entry & FIELDS;
        }
      }
      slot = (slot + 1) & last;
    }
    return 0;
  }

  /** Whether the bytes are the name. */
  #isAt(name: number, view: DataView, start: number, end: number): boolean {
    const names = this.#names;
    const first = this.#nameStart[name];
    if (this.#nameStart[name + 1] - first !== end - start) return false;
    const distance = first - start;
    let at = start;
    for (; at + WORD <= end; at += WORD) {
      if (view.getInt32(at, true) !== names.getInt32(at + distance, true)) return false;
    }
    for (; at < end; at++) if (view.getUint8(at) !== names.getUint8(at + distance)) return false;
    return true;
  }

  #add(field: FieldId): void {
    const name = this.#records[field * RECORD + NAME];
    const [start, end] = [this.#nameStart[name], this.#nameStart[name + 1]];
    const hash = probeHash(hashName(this.#names, start, end), this.#records[field * RECORD]);
    const last = this.#table.length - 1;
    let slot = (hash >>> SLOT_SHIFT) & last;
    while (this.#table[slot] !== 0) slot = (slot + 1) & last;
    this.#table[slot] = field | (hash << FIELD_BITS);
  }
}

function toBytes(units: Uint16Array): DataView {
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < units.length; at++) bytes[at] = units[at];
  return new DataView(bytes.buffer);
}

function isAscii(units: Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (units[at] > LAST_ASCII) return false;
  return true;
}
