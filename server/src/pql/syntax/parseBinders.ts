/**
 * Constructs that bring names into scope: `let`, lambdas, `select`, quantifiers, aggregates and their declarations.
 * Only their shape; what the names mean is bound in `semantics`.
 */
import { type NodeId, NodeKind } from "./nodeKinds";
import { reportUnusualName } from "./parseNames";
import type { ParserState } from "./parserState";
import { isWord, TokenKind } from "./tokenKinds";

/** `let n = v in b`. The cursor stands on `let`. */
export function readLet(parser: ParserState): NodeId {
  const first = parser.advance();
  const name = parser.advance();
  reportUnusualName(parser, name);
  if (!parser.accept(TokenKind.Equal)) parser.expected("`=` and the value of the variable");
  const wasInReserved = parser.isInReserved;
  parser.isInReserved = true;
  const value = parser.grammar.expression(parser);
  parser.isInReserved = wasInReserved;
  if (!parser.accept(TokenKind.In)) {
    parser.expected("`in` and the expression that uses the variable");
    return parser.node(NodeKind.Let, first, parser.joined(value, parser.missing()), name);
  }
  const body = parser.grammar.expression(parser);
  return parser.node(NodeKind.Let, first, parser.joined(value, body), name);
}

/** `(a, b) => x`. The cursor stands on the bracket, whose partner is `close`. */
export function readLambda(parser: ParserState, close: number): NodeId {
  const first = parser.advance();
  while (parser.at < close) {
    if (isWord(parser.kind)) reportUnusualName(parser, parser.at);
    else parser.expected("the name of a parameter");
    parser.advance();
    if (parser.at < close && !parser.accept(TokenKind.Comma)) {
      parser.expected("a comma between the parameters");
      parser.at = close;
    } else if (parser.at === close && parser.tokens.kinds[close - 1] === TokenKind.Comma) {
      parser.expected("the name of a parameter");
    }
  }
  parser.at = close + 1;
  const arrow = parser.advance();
  const body = parser.grammar.expression(parser);
  return parser.node(NodeKind.Lambda, first, body, arrow);
}

/** True where the cursor stands on `Name from`. */
export function isDeclaration(parser: ParserState, distance = 0): boolean {
  return isWord(parser.peek(distance)) && parser.peek(distance + 1) === TokenKind.From;
}

/** `select`, `exists` or `forall` with their declarations. The cursor stands on the word. */
export function readQuantified(parser: ParserState, kind: number): NodeId {
  const first = parser.advance();
  return parser.node(kind, first, readDeclarations(parser));
}

/** One or more declarations, joined to the first; a comma goes on with the list only where a declaration follows it. */
export function readDeclarations(parser: ParserState): NodeId {
  const first = readDeclaration(parser);
  for (let last = first; parser.kind === TokenKind.Comma && isDeclaration(parser, 1); ) {
    parser.advance();
    const next = readDeclaration(parser);
    parser.joined(last, next);
    last = next;
  }
  return first;
}

function readDeclaration(parser: ParserState): NodeId {
  if (!isDeclaration(parser)) {
    parser.expected("a variable and where it comes from, such as `E from xEvent`");
    return parser.missing();
  }
  const name = parser.advance();
  reportUnusualName(parser, name);
  parser.advance();
  const source = parser.nested(parser.grammar.additive);
  if (parser.kind !== TokenKind.Where && parser.kind !== TokenKind.Colon) {
    return parser.node(NodeKind.Declaration, name, source, name);
  }
  parser.advance();
  const condition = parser.grammar.expression(parser);
  return parser.node(NodeKind.Declaration, name, parser.joined(source, condition), name);
}

