/**
 * `chain(events, timestamp, [A: WHAT(…) WHEN(…), …])`: steps of events in order.
 * Reads any word with brackets as a part of a step and says which parts exist; how long a chain may be is checked elsewhere.
 */
import type { Fix } from "../problems/problem";
import {
  labelFix,
  readBareCount,
  readConjunctionOfParts,
  readWholeTimeTest,
  readWordBetweenSteps,
  reportAnyEvent,
  reportBareCondition,
  reportConditionComma,
  reportGap,
  reportMissingTime,
} from "./chainHabits";
import { type NodeId, NodeKind } from "./nodeKinds";
import { closeBracket } from "./parseNames";
import type { ParserState } from "./parserState";
import { readBounds } from "./parseTimeRanges";
import { isPairOfDistances } from "./stepDistances";

import { describeToken } from "./tokenDescription";
import { isComparison, isWord, TokenKind } from "./tokenKinds";
import { findBareWindowFix, findStepWindowFix } from "./windowRewrites";

/** The whole chain. The cursor stands on the word `chain`, an opening bracket behind it. */
export function readChain(parser: ParserState): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const outside = parser.enter(TokenKind.CloseParen);
  const events = parser.grammar.expression(parser);
  readComma(parser, "the field that holds the time of an event, such as `timestamp`");
  const isTimeMissing = reportMissingTime(parser);
  const time = isTimeMissing ? parser.missing() : parser.grammar.postfix(parser);
  if (!isTimeMissing) readComma(parser, "the steps in square brackets");
  parser.joined(events, parser.joined(time, readSteps(parser)));
  closeBracket(parser, TokenKind.CloseParen, open);
  parser.leave(outside);
  return parser.node(NodeKind.Chain, word, events, word);
}

function readComma(parser: ParserState, what: string): void {
  if (!parser.accept(TokenKind.Comma)) parser.expected(`a comma and ${what}`);
}

function readSteps(parser: ParserState): NodeId {
  const open = parser.at;
  if (!parser.accept(TokenKind.OpenBracket)) {
    parser.expected("`[` and the steps of the chain");
    return isWord(parser.kind) && parser.peek(1) === TokenKind.Colon ? readStep(parser, 0) : 0;
  }
  const outside = parser.enter(TokenKind.CloseBracket);
  const first = readStep(parser, 0);
  for (let last = first, index = 1; isStepBehind(parser); ) {
    if (parser.kind === TokenKind.CloseBracket) {
      reportDanglingComma(parser);
      continue;
    }
    const step = readStep(parser, index++);
    parser.joined(last, step);
    last = step;
  }
  closeBracket(parser, TokenKind.CloseBracket, open);
  parser.leave(outside);
  return first;
}

/** A comma goes on with the list; a label without one does too, with a problem. */
function isStepBehind(parser: ParserState): boolean {
  if (parser.accept(TokenKind.Comma) || readWordBetweenSteps(parser)) return true;
  if (isWord(parser.kind) && parser.peek(1) === TokenKind.Colon) {
    parser.expected("a comma between two steps");
    return true;
  }
  return false;
}

function reportDanglingComma(parser: ParserState): void {
  const comma = parser.at - 1;
  parser.report(comma, comma + 1, {
    code: "pql.syntax",
    message: "No step follows this comma.",
    fix: parser.replacement("Remove the comma", comma, comma + 1, ""),
  });
}

function readStep(parser: ParserState, index: number): NodeId {
  const first = parser.at;
  const label = isWord(parser.kind) && parser.peek(1) === TokenKind.Colon ? parser.advance() : 0;
  if (parser.at > first) parser.advance();
  else if (!reportGap(parser))
    parser.expected("a label and a step, such as `A: WHAT(…)`", labelFix(parser, index));
  const parts = readParts(parser) || readBareCondition(parser, label);
  if (parts === 0) parser.expected("`WHAT(…)`, the condition on the event");
  else reportPartOrder(parser, parts);
  if (readBareCount(parser)) readParts(parser);
  if (parser.isAtBoundary || (isWord(parser.kind) && parser.peek(1) === TokenKind.Colon)) {
    return parser.node(NodeKind.Step, first, parts, label);
  }
  if (isBarePart(parser)) reportUnknownPart(parser, findBareWindowFix(parser));
  else parser.expected("the next part of the step, a comma or `]`");
  parser.skipToBoundary();
  return parser.node(NodeKind.Step, first, parts, label);
}

/** `A: eventType = "x"`: the condition alone; 0 where none stands. */
function readBareCondition(parser: ParserState, label: number): NodeId {
  if (label === 0 || parser.isAtBoundary) return 0;
  // A word in capitals is a part that nobody knows.
  if (isBarePart(parser)) return 0;
  const first = parser.at;
  const condition = parser.grammar.expression(parser);
  reportBareCondition(parser, first);
  return parser.node(NodeKind.What, first, condition);
}

