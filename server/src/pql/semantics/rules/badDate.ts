/**
 * Flags days that do not exist and times that are written as text, with `date(…)` as the rewrite. A text against a field of
 * type date only warns, because one page says that it is converted; behind `occurs` and `<` it is wrong, as nothing converts it there.
 */
import type { Fix } from "../../problems/problem";
import type { Severity } from "../../problems/problemCodes";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { STRING, STRING_LITERAL, type Type } from "../../types/pqlTypes";
import { isTime, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { decodeText } from "./unknownEscape";

/** Year, month and day at the start of an ISO text, also with slashes as old pages print it. */
const DAY_TEXT = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:$|[T ])/;

/** `date(2021, 5, 9)` for a text that begins with a day; undefined for other texts and days that do not exist. */
function toDateCall(text: string): string | undefined {
  const match = DAY_TEXT.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  return isCalendarDay(year, month, day) ? `date(${year}, ${month}, ${day})` : undefined;
}

/** True for days of the calendar that everybody uses. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  // Day 0 of the next month is the last of this one; 400 years have one calendar cycle.
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** Reports a text in the place of a time. */
export function reportTimeText(state: CheckState, literal: NodeId, severity: Severity): void {
  const call = toDateCall(decodeText(state.text(literal)));
  state.report(literal, {
    code: "pql.badDate",
    severity,
    message:
      call === undefined
        ? `${state.text(literal)} is a string, not a day; write days as \`date(2031, 5, 9)\`.`
        : `Write a day as \`${call}\`; ${state.text(literal)} is a string.`,
    fix: call === undefined ? undefined : state.replaceNode(`Write ${call}`, literal, call),
  });
}

/** `date(y, m, d)` with numbers that are no day. The node is the call. */
export function checkDateCall(state: CheckState, node: NodeId): void {
  const { tree } = state;
  const parts: number[] = [];
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
    if (tree.kind(child) === NodeKind.StringLiteral) {
      reportDateText(state, node, child);
      return;
    }
    if (tree.kind(child) !== NodeKind.IntegerLiteral) return;
    parts.push(Number(tree.text(child)));
  }
  const [year, month, day] = parts;
  if (parts.length !== 3 || isCalendarDay(year, month, day)) return;
  const reason = month < 1 || month > 12 ? "months run from 1 to 12" : "this month has no such day";
  state.report(node, {
    code: "pql.badDate",
    message: `There is no day ${tree.text(node)}: ${reason}.`,
    fix: lastDayFix(state, node, parts),
  });
}

/** The 31st of April was meant to be the end of the month; a month or day 0 nobody can guess. */
function lastDayFix(state: CheckState, node: NodeId, [year, month, day]: readonly number[]): Fix | undefined {
  if (month < 1 || month > 12 || day < 29) return undefined;
  let last = 31;
  while (!isCalendarDay(year, month, last)) last--;
  const call = `date(${year}, ${month}, ${last})`;
  return { ...state.replaceNode(`Write ${call}`, node, call), isPreferred: false };
}

/** The first day of a year that stands in the place of a time. */
export function yearFix(state: CheckState, node: NodeId): Fix | undefined {
  const text = state.text(node);
  if (!/^[12]\d{3}$/.test(text)) return undefined;
  const call = `date(${text}, 1, 1)`;
  return { ...state.replaceNode(`Write ${call}`, node, call), isPreferred: false };
}

/** `date("2021-05-09")`. */
function reportDateText(state: CheckState, node: NodeId, text: NodeId): void {
  const call = toDateCall(decodeText(state.text(text)));
  state.report(node, {
    code: "pql.badDate",
    message: `\`date\` takes three numbers: year, month and day${call === undefined ? "" : `, so \`${call}\``}.`,
    fix: call === undefined ? undefined : state.replaceNode(`Write ${call}`, node, call),
  });
}

/** `2021/05/09`, as old pages write a day; it reads as a division. True where that was reported. */
export function checkSlashDate(state: CheckState, node: NodeId): boolean {
  const { tree, tokens } = state;
  const parts = tree.firstChild(node);
  const second = tree.nextSibling(parts);
  const third = tree.nextSibling(second);
  const isThree = third !== 0 && tree.nextSibling(third) === 0;
  const isDivided = tokens.kinds[tree.endToken(parts)] === TokenKind.Slash;
  if (!isThree || !isDivided || tree.kind(parts) !== NodeKind.IntegerLiteral) return false;
  const call = toDateCall(tree.text(node).replaceAll(/\s/g, ""));
  if (call === undefined) return false;
  state.report(node, {
    code: "pql.badDate",
    message: `This is a division; write a day as \`${call}\`.`,
    fix: state.replaceNode(`Write ${call}`, node, call),
  });
  return true;
}

/** `timestamp >= 2021-05-09`: a day without quotes, which reads as a difference. True where that was reported. */
export function reportBareDay(state: CheckState, node: NodeId, other: Type): boolean {
  const call = isTime(withoutSpread(other)) ? toDateCall(state.text(node)) : undefined;
  if (call === undefined) return false;
  state.report(node, {
    code: "pql.badDate",
    message: `This is a difference of numbers; write a day as \`${call}\`.`,
    fix: state.replaceNode(`Write ${call}`, node, call),
  });
  return true;
}

/** `timestamp >= "2021-05-09"`: the habit of SQL. True where that was reported. */
export function checkOrderedDate(
  state: CheckState,
  node: NodeId,
  [left, right]: readonly [Type, Type],
): boolean {
  const { tree } = state;
  const first = tree.firstChild(node);
  const second = tree.nextSibling(first);
  const isReversed = left === STRING_LITERAL;
  const [value, literal] = isReversed ? [second, first] : [first, second];
  const other = withoutSpread(isReversed ? right : left);
  if (tree.kind(literal) !== NodeKind.StringLiteral || other === STRING) return false;
  const call = toDateCall(decodeText(state.text(literal)));
  if (call === undefined) return isTime(other) && reportUnreadable(state, literal);
  const isBefore = isReversed !== isLess(state.tokens.kinds[tree.detail(node)]);
  const newText = `${state.text(value)} occurs ${isBefore ? "before" : "after"} ${call}`;
  state.report(node, {
    code: "pql.badDate",
    message: `A time cannot be compared with a string; write \`${newText}\`.`,
    fix: { ...state.replaceNode(`Write \`${newText}\``, node, newText), isPreferred: false },
  });
  return true;
}

function reportUnreadable(state: CheckState, literal: NodeId): true {
  reportTimeText(state, literal, "error");
  return true;
}

function isLess(operator: number): boolean {
  return operator === TokenKind.Less || operator === TokenKind.LessOrEqual;
}
