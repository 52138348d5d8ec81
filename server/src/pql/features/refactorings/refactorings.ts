/**
 * All refactorings of a selection: the clause and the nodes that hold all of what a person selected. Which exist is said here;
 * how each works in its own file.
 */
import { isWellFormed } from "../../syntax/query";
import { tokenAt } from "../../syntax/tokenList";
import type { Span } from "../../text/span";
import {
  findCursor,
  nodeSpan,
  nodesAround,
  type PlacedClause,
  placeClause,
  type QueryView,
} from "../queryCursor";
import { toCallStyle, toMemberStyle } from "./callStyle";
import { flipComparison, negate, removeNegation } from "./conditionRefactorings";
import { extractLet } from "./extractLet";
import { joinComparisons, splitList } from "./listRefactorings";
import { groupSelection, removeParentheses } from "./neededParentheses";
import type { Refactorer, Refactoring, Selection } from "./refactoring";
import { askOneEvent } from "./sameEvent";
import { simplifyRule } from "./simplifyRule";

const REFACTORERS: readonly Refactorer[] = [
  extractLet,
  joinComparisons,
  splitList,
  askOneEvent,
  negate,
  removeNegation,
  flipComparison,
  groupSelection,
  removeParentheses,
  toMemberStyle,
  toCallStyle,
];

/** What can be made of a selection, nothing in a clause that is not well-formed; and of the whole rule, whatever is selected. */
export function findRefactorings(query: QueryView, span: Span): Refactoring[] {
  return [...reshapeSelection(query, span), ...simplifyRule(query)];
}

function reshapeSelection(query: QueryView, span: Span): Refactoring[] {
  const selection = readSelection(query, span);
  if (selection === undefined || !isWellFormed(selection.placed.clause)) return [];
  return REFACTORERS.flatMap((refactor) => refactor(selection) ?? []);
}

/** The selection of a span; undefined where it reaches over several clauses or holds nothing. */
function readSelection(query: QueryView, wanted: Span): Selection | undefined {
  const placed = findPlace(query, wanted);
  if (placed === undefined) return undefined;
  const span = trimmed(placed, wanted);
  const { tree, root } = placed.clause;
  const token = firstTokenOf(query, placed, span);
  const around = nodesAround(tree, root, token).filter((node) => {
    const { start, end } = nodeSpan(placed, node);
    return start <= span.start && span.end <= end;
  });
  return { query, span, placed, tree, around };
}

function findPlace(query: QueryView, { start, end }: Span): PlacedClause | undefined {
  const first = query.clauseAt(start);
  const last = query.clauseAt(end);
  if (first === last) return placeClause(query, first);
  // A selection up to the first character of the next clause still holds one clause only.
  return end === query.startOf(last) && last === first + 1 ? placeClause(query, first) : undefined;
}

function trimmed({ clause, shift }: PlacedClause, { start, end }: Span): Span {
  const { text } = clause.tree.tokens;
  let from = start - shift;
  let to = end - shift;
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return { start: from + shift, end: to + shift };
}

function firstTokenOf(query: QueryView, placed: PlacedClause, { start, end }: Span): number {
  if (start === end) return findCursor(query, start)?.token ?? placed.clause.firstToken;
  return tokenAt(placed.clause.tree.tokens, start - placed.shift);
}
