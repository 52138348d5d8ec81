/**
 * Puts a draft in order: names sorted without regard to case, siblings in the order of their names. Sorts distinct names only,
 * by three-way radix quicksort, since a comparing sort needs several times as long for the 19,000 names of a flat schema;
 * everything else is counting, so that 20,000 fields cost a few milliseconds. Iterative, since texts may be of any length.
 */

import { foldName } from "./nameText";
import type { SchemaDraft } from "./schemaDraft";

/** Where everything goes. Numbers on the right of an array are of the draft, positions in it are final. */
export interface SchemaOrder {
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

/** The final order of all names and fields. */
export function orderOf(draft: SchemaDraft): SchemaOrder {
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
export function grouped(
  groupOf: Int32Array,
  groupCount: number,
): { starts: Int32Array; members: Int32Array } {
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
