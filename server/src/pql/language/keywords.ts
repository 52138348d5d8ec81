/**
 * The words with a meaning of their own, their class and one sentence on each. Keywords are read in any case; function
 * names are not keywords and keep theirs. Which class a field name falls into decides whether it needs backticks.
 */
import { TIME_UNITS } from "./timeUnits";

/**
 * `hard` words can never be a field name without backticks; `contextual` words only mean something in their own place
 * (docs/grammar.md#words-and-signs).
 */
export type KeywordReservation = "hard" | "contextual";

/** What a keyword is for; groups words in completion and in the highlighting grammar. */
export type KeywordRole =
  | "logical"
  | "comparison"
  | "declaration"
  | "aggregate"
  | "literal"
  | "direction"
  | "timeTest"
  | "timeWord"
  | "interval"
  | "timeUnit"
  | "chain"
  | "conditional";

export interface Keyword {
  /** In the case the product writes it. */
  readonly word: string;
  readonly reservation: KeywordReservation;
  readonly role: KeywordRole;
  /** One sentence of plain text. */
  readonly summary: string;
}

type KeywordRow = readonly [word: string, reservation: KeywordReservation, summary: string];

const ROWS: Readonly<Record<Exclude<KeywordRole, "timeUnit">, readonly KeywordRow[]>> = {
  logical: [
    ["and", "hard", "Holds when both sides hold; binds tighter than `or`."],
    ["or", "hard", "Holds when at least one side holds."],
    ["not", "hard", "Turns the condition that follows around; a missing value counts as false first."],
  ],
  comparison: [
    ["in", "hard", "Tests whether a value is one of the items of a list; also separates the parts of `let`."],
    [
      "notIn",
      "hard",
      "Tests that a present value is none of the items of a list; missing values never match.",
    ],
    ["like", "hard", "Compares text with a pattern: `%` is any run of characters, `_` is exactly one."],
    ["matches", "contextual", "Searches text for a Java regular expression."],
    ["occurs", "hard", "Tests where a time lies relative to another time or to an interval."],
  ],
  declaration: [
    ["select", "hard", "Gives the elements of an array, or combinations of elements, that meet a condition."],
    ["from", "hard", "Names the array a variable walks over; after a unit of `occurs` it is a direction."],
    ["where", "hard", "Starts the condition of a declared variable; it reaches as far right as it can."],
    ["exists", "hard", "Holds when some combination of elements meets the conditions."],
    ["forall", "hard", "Holds when every element meets the conditions."],
    ["let", "hard", "Gives a value a name for the expression after `in`."],
    ["over", "contextual", "Separates what an aggregate adds up from the variables it walks over."],
  ],
  aggregate: [
    ["sum", "contextual", "Adds an expression up over declared rows; 0 when there are none."],
    ["average", "contextual", "The mean of an expression over declared rows; null when there are none."],
    [
      "min",
      "contextual",
      "The smallest value of an expression over declared rows; null when there are none.",
    ],
    ["max", "contextual", "The largest value of an expression over declared rows; null when there are none."],
  ],
  literal: [
    ["true", "hard", "The Boolean value that holds."],
    ["false", "hard", "The Boolean value that does not hold."],
    ["null", "hard", "The missing value; no comparison with it is ever true, so test with `isNull()`."],
  ],
  direction: [
    ["before", "contextual", "Counts back from a time, or tests that a time lies earlier."],
    ["after", "contextual", "Counts forward from a time, or tests that a time lies later."],
  ],
  timeTest: [
    ["on", "hard", "Optional word of `occurs` before a day or an interval."],
    ["between", "hard", "Tests that a time lies between two times, both included."],
  ],
  timeWord: [
    ["now", "contextual", "The instant at which the evaluation started, in UTC."],
    ["today", "contextual", "The day of the evaluation, from its start in UTC."],
    ["yesterday", "contextual", "The day before the evaluation day."],
    ["tomorrow", "contextual", "The day after the evaluation day."],
  ],
  interval: [
    [
      "this",
      "hard",
      "With a unit, the current calendar unit; alone, the current item or group inside `map`.",
    ],
    ["last", "hard", "With a unit, the whole previous calendar unit."],
    ["next", "hard", "With a unit, the whole following calendar unit."],
  ],
  chain: [
    ["chain", "contextual", "Tests that events matching the listed steps happened in that order."],
    ["WHAT", "contextual", "The condition an event must meet to fill a step of a chain."],
    ["WHEN", "contextual", "Restricts the time of a chain step, written like the part after `occurs`."],
    ["COUNT", "contextual", "The least number of matching events a chain step asks for."],
    // `WHERE` of a chain step is the same word as `where` above.
  ],
  conditional: [["if", "contextual", "Chooses between two values by a condition."]],
};

function readKeywords(): Keyword[] {
  const words = Object.entries(ROWS).flatMap(([role, rows]) =>
    rows.map(([word, reservation, summary]) => ({ word, reservation, role: role as KeywordRole, summary })),
  );
  const units = TIME_UNITS.flatMap(({ singular, plural }) => [
    keywordOfUnit(singular, `One ${singular}, after \`this\`, \`last\`, \`next\` or a count of one.`),
    keywordOfUnit(plural, `A number of ${plural} in a test with \`occurs\`.`),
  ]);
  return [...words, ...units];
}

function keywordOfUnit(word: string, summary: string): Keyword {
  return { word, reservation: "hard", role: "timeUnit", summary };
}

/** Every keyword, time units included, each in the case the product writes it. */
export const KEYWORDS: readonly Keyword[] = readKeywords();

const KEYWORDS_BY_WORD: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.map((keyword) => [keyword.word.toLowerCase(), keyword]),
);

/** The keyword a word is, in any case; undefined for other words. */
export function findKeyword(word: string): Keyword | undefined {
  return KEYWORDS_BY_WORD.get(word.toLowerCase());
}
