/**
 * The operator levels of the grammar, loosest first: `or`, `and`, `not`, comparison, sum, product, sign, postfix.
 * What a value can begin with stands in `parsePrimary.ts`; what people write instead of an operator in `foreignSyntax.ts`.
 */
import type { Fix } from "../problems/problem";
import type { Span } from "../text/span";
import { readTurnedOperator, reportForeignOperator, reportHabit } from "./foreignSyntax";
import { type NodeId, NodeKind } from "./nodeKinds";
import { readLambda, readLet } from "./parseBinders";
import { readArguments, readNamesAfterDot } from "./parseNames";
import { MAX_NESTING, type ParserState } from "./parserState";
import { reportDistanceWithoutOccurs } from "./spokenTimes";
import { isAnd, isComparison, isOr, isWord, TokenKind } from "./tokenKinds";
import { findSpokenWindow, reportSpokenWindow } from "./windowRewrites";

/** `let`, lambda or disjunction: everything an expression can be. */
export function readExpression(parser: ParserState): NodeId {
  return parser.nested(readUnnested);
}

function readUnnested(parser: ParserState): NodeId {
  if (parser.kind === TokenKind.Let && isWord(parser.peek(1))) return readLet(parser);
  if (parser.kind === TokenKind.OpenParen) {
    const close = parser.tokens.partners[parser.at];
    if (close > 0 && parser.tokens.kinds[close + 1] === TokenKind.Arrow) return readLambda(parser, close);
  }
  return readDisjunction(parser);
}

/** The rest of a list of operands joined by one operator; `first` is the operand that has been read. */
function readRest(
  parser: ParserState,
  kind: number,
  first: NodeId,
  read: { readonly isOperator: (kind: number) => boolean; readonly operand: (parser: ParserState) => NodeId },
): NodeId {
  const { builder } = parser;
  const node = builder.add(kind, builder.firstToken(first), parser.at);
  builder.setFirstChild(node, first);
  let last = first;
  while (read.isOperator(parser.kind)) {
    reportForeignOperator(parser);
    parser.advance();
    const operand = read.operand(parser);
    builder.setNextSibling(last, operand);
    last = operand;
  }
  builder.setEndToken(node, parser.at);
  return node;
}

const OR = { isOperator: isOr, operand: readConjunction };
const AND = { isOperator: isAnd, operand: readOperand };

function readDisjunction(parser: ParserState): NodeId {
  const first = readConjunction(parser);
  return isOr(parser.kind) ? readRest(parser, NodeKind.Or, first, OR) : first;
}

function readConjunction(parser: ParserState): NodeId {
  const first = readOperand(parser);
  return isAnd(parser.kind) ? readRest(parser, NodeKind.And, first, AND) : first;
}

/** One operand of `and` or `or`, with whatever stands behind it that belongs nowhere. */
export function readOperand(parser: ParserState): NodeId {
  let node = readNegation(parser);
  while (!parser.isAtBoundary && !endsOperand(parser.kind)) {
    const first = parser.builder.firstToken(node);
    reportHabit(parser, first);
    parser.skipToBoundary();
    node = parser.node(NodeKind.Error, first, node);
  }
  return node;
}

/** Words that close the part of a declaration or aggregate they follow. */
function endsOperand(kind: number): boolean {
  return kind === TokenKind.Over || kind === TokenKind.Where;
}

function readNegation(parser: ParserState): NodeId {
  const kind = parser.kind;
  if (kind !== TokenKind.Not && kind !== TokenKind.Bang) return readRelation(parser);
  const first = parser.advance();
  const operand = parser.nested(readNegation);
  return parser.node(NodeKind.Not, first, operand);
}

function readRelation(parser: ParserState): NodeId {
  const left = readAdditive(parser);
  const kind = parser.kind;
  if (isComparison(kind)) return readComparison(parser, left);
  switch (kind) {
    case TokenKind.In:
      return parser.isInReserved ? left : readIn(parser, left);
    case TokenKind.NotIn:
      return readWordOperator(parser, NodeKind.Membership, left);
    case TokenKind.Like:
      return readWordOperator(parser, NodeKind.Like, left);
    case TokenKind.Matches:
      return readWordOperator(parser, NodeKind.Matches, left);
    case TokenKind.Occurs:
      return readOccurs(parser, left);
    default:
      return left;
  }
}

