/**
 * Finds fields by what was typed, for completion and for Find; every answer is capped and says when it is not all. Ranks names
 * for a whole schema or the children of one field, by how well each answers to it. Names come sorted, so prefixes are a range;
 * of the others, bits per name tell most apart without reading them, and the number that is read is bounded. Works on stored
 * units, so that thousands of names are judged without making a string.
 */
import { beginsWord, foldName, foldUnit, letterBit, lettersOf, pairsOf } from "./nameText";
import type { SchemaColumns } from "./schemaColumns";
import type { FieldId, SchemaIndex } from "./schemaIndex";

/** From best to worst; prefixes are found by order and not judged here. */
const NameMatch = {
  /** The query stands at the beginning of a word: `name` in `firstName`. */
  WordStart: 0,
  /** Each part of the query begins a word: `fn`, `firNa` in `firstName`. */
  Initials: 1,
  /** The query stands somewhere: `rst` in `firstName`. */
  Inside: 2,
  /** The units of the query stand somewhere in this order: `fsnm` in `firstName`. */
  Scattered: 3,
  None: 4,
} as const;

/** One of the numbers in the table above. */
type NameMatch = (typeof NameMatch)[keyof typeof NameMatch];

/** A name as units of the pool. */
export interface StoredName {
  readonly units: Uint16Array;
  readonly start: number;
  readonly end: number;
}

/** The best way in which `folded`, a folded query that is not empty, matches the name; none where all are worse than `worst`. */
function matchName(name: StoredName, folded: string, worst: NameMatch): NameMatch {
  const inside = matchInside(name, folded);
  if (inside === NameMatch.WordStart) return inside;
  if (matchesInitials(name, folded)) return NameMatch.Initials;
  if (inside <= worst) return inside;
  return worst === NameMatch.Scattered && isScattered(name, folded) ? NameMatch.Scattered : NameMatch.None;
}

function isWordStart({ units, start }: StoredName, at: number): boolean {
  return at === start || beginsWord(units[at - 1] ?? 0, units[at] ?? 0);
}

function matchInside(name: StoredName, folded: string): NameMatch {
  const { units, start, end } = name;
  let best: NameMatch = NameMatch.None;
  for (let at = start; at + folded.length <= end; at++) {
    let length = 0;
    while (length < folded.length && foldUnit(units[at + length] ?? 0) === folded.charCodeAt(length))
      length++;
    if (length < folded.length) continue;
    if (isWordStart(name, at)) return NameMatch.WordStart;
    best = NameMatch.Inside;
  }
  return best;
}

/** Greedy: a unit continues the word it stands in where it can, else it has to begin a later word. */
function matchesInitials(name: StoredName, folded: string): boolean {
  const { units, start, end } = name;
  let at = start;
  let isInsideWord = false;
  for (let typed = 0; typed < folded.length; typed++) {
    const wanted = folded.charCodeAt(typed);
    if (!(isInsideWord && at < end && foldUnit(units[at] ?? 0) === wanted)) {
      while (at < end && !(foldUnit(units[at] ?? 0) === wanted && isWordStart(name, at))) at++;
      if (at === end) return false;
    }
    at++;
    isInsideWord = true;
  }
  return true;
}

function isScattered({ units, start, end }: StoredName, folded: string): boolean {
  let typed = 0;
  for (let at = start; at < end && typed < folded.length; at++) {
    if (foldUnit(units[at] ?? 0) === folded.charCodeAt(typed)) typed++;
  }
  return typed === folded.length;
}

/** Names that are read in full for one query, at most; keeps a query over 50,000 names far below a millisecond. */
const MAX_READ = 800;

/** Positions in the list of names, best first. Incomplete where more names match or were not looked at. */
interface RankedNames {
  readonly positions: readonly number[];
  readonly isIncomplete: boolean;
}

/** Names in ascending order, given as numbers. */
interface NameList {
  readonly count: number;
  nameAt(position: number): number;
}

/** The names of the children of a field, by position among them. */
export function childNames(index: SchemaIndex, record: FieldId): NameList {
  const first = index.firstChild(record);
  const { nameOf } = index.columns;
  return { count: index.childCount(record), nameAt: (at) => nameOf[first + at] ?? 0 };
}

/** All names of the schema but the empty one, which comes first in the order. */
export function allNames({ columns }: SchemaIndex): NameList {
  return { count: columns.nameLetters.length - 1, nameAt: nameAtPosition };
}

/** The name at a position of `allNames`. */
export function nameAtPosition(position: number): number {
  return position + 1;
}

/** A range of positions, half-open. */
interface PositionRange {
  readonly from: number;
  readonly to: number;
}

