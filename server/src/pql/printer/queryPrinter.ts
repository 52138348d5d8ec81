/**
 * The formatter: the same tokens with other white space between them, and nothing else.
 * A clause with a syntax problem is copied as it stands; case, brackets and quotes are never touched.
 */
import { lex } from "../syntax/lexer";
import { type Clause, clauseText, isWellFormed, type Query, queryText } from "../syntax/query";
import { tokenText } from "../syntax/tokenList";
import { type Span, shifted, type TextEdit } from "../text/span";
import { INDENT, LINE_WIDTH, layOutClause } from "./lineBreaks";
import { spaceClause } from "./tokenSpacing";

/** The whole query, formatted. Ends with a line break only if the text did. */
export function formatQuery(query: Query): string {
  const text = queryText(query);
  return applyEdits(text, formatEdits(query));
}

/**
 * The edits that format a query, in text order; none where it is formatted already. With a range, only clauses it touches
 * are laid out, though always as parts of the whole.
 */
export function formatEdits(query: Query, range?: Span): TextEdit[] {
  return [...eachClauseFormatted(query, range)].flat();
}

/** As `formatEdits`, with a pause behind each clause, so that the work on a long text can be interrupted. */
export function* eachClauseFormatted(query: Query, range?: Span): Generator<readonly TextEdit[]> {
  const style = chooseStyle(query);
  let start = 0;
  let place: Place = { column: 0, indent: 0 };
  for (const [index, clause] of query.clauses.entries()) {
    const end = start + clause.length;
    const isWanted = range === undefined || (range.start <= end && range.end >= start);
    const next = placeAfter(clause, query.clauses[index + 1], style);
    const edits: TextEdit[] = [];
    if (isWanted) formatClause({ clause, start, place, style, isFirst: index === 0, next }, edits);
    yield isWellFormed(clause) || keepsTokens(clause, start, edits) ? edits : [];
    start = end;
    place = next.place;
  }
}

/** True where the edits leave the tokens as they are; in broken text a blank may end a text or begin a comment. */
function keepsTokens(clause: Clause, start: number, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0) return true;
  const text = clauseText(clause);
  const local = edits.map((edit) => ({ ...edit, span: shifted(edit.span, -start) }));
  const before = lex(text);
  const after = lex(applyEdits(text, local));
  if (before.count !== after.count || before.comments.length !== after.comments.length) return false;
  for (let token = 0; token < before.count; token++) {
    if (before.kinds[token] !== after.kinds[token]) return false;
    if (tokenText(before, token) !== tokenText(after, token)) return false;
  }
  return true;
}

interface Style {
  readonly lineBreak: string;
  /** True where each clause begins a line of its own. */
  readonly isBroken: boolean;
  /** True where `and` binds some clauses closer than the `or` around them, which the indentation then shows. */
  readonly isMixed: boolean;
}

interface Place {
  readonly column: number;
  readonly indent: number;
}

/** How the white space around the connective behind a clause is written, and where that leaves the next clause. */
interface Joint {
  readonly before: string;
  readonly after: string;
  readonly place: Place;
  /** True where the clause on either side is broken. */
  readonly isFragile: boolean;
}

interface ClausePrint {
  readonly clause: Clause;
  readonly start: number;
  readonly place: Place;
  readonly style: Style;
  readonly isFirst: boolean;
  readonly next: Joint;
}

function chooseStyle(query: Query): Style {
  const { clauses } = query;
  const isCrLf = clauses.some((clause) => clauseText(clause).includes("\r\n"));
  let width = 0;
  for (const clause of clauses) {
    width += flatWidth(clause);
    if (width > LINE_WIDTH) break;
  }
  const connectives = new Set(clauses.map((clause) => clause.connective));
  return {
    lineBreak: isCrLf ? "\r\n" : "\n",
    isBroken: width > LINE_WIDTH,
    isMixed: connectives.has("and") && connectives.has("or"),
  };
}

