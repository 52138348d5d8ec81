/**
 * What a value can begin with: literals, names, brackets, and the words that open a construct.
 * Where nothing fits it reports once, keeps the text in an error node and lets the caller go on.
 */
import { reportThinArrow } from "./foreignArrows";
import { readForeignString, readForeignValue, readStrayBracket, reportTimeWordCall } from "./foreignSyntax";
import { type NodeId, NodeKind } from "./nodeKinds";
import { isDeclaration, readAggregate, readDeclarations, readQuantified } from "./parseBinders";
import {
  closeBracket,
  readArguments,
  readHyphenatedName,
  readNamesAfterDot,
  reportDigitCall,
  reportDuration,
  reportUnusualName,
} from "./parseNames";
import type { ParserState } from "./parserState";
import {
  isAggregateWord,
  isAnd,
  isComparison,
  isOr,
  isReservedWord,
  isTimeWord,
  isWord,
  TokenKind,
} from "./tokenKinds";

/** Kinds of node of the literals that are one token, by kind of token; 0 for every other. */
const LITERALS = new Uint8Array(128);
for (const [token, node] of [
  [TokenKind.String, NodeKind.StringLiteral],
  [TokenKind.EscapedString, NodeKind.StringLiteral],
  [TokenKind.Integer, NodeKind.IntegerLiteral],
  [TokenKind.Long, NodeKind.LongLiteral],
  [TokenKind.Double, NodeKind.DoubleLiteral],
  [TokenKind.True, NodeKind.BooleanLiteral],
  [TokenKind.False, NodeKind.BooleanLiteral],
  [TokenKind.Null, NodeKind.NullLiteral],
  [TokenKind.Parameter, NodeKind.Parameter],
  [TokenKind.Context, NodeKind.Context],
]) {
  LITERALS[token] = node;
}

/** One value without what follows it. */
export function readPrimary(parser: ParserState): NodeId {
  const kind = parser.kind;
  if (kind === TokenKind.Identifier || kind === TokenKind.QuotedName) return readName(parser);
  const literal = LITERALS[kind];
  if (literal !== 0) return parser.leaf(literal, parser.advance());
  switch (kind) {
    case TokenKind.OpenParen:
      return readParen(parser);
    case TokenKind.OpenBracket:
      return readArray(parser);
    case TokenKind.OpenBrace:
      return readDoubleBraces(parser) ?? readObject(parser);
    case TokenKind.Caret:
      return readUp(parser);
    case TokenKind.UnclosedString:
    case TokenKind.ForeignString:
      return readForeignString(parser);
    default:
      return readWordOrNothing(parser, kind);
  }
}

/** A path, or a call where a bracket follows the first name. */
function readName(parser: ParserState): NodeId {
  const first = parser.at;
  if (parser.peek(1) === TokenKind.OpenParen) return readCall(parser);
  if (parser.peek(2) === TokenKind.From && isWord(parser.peek(1))) {
    const foreign = readForeignValue(parser, readDeclarations);
    if (foreign !== undefined) return foreign;
  }
  if (readHyphenatedName(parser)) return parser.leaf(NodeKind.Error, first);
  reportUnusualName(parser, first);
  parser.advance();
  const isPath = readNamesAfterDot(parser);
  return parser.builder.add(isPath ? NodeKind.Path : NodeKind.Error, first, parser.at);
}

function readCall(parser: ParserState): NodeId {
  const name = parser.advance();
  const open = parser.advance();
  const items = readArguments(parser, TokenKind.CloseParen, open);
  return parser.node(NodeKind.Call, name, items, name);
}

function readWordOrNothing(parser: ParserState, kind: number): NodeId {
  const opensBracket = parser.peek(1) === TokenKind.OpenParen;
  if (kind === TokenKind.Chain && opensBracket) return parser.grammar.chain(parser);
  if (kind === TokenKind.If && opensBracket) return readIf(parser);
  if (isTimeWord(kind) && !isFieldNamedAsTime(parser)) return readTimeWord(parser);
  if (isAggregateWord(kind)) return readAggregate(parser) ?? readName(parser);
  if (kind >= TokenKind.Matches) return readName(parser);
  return readReserved(parser, kind);
}

/** A time has methods and no fields, so that only a step behind the word makes a field of it. */
function isFieldNamedAsTime(parser: ParserState): boolean {
  const isMethod = isWord(parser.peek(2)) && parser.peek(3) === TokenKind.OpenParen;
  return parser.peek(1) === TokenKind.Dot && !isMethod;
}