/** `WITHIN 3 days`: a word in the place of a part, without brackets. */
function isBarePart(parser: ParserState): boolean {
  return (
    parser.kind === TokenKind.Identifier && parser.text(parser.at).toUpperCase() === parser.text(parser.at)
  );
}

function reportUnknownPart(parser: ParserState, fix: Fix | undefined): void {
  const word = parser.at;
  parser.report(word, word + 1, {
    code: "pql.chainPart",
    message: `A step of a chain has no \`${parser.text(word)}\`; its parts are WHAT, WHEN, COUNT and WHERE.`,
    fix,
  });
}

/** The parts of a step, joined to the first; 0 where there is none. */
function readParts(parser: ParserState): NodeId {
  let first = 0;
  for (let last = 0; isWord(parser.kind) && parser.peek(1) === TokenKind.OpenParen; ) {
    const part = readPart(parser);
    if (first === 0) first = part;
    else parser.joined(last, part);
    last = part;
    readConjunctionOfParts(parser);
  }
  return first;
}

function reportPartOrder(parser: ParserState, firstPart: NodeId): void {
  if (parser.builder.kind(firstPart) === NodeKind.What || parser.builder.kind(firstPart) === NodeKind.Error)
    return;
  const token = parser.builder.firstToken(firstPart);
  parser.report(token, token + 1, {
    code: "pql.chainPart",
    message: "A step begins with `WHAT(…)`, the condition on the event; the other parts follow it.",
    fix: partOrderFix(parser, firstPart),
  });
}

/** Moves `WHAT( )` to the front; without one any event is meant. */
function partOrderFix(parser: ParserState, firstPart: NodeId): Fix {
  const { builder, tokens } = parser;
  const start = tokens.starts[builder.firstToken(firstPart)];
  let part = firstPart;
  while (part !== 0 && builder.kind(part) !== NodeKind.What) part = builder.nextSibling(part);
  if (part === 0) {
    const edits = [{ span: { start, end: start }, newText: "WHAT(true) " }];
    return { title: "Write `WHAT(true)`, any event", edits, isPreferred: false };
  }
  const first = builder.firstToken(part);
  const next = builder.nextSibling(part);
  const end = next === 0 ? parser.at : builder.firstToken(next);
  const what = parser.span(first, end);
  const edits = [
    { span: { start, end: start }, newText: `${tokens.text.slice(what.start, what.end)} ` },
    { span: { start: tokens.ends[first - 1], end: what.end }, newText: "" },
  ];
  return { title: "Move `WHAT` to the front", edits, isPreferred: true };
}

function readPart(parser: ParserState): NodeId {
  const word = parser.at;
  switch (parser.kind) {
    case TokenKind.What:
      return readBracketed(parser, NodeKind.What, readCondition);
    case TokenKind.When:
      return readBracketed(parser, NodeKind.When, readWhen);
    case TokenKind.Where:
      return readBracketed(parser, NodeKind.WherePart, parser.grammar.expression);
    case TokenKind.Count:
      return readCountPart(parser);
    default:
      reportUnknownPart(parser, findStepWindowFix(parser));
      parser.advance();
      parser.skipTokenOrBracket();
      return parser.leaf(NodeKind.Error, word);
  }
}

function readBracketed(parser: ParserState, kind: number, read: (parser: ParserState) => NodeId): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const outside = parser.enter(TokenKind.CloseParen);
  const child = read(parser);
  closeBracket(parser, TokenKind.CloseParen, open);
  parser.leave(outside);
  return parser.node(kind, word, child);
}

function readCondition(parser: ParserState): NodeId {
  if (reportAnyEvent(parser)) return parser.missing();
  const condition = parser.grammar.expression(parser);
  while (reportConditionComma(parser)) parser.grammar.expression(parser);
  return condition;
}

function readWhen(parser: ParserState): NodeId {
  readWholeTimeTest(parser);
  if (isPairOfDistances(parser)) return readBounds(parser, parser.at);
  return parser.grammar.timeTest(parser);
}

/** `COUNT(n)`, `COUNT(>= n)`. */
function readCountPart(parser: ParserState): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const outside = parser.enter(TokenKind.CloseParen);
  if (isComparison(parser.kind)) parser.advance();
  const count = parser.kind === TokenKind.Integer ? parser.advance() : 0;
  if (count === 0) {
    const found = describeToken(parser.tokens, parser.at);
    parser.report(word, word + 1, {
      code: "pql.chainPart",
      message: `\`COUNT\` takes a whole number, such as \`COUNT(2)\`, not ${found}.`,
    });
    if (parser.kind !== TokenKind.CloseParen) parser.skipToEndOfBracket();
  }
  closeBracket(parser, TokenKind.CloseParen, open);
  parser.leave(outside);
  return parser.node(NodeKind.Count, word, 0, count);
}
