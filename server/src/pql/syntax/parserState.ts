/**
 * What every part of the parser shares: the cursor, the tree under construction, the problems, the nesting guard.
 * Knows no grammar; the grammar is handed in, so that its parts can call each other without importing each other.
 */
import type { Fix, Problem } from "../problems/problem";
import { replacementFix } from "../problems/problem";
import type { ProblemCode, Severity } from "../problems/problemCodes";
import type { Span } from "../text/span";
import { type NodeId, NodeKind } from "./nodeKinds";
import { TreeBuilder } from "./syntaxTree";
import { describeToken } from "./tokenDescription";
import { isAnd, isClosing, isOpening, isOr, isWord, TokenKind } from "./tokenKinds";
import type { TokenList } from "./tokenList";

/** The parts of the grammar that other parts call. Each reads at the cursor and returns the node it read. */
export interface Grammar {
  expression(parser: ParserState): NodeId;
  additive(parser: ParserState): NodeId;
  unary(parser: ParserState): NodeId;
  postfix(parser: ParserState): NodeId;
  primary(parser: ParserState): NodeId;
  timeTest(parser: ParserState): NodeId;
  chain(parser: ParserState): NodeId;
  binder(parser: ParserState): NodeId;
}

/** Deeper nesting than this is reported once and skipped, so that every consumer of a tree may recurse. */
export const MAX_NESTING = 256;

/** A problem as the parser words it, before it has a place. */
export interface Report {
  readonly code: ProblemCode;
  readonly message: string;
  readonly severity?: Severity;
  readonly fix?: Fix | undefined;
}

/** Cursor, tree builder and problem list of one parse. */
export class ParserState {
  /** Index of the token the cursor stands on. */
  at = 0;
  /** True while `in` closes a `let` instead of asking for membership. */
  isInReserved = false;
  readonly builder: TreeBuilder;
  readonly #kinds: Uint8Array;
  readonly #lastToken: number;
  readonly problems: Problem[] = [];
  #depth = 0;
  #lastReportedToken = -1;
  #hasReportedDepth = false;
  #hasReportedOpenEnd = false;
  readonly #closers: number[] = [];
  #closerCount = 0;

  constructor(
    readonly tokens: TokenList,
    readonly grammar: Grammar,
  ) {
    this.builder = new TreeBuilder(tokens);
    this.#kinds = tokens.kinds;
    this.#lastToken = tokens.count - 1;
  }

  /** A parser of the same grammar at the start of other tokens. */
  over(tokens: TokenList): ParserState {
    return new ParserState(tokens, this.grammar);
  }

  /** Forgets what was reported once already; a clause is read the same whether alone or among others. */
  beginClause(): void {
    this.#hasReportedDepth = false;
  }

  /** Kind of the token under the cursor. */
  get kind(): number {
    return this.#kinds[this.at];
  }

  /** Kind of the token `distance` behind the cursor's; `EndOfText` past the end. */
  peek(distance: number): number {
    const index = this.at + distance;
    return index < this.#lastToken ? this.#kinds[index] : TokenKind.EndOfText;
  }