function readReserved(parser: ParserState, kind: number): NodeId {
  const first = parser.at;
  if (readHyphenatedName(parser)) return parser.leaf(NodeKind.Error, first);
  switch (kind) {
    case TokenKind.Select:
      return parser.nested(() => readQuantified(parser, NodeKind.Select));
    case TokenKind.Exists:
    case TokenKind.Forall:
      if (parser.peek(1) === TokenKind.OpenParen) return readCall(parser);
      return readQuantified(parser, kind === TokenKind.Exists ? NodeKind.Exists : NodeKind.Forall);
    case TokenKind.This:
    case TokenKind.Last:
    case TokenKind.Next:
      return readIntervalOrThis(parser, kind);
    case TokenKind.In:
    case TokenKind.NotIn:
    case TokenKind.Like:
      return parser.peek(1) === TokenKind.OpenParen ? readCall(parser) : readNothing(parser);
    case TokenKind.DigitName:
      if (parser.peek(1) === TokenKind.OpenParen) reportDigitCall(parser);
      else if (reportDuration(parser)) return parser.leaf(NodeKind.Error, parser.advance());
      return readName(parser);
    case TokenKind.Unit:
    case TokenKind.Units:
    case TokenKind.UnclosedName:
      return readName(parser);
    case TokenKind.Not:
    case TokenKind.Bang:
      return readMisplacedNot(parser);
    case TokenKind.Let:
      return isWord(parser.peek(1)) ? readMisplacedLet(parser) : readNothing(parser);
    default:
      return readNothing(parser);
  }
}

/** `this month` is an interval, `this` alone the current item of a `map`. */
function readIntervalOrThis(parser: ParserState, kind: number): NodeId {
  const first = parser.at;
  const unit = parser.peek(1);
  if (unit === TokenKind.Unit || (unit === TokenKind.Units && parser.peek(2) !== TokenKind.OpenParen)) {
    parser.advance();
    const word = parser.advance();
    if (unit === TokenKind.Units) reportPluralUnit(parser, word);
    return parser.leaf(NodeKind.Interval, first);
  }
  if (kind === TokenKind.This) return parser.leaf(NodeKind.This, parser.advance());
  return parser.peek(1) === TokenKind.Integer
    ? (readForeignValue(parser, readDeclarations) ?? readName(parser))
    : readName(parser);
}

const SINGULARS: Readonly<Record<string, string>> = {
  centuries: "century",
  millennia: "millennium",
};

function reportPluralUnit(parser: ParserState, token: number): void {
  const plural = parser.text(token).toLowerCase();
  const singular = SINGULARS[plural] ?? plural.slice(0, -1);
  parser.report(token, token + 1, {
    code: "pql.syntax",
    message: `After \`this\`, \`last\` and \`next\` the unit is singular: \`${singular}\`.`,
    fix: parser.replacement(`Write \`${singular}\``, token, token + 1, singular),
  });
}

function readTimeWord(parser: ParserState): NodeId {
  const first = parser.advance();
  reportTimeWordCall(parser, first);
  return parser.leaf(NodeKind.TimeWord, first);
}

function readParen(parser: ParserState): NodeId {
  const open = parser.advance();
  if (parser.kind === TokenKind.CloseParen) {
    parser.expected("a value between the brackets");
    const missing = parser.missing();
    parser.advance();
    return parser.node(NodeKind.Paren, open, missing);
  }
  const items = readArguments(parser, TokenKind.CloseParen, open);
  if (parser.builder.nextSibling(items) !== 0) {
    parser.report(open, open + 1, {
      code: "pql.syntax",
      message: "Parentheses hold one expression; write a list of values in square brackets.",
    });
    return parser.node(NodeKind.Error, open, items);
  }
  return parser.node(NodeKind.Paren, open, items);
}

function readArray(parser: ParserState): NodeId {
  const open = parser.advance();
  return parser.node(NodeKind.ArrayLiteral, open, readArguments(parser, TokenKind.CloseBracket, open));
}

/** `{{profile.homeAddress.city}}`, as the text of a message names a field: reads what stands inside. */
function readDoubleBraces(parser: ParserState): NodeId | undefined {
  const { starts, ends, partners } = parser.tokens;
  const first = parser.at;
  const close = partners[first];
  if (parser.peek(1) !== TokenKind.OpenBrace || close === 0 || partners[first + 1] !== close - 1)
    return undefined;
  const edits = [
    { span: { start: starts[first], end: starts[first + 2] }, newText: "" },
    { span: { start: ends[close - 2], end: ends[close] }, newText: "" },
  ];
  parser.report(first, first + 2, {
    code: "pql.syntax",
    message: "Double braces belong to the texts of messages; a rule names the field alone.",
    fix: { title: "Remove the braces", edits, isPreferred: true },
  });
  parser.at = first + 2;
  const outside = parser.enter(TokenKind.CloseBrace);
  const inner = parser.grammar.expression(parser);
  parser.leave(outside);
  parser.at = close + 1;
  return parser.node(NodeKind.Error, first, inner);
}