function readOccurs(parser: ParserState, left: NodeId): NodeId {
  const operator = parser.advance();
  return parser.infix(NodeKind.Occurs, { left, right: parser.grammar.timeTest(parser) }, operator);
}

/** A list behind `in`, or a window, as in `in last 7 days`. */
function readIn(parser: ParserState, left: NodeId): NodeId {
  const spoken = findSpokenWindow(parser);
  if (spoken === undefined) return readWordOperator(parser, NodeKind.Membership, left);
  const operator = parser.at;
  reportSpokenWindow(parser, spoken, "occurs ");
  parser.at += spoken.length;
  return parser.infix(NodeKind.Occurs, { left, right: parser.leaf(NodeKind.Error, operator + 1) }, operator);
}

function readWordOperator(parser: ParserState, kind: number, left: NodeId): NodeId {
  const operator = parser.advance();
  const right = kind === NodeKind.Membership ? readListOperand(parser) : readAdditive(parser);
  return parser.infix(kind, { left, right }, operator);
}

/** The right side of `in`; a list in parentheses is what SQL would write, one in braces what sets look like elsewhere. */
function readListOperand(parser: ParserState): NodeId {
  const open = parser.at;
  const close = parser.tokens.partners[open];
  const isForeign =
    (parser.kind === TokenKind.OpenParen && close !== 0 && hasTopLevelComma(parser, open, close)) ||
    (parser.kind === TokenKind.OpenBrace && close !== 0 && parser.peek(2) !== TokenKind.Colon);
  if (!isForeign) return readAdditive(parser);
  parser.report(open, close + 1, {
    code: "pql.listBrackets",
    message: "Write a list of values in square brackets: `[…]`.",
    fix: {
      title: "Use square brackets",
      edits: [
        { span: parser.span(open, open + 1), newText: "[" },
        { span: parser.span(close, close + 1), newText: "]" },
      ],
      isPreferred: true,
    },
  });
  parser.advance();
  const items = readArguments(parser, parser.tokens.kinds[close], open);
  return parser.node(NodeKind.ArrayLiteral, open, items);
}

function hasTopLevelComma(parser: ParserState, open: number, close: number): boolean {
  const { kinds, partners } = parser.tokens;
  for (let token = open + 1; token < close; token++) {
    if (kinds[token] === TokenKind.Comma) return true;
    if (partners[token] > token) token = partners[token];
  }
  return false;
}

function readComparison(parser: ParserState, left: NodeId): NodeId {
  const { builder } = parser;
  if (reportDistanceWithoutOccurs(parser)) {
    const sign = parser.at;
    return parser.infix(NodeKind.Occurs, { left, right: parser.grammar.timeTest(parser) }, sign);
  }
  reportForeignOperator(parser);
  readTurnedOperator(parser);
  const operator = parser.advance();
  let last = readAdditive(parser);
  const node = parser.infix(NodeKind.Comparison, { left, right: last }, operator);
  while (isComparison(parser.kind)) {
    parser.report(parser.at, parser.at + 1, {
      code: "pql.chainedComparison",
      message: "Comparisons cannot be chained; join two of them with `and`.",
      fix: repetitionFix(parser, last),
    });
    parser.advance();
    const next = readAdditive(parser);
    builder.setNextSibling(last, next);
    last = next;
    builder.setEndToken(node, parser.at);
  }
  return node;
}

/** `a < b < c` as `a < b and b < c`. The cursor stands behind the value that is compared twice. */
function repetitionFix(parser: ParserState, value: NodeId): Fix {
  const { span: whole, text } = nodeText(parser, value);
  const edits = [{ span: { start: whole.end, end: whole.end }, newText: ` and ${text}` }];
  return { title: `Repeat \`${text}\` behind \`and\``, edits, isPreferred: true };
}