  /** Moves the cursor over one token, never past the end, and returns that token. */
  advance(): number {
    const token = this.at;
    if (token < this.#lastToken) this.at++;
    return token;
  }

  /** Moves over the token under the cursor if it is of `kind`. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  span(firstToken: number, endToken: number): Span {
    const { starts, ends } = this.tokens;
    return {
      start: starts[firstToken],
      end: endToken > firstToken ? ends[endToken - 1] : starts[firstToken],
    };
  }

  /** The text from one token to the one before the cursor. */
  textFrom(first: number): string {
    return this.tokens.text.slice(this.tokens.starts[first], this.tokens.ends[this.at - 1]);
  }

  text(token: number): string {
    return this.tokens.text.slice(this.tokens.starts[token], this.tokens.ends[token]);
  }

  /** True where no white space stands between a token and the one behind it. */
  isAdjacent(token: number): boolean {
    return this.tokens.ends[token] === this.tokens.starts[token + 1];
  }

  /** Reports a problem over whole tokens; a second one at the same first token is dropped, since it only echoes the first. */
  report(firstToken: number, endToken: number, report: Report): void {
    if (firstToken === this.#lastReportedToken) return;
    this.#lastReportedToken = firstToken;
    this.reportAt(this.span(firstToken, endToken), report);
  }

  /** Reports an open bracket at the end of the text: the innermost one only, since the outer ones follow from it. */
  reportOpenEnd(open: number, report: Report): void {
    if (!this.#hasReportedOpenEnd) this.report(open, open + 1, report);
    this.#hasReportedOpenEnd = true;
  }

  /** Reports a problem over any span. */
  reportAt(span: Span, report: Report): void {
    const { code, message, severity = "error", fix } = report;
    this.problems.push({ code, severity, message, span, fixes: fix === undefined ? [] : [fix] });
  }

  /** Reports that `expected` should stand under the cursor, naming what stands there instead. */
  expected(expected: string, fix?: Fix): void {
    const found = describeToken(this.tokens, this.at);
    const report: Report = { code: "pql.syntax", message: `Expected ${expected}, found ${found}.` };
    this.report(this.at, this.at + 1, fix === undefined ? report : { ...report, fix });
  }

  /** A fix that puts `newText` in place of whole tokens. */
  replacement(title: string, firstToken: number, endToken: number, newText: string): Fix {
    return replacementFix(title, this.span(firstToken, endToken), newText);
  }

  /** A node from the token `firstToken` to just before the cursor; its children are `firstChild` and what is joined to it. */
  node(kind: number, firstToken: number, firstChild: NodeId, detail = 0): NodeId {
    const node = this.builder.add(kind, firstToken, this.at, detail);
    if (firstChild !== 0) this.builder.setFirstChild(node, firstChild);
    return node;
  }

  /** Makes `sibling`, with what is joined to it, the next child behind `node`; returns `node`. */
  joined(node: NodeId, sibling: NodeId): NodeId {
    this.builder.setNextSibling(node, sibling);
    return node;
  }

  /** A node without children, from the token `firstToken` to just before the cursor. */
  leaf(kind: number, firstToken: number): NodeId {
    return this.builder.add(kind, firstToken, this.at);
  }

  /** A node that begins with its first child, as all infix operators do; `detail` is the operator. */
  infix(kind: number, operands: { readonly left: NodeId; readonly right: NodeId }, detail: number): NodeId {
    const { builder } = this;
    const node = builder.add(kind, builder.firstToken(operands.left), this.at, detail);
    builder.setFirstChild(node, operands.left);
    builder.setNextSibling(operands.left, operands.right);
    return node;
  }

  /** An empty node for a value that is not there. */
  missing(): NodeId {
    return this.builder.add(NodeKind.Missing, this.at, this.at);
  }

  /** Reads one level deeper, or skips what is nested too deeply and says so. */
  nested(read: (parser: ParserState) => NodeId): NodeId {
    if (this.#depth >= MAX_NESTING) return this.#tooDeep();
    this.#depth++;
    const node = read(this);
    this.#depth--;
    return node;
  }

  /** Goes inside a bracket whose opening token the cursor has just passed; what it returns is for `leave`. */
  enter(closer: number): boolean {
    const wasInReserved = this.isInReserved;
    this.isInReserved = false;
    this.#closers[this.#closerCount++] = closer;
    return wasInReserved;
  }

  /** Goes outside the innermost bracket. */
  leave(wasInReserved: boolean): void {
    this.#closerCount--;
    this.isInReserved = wasInReserved;
  }

  /** True where an enclosing bracket waits for this closing one. */
  isAwaited(closer: number): boolean {
    for (let i = this.#closerCount - 1; i >= 0; i--) if (this.#closers[i] === closer) return true;
    return false;
  }

  /** True inside any bracket. */
  get isEnclosed(): boolean {
    return this.#closerCount > 0;
  }

  /** True where an expression may end: at a connective, a separator or a bracket that somebody waits for. */
  get isAtBoundary(): boolean {
    const kind = this.kind;
    if (kind === TokenKind.EndOfText || isAnd(kind) || isOr(kind)) return true;
    if (isClosing(kind)) return this.isAwaited(kind);
    if (kind === TokenKind.Comma) return this.isEnclosed || this.#isDeclarationBehindComma;
    return kind === TokenKind.In && this.isInReserved;
  }

  get #isDeclarationBehindComma(): boolean {
    return isWord(this.peek(1)) && this.peek(2) === TokenKind.From;
  }

  /** Moves over tokens, whole brackets at a time, up to the next boundary. Always moves at least once unless at the end. */
  skipToBoundary(): void {
    do {
      this.skipTokenOrBracket();
    } while (!this.isAtBoundary);
  }

  /** Moves over one token or one whole bracket; one that nobody closes reaches to the end of the bracket around it. */
  skipTokenOrBracket(): void {
    const partner = this.tokens.partners[this.at];
    const isOpen = isOpening(this.kind) && partner === 0;
    if (partner > this.at) this.at = partner;
    this.advance();
    if (isOpen) this.skipToEndOfBracket();
  }

  /** Moves to the closing bracket that somebody waits for, or to the end of the text. */
  skipToEndOfBracket(): void {
    while (!this.#isAtEndOfBracket) {
      const partner = this.tokens.partners[this.at];
      if (partner > this.at) this.at = partner;
      this.advance();
    }
  }

  get #isAtEndOfBracket(): boolean {
    return this.kind === TokenKind.EndOfText || (isClosing(this.kind) && this.isAwaited(this.kind));
  }

  /** Skips everything up to the end of the bracket around it, so that one long nest gives one problem. */
  #tooDeep(): NodeId {
    const first = this.at;
    if (!this.#hasReportedDepth) {
      this.#hasReportedDepth = true;
      this.report(first, first + 1, {
        code: "pql.nestedTooDeep",
        message: `This is nested more than ${MAX_NESTING} levels deep and is not read any further.`,
      });
    }
    this.skipToEndOfBracket();
    return this.builder.add(NodeKind.Error, first, this.at);
  }
}
