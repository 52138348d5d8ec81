/**
 * Chains as people write them who know another notation: a step without its label or its `WHAT`, `and` between steps, a whole time test
 * in `WHEN`. Each is reported with the fix and read over; what is right is read in `parseChains.ts`.
 */
import type { Fix } from "../problems/problem";
import type { ParserState } from "./parserState";
import { isAnd, isComparison, isOr, isWord, TokenKind } from "./tokenKinds";

/** Puts text before a token. */
function before(parser: ParserState, token: number, [title, newText]: readonly [string, string]): Fix {
  const place = parser.tokens.starts[token];
  return { title, edits: [{ span: { start: place, end: place }, newText }], isPreferred: true };
}

/** The label for a step that has none; `index` counts the steps in front. */
export function labelFix(parser: ParserState, index: number): Fix | undefined {
  if (parser.kind !== TokenKind.What || parser.peek(1) !== TokenKind.OpenParen) return undefined;
  const label = `${String.fromCharCode(65 + (index % 26))}: `;
  return before(parser, parser.at, [`Write \`${label.trim()}\` before it`, label]);
}

/** `GAP(…)` between two steps: the Segment Builder has gaps, and no page shows their text. True where one stands here. */
export function reportGap(parser: ParserState): boolean {
  if (parser.peek(1) !== TokenKind.OpenParen || parser.text(parser.at).toLowerCase() !== "gap") return false;
  parser.report(parser.at, parser.at + 1, {
    code: "pql.chainPart",
    message:
      "How a gap between two steps is written is documented nowhere; give a step its own time with `WHEN(…)`, or set the gap in the Segment Builder.",
  });
  return true;
}

/** `chain(xEvent, [A: …])` lacks the field of the time; the cursor stands on the bracket. */
export function reportMissingTime(parser: ParserState): boolean {
  const isStep =
    parser.peek(1) === TokenKind.What || (isWord(parser.peek(1)) && parser.peek(2) === TokenKind.Colon);
  if (parser.kind !== TokenKind.OpenBracket || !isStep) return false;
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message:
      "Between the events and the steps stands the field that holds the time of an event: `timestamp`.",
    fix: before(parser, parser.at, ["Write `timestamp`", "timestamp, "]),
  });
  return true;
}

/** Reports the condition from `first` to the cursor, which stands without `WHAT`. */
export function reportBareCondition(parser: ParserState, first: number): void {
  const { start, end } = parser.span(first, parser.at);
  parser.report(first, parser.at, {
    code: "pql.syntax",
    message: "A step of a chain puts the condition on its event into `WHAT(…)`.",
    fix: {
      title: "Put it into `WHAT`",
      edits: [
        { span: { start, end: start }, newText: "WHAT(" },
        { span: { start: end, end }, newText: ")" },
      ],
      isPreferred: true,
    },
  });
}

/** `WHAT(*)` and `WHAT()`, with the cursor behind the bracket that opens. True where nothing else stands in it. */
export function reportAnyEvent(parser: ParserState): boolean {
  const stars = parser.kind === TokenKind.Star ? 1 : 0;
  if (parser.peek(stars) !== TokenKind.CloseParen) return false;
  const { starts } = parser.tokens;
  const span = { start: starts[parser.at], end: starts[parser.at + stars] };
  parser.report(parser.at, parser.at + Math.max(stars, 1), {
    code: "pql.syntax",
    message: "`WHAT` needs a condition; any event at all is `WHAT(true)`.",
    fix: { title: "Write `true`", edits: [{ span, newText: "true" }], isPreferred: true },
  });
  parser.at += stars;
  return true;
}

/** `WHAT(a, b)`: reports the comma under the cursor. */
export function reportConditionComma(parser: ParserState): boolean {
  if (parser.kind !== TokenKind.Comma) return false;
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: "Conditions are joined with `and`, not with a comma.",
    fix: parser.replacement("Write `and`", parser.at, parser.at + 1, " and"),
  });
  parser.advance();
  return true;
}

/** `WHEN(timestamp occurs today)`: reads over what stands before the time test. */
export function readWholeTimeTest(parser: ParserState): void {
  let length = 0;
  while (parser.peek(length) === TokenKind.Identifier)
    length += parser.peek(length + 1) === TokenKind.Dot ? 2 : 1;
  if (parser.peek(length) !== TokenKind.Occurs) return;
  const end = parser.at + length + 1;
  const { starts } = parser.tokens;
  const edits = [{ span: { start: starts[parser.at], end: starts[end] }, newText: "" }];
  parser.report(parser.at, end, {
    code: "pql.syntax",
    message: "`WHEN` takes what follows `occurs` alone, such as `WHEN(<= 3 days before now)`.",
    fix: { title: "Keep what follows `occurs`", edits, isPreferred: true },
  });
  parser.at = end;
}

/** `and WHEN(…)`, a conjunction between the parts of a step: reads over it. */
export function readConjunctionOfParts(parser: ParserState): void {
  const next = parser.peek(1);
  const isPart = next === TokenKind.When || next === TokenKind.Count || next === TokenKind.Where;
  if (!isAnd(parser.kind) || !isPart || parser.peek(2) !== TokenKind.OpenParen) return;
  const { starts } = parser.tokens;
  const edits = [{ span: { start: starts[parser.at], end: starts[parser.at + 1] }, newText: "" }];
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: "The parts of a step stand side by side, without `and`.",
    fix: { title: "Remove `and`", edits, isPreferred: true },
  });
  parser.advance();
}

/** `and B: …`, `then B: …`: a word where a comma goes on with the next step. True where it was read over. */
export function readWordBetweenSteps(parser: ParserState): boolean {
  const isStepNext = isWord(parser.peek(1)) && parser.peek(2) === TokenKind.Colon;
  const isJoint = isAnd(parser.kind) || isOr(parser.kind) || parser.text(parser.at).toLowerCase() === "then";
  if (!isStepNext || !isJoint) return false;
  const { starts, ends } = parser.tokens;
  const edits = [{ span: { start: ends[parser.at - 1], end: starts[parser.at + 1] }, newText: ", " }];
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: "A comma stands between two steps of a chain; their order is the order of the events.",
    fix: { title: "Write a comma", edits, isPreferred: true },
  });
  parser.advance();
  return true;
}

/** `COUNT >= 3` under the cursor, without its brackets; moves over it. */
export function readBareCount(parser: ParserState): boolean {
  const signs = isComparison(parser.peek(1)) ? 1 : 0;
  if (parser.kind !== TokenKind.Count || parser.peek(1 + signs) !== TokenKind.Integer) return false;
  const end = parser.at + 2 + signs;
  const { starts, ends, text } = parser.tokens;
  const newText = `COUNT(${text.slice(starts[parser.at + 1], ends[end - 1])})`;
  parser.report(parser.at, end, {
    code: "pql.chainPart",
    message: `The number of events stands in brackets: \`${newText}\`.`,
    fix: parser.replacement(`Write \`${newText}\``, parser.at, end, newText),
  });
  parser.at = end;
  return true;
}
