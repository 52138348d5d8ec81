/**
 * Orders a draft and turns it into the final columns, including the tables for search.
 * Allocates each array once at its final size.
 */
import { buildChildTable } from "./childLookup";
import { foldName, initialsOf, lettersOf, pairsOf } from "./nameText";
import { FieldFlag, type SchemaColumns, type SchemaFacts } from "./schemaColumns";
import type { SchemaDraft } from "./schemaDraft";

/** The columns of the drafted schema. */
export function assembleColumns(draft: SchemaDraft, facts: SchemaFacts): SchemaColumns {
  const order = orderOf(draft);
  const fields = fieldColumns(draft, order);
  const names = nameColumns(draft, order);
  const byName = grouped(fields.nameOf, names.nameLetters.length);
  const isNamed = (field: number) => ((fields.flags[field] ?? 0) & FieldFlag.Element) === 0;
  const childTable = buildChildTable({ ...fields, ...names, isNamed });
  return {
    facts,
    ...fields,
    ...names,
    fieldsByNameStart: byName.starts,
    fieldsByName: byName.members,
    childTable,
    texts: draft.texts,
  };
}

function fieldColumns(draft: SchemaDraft, order: SchemaOrder) {
  const { fields, fieldRanks, nameRanks } = order;
  const { columns } = draft;
  const take = (values: Int32Array) => gather(new Int32Array(fields.length), values, fields);
  const takeFields = (values: Int32Array) => replace(take(values), fieldRanks);
  return {
    kind: gather(new Uint8Array(fields.length), columns.kind, fields),
    flags: gather(new Uint8Array(fields.length), columns.flags, fields),
    nameOf: replace(take(columns.nameOf), nameRanks),
    parent: takeFields(columns.parent),
    firstChild: firstChildren(draft, order),
    childCount: take(columns.childCount),
    element: takeFields(columns.element),
    title: take(columns.title),
    description: take(columns.description),
    details: take(columns.details),
  };
}

/** Fills `target` with the values at these positions. Typed arrays are filled by loops: `from` with a callback costs ten times as much. */
function gather<Target extends Int32Array | Uint8Array>(
  target: Target,
  values: Int32Array,
  positions: Int32Array,
): Target {
  for (let at = 0; at < target.length; at++) target[at] = values[positions[at] ?? 0] ?? 0;
  return target;
}

/** Replaces each value by what the table has for it. */
function replace(values: Int32Array, table: Int32Array): Int32Array {
  for (let at = 0; at < values.length; at++) values[at] = table[values[at] ?? 0] ?? 0;
  return values;
}

/** Children follow one another in the order of their parents, and behind the children of a field comes its element. */
function firstChildren(draft: SchemaDraft, order: SchemaOrder): Int32Array {
  const { columns } = draft;
  const firstChild = new Int32Array(order.fields.length);
  let next = 1;
  for (let at = 0; at < firstChild.length; at++) {
    const field = order.fields[at] ?? 0;
    const count = columns.childCount[field] ?? 0;
    if (count > 0) firstChild[at] = next;
    next += count + (columns.element[field] === 0 ? 0 : 1);
  }
  return firstChild;
}

function nameColumns(draft: SchemaDraft, order: SchemaOrder) {
  const count = order.names.length;
  const nameStart = new Int32Array(count + 1);
  for (let name = 0; name < count; name++) {
    nameStart[name + 1] = (nameStart[name] ?? 0) + (draft.names[order.names[name] ?? 0] ?? "").length;
  }
  const nameUnits = new Uint16Array(nameStart[count] ?? 0);
  const nameLetters = new Int32Array(count);
  const namePairs = new Int32Array(count);
  const nameInitials = new Int32Array(count);
  for (let name = 0; name < count; name++) {
    const text = draft.names[order.names[name] ?? 0] ?? "";
    const start = nameStart[name] ?? 0;
    for (let i = 0; i < text.length; i++) nameUnits[start + i] = text.charCodeAt(i);
    const folded = order.folded[order.names[name] ?? 0] ?? "";
    nameLetters[name] = lettersOf(folded);
    namePairs[name] = pairsOf(folded);
    nameInitials[name] = initialsOf(text);
  }
  return { nameStart, nameUnits, nameLetters, namePairs, nameInitials };
}

/** Where everything goes. Numbers on the right of an array are of the draft, positions in it are final. */
interface SchemaOrder {
  /** Draft name at each final name number; 0 stays 0. */
  readonly names: Int32Array;
  /** Final name number of each draft name. */
  readonly nameRanks: Int32Array;
  /** Draft field at each final field number. */
  readonly fields: Int32Array;
  /** Final field number of each draft field. */
  readonly fieldRanks: Int32Array;
  /** Folded spelling of each draft name. */
  readonly folded: readonly string[];
}

/**
 * The final order of all names and fields: names sorted without regard to case, siblings in the order of their names. Sorts distinct
 * names only, by three-way radix quicksort, since a comparing sort needs several times as long for the 19,000 names of a flat schema;
 * everything else is counting, so that 20,000 fields cost a few milliseconds. Iterative, since texts may be of any length.
 */
function orderOf(draft: SchemaDraft): SchemaOrder {
  const folded = draft.names.map(foldName);
  const names = sortTexts(folded, draft.names);
  const nameRanks = inverse(names);
  const children = sortedChildren(draft, nameRanks);
  const fields = renumbered(draft, children);
  return { names, nameRanks, fields, fieldRanks: inverse(fields), folded };
}

