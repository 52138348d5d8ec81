/**
 * Finds the token kind of a word straight from the text, in any case, without cutting a substring.
 * A word that is not in the table is an identifier; whether a keyword may be a name is not decided here.
 */
import { readBytes } from "./characters";
import { TokenKind } from "./tokenKinds";

const UNITS = "millisecond second minute hour day week month year decade";

const WORDS: ReadonlyArray<readonly [string, number]> = [
  ["and", TokenKind.And],
  ["or", TokenKind.Or],
  ["not", TokenKind.Not],
  ["in", TokenKind.In],
  ["notin", TokenKind.NotIn],
  ["like", TokenKind.Like],
  ["occurs", TokenKind.Occurs],
  ["select", TokenKind.Select],
  ["from", TokenKind.From],
  ["where", TokenKind.Where],
  ["exists", TokenKind.Exists],
  ["forall", TokenKind.Forall],
  ["let", TokenKind.Let],
  ["true", TokenKind.True],
  ["false", TokenKind.False],
  ["null", TokenKind.Null],
  ["on", TokenKind.On],
  ["between", TokenKind.Between],
  ["this", TokenKind.This],
  ["last", TokenKind.Last],
  ["next", TokenKind.Next],
  ...UNITS.split(" ").flatMap((unit): [string, number][] => [
    [unit, TokenKind.Unit],
    [`${unit}s`, TokenKind.Units],
  ]),
  ["century", TokenKind.Unit],
  ["centuries", TokenKind.Units],
  ["millennium", TokenKind.Unit],
  // One old page prints a single n; the checker warns about it.
  ["millenium", TokenKind.Unit],
  ["millennia", TokenKind.Units],
  ["matches", TokenKind.Matches],
  ["before", TokenKind.Before],
  ["after", TokenKind.After],
  ["over", TokenKind.Over],
  ["sum", TokenKind.Sum],
  ["average", TokenKind.Average],
  ["min", TokenKind.Min],
  ["max", TokenKind.Max],
  ["chain", TokenKind.Chain],
  ["what", TokenKind.What],
  ["when", TokenKind.When],
  ["count", TokenKind.Count],
  ["now", TokenKind.Now],
  ["today", TokenKind.Today],
  ["yesterday", TokenKind.Yesterday],
  ["tomorrow", TokenKind.Tomorrow],
  ["if", TokenKind.If],
];

/** Longest word in the table; anything longer is an identifier at once. */
const LONGEST_WORD = 12;

/** A power of two, much larger than the table, so that a probe nearly always ends at its first slot. */
const SLOT_COUNT = 4096;

function slotOf(first: number, second: number, last: number, length: number): number {
  return ((first * 31 + second) * 31 + last * 7 + length * 3) & (SLOT_COUNT - 1);
}

interface WordTable {
  readonly words: readonly string[];
  readonly kinds: Uint8Array;
}

function buildTable(): WordTable {
  const words: string[] = new Array(SLOT_COUNT).fill("");
  const kinds = new Uint8Array(SLOT_COUNT);
  for (const [word, kind] of WORDS) {
    let slot = slotOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(word.length - 1), word.length);
    while (kinds[slot] !== 0) slot = (slot + 1) & (SLOT_COUNT - 1);
    words[slot] = word;
    kinds[slot] = kind;
  }
  return { words, kinds };
}

const { words: SPELLINGS, kinds: KINDS } = buildTable();

function equalsIgnoringCase(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if ((bytes[start + i] | 0x20) !== word.charCodeAt(i)) return false;
  }
  return true;
}

/** The kind of the word that stands between `start` and `end`: a word of the language, or `Identifier`. */
export function wordKind(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > LONGEST_WORD) return TokenKind.Identifier;
  let slot = slotOf(bytes[start] | 0x20, bytes[start + 1] | 0x20, bytes[end - 1] | 0x20, length);
  while (KINDS[slot] !== 0) {
    const word = SPELLINGS[slot];
    if (word.length === length && equalsIgnoringCase(bytes, start, word)) return KINDS[slot];
    slot = (slot + 1) & (SLOT_COUNT - 1);
  }
  return TokenKind.Identifier;
}

/** As `wordKind`, for a word that stands alone. */
export function kindOfWord(word: string): number {
  return wordKind(readBytes(word), 0, word.length);
}
