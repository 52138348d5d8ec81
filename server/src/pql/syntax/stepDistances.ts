/**
 * Two distances in the `WHEN` of a step, which takes one time test: whether `WHEN(3 days and 7 days before now)` stands at the
 * cursor, and the edits that keep one test in `WHEN` and put the other into `WHAT`. Words no problem and moves no cursor.
 */
import type { Fix } from "../problems/problem";
import type { ParserState } from "./parserState";
import { isAnd, TokenKind } from "./tokenKinds";

/** True where two distances without `between` begin at the cursor, which stands behind `WHEN(`. */
export function isPairOfDistances(parser: ParserState): boolean {
  const { kinds, partners } = parser.tokens;
  const end = partners[parser.at - 1];
  if (parser.kind !== TokenKind.Integer) return false;
  for (let token = parser.at + 1; token < end; token++) {
    if (partners[token] > token) token = partners[token];
    else if (isAnd(kinds[token])) return isDistanceAt(parser, token + 1);
  }
  return false;
}

function isDistanceAt({ tokens: { kinds } }: ParserState, token: number): boolean {
  const unit = kinds[token + 1];
  return kinds[token] === TokenKind.Integer && (unit === TokenKind.Unit || unit === TokenKind.Units);
}

interface StepTests {
  /** The token behind `WHEN(`. */
  readonly first: number;
  /** What stays in `WHEN`. */
  readonly kept: string;
  /** What is asked of the time of the event besides. */
  readonly moved: string;
}

/** The edits that divide two tests between `WHEN` and `WHAT`; undefined where the step is written in another way. */
export function divideTests(parser: ParserState, tests: StepTests): Fix["edits"] | undefined {
  const { kinds, starts, ends, partners } = parser.tokens;
  const when = tests.first - 2;
  if (kinds[when] !== TokenKind.When || kinds[when + 1] !== TokenKind.OpenParen) return undefined;
  let close = when - 1;
  while (kinds[close] === TokenKind.CloseParen && kinds[partners[close] - 1] === TokenKind.Count)
    close = partners[close] - 2;
  const open = partners[close];
  const time = findTimeField(parser, open - 1);
  if (kinds[close] !== TokenKind.CloseParen || kinds[open - 1] !== TokenKind.What || time === undefined)
    return undefined;
  return [
    { span: { start: ends[open], end: ends[open] }, newText: "(" },
    { span: { start: starts[close], end: starts[close] }, newText: `) and ${time} occurs ${tests.moved}` },
    { span: parser.span(tests.first, parser.at), newText: tests.kept },
  ];
}

/** The field of the time, in front of the list of steps that holds this token. */
function findTimeField({ tokens }: ParserState, token: number): string | undefined {
  const { kinds, starts, ends, partners, text } = tokens;
  let list = token - 1;
  while (list > 0 && kinds[list] !== TokenKind.OpenBracket)
    list = isPartnerInFront(partners[list], list) ? partners[list] - 1 : list - 1;
  if (list < 2 || kinds[list - 1] !== TokenKind.Comma) return undefined;
  let first = list - 2;
  while (first > 0 && kinds[first - 1] !== TokenKind.Comma) first--;
  return text.slice(starts[first], ends[list - 2]);
}

function isPartnerInFront(partner: number, token: number): boolean {
  return partner > 0 && partner < token;
}