/** The positions whose names begin with the folded text. */
export function prefixRange(columns: SchemaColumns, names: NameList, folded: string): PositionRange {
  if (folded === "") return { from: 0, to: names.count };
  return {
    from: firstAtLeast(names.count, (at) => comparePrefix(columns, names.nameAt(at), folded) >= 0),
    to: firstAtLeast(names.count, (at) => comparePrefix(columns, names.nameAt(at), folded) > 0),
  };
}

function firstAtLeast(count: number, isReached: (position: number) => boolean): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isReached(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** 0 where the name begins with the folded text, else which of the two comes first. */
function comparePrefix({ nameStart, nameUnits }: SchemaColumns, name: number, folded: string): number {
  const start = nameStart[name] ?? 0;
  const length = (nameStart[name + 1] ?? 0) - start;
  for (let i = 0; i < folded.length; i++) {
    if (i === length) return -1;
    const difference = foldUnit(nameUnits[start + i] ?? 0) - folded.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True where the name begins with the folded text. */
function beginsWith(columns: SchemaColumns, name: number, folded: string): boolean {
  return comparePrefix(columns, name, folded) === 0;
}

/** The names that answer to `query`: those it begins first and in order, then the others by how well it matches. */
function rankNames(columns: SchemaColumns, names: NameList, query: string, most: number): RankedNames {
  const limit = Math.max(0, most);
  const folded = foldName(query);
  const prefixes = prefixRange(columns, names, folded);
  const prefixCount = prefixes.to - prefixes.from;
  const positions: number[] = [];
  for (let at = prefixes.from; at < prefixes.to && positions.length < limit; at++) positions.push(at);
  if (folded === "" || prefixCount > limit) return { positions, isIncomplete: prefixCount > limit };
  const others = rankOthers(columns, names, { folded, prefixes, limit: limit - prefixCount });
  return { positions: positions.concat(others.positions), isIncomplete: others.isIncomplete };
}

interface OtherNamesQuery {
  readonly folded: string;
  /** Positions that are ranked already. */
  readonly prefixes: PositionRange;
  readonly limit: number;
}

/** Reads the most promising names first, so that the bound costs the worst matches; not those that can only be worse than enough others. */
function rankOthers(columns: SchemaColumns, names: NameList, query: OtherNamesQuery): RankedNames {
  const { folded, limit } = query;
  const worst = WORST_MATCH[folded.length - 1] ?? NameMatch.Scattered;
  const byMatch: number[][] = [[], [], [], []];
  let unread = MAX_READ;
  let isIncomplete = false;
  for (const [best, candidates] of candidatesByBestMatch(columns, names, query).entries()) {
    const better = byMatch.slice(0, best).reduce((sum, same) => sum + same.length, 0);
    const read = better >= limit ? [] : candidates.slice(0, unread);
    unread -= read.length;
    isIncomplete ||= read.length < candidates.length;
    // Those cannot match well enough to count.
    if (best > worst) continue;
    for (const at of read) byMatch[matchOf(columns, names.nameAt(at), { folded, worst })]?.push(at);
  }
  const positions = byMatch.flatMap((same) => shortestFirst(columns, names, same));
  return { positions: positions.slice(0, limit), isIncomplete: isIncomplete || positions.length > limit };
}

/** Length and position packed into one number each, which sorts much faster than a comparison by function. */
function shortestFirst(columns: SchemaColumns, names: NameList, positions: readonly number[]): number[] {
  const keys = new Float64Array(positions.length);
  positions.forEach((at, index) => {
    keys[index] = nameLength(columns, names.nameAt(at)) * 2 ** 32 + at;
  });
  return Array.from(keys.sort(), (key) => key % 2 ** 32);
}

/**
 * Positions of names with all letters of the query, by the best match that is possible: what begins a word has its initial and all its
 * pairs, initials may lack the pairs, what stands inside may lack the initial, what is scattered both.
 */
function candidatesByBestMatch(
  { nameLetters, nameInitials, namePairs }: SchemaColumns,
  names: NameList,
  { folded, prefixes }: OtherNamesQuery,
): readonly number[][] {
  const letters = lettersOf(folded);
  const pairs = pairsOf(folded);
  const initial = letterBit(folded.charCodeAt(0));
  const candidates: number[][] = [[], [], [], []];
  for (let at = 0; at < names.count; at++) {
    const name = names.nameAt(at);
    if (((nameLetters[name] ?? 0) & letters) !== letters) continue;
    if (at >= prefixes.from && at < prefixes.to) continue;
    const hasPairs = ((namePairs[name] ?? 0) & pairs) === pairs;
    const hasInitial = ((nameInitials[name] ?? 0) & initial) !== 0;
    candidates[(hasInitial ? NameMatch.WordStart : NameMatch.Inside) + (hasPairs ? 0 : 1)]?.push(at);
  }
  return candidates;
}

/** What still counts for a query of one unit, and of two: a letter or two stand somewhere in nearly every name. */
const WORST_MATCH: readonly NameMatch[] = [NameMatch.Initials, NameMatch.Inside];

/** Units of a name. */
export function nameLength({ nameStart }: SchemaColumns, name: number): number {
  return (nameStart[name + 1] ?? 0) - (nameStart[name] ?? 0);
}

function matchOf(
  { nameUnits, nameStart }: SchemaColumns,
  name: number,
  { folded, worst }: { readonly folded: string; readonly worst: NameMatch },
): NameMatch {
  const stored = { units: nameUnits, start: nameStart[name] ?? 0, end: nameStart[name + 1] ?? 0 };
  return matchName(stored, folded, worst);
}

/** Fields, best first. Incomplete where more fields answer to the query: asking again with more text finds others. */
interface FieldMatches {
  readonly fields: readonly FieldId[];
  readonly isIncomplete: boolean;
}

/** The children of `parent` (or of its items or values) that answer to `query`: prefixes first, then `fn` for `firstName`. */
export function findChildren(
  index: SchemaIndex,
  parent: FieldId,
  query: string,
  limit: number,
): FieldMatches {
  const record = index.record(parent);
  const first = index.firstChild(record);
  const { positions, isIncomplete } = rankNames(index.columns, childNames(index, record), query, limit);
  return { fields: positions.map((at) => first + at), isIncomplete };
}

/**
 * The fields anywhere in the schema whose own name answers to `query`, at most `limit`; fields near the root first where
 * names are equal. In a query with dots the last step is the name, and the steps before it have to begin names above it, in this order.
 */
export function findByLeafName(index: SchemaIndex, query: string, limit: number): FieldMatches {
  const steps = query.replaceAll("`", "").trim().split(".");
  const name = steps.pop() ?? "";
  const above = steps.filter((step) => step !== "").map(foldName);
  const names = rankNames(
    index.columns,
    allNames(index),
    name,
    above.length > 0 ? MAX_FILTERED_NAMES : limit,
  );
  const groups = names.positions.map((position) => fieldsNamed(index, nameAtPosition(position)));
  const found = above.length > 0 ? filtered(index, groups, above) : { groups, isIncomplete: false };
  const fields = spread(found.groups, Math.max(0, limit));
  const count = found.groups.reduce((sum, group) => sum + group.length, 0);
  return { fields, isIncomplete: names.isIncomplete || found.isIncomplete || count > fields.length };
}

/** Names looked at for a query with steps above; most of their fields are below something else. */
const MAX_FILTERED_NAMES = 1000;
/** Fields looked at for one query. */
const MAX_FIELDS_READ = 5000;

function fieldsNamed({ columns }: SchemaIndex, name: number): Int32Array {
  const { fieldsByName, fieldsByNameStart } = columns;
  return fieldsByName.subarray(fieldsByNameStart[name] ?? 0, fieldsByNameStart[name + 1] ?? 0);
}

/** Fields by name, best name first. Incomplete where fields were not looked at. */
interface FieldGroups {
  readonly groups: readonly Int32Array[];
  readonly isIncomplete: boolean;
}

function filtered(index: SchemaIndex, groups: readonly Int32Array[], above: readonly string[]): FieldGroups {
  let unread = MAX_FIELDS_READ;
  let isIncomplete = false;
  const kept = groups.map((group) => {
    const read = group.subarray(0, unread);
    unread -= read.length;
    isIncomplete ||= read.length < group.length;
    return read.filter((field) => isBelow(index, field, above));
  });
  return { groups: kept, isIncomplete };
}

/** True where names above the field begin with these folded steps, in this order; other names may stand between. */
function isBelow(index: SchemaIndex, field: FieldId, above: readonly string[]): boolean {
  const { nameOf } = index.columns;
  let wanted = above.length - 1;
  for (let at = index.parent(field); at !== 0 && wanted >= 0; at = index.parent(at)) {
    if (beginsWith(index.columns, nameOf[at] ?? 0, above[wanted] ?? "")) wanted--;
  }
  return wanted < 0;
}

/** Takes from every group before it takes more from the first ones, so that a name with a thousand fields hides no other. */
function spread(groups: readonly Int32Array[], limit: number): readonly FieldId[] {
  const filled = groups.filter((group) => group.length > 0).slice(0, limit);
  const share = Math.max(1, Math.floor(limit / Math.max(1, filled.length)));
  const taken = filled.map((group) => Math.min(share, group.length));
  let room = limit - taken.reduce((sum, count) => sum + count, 0);
  return filled.flatMap((group, at) => {
    const own = taken[at] ?? 0;
    const more = Math.min(room, group.length - own);
    room -= more;
    return [...group.subarray(0, own + more)];
  });
}