/** `sum x over …` or `sum V from …`; undefined where the word is a plain name or a call. The cursor stands on the word. */
export function readAggregate(parser: ParserState): NodeId | undefined {
  const first = parser.at;
  if (isDeclaration(parser, 1)) {
    parser.advance();
    return parser.node(NodeKind.Aggregate, first, readDeclarations(parser), first);
  }
  const enclosed = findEnclosedOver(parser);
  if (enclosed !== undefined) return readEnclosedAggregate(parser, enclosed);
  if (!beginsAggregated(parser)) return undefined;
  parser.advance();
  const value = parser.nested(parser.grammar.additive);
  if (!parser.accept(TokenKind.Over)) {
    parser.expected(`\`over\` and a declaration, as in \`${parser.text(first)} x over V from …\``);
    return parser.node(NodeKind.Aggregate, first, value, first);
  }
  return parser.node(NodeKind.Aggregate, first, parser.joined(value, readDeclarations(parser)), first);
}

/** The bracket that closes `sum(x over V from a)` under the cursor, written as a call; undefined for anything else. */
function findEnclosedOver(parser: ParserState): number | undefined {
  const { kinds, partners } = parser.tokens;
  const close = parser.peek(1) === TokenKind.OpenParen ? partners[parser.at + 1] : 0;
  if (close !== 0 && isDeclaration(parser, 2)) return close;
  const last = Math.min(close, parser.at + LONGEST_LOOK_AHEAD);
  for (let token = parser.at + 2; token < last; token++) {
    if (kinds[token] === TokenKind.Over && kinds[token + 2] === TokenKind.From) return close;
    if (partners[token] > token) token = partners[token];
  }
  return undefined;
}

/** The bracket belongs before the word. */
function readEnclosedAggregate(parser: ParserState, close: number): NodeId {
  const first = parser.advance();
  const word = parser.text(first);
  parser.report(first, parser.at + 1, {
    code: "pql.syntax",
    message: `The bracket stands before the word: \`(${word} x over V from …)\`.`,
    fix: parser.replacement(`Write \`(${word} …\``, first, parser.at + 1, `(${word} `),
  });
  const outside = parser.enter(TokenKind.CloseParen);
  parser.advance();
  const value = isDeclaration(parser) ? readDeclarations(parser) : parser.nested(parser.grammar.additive);
  if (parser.accept(TokenKind.Over)) parser.joined(value, readDeclarations(parser));
  if (parser.at < close) parser.skipToEndOfBracket();
  parser.leave(outside);
  parser.accept(TokenKind.CloseParen);
  return parser.node(NodeKind.Aggregate, first, value, first);
}

/** A bracket begins the aggregated value only where `over` follows its end or an operator carries it on; else it is a call. */
function beginsAggregated(parser: ParserState): boolean {
  const next = parser.peek(1);
  if (next === TokenKind.OpenParen) return isFollowedByOver(parser, parser.tokens.partners[parser.at + 1]);
  return (
    next === TokenKind.Parameter ||
    next === TokenKind.Caret ||
    next === TokenKind.Integer ||
    next === TokenKind.Double ||
    next === TokenKind.This ||
    next === TokenKind.If ||
    next === TokenKind.Identifier ||
    next === TokenKind.QuotedName
  );
}

/** How far an arithmetic value behind a bracket is searched for its `over`; keeps the look-ahead linear. */
const LONGEST_LOOK_AHEAD = 64;

function isFollowedByOver(parser: ParserState, close: number): boolean {
  const { kinds, partners, count } = parser.tokens;
  if (close === 0) return false;
  const last = Math.min(count, close + LONGEST_LOOK_AHEAD);
  for (let token = close + 1; token < last; token++) {
    const kind = kinds[token];
    if (kind === TokenKind.Over) return true;
    const continues = isWord(kind)
      ? kind < TokenKind.And || kind >= TokenKind.Matches
      : kind === TokenKind.Dot ||
        (kind >= TokenKind.Plus && kind <= TokenKind.Percent) ||
        (kind >= TokenKind.Integer && kind <= TokenKind.Double) ||
        kind === TokenKind.OpenParen;
    if (!continues) return false;
    if (partners[token] > token) token = partners[token];
  }
  return false;
}
