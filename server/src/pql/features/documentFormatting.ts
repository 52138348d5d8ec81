/**
 * Formatting of a document, of a range of it, and of what was just typed. The layout itself is the printer's.
 */
import { INDENT } from "../printer/lineBreaks";
import { eachClauseFormatted, formatEdits } from "../printer/queryPrinter";
import { isClosing, isOpening } from "../syntax/tokenKinds";
import type { Span, TextEdit } from "../text/span";
import { findCursor, type QueryView, tokenSpan } from "./queryCursor";

/** The edits that format the whole text. */
export function planFormatting(query: QueryView): TextEdit[] {
  return formatEdits(query);
}

/** As `planFormatting`, clause by clause, so that the work on a long text can be interrupted. */
export function eachFormatting(query: QueryView): Generator<readonly TextEdit[]> {
  return eachClauseFormatted(query);
}

/** The edits that format the clauses of a range; none reaches outside it. */
export function planRangeFormatting(query: QueryView, range: Span): TextEdit[] {
  return formatEdits(query, range).filter(({ span }) => range.start <= span.start && span.end <= range.end);
}

/** The edits behind a bracket or a line break that was just typed; `offset` is behind it. */
export function planTypedFormatting(query: QueryView, offset: number, typed: string): TextEdit[] {
  if (typed === "\n") return indentLine(query, offset);
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return [];
  const { tokens } = cursor.clause.tree;
  const isBehind = tokens.starts[cursor.token] === cursor.treeOffset;
  const close = isBehind ? Math.max(0, cursor.token - 1) : cursor.token;
  const open = tokens.partners[close];
  if (tokens.ends[close] !== cursor.treeOffset) return [];
  if (!isClosing(tokens.kinds[close]) || !isOpening(tokens.kinds[open])) return [];
  const start = tokenSpan(cursor, open).start;
  return planRangeFormatting(query, { start, end: offset });
}

/** Indents the line the cursor is on as deep as the brackets that are open before it. */
function indentLine(query: QueryView, offset: number): TextEdit[] {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return [];
  const { text } = cursor.clause.tree.tokens;
  const lineStart = text.lastIndexOf("\n", cursor.treeOffset - 1) + 1;
  // A line that begins before the clause is indented by the clause before it.
  if (lineStart === 0 && cursor.index > 0) return [];
  const indent = " ".repeat(openBrackets(query, offset) * INDENT);
  const written = /^[ \t]*/.exec(text.slice(lineStart, Math.max(lineStart, cursor.treeOffset)))?.[0] ?? "";
  if (lineStart + written.length !== cursor.treeOffset || written === indent) return [];
  return [{ span: cursor.toText(lineStart, cursor.treeOffset), newText: indent }];
}

/** Brackets of the clause that are open at an offset; several of one line count once, as they are laid out. */
function openBrackets(query: QueryView, offset: number): number {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return 0;
  const { tokens } = cursor.clause.tree;
  const open: number[] = [];
  for (
    let token = cursor.clause.firstToken;
    token < tokens.count && tokens.starts[token] < cursor.treeOffset;
    token++
  ) {
    if (isOpening(tokens.kinds[token])) open.push(tokens.starts[token]);
    else if (isClosing(tokens.kinds[token])) open.pop();
  }
  let lines = 0;
  for (const [index, start] of open.entries()) {
    const before = open[index - 1];
    if (before === undefined || tokens.text.slice(before, start).includes("\n")) lines++;
  }
  return lines;
}
