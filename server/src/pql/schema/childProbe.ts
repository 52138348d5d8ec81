/**
 * Finds children by names that stand in bytes, over a copy of parents and names that lie side by side. A text of a megabyte
 * asks sixty thousand times, and each array a probe touches is a line of memory that is no longer near.
 */
import { hashBytes, slotOf } from "./childTable";
import type { SchemaColumns } from "./columns";
import type { FieldId } from "./model";

const LAST_ASCII = 127;
/** Stands for a unit that is not ASCII, and equals no byte that is. */
const NO_BYTE = 255;

/** What is kept of a field: its parent, where its name begins, how long it is. A power of two, so that none spans two lines. */
const RECORD = 4;
const NAME = 1;
const LENGTH = 2;

/** The children of one schema. Built where the first text is checked, since nobody else needs it. */
export class ChildProbe {
  readonly #table: Int32Array;
  readonly #records: Int32Array;
  readonly #nameBytes: Uint8Array;

  constructor({ childTable, parent, nameOf, nameStart, nameUnits }: SchemaColumns) {
    this.#table = childTable;
    this.#nameBytes = Uint8Array.from(nameUnits, (unit) => (unit > LAST_ASCII ? NO_BYTE : unit));
    this.#records = new Int32Array(parent.length * RECORD);
    for (let field = 0; field < parent.length; field++) {
      const name = nameOf[field];
      const at = field * RECORD;
      this.#records[at] = parent[field];
      this.#records[at + NAME] = nameStart[name];
      this.#records[at + LENGTH] = nameStart[name + 1] - nameStart[name];
    }
  }

  /** The field of this name directly below `parent`; 0 where there is none or the name is not ASCII. */
  find(parent: FieldId, bytes: Uint8Array, start: number, end: number): FieldId {
    const table = this.#table;
    const last = table.length - 1;
    let slot = slotOf(hashBytes(bytes, start, end), parent) & last;
    for (let field = table[slot]; field !== 0; field = table[slot]) {
      if (this.#records[field * RECORD] === parent && this.#isWritten(field, bytes, start, end)) return field;
      slot = (slot + 1) & last;
    }
    return 0;
  }

  #isWritten(field: FieldId, bytes: Uint8Array, start: number, end: number): boolean {
    const names = this.#nameBytes;
    const at = field * RECORD;
    if (this.#records[at + LENGTH] !== end - start) return false;
    let name = this.#records[at + NAME];
    for (let i = start; i < end; i++) {
      const byte = bytes[i];
      if (names[name++] !== byte || byte > LAST_ASCII) return false;
    }
    return true;
  }
}
