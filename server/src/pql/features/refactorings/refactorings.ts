/**
 * All refactorings of a selection. Which exist is said here; how each works in its own file.
 */
import { isWellFormed } from "../../syntax/query";
import type { Span } from "../../text/span";
import type { QueryView } from "../queryView";
import { groupSelection, removeBrackets } from "./brackets";
import { toCallStyle, toMemberStyle } from "./callStyle";
import { flipComparison, negate, removeNegation } from "./conditions";
import { extractLet } from "./extractLet";
import { joinComparisons, splitList } from "./lists";
import type { Refactorer, Refactoring } from "./refactoring";
import { readSelection } from "./selection";

const REFACTORERS: readonly Refactorer[] = [
  extractLet,
  joinComparisons,
  splitList,
  negate,
  removeNegation,
  flipComparison,
  groupSelection,
  removeBrackets,
  toMemberStyle,
  toCallStyle,
];

/** What can be made of a selection; nothing in a clause that is not well-formed. */
export function findRefactorings(query: QueryView, span: Span): Refactoring[] {
  const selection = readSelection(query, span);
  if (selection === undefined || !isWellFormed(selection.placed.clause)) return [];
  return REFACTORERS.flatMap((refactor) => refactor(selection) ?? []);
}
