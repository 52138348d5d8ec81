/**
 * Rewrites of windows in time that people calculate, as `t > now - 30 days` and `t > now - 90d`, into what `occurs` takes.
 * Only reads tokens that stand there already; what cannot be a window gets no rewrite.
 */
import type { Fix } from "../problems/problem";
import type { ParserState } from "./parserState";
import { isComparison, isTimeWord, TokenKind } from "./tokens";

/** Units as they are cut short elsewhere. `m` is minutes, as in every such notation but SQL's. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ["s", "seconds"],
  ["m", "minutes"],
  ["min", "minutes"],
  ["h", "hours"],
  ["hr", "hours"],
  ["d", "days"],
  ["w", "weeks"],
  ["mo", "months"],
  ["y", "years"],
]);

/** `90 days` for `90d`. */
export function toDistance(duration: string): string {
  const count = /^\d+/.exec(duration)?.[0] ?? "";
  const unit = duration.slice(count.length).toLowerCase();
  return `${count} ${UNITS.get(unit) ?? unit}`;
}

/** How a comparison of times turns where a distance into the past is compared: what is later is less far away. */
const TURNED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Tokens of a distance that was taken off or added to a time, and what it is. */
export interface CalculatedDistance {
  readonly first: number;
  readonly last: number;
  readonly distance: string;
}

/** The rewrite of `> now - 30 days`; undefined where something else stands before the distance. */
export function findWindowFix(
  parser: ParserState,
  { first, last, distance }: CalculatedDistance,
): Fix | undefined {
  const { kinds } = parser.tokens;
  const sign = first - 1;
  const isPast = kinds[sign] === TokenKind.Minus;
  if (sign < 2 || (!isPast && kinds[sign] !== TokenKind.Plus)) return undefined;
  const isCall = kinds[sign - 1] === TokenKind.CloseParen && kinds[sign - 2] === TokenKind.OpenParen;
  const word = isCall ? sign - 3 : sign - 1;
  const operator = word - 1;
  if (operator < 0 || !isTimeWord(kinds[word]) || !isComparison(kinds[operator])) return undefined;
  const sense = kinds[operator] === TokenKind.ForeignEqual ? "=" : parser.text(operator);
  if (kinds[operator] === TokenKind.NotEqual || kinds[operator] === TokenKind.ForeignNotEqual)
    return undefined;
  const turned = isPast ? (TURNED[sense] ?? sense) : sense;
  const newText = `occurs ${turned} ${distance} ${isPast ? "before" : "after"} ${parser.text(word)}`;
  return parser.replacement(`Write \`${newText}\``, operator, last + 1, newText);
}

const ROLLING: ReadonlySet<string> = new Set(["within", "inlast", "last", "during", "past"]);

/** `WHEN(<= 7 days before now)` for `WITHIN(7 days)` under the cursor. */
export function findStepWindowFix(parser: ParserState): Fix | undefined {
  const isWindow =
    ROLLING.has(parser.text(parser.at).toLowerCase()) &&
    parser.peek(2) === TokenKind.Integer &&
    (parser.peek(3) === TokenKind.Unit || parser.peek(3) === TokenKind.Units) &&
    parser.peek(4) === TokenKind.CloseParen;
  if (!isWindow) return undefined;
  const newText = `WHEN(<= ${parser.text(parser.at + 2)} ${parser.text(parser.at + 3)} before now)`;
  return parser.replacement(`Write \`${newText}\``, parser.at, parser.at + 5, newText);
}
