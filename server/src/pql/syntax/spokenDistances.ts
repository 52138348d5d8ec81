/**
 * Distances and directions in time in other words or signs than PQL has for them: `less than 30 days`, `30d`, `>= date(…)`, `during last
 * month`, and a distance behind a comparison without `occurs`. Each is reported with the right form and read over.
 */
import type { ParserState } from "./parserState";
import { isPlainTime } from "./spokenTimes";
import { TokenKind } from "./tokenKinds";
import { toDistance } from "./windowRewrites";

/** How comparisons are spoken before a distance. */
const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ["less than", "<"],
  ["fewer than", "<"],
  ["more than", ">"],
  ["greater than", ">"],
  ["at most", "<="],
  ["at least", ">="],
  ["exactly", "="],
]);

/** Words before a time that PQL has another word for, or none. */
const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ["since", "after"],
  ["until", "before"],
  ["till", "before"],
  ["during", ""],
  ["within", ""],
  ["in", ""],
]);

/** What a spoken beginning of a time test was read as. */
export type SpokenBeginning = "distance" | "point" | undefined;

/** Reads words or signs that begin a time test and reports what they have to be; the cursor comes to stand behind them. */
export function readSpokenBeginning(parser: ParserState): SpokenBeginning {
  for (const words of [2, 1]) {
    const sign = COMPARISONS.get(phrase(parser, words));
    if (sign === undefined || !isDistance(parser, words)) continue;
    replaceWords(parser, words, {
      newText: sign,
      message: `A distance in time begins with a sign: \`${sign}\`.`,
    });
    return "distance";
  }
  const direction = DIRECTIONS.get(phrase(parser, 1));
  if (direction === undefined || !isPlainTime(parser, 1)) return undefined;
  const message =
    direction === ""
      ? "An interval stands directly behind `occurs`, as in `occurs last month`."
      : `The directions in time are \`before\` and \`after\`, here \`${direction}\`.`;
  replaceWords(parser, 1, { newText: direction, message });
  return "point";
}

function phrase(parser: ParserState, words: number): string {
  const texts = Array.from({ length: words }, (_, index) => parser.text(parser.at + index).toLowerCase());
  return texts.join(" ");
}

function isDistance(parser: ParserState, distance: number): boolean {
  const kind = parser.peek(distance);
  return kind === TokenKind.Integer || kind === TokenKind.DigitName;
}

function replaceWords(
  parser: ParserState,
  words: number,
  { newText, message }: { readonly newText: string; readonly message: string },
): void {
  const end = parser.at + words;
  parser.report(parser.at, end, {
    code: "pql.syntax",
    message,
    fix:
      newText === ""
        ? removal(parser, parser.at, end)
        : parser.replacement(`Write \`${newText}\``, parser.at, end, newText),
  });
  parser.at = end;
}

/** With the blanks behind what is removed. */
function removal(parser: ParserState, first: number, end: number) {
  const { starts } = parser.tokens;
  const edits = [{ span: { start: starts[first], end: starts[end] }, newText: "" }];
  return { title: `Remove \`${parser.text(first)}\``, edits, isPreferred: true };
}

const SIGN_WORDS: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.Equal]: "",
  [TokenKind.ForeignEqual]: "",
  [TokenKind.Less]: "before",
  [TokenKind.LessOrEqual]: "before",
  [TokenKind.Greater]: "after",
  [TokenKind.GreaterOrEqual]: "after",
};

/** `occurs >= date(…)`: a sign where a word belongs. True where the cursor was moved over it. */
export function readSignBeforeTime(parser: ParserState): boolean {
  const word = SIGN_WORDS[parser.kind as TokenKind];
  if (word === undefined || !isPlainTime(parser, 1)) return false;
  const message =
    word === ""
      ? "A time or interval stands directly behind `occurs`; the sign belongs to a distance."
      : `Behind \`occurs\` a sign belongs to a distance; before a time stands \`${word}\`.`;
  replaceWords(parser, 1, { newText: word, message });
  return true;
}

/** `30d` and `30days` in the place of number and unit. True where that was read. */
export function readJoinedDistance(parser: ParserState): boolean {
  if (parser.kind !== TokenKind.DigitName || !/^\d+[a-z]+$/i.test(parser.text(parser.at))) return false;
  const newText = toDistance(parser.text(parser.at));
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: `A distance in time is a number and a whole word: \`${newText}\`.`,
    fix: parser.replacement(`Write \`${newText}\``, parser.at, parser.at + 1, newText),
  });
  parser.advance();
  return true;
}

/** `t <= 30 days before now`, with the cursor on the sign, which only `occurs` makes a test of a time. */
export function reportDistanceWithoutOccurs(parser: ParserState): boolean {
  const unit = parser.peek(2);
  if (parser.peek(1) !== TokenKind.Integer || (unit !== TokenKind.Unit && unit !== TokenKind.Units))
    return false;
  const start = parser.tokens.starts[parser.at];
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: "A distance in time is tested with `occurs`, as in `timestamp occurs <= 3 days before now`.",
    fix: {
      title: "Write `occurs` before it",
      edits: [{ span: { start, end: start }, newText: "occurs " }],
      isPreferred: true,
    },
  });
  return true;
}