function inverse(order: Int32Array): Int32Array {
  const ranks = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) ranks[order[at] ?? 0] = at;
  return ranks;
}

/** Members of groups, group after group: group n is `members[starts[n] … starts[n + 1])`, in the order of their numbers. */
function grouped(groupOf: Int32Array, groupCount: number): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(groupCount + 1);
  for (let member = 0; member < groupOf.length; member++) {
    const end = (groupOf[member] ?? 0) + 1;
    starts[end] = (starts[end] ?? 0) + 1;
  }
  for (let group = 0; group < groupCount; group++)
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const members = new Int32Array(groupOf.length);
  for (let member = 0; member < groupOf.length; member++) {
    const group = groupOf[member] ?? 0;
    const at = next[group] ?? 0;
    members[at] = member;
    next[group] = at + 1;
  }
  return { starts, members };
}

/** The draft's child ranges, each sorted by name: a walk through all fields by name fills the ranges of their parents. */
function sortedChildren(draft: SchemaDraft, nameRanks: Int32Array): Int32Array {
  const { nameOf, parent, firstChild, element } = draft.columns;
  const ranks = new Int32Array(draft.fieldCount);
  for (let field = 0; field < ranks.length; field++) ranks[field] = nameRanks[nameOf[field] ?? 0] ?? 0;
  const byName = grouped(ranks, nameRanks.length).members;
  const next = firstChild.slice(0, draft.fieldCount);
  const sorted = new Int32Array(draft.fieldCount);
  for (let position = 0; position < byName.length; position++) {
    const field = byName[position] ?? 0;
    const above = parent[field] ?? 0;
    if (field === 0 || element[above] === field) continue;
    const at = next[above] ?? 0;
    sorted[at] = field;
    next[above] = at + 1;
  }
  return sorted;
}

function renumbered(draft: SchemaDraft, children: Int32Array): Int32Array {
  const { firstChild, childCount, element } = draft.columns;
  const fields = new Int32Array(draft.fieldCount);
  let count = 1;
  for (let at = 0; at < count; at++) {
    const field = fields[at] ?? 0;
    const first = firstChild[field] ?? 0;
    const end = first + (childCount[field] ?? 0);
    for (let child = first; child < end; child++) fields[count++] = children[child] ?? 0;
    const item = element[field] ?? 0;
    if (item !== 0) fields[count++] = item;
  }
  return fields;
}

/** Below this many texts a plain insertion sort is faster. */
const FEW = 12;

/** A stretch of the order whose texts are equal in their first `depth` units. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Positions of `texts` in ascending order; equal texts by the text at the same position in `ties`. */
function sortTexts(texts: readonly string[], ties: readonly string[]): Int32Array {
  const order = new Int32Array(texts.length).map((_zero, at) => at);
  const pending: Stretch[] = [{ from: 0, to: texts.length, depth: 0 }];
  for (let stretch = pending.pop(); stretch; stretch = pending.pop()) {
    if (stretch.to - stretch.from <= FEW)
      insertionSort(order, stretch, (at) => [texts[at] ?? "", ties[at] ?? ""]);
    else pending.push(...partition(order, stretch, texts, ties));
  }
  return order;
}

/** Unit of a text at a place; -1 behind its end, so that a prefix sorts before the longer text. */
function unitAt(text: string | undefined, place: number): number {
  return text !== undefined && place < text.length ? text.charCodeAt(place) : -1;
}

/** Splits a stretch by the unit at its depth; what is left to sort comes back as smaller stretches. */
function partition(
  order: Int32Array,
  stretch: Stretch,
  texts: readonly string[],
  ties: readonly string[],
): Stretch[] {
  const { from, to, depth } = stretch;
  const pivot = unitAt(texts[order[(from + to) >> 1] ?? 0], depth);
  let less = from;
  let more = to;
  for (let at = from; at < more; ) {
    const unit = unitAt(texts[order[at] ?? 0], depth);
    if (unit < pivot) swap(order, less++, at++);
    else if (unit > pivot) swap(order, at, --more);
    else at++;
  }
  const outer = [
    { from, to: less, depth },
    { from: more, to, depth },
  ];
  if (pivot >= 0) return [...outer, { from: less, to: more, depth: depth + 1 }];
  order.subarray(less, more).sort((left, right) => ((ties[left] ?? "") < (ties[right] ?? "") ? -1 : 1));
  return outer;
}

function swap(order: Int32Array, left: number, right: number): void {
  const kept = order[left] ?? 0;
  order[left] = order[right] ?? 0;
  order[right] = kept;
}

function insertionSort(
  order: Int32Array,
  { from, to }: Stretch,
  keysOf: (at: number) => [string, string],
): void {
  for (let next = from + 1; next < to; next++) {
    const moving = order[next] ?? 0;
    const keys = keysOf(moving);
    let at = next;
    for (; at > from && isBefore(keys, keysOf(order[at - 1] ?? 0)); at--) order[at] = order[at - 1] ?? 0;
    order[at] = moving;
  }
}

function isBefore(left: readonly [string, string], right: readonly [string, string]): boolean {
  return left[0] === right[0] ? left[1] < right[1] : left[0] < right[0];
}
