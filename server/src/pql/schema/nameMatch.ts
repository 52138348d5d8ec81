/**
 * How well a name answers to what somebody typed. Works on stored units, so that thousands of names are judged without
 * making a string. Knows one name at a time; nameRanking.ts decides which names are worth asking.
 */
import { beginsWord, foldUnit } from "./nameText";

/** From best to worst; prefixes are found by order and not judged here. */
export const NameMatch = {
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
export type NameMatch = (typeof NameMatch)[keyof typeof NameMatch];

/** A name as units of the pool. */
export interface StoredName {
  readonly units: Uint16Array;
  readonly start: number;
  readonly end: number;
}

/** The best way in which `folded`, a folded query that is not empty, matches the name. */
export function matchName(name: StoredName, folded: string): NameMatch {
  const inside = matchInside(name, folded);
  if (inside === NameMatch.WordStart) return inside;
  if (matchesInitials(name, folded)) return NameMatch.Initials;
  if (inside !== NameMatch.None) return inside;
  return isScattered(name, folded) ? NameMatch.Scattered : NameMatch.None;
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
      while (at < end && !(isWordStart(name, at) && foldUnit(units[at] ?? 0) === wanted)) at++;
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