function readObject(parser: ParserState): NodeId {
  const open = parser.advance();
  const outside = parser.enter(TokenKind.CloseBrace);
  const entries = readEntries(parser);
  closeBracket(parser, TokenKind.CloseBrace, open);
  parser.leave(outside);
  return parser.node(NodeKind.ObjectLiteral, open, entries);
}

function readEntries(parser: ParserState): NodeId {
  let first = 0;
  for (let last = 0; parser.kind !== TokenKind.CloseBrace && parser.kind !== TokenKind.EndOfText; ) {
    const entry = readEntry(parser);
    if (first === 0) first = entry;
    else parser.joined(last, entry);
    last = entry;
    if (!parser.accept(TokenKind.Comma)) break;
  }
  return first;
}

function readEntry(parser: ParserState): NodeId {
  const key = parser.at;
  const isText = parser.kind === TokenKind.String || parser.kind === TokenKind.EscapedString;
  if (!isText) parser.expected("a key in double quotes");
  if (!isText && parser.peek(1) !== TokenKind.Colon) return parser.grammar.expression(parser);
  parser.advance();
  if (!parser.accept(TokenKind.Colon)) parser.expected("`:` and a value");
  const value = parser.grammar.expression(parser);
  return parser.node(NodeKind.Entry, key, value, key);
}

/** `^name`, `^^.name`: reads from an element further out. */
function readUp(parser: ParserState): NodeId {
  const first = parser.at;
  let isPath = true;
  while (parser.accept(TokenKind.Caret));
  if (parser.kind === TokenKind.Dot) {
    isPath = readNamesAfterDot(parser);
  } else if (isWord(parser.kind) && readHyphenatedName(parser)) {
    isPath = false;
  } else if (isWord(parser.kind) && !isReservedWord(parser.kind) && parser.peek(1) !== TokenKind.OpenParen) {
    parser.advance();
    isPath = readNamesAfterDot(parser);
  } else {
    parser.expected("the name of a field after `^`");
  }
  return parser.builder.add(isPath ? NodeKind.UpPath : NodeKind.Error, first, parser.at);
}

function readIf(parser: ParserState): NodeId {
  const word = parser.advance();
  const open = parser.advance();
  const items = readArguments(parser, TokenKind.CloseParen, open);
  const count = countWritten(parser, items);
  if (count !== undefined && count !== 3) {
    parser.report(word, word + 1, {
      code: "pql.arity",
      message: `\`if\` takes three arguments, a condition and two values, not ${count}.`,
    });
  }
  return parser.node(NodeKind.If, word, items, word);
}

/** How many values are joined; undefined where one is still to be typed. */
function countWritten({ builder }: ParserState, first: NodeId): number | undefined {
  let count = 0;
  for (let node = first; node !== 0; node = builder.nextSibling(node)) {
    if (builder.kind(node) === NodeKind.Missing) return undefined;
    count++;
  }
  return count;
}

function readMisplacedNot(parser: ParserState): NodeId {
  const first = parser.at;
  parser.report(first, first + 1, {
    code: "pql.syntax",
    message: `\`${parser.text(first)}\` negates a whole condition; put the condition after it in parentheses.`,
  });
  parser.advance();
  const operand = parser.nested(readPrimary);
  return parser.node(NodeKind.Not, first, operand);
}

function readMisplacedLet(parser: ParserState): NodeId {
  const first = parser.at;
  parser.report(first, first + 1, {
    code: "pql.syntax",
    message: "`let` must begin an expression; put it in parentheses to use it here.",
  });
  return parser.nested(parser.grammar.binder);
}

/** Nothing here begins a value: say so and keep what cannot be read. */
function readNothing(parser: ParserState): NodeId {
  const kind = parser.kind;
  if (isReservedWord(kind) && (parser.peek(1) === TokenKind.Dot || isComparison(parser.peek(1)))) {
    return readName(parser);
  }
  const foreign = readForeignValue(parser, readDeclarations);
  if (foreign !== undefined) return foreign;
  if (reportThinArrow(parser)) return parser.nested(readPrimary);
  if (readStrayBracket(parser)) return parser.isAtBoundary ? parser.missing() : parser.nested(readPrimary);
  parser.expected("a value");
  const stays =
    parser.isAtBoundary || isAnd(kind) || isOr(kind) || isComparison(kind) || staysForCaller(kind);
  if (stays || isDeclaration(parser)) return parser.missing();
  return parser.leaf(NodeKind.Error, parser.advance());
}

/** Words the caller may be waiting for behind a missing value. */
function staysForCaller(kind: number): boolean {
  return (
    (kind >= TokenKind.In && kind <= TokenKind.Where) || kind === TokenKind.Over || kind === TokenKind.Colon
  );
}
