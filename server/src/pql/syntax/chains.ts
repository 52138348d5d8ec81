/**
 * `chain(events, timestamp, [A: WHAT(…) WHEN(…), …])`: steps of events in order.
 * Reads any word with brackets as a part of a step and says which parts exist; how long a chain may be is checked elsewhere.
 */
import { describeToken } from "./describe";
import { closeBracket } from "./names";
import { type NodeId, NodeKind } from "./nodes";
import type { ParserState } from "./parserState";
import { isComparison, isWord, TokenKind } from "./tokens";

/** The whole chain. The cursor stands on the word `chain`, an opening bracket behind it. */
export function readChain(parser: ParserState): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const children = parser.enclosed(TokenKind.CloseParen, () => {
    const parts = [parser.grammar.expression(parser)];
    readComma(parser, "the field that holds the time of an event, such as `timestamp`");
    parts.push(parser.grammar.postfix(parser));
    readComma(parser, "the steps in square brackets");
    parts.push(...readSteps(parser));
    closeBracket(parser, TokenKind.CloseParen, open);
    return parts;
  });
  return parser.node(NodeKind.Chain, word, children, word);
}

function readComma(parser: ParserState, what: string): void {
  if (!parser.accept(TokenKind.Comma)) parser.expected(`a comma and ${what}`);
}

function readSteps(parser: ParserState): NodeId[] {
  const open = parser.at;
  if (!parser.accept(TokenKind.OpenBracket)) {
    parser.expected("`[` and the steps of the chain");
    return isWord(parser.kind) && parser.peek(1) === TokenKind.Colon ? [readStep(parser)] : [];
  }
  return parser.enclosed(TokenKind.CloseBracket, () => {
    const steps: NodeId[] = [];
    do {
      if (parser.kind === TokenKind.CloseBracket && steps.length > 0) reportDanglingComma(parser);
      else steps.push(readStep(parser));
    } while (isStepBehind(parser));
    closeBracket(parser, TokenKind.CloseBracket, open);
    return steps;
  });
}

/** A comma goes on with the list; a label without one does too, with a problem. */
function isStepBehind(parser: ParserState): boolean {
  if (parser.accept(TokenKind.Comma)) return true;
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
    message: "A comma stands here with no step behind it.",
    fix: parser.replacement("Remove the comma", comma, comma + 1, ""),
  });
}

function readStep(parser: ParserState): NodeId {
  const first = parser.at;
  const label = isWord(parser.kind) && parser.peek(1) === TokenKind.Colon ? parser.advance() : 0;
  if (parser.at > first) parser.advance();
  else parser.expected("a label and a step, such as `A: WHAT(…)`");
  const parts: NodeId[] = [];
  while (isWord(parser.kind) && parser.peek(1) === TokenKind.OpenParen) parts.push(readPart(parser));
  if (parts.length === 0) parser.expected("`WHAT(…)`, the condition on the event");
  else reportPartOrder(parser, parts);
  if (parser.isAtBoundary || (isWord(parser.kind) && parser.peek(1) === TokenKind.Colon)) {
    return parser.node(NodeKind.Step, first, parts, label);
  }
  parser.expected("the next part of the step, a comma or `]`");
  parser.skipToBoundary();
  return parser.node(NodeKind.Step, first, parts, label);
}

function reportPartOrder(parser: ParserState, parts: readonly NodeId[]): void {
  const firstPart = parts[0];
  if (parser.builder.kind(firstPart) === NodeKind.What || parser.builder.kind(firstPart) === NodeKind.Error)
    return;
  const token = parser.builder.firstToken(firstPart);
  parser.report(token, token + 1, {
    code: "pql.chainPart",
    message: "A step begins with `WHAT(…)`, the condition on the event; the other parts follow it.",
  });
}

function readPart(parser: ParserState): NodeId {
  const word = parser.at;
  switch (parser.kind) {
    case TokenKind.What:
      return readBracketed(parser, NodeKind.What, parser.grammar.expression);
    case TokenKind.When:
      return readBracketed(parser, NodeKind.When, parser.grammar.timeTest);
    case TokenKind.Where:
      return readBracketed(parser, NodeKind.WherePart, parser.grammar.expression);
    case TokenKind.Count:
      return readCountPart(parser);
    default:
      parser.report(word, word + 1, {
        code: "pql.chainPart",
        message: `A step of a chain has no \`${parser.text(word)}\`; its parts are WHAT, WHEN, COUNT and WHERE.`,
      });
      parser.advance();
      parser.skipTokenOrBracket();
      return parser.leaf(NodeKind.Error, word);
  }
}

function readBracketed(parser: ParserState, kind: number, read: (parser: ParserState) => NodeId): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const child = parser.enclosed(TokenKind.CloseParen, () => {
    const node = read(parser);
    closeBracket(parser, TokenKind.CloseParen, open);
    return node;
  });
  return parser.node(kind, word, [child]);
}

/** `COUNT(n)`, `COUNT(>= n)`. */
function readCountPart(parser: ParserState): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const number = parser.enclosed(TokenKind.CloseParen, () => {
    if (isComparison(parser.kind)) parser.advance();
    const count = parser.kind === TokenKind.Integer ? parser.advance() : 0;
    if (count === 0) {
      const found = describeToken(parser.tokens, parser.at);
      parser.report(word, word + 1, {
        code: "pql.chainPart",
        message: `\`COUNT\` takes a whole number, such as \`COUNT(2)\`; here stands ${found}.`,
      });
    }
    closeBracket(parser, TokenKind.CloseParen, open);
    return count;
  });
  return parser.node(NodeKind.Count, word, [], number);
}