function nodeText(parser: ParserState, node: NodeId): { readonly span: Span; readonly text: string } {
  const span = parser.span(parser.builder.firstToken(node), parser.at);
  return { span, text: parser.tokens.text.slice(span.start, span.end) };
}

function isAdditive(kind: number): boolean {
  return kind === TokenKind.Plus || kind === TokenKind.Minus;
}

function isMultiplicative(kind: number): boolean {
  return kind >= TokenKind.Star && kind <= TokenKind.Percent;
}

const SUM = { isOperator: isAdditive, operand: readMultiplicative };
const PRODUCT = { isOperator: isMultiplicative, operand: readUnary };

/** A sum: the loosest value that is not a truth value. */
export function readAdditive(parser: ParserState): NodeId {
  const first = readUnary(parser);
  const { kind } = parser;
  // Nearly always there is no operator at all, which is told by one comparison.
  if (kind < TokenKind.Plus || kind > TokenKind.Percent) return first;
  const product = readProduct(parser, first);
  return isAdditive(parser.kind) ? readRest(parser, NodeKind.Additive, product, SUM) : product;
}

function readMultiplicative(parser: ParserState): NodeId {
  return readProduct(parser, readUnary(parser));
}

function readProduct(parser: ParserState, first: NodeId): NodeId {
  return isMultiplicative(parser.kind) ? readRest(parser, NodeKind.Multiplicative, first, PRODUCT) : first;
}

/** A value with its sign. */
export function readUnary(parser: ParserState): NodeId {
  if (parser.kind !== TokenKind.Minus) return readPostfix(parser);
  const first = parser.advance();
  const operand = parser.nested(readUnary);
  return parser.node(NodeKind.Negate, first, operand);
}

/** A value with the fields, calls and brackets behind it. */
export function readPostfix(parser: ParserState): NodeId {
  let node = parser.grammar.primary(parser);
  for (let length = 0; parser.kind === TokenKind.Dot || parser.kind === TokenKind.OpenBracket; length++) {
    if (length >= MAX_NESTING) {
      parser.report(parser.at, parser.at + 1, {
        code: "pql.nestedTooDeep",
        message: `More than ${MAX_NESTING} steps follow one value; the rest is not read.`,
      });
      return node;
    }
    node = parser.kind === TokenKind.Dot ? readDot(parser, node) : readSubscript(parser, node);
  }
  return node;
}

function readDot(parser: ParserState, object: NodeId): NodeId {
  const first = parser.builder.firstToken(object);
  const dot = parser.at;
  if (isWord(parser.peek(1)) && parser.peek(2) === TokenKind.OpenParen) {
    parser.advance();
    const name = parser.advance();
    const open = parser.advance();
    const items = readArguments(parser, TokenKind.CloseParen, open);
    return parser.node(NodeKind.MethodCall, first, parser.joined(object, items), name);
  }
  const isPath = readNamesAfterDot(parser);
  return parser.node(isPath ? NodeKind.Member : NodeKind.Error, first, object, dot);
}

function readSubscript(parser: ParserState, object: NodeId): NodeId {
  const first = parser.builder.firstToken(object);
  const open = parser.advance();
  if (parser.kind === TokenKind.Star && parser.peek(1) === TokenKind.CloseBracket) {
    parser.report(open, parser.at + 2, {
      code: "pql.arrayWildcard",
      message:
        "PQL has no `[*]`: a path covers every item of an array by itself; write a condition on the items in `[…]`.",
      fix: parser.replacement("Remove [*]", open, parser.at + 2, ""),
    });
    parser.advance();
    const missing = parser.missing();
    parser.advance();
    return parser.node(NodeKind.Subscript, first, parser.joined(object, missing), open);
  }
  const items = readArguments(parser, TokenKind.CloseBracket, open);
  if (items === 0) {
    parser.report(parser.at - 1, parser.at, {
      code: "pql.syntax",
      message: "The brackets are empty: a filter needs a condition, a map needs a key.",
    });
  }
  return parser.node(NodeKind.Subscript, first, parser.joined(object, items), open);
}
