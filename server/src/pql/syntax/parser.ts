/**
 * Turns any text into a query: a total parser that always covers the whole text and never throws.
 * Holds only the top level, the list of clauses; each construct has its own file.
 */
import type { Problem } from "../problems/problem";
import { type Span, shifted } from "../text/span";
import { keepApart, type Segment } from "./fixSpacing";
import { reportForeignOperator } from "./foreignSyntax";
import { lex } from "./lexer";
import type { NodeId } from "./nodeKinds";
import { readLet } from "./parseBinders";
import { readChain } from "./parseChains";
import { readAdditive, readExpression, readOperand, readPostfix, readUnary } from "./parseExpressions";
import { readPrimary } from "./parsePrimary";
import { type Grammar, ParserState } from "./parserState";
import { readTimeTest } from "./parseTimeTests";
import type { Clause, Connective, Query } from "./query";
import { isAnd, isOr, isWord, TokenKind } from "./tokenKinds";
import type { TokenList } from "./tokenList";

const GRAMMAR: Grammar = {
  expression: readExpression,
  additive: readAdditive,
  unary: readUnary,
  postfix: readPostfix,
  primary: readPrimary,
  timeTest: readTimeTest,
  chain: readChain,
  binder: readLet,
};

/** Kept, because V8 throws away optimised code once the last object of a shape it knows is collected. */
const IDLE = new ParserState(lex(""), GRAMMAR);

/** Where a text that is only a part of a query stands in the whole. */
export interface FragmentPlace {
  /** True where the fragment begins the query, which is where `let` and a lambda may stand. */
  readonly isStart: boolean;
  /** True where the fragment ends the query; else it must end with the connective to the next clause. */
  readonly isEnd: boolean;
}

/** Parses a whole query. */
export function parseQuery(text: string): Query {
  return { clauses: parseFragment(text, { isStart: true, isEnd: true }) ?? [] };
}

/**
 * Parses consecutive clauses of a query. Undefined where the fragment does not end as its place asks, such as with a
 * bracket left open: then the text behind it belongs to it and must be read with it.
 */
export function parseFragment(text: string, place: FragmentPlace): readonly Clause[] | undefined {
  return parseTokens(lex(text), place);
}

/** As `parseFragment`, for text that has been cut into tokens. */
export function parseTokens(tokens: TokenList, place: FragmentPlace): readonly Clause[] | undefined {
  const clauses = readClauses(IDLE.over(tokens), place);
  const isClosed =
    place.isEnd || (clauses[clauses.length - 1].connective !== undefined && !endsInComment(tokens));
  return isClosed ? clauses : undefined;
}

/** A comment that reaches the end of a fragment may go on behind it. */
function endsInComment({ text, comments }: TokenList): boolean {
  return comments.length > 0 && comments[comments.length - 1].end === text.length;
}

function readClauses(parser: ParserState, place: FragmentPlace): Clause[] {
  const { starts, text } = parser.tokens;
  const tree = parser.builder.tree();
  const clauses: Clause[] = [];
  for (;;) {
    parser.beginClause();
    const firstToken = parser.at;
    const firstProblem = parser.problems.length;
    const origin = clauses.length === 0 ? 0 : starts[firstToken];
    const isFirst = place.isStart && clauses.length === 0;
    const root = readClause(parser, isFirst);
    const endToken = parser.at;
    const connective = readConnective(parser);
    const isLast = connective === undefined || (parser.kind === TokenKind.EndOfText && !place.isEnd);
    const end = isLast ? text.length : starts[parser.at];
    const segment = { tokens: parser.tokens, start: origin, end, isFirst, isLast: connective === undefined };
    const problems = takeProblems(parser, firstProblem, segment);
    const length = end - origin;
    clauses.push({ tree, root, origin, length, firstToken, endToken, isFirst, connective, problems });
    if (isLast) return clauses;
  }
}

function readClause(parser: ParserState, isStart: boolean): NodeId {
  if (!isStart) return readOperand(parser);
  const { kinds, partners } = parser.tokens;
  const isLet = parser.kind === TokenKind.Let && isWord(parser.peek(1));
  const close = partners[parser.at];
  const isLambda = parser.kind === TokenKind.OpenParen && close > 0 && kinds[close + 1] === TokenKind.Arrow;
  return isLet || isLambda ? readExpression(parser) : readOperand(parser);
}

function readConnective(parser: ParserState): Connective | undefined {
  const connective = isAnd(parser.kind) ? "and" : isOr(parser.kind) ? "or" : undefined;
  if (connective === undefined) return undefined;
  reportForeignOperator(parser);
  parser.advance();
  return connective;
}

const NO_PROBLEMS: readonly Problem[] = [];

/** The problems found since there were `first`, and the comments of the segment, relative to the segment. */
function takeProblems(parser: ParserState, first: number, segment: Segment): readonly Problem[] {
  const { problems, tokens } = parser;
  if (problems.length === first && tokens.comments.length === 0) return NO_PROBLEMS;
  const found = [...problems.slice(first), ...commentProblems(tokens, segment)];
  if (found.length === 0) return NO_PROBLEMS;
  return found.map((problem) => keepApart(relative(problem, segment.start), segment));
}

function relative(problem: Problem, origin: number): Problem {
  if (origin === 0) return problem;
  const fixes = problem.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: shifted(edit.span, -origin) })),
  }));
  return { ...problem, span: shifted(problem.span, -origin), fixes };
}

function commentProblems({ comments }: TokenList, segment: Span): Problem[] {
  return comments
    .filter(({ start }) => start >= segment.start && start < segment.end)
    .map((span) => ({
      code: "pql.comment",
      severity: "error",
      message: "PQL has no comments; keep notes in the description of the audience.",
      span,
      fixes: [{ title: "Remove the comment", edits: [{ span, newText: "" }], isPreferred: true }],
    }));
}
