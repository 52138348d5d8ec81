/**
 * What somebody may have meant by a name that is not there: the same name in other case, a slip of typing, or a field of that
 * name elsewhere. Suggests one field and never guesses where nothing is near: counting slips gives up as soon as the bound is
 * passed, because most names are far from what was typed.
 */
import {
  allNames,
  childNames,
  nameAtPosition,
  nameLength,
  prefixRange,
  type StoredName,
} from "./fieldSearch";
import { foldName, foldUnit, lettersOf } from "./nameText";
import type { FieldId, SchemaIndex } from "./schemaIndex";

/** Counts slips from one folded text; keeps its rows from name to name. */
export class SlipCounter {
  readonly #folded: string;
  #beforeLast: Int32Array;
  #last: Int32Array;
  #current: Int32Array;

  constructor(folded: string) {
    this.#folded = folded;
    this.#beforeLast = new Int32Array(folded.length + 1);
    this.#last = new Int32Array(folded.length + 1);
    this.#current = new Int32Array(folded.length + 1);
  }

  /** Slips between the text and the name, in any case; `bound + 1` where there are more than `bound`. */
  count(name: StoredName, bound: number): number {
    const length = name.end - name.start;
    const width = this.#folded.length;
    if (Math.abs(length - width) > bound) return bound + 1;
    for (let column = 0; column <= width; column++) this.#last[column] = column;
    for (let row = 1; row <= length; row++) {
      if (this.#fillRow(name, row, bound) > bound) return bound + 1;
      [this.#beforeLast, this.#last, this.#current] = [this.#last, this.#current, this.#beforeLast];
    }
    return Math.min(this.#last[width] ?? 0, bound + 1);
  }

  /**
   * Optimal string alignment, one unit of the name per row; returns the least number of slips so far.
   * Fills only the columns that can stay within the bound, and walls them off on both sides.
   */
  #fillRow({ units, start }: StoredName, row: number, bound: number): number {
    const [beforeLast, last, current] = [this.#beforeLast, this.#last, this.#current];
    const unit = foldUnit(units[start + row - 1] ?? 0);
    const before = row > 1 ? foldUnit(units[start + row - 2] ?? 0) : -1;
    const from = Math.max(1, row - bound);
    const to = Math.min(this.#folded.length, row + bound);
    current[from - 1] = from === 1 ? row : bound + 1;
    if (to < this.#folded.length) current[to + 1] = bound + 1;
    let least = current[from - 1] ?? 0;
    for (let column = from; column <= to; column++) {
      const typed = this.#folded.charCodeAt(column - 1);
      const replaced = (last[column - 1] ?? 0) + (unit === typed ? 0 : 1);
      let slips = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (column > 1 && before === typed && unit === this.#folded.charCodeAt(column - 2)) {
        slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1);
      }
      current[column] = slips;
      least = Math.min(least, slips);
    }
    return least;
  }
}

/** Slips that still look like the same name: one in three units, at most three. */
function tolerableSlips(length: number): number {
  return Math.min(3, Math.floor(length / 3));
}

/** The field that was probably meant, and why. */
export interface NearestField {
  readonly field: FieldId;
  /** `case` and `spelling`: a child of the parent that was asked; `elsewhere`: the name fits, the place does not. */
  readonly reason: "case" | "spelling" | "elsewhere";
  /** Path from the parent that was asked where it contains the field, else from the root; ready to be written. */
  readonly path: string;
  readonly isFromRoot: boolean;
}

/** Same-named fields that are compared for the best place. */
const MAX_PLACES = 2000;

/**
 * Siblings that are compared letter by letter. Of more than these only the neighbours in alphabetical order are, so that a
 * thousand wrong names among twenty thousand fields take no seconds; a slip in the first letters is then not seen through.
 */
const MAX_SIBLINGS = 1000;

/**
 * The field meant by `name` below `parent` (or its items or values), which has no child of this name;
 * `undefined` where nothing is near.
 */
export function nearestField(index: SchemaIndex, parent: FieldId, name: string): NearestField | undefined {
  if (name === "") return undefined;
  const record = index.record(parent);
  const folded = foldName(name);
  const sameFolded = childWithFolded(index, record, folded);
  if (sameFolded !== 0) return toNearest(index, record, sameFolded, "case");
  const misspelled = nearestChild(index, record, folded);
  if (misspelled && misspelled.slips <= 1) return toNearest(index, record, misspelled.field, "spelling");
  const elsewhere = nearestPlace(index, record, folded);
  if (elsewhere !== 0) return toNearest(index, record, elsewhere, "elsewhere");
  return misspelled && toNearest(index, record, misspelled.field, "spelling");
}

function toNearest(
  index: SchemaIndex,
  record: FieldId,
  field: FieldId,
  reason: NearestField["reason"],
): NearestField {
  const relative = index.relativePath(field, record);
  return {
    field,
    reason,
    path: relative ?? index.path(field),
    isFromRoot: relative === undefined || record === 0,
  };
}

function childWithFolded(index: SchemaIndex, record: FieldId, folded: string): FieldId {
  const { from, to } = prefixRange(index.columns, childNames(index, record), folded);
  // The shortest name with this prefix comes first.
  const field = index.firstChild(record) + from;
  return from < to && index.name(field).length === folded.length ? field : 0;
}

interface Misspelling {
  readonly field: FieldId;
  readonly slips: number;
}

function nearestChild(index: SchemaIndex, record: FieldId, folded: string): Misspelling | undefined {
  const { nameUnits, nameStart, nameLetters, nameOf } = index.columns;
  const letters = lettersOf(folded);
  const { first, end } = siblingsNear(index, record, folded);
  const counter = new SlipCounter(folded);
  let nearest: Misspelling | undefined;
  let bound = tolerableSlips(folded.length);
  for (let field = first; field < end && bound > 0; field++) {
    const name = nameOf[field] ?? 0;
    // One slip changes at most two letters, so that most names need not be compared.
    if (countBits((nameLetters[name] ?? 0) ^ letters) > bound * 2) continue;
    const stored = { units: nameUnits, start: nameStart[name] ?? 0, end: nameStart[name + 1] ?? 0 };
    if (Math.abs(stored.end - stored.start - folded.length) > bound) continue;
    const slips = counter.count(stored, bound);
    if (slips > bound) continue;
    nearest = { field, slips };
    bound = slips - 1;
  }
  return nearest;
}

/** All children, or those around the place where the name would stand: children are numbered in alphabetical order. */
function siblingsNear(index: SchemaIndex, record: FieldId, folded: string): { first: FieldId; end: FieldId } {
  const first = index.firstChild(record);
  const end = first + index.childCount(record);
  if (end - first <= MAX_SIBLINGS) return { first, end };
  const place = first + prefixRange(index.columns, childNames(index, record), folded).from;
  const start = Math.max(first, Math.min(place - MAX_SIBLINGS / 2, end - MAX_SIBLINGS));
  return { first: start, end: start + MAX_SIBLINGS };
}

function countBits(bits: number): number {
  // In pairs, in fours, in bytes, and the bytes added up.
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** The field of this name, in any case, that is best placed: below the record, else near it, else near the root. */
function nearestPlace(index: SchemaIndex, record: FieldId, folded: string): FieldId {
  const { columns } = index;
  const { from, to } = prefixRange(columns, allNames(index), folded);
  let best = 0;
  let unread = MAX_PLACES;
  for (let at = from; at < to; at++) {
    const name = nameAtPosition(at);
    if (nameLength(columns, name) !== folded.length) break;
    const end = columns.fieldsByNameStart[name + 1] ?? 0;
    for (let place = columns.fieldsByNameStart[name] ?? 0; place < end && unread-- > 0; place++) {
      const field = columns.fieldsByName[place] ?? 0;
      if (best === 0 || commonDepth(index, field, record) > commonDepth(index, best, record)) best = field;
    }
  }
  return best;
}

/** Depth of the last field that contains both. */
function commonDepth(index: SchemaIndex, left: FieldId, right: FieldId): number {
  let [lower, upper] = [left, right];
  while (lower !== upper) {
    if (lower > upper) lower = index.parent(lower);
    else upper = index.parent(upper);
  }
  return index.depth(lower);
}
