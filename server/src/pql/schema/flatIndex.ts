/**
 * The one implementation of `SchemaIndex`: accessors over the columns. Copies nothing and keeps no object per field.
 */
import { ChildProbe, hashText, slotOf } from "./childLookup";
import { toPathStep } from "./pathText";
import {
  type EnumValue,
  type FieldDetails,
  FieldFlag,
  type SchemaColumns,
  type SchemaFacts,
} from "./schemaColumns";
import { EnumKind, type FieldId, FieldKind, type NameSource, type SchemaIndex } from "./schemaIndex";

const QUESTIONS_WITHOUT_PROBE = 20_000;
const NO_VALUES: readonly EnumValue[] = [];
/** Arguments one call takes without trouble. */
const UNITS_AT_ONCE = 4096;

/** An index over columns that belong together. */
export class FlatSchemaIndex implements SchemaIndex {
  readonly facts: SchemaFacts;
  readonly fieldCount: number;
  #leafCount: number | undefined;
  #probe: ChildProbe | undefined;
  #questions = 0;
  readonly columns: SchemaColumns;

  constructor(columns: SchemaColumns) {
    this.columns = columns;
    this.facts = columns.facts;
    this.fieldCount = columns.kind.length;
  }

  get leafCount(): number {
    this.#leafCount ??= countLeaves(this.columns);
    return this.#leafCount;
  }

  kind(field: FieldId): FieldKind {
    return (this.columns.kind[field] ?? FieldKind.Unknown) as FieldKind;
  }

  name(field: FieldId): string {
    const { nameOf, nameStart, nameUnits } = this.columns;
    const name = nameOf[field] ?? 0;
    const start = nameStart[name] ?? 0;
    const end = nameStart[name + 1] ?? 0;
    if (end - start <= UNITS_AT_ONCE) return toText(nameUnits.subarray(start, end));
    let text = "";
    for (let at = start; at < end; at += UNITS_AT_ONCE) {
      text += toText(nameUnits.subarray(at, Math.min(end, at + UNITS_AT_ONCE)));
    }
    return text;
  }

  parent(field: FieldId): FieldId {
    return this.columns.parent[field] ?? 0;
  }

  depth(field: FieldId): number {
    let depth = 0;
    for (let at = field; at !== 0; at = this.parent(at)) depth++;
    return depth;
  }

  element(field: FieldId): FieldId {
    return this.columns.element[field] ?? 0;
  }

  isElement(field: FieldId): boolean {
    return this.#hasFlag(field, FieldFlag.Element);
  }

  firstChild(field: FieldId): FieldId {
    return this.columns.firstChild[field] ?? 0;
  }

  childCount(field: FieldId): number {
    return this.columns.childCount[field] ?? 0;
  }

  nextSibling(field: FieldId): FieldId {
    if (field === 0 || this.isElement(field)) return 0;
    const parent = this.parent(field);
    return field + 1 < this.firstChild(parent) + this.childCount(parent) ? field + 1 : 0;
  }

  findChild(parent: FieldId, name: string): FieldId {
    return this.findChildInText(parent, name, 0, name.length);
  }

  findChildInText(parent: FieldId, text: string, start: number, end: number): FieldId {
    const { childTable, parent: parents, nameOf } = this.columns;
    const last = childTable.length - 1;
    let slot = slotOf(hashText(text, start, end), parent) & last;
    for (let field = childTable[slot] ?? 0; field !== 0; field = childTable[slot] ?? 0) {
      if (parents[field] === parent && this.#isSpelled(nameOf[field] ?? 0, text, start, end)) return field;
      slot = (slot + 1) & last;
    }
    return 0;
  }

  findChildIn(parent: FieldId, source: NameSource, start: number, end: number): FieldId {
    const probe = this.#probe ?? this.#offerProbe();
    const field = probe === undefined ? 0 : probe.find(parent, source.view, start, end);
    return field === 0 ? this.findChildInText(parent, source.text, start, end) : field;
  }

  /** Building a probe with code that has hardly run takes a dozen milliseconds, which only the questions of a large text earn back. */
  #offerProbe(): ChildProbe | undefined {
    this.#questions++;
    if (this.#questions > QUESTIONS_WITHOUT_PROBE) this.#probe = new ChildProbe(this.columns);
    return this.#probe;
  }

  record(field: FieldId): FieldId {
    let record = field;
    for (let next = this.element(field); next !== 0; next = this.element(next)) record = next;
    return record;
  }

  isLeaf(field: FieldId): boolean {
    return this.childCount(field) === 0 && this.element(field) === 0;
  }

  isOpen(field: FieldId): boolean {
    return this.#hasFlag(field, FieldFlag.Open);
  }

  path(field: FieldId): string {
    return this.#steps(field, 0);
  }

  relativePath(field: FieldId, ancestor: FieldId): string | undefined {
    let at = field;
    while (at > ancestor) at = this.parent(at);
    return at === ancestor ? this.#steps(field, ancestor) : undefined;
  }

  title(field: FieldId): string {
    return this.columns.texts.text(this.columns.title[field] ?? 0);
  }

  description(field: FieldId): string {
    return this.columns.texts.text(this.columns.description[field] ?? 0);
  }

  isDeprecated(field: FieldId): boolean {
    return this.#hasFlag(field, FieldFlag.Deprecated);
  }

  isRequired(field: FieldId): boolean {
    return this.#hasFlag(field, FieldFlag.Required);
  }

  enumKind(field: FieldId): EnumKind {
    return ((this.columns.flags[field] ?? EnumKind.None) & FieldFlag.EnumMask) as EnumKind;
  }

  enumValues(field: FieldId): readonly EnumValue[] {
    return this.enumKind(field) === EnumKind.None ? NO_VALUES : (this.details(field).enumValues ?? NO_VALUES);
  }

  details(field: FieldId): FieldDetails {
    return this.columns.texts.details(this.columns.details[field] ?? 0);
  }

  #hasFlag(field: FieldId, flag: number): boolean {
    return ((this.columns.flags[field] ?? 0) & flag) !== 0;
  }

  #isSpelled(name: number, text: string, start: number, end: number): boolean {
    const { nameStart, nameUnits } = this.columns;
    const first = nameStart[name] ?? 0;
    if ((nameStart[name + 1] ?? 0) - first !== end - start) return false;
    for (let i = start; i < end; i++) {
      if (nameUnits[first + i - start] !== text.charCodeAt(i)) return false;
    }
    return true;
  }

  #steps(field: FieldId, ancestor: FieldId): string {
    const names: string[] = [];
    for (let at = field; at > ancestor; at = this.parent(at))
      if (!this.isElement(at)) names.push(this.name(at));
    return names
      .reverse()
      .map((name, at) => toPathStep(name, at === 0))
      .join(".");
  }
}

/** Spreading the units would ask them one by one through an iterator, which takes four times as long. */
function toText(units: Uint16Array): string {
  return Reflect.apply(String.fromCharCode, undefined, units);
}

function countLeaves({ childCount, element }: SchemaColumns): number {
  let count = 0;
  for (let field = 1; field < childCount.length; field++) {
    if (childCount[field] === 0 && element[field] === 0) count++;
  }
  return count;
}