/** Width on one line with the connective and its blanks; more than a line for text that is kept as it stands over several. */
function flatWidth(clause: Clause): number {
  const connective = clause.connective === undefined ? 0 : clause.connective.length + 2;
  if (!isWellFormed(clause)) {
    const { tokens } = clause.tree;
    const text = tokens.text.slice(clause.origin, endOfTokens(clause)).trim();
    return /[\r\n]/.test(text) ? LINE_WIDTH + 1 : text.length + connective;
  }
  return spaceClause(clause).columns[clause.endToken - clause.firstToken] + connective;
}

/** Offset behind the last token of a clause, in its tree. */
function endOfTokens({ tree: { tokens }, firstToken, endToken }: Clause): number {
  return endToken === firstToken ? tokens.starts[firstToken] : tokens.ends[endToken - 1];
}

function placeAfter(clause: Clause, next: Clause | undefined, style: Style): Joint {
  const start: Place = { column: 0, indent: 0 };
  if (clause.connective === undefined || next === undefined)
    return { before: "", after: "", place: start, isFragile: false };
  const isFragile = !isWellFormed(clause) || !isWellFormed(next);
  if (next.length === 0) return { before: " ", after: "", place: start, isFragile };
  if (!style.isBroken) return { before: " ", after: " ", place: start, isFragile };
  const isDeeper = style.isMixed && clause.connective === "and";
  const indent = isDeeper ? INDENT : 0;
  const before = style.lineBreak + " ".repeat(indent);
  const inner = style.isMixed ? INDENT : 0;
  const column = indent + clause.connective.length + 1;
  return { before, after: " ", place: { column, indent: Math.max(indent, inner) }, isFragile };
}

function formatClause(print: ClausePrint, edits: TextEdit[]): void {
  const { clause, start, isFirst } = print;
  if (hasComment(clause)) return;
  const { starts, ends, text } = clause.tree.tokens;
  const toAbsolute = start - clause.origin;
  const change = (from: number, to: number, newText: string): void => {
    const written = text.slice(from, to);
    // What the parser left outside the clause, such as a foreign word before it, is text and stays.
    if (written !== newText && !/\S/.test(written))
      edits.push({ span: { start: from + toAbsolute, end: to + toAbsolute }, newText });
  };
  if (isFirst) change(clause.origin, starts[clause.firstToken], "");
  if (isWellFormed(clause)) formatTokens(print, change);
  const isEmpty = clause.endToken === clause.firstToken;
  // Signs that touch are read otherwise in broken text than signs that stand apart.
  const join = (from: number, to: number, newText: string): void => {
    const touches = (from === to) !== (newText === "");
    if (!touches || !print.next.isFragile) change(from, to, newText);
  };
  const last = endOfTokens(clause);
  const end = clause.origin + clause.length;
  if (clause.connective === undefined) {
    change(
      last,
      end,
      last > clause.origin && /[\r\n]/.test(text.slice(last, end)) ? print.style.lineBreak : "",
    );
    return;
  }
  // A blank before the connective of nothing would belong to the clause before it, and be added again and again.
  if (!isEmpty) join(last, starts[clause.endToken], print.next.before);
  join(ends[clause.endToken], end, print.next.after);
}

function formatTokens(print: ClausePrint, change: (from: number, to: number, newText: string) => void): void {
  const { clause, place, style } = print;
  const { starts, ends } = clause.tree.tokens;
  const spacing = spaceClause(clause);
  const breaks = layOutClause(spacing, clause.root, place);
  for (let token = clause.firstToken + 1; token < clause.endToken; token++) {
    const index = token - clause.firstToken;
    const indent = breaks[index] - 1;
    const blank = spacing.blanks[index] === 1 ? " " : "";
    change(ends[token - 1], starts[token], indent < 0 ? blank : style.lineBreak + " ".repeat(indent));
  }
}

function hasComment(clause: Clause): boolean {
  const { comments } = clause.tree.tokens;
  if (comments.length === 0) return false;
  return comments.some(({ start }) => start >= clause.origin && start < clause.origin + clause.length);
}

/** Applies edits that are in text order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, newText } of edits) {
    parts.push(text.slice(at, span.start), newText);
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
