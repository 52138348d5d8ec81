/**
 * Points out a date of birth that is asked to lie around today, where the birthday is meant: it lies in the year of birth alone.
 * Goes by the name of the field. Years pass, since "born this year" is a question of its own.
 */
import { findTimeUnit } from "../../language/timeUnits";
import { type Fix, replacementFix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";

const HOURS_OF_MONTH = 31 * 24;
const DATE_OF_BIRTH = /(birth_?da(te|y)|dateOfBirth|\bdob)$/i;

/** Checks `tested occurs test`. */
export function checkBirthday(state: CheckState, tested: NodeId, test: NodeId): void {
  const { tree } = state;
  const time = tree.firstChild(test);
  const isPoint = tree.kind(tested) === NodeKind.Path && tree.kind(test) === NodeKind.TimePoint;
  if (!isPoint || !isShort(state, time) || !DATE_OF_BIRTH.test(state.text(tested))) return;
  const fix = birthdayFix(state, tested, time);
  state.report(test, {
    code: "pql.birthday",
    message:
      "A date of birth lies in one year; for birthdays, compare its `getMonth()` and `getDayOfMonth()`.",
    ...(fix && { fix }),
  });
}

/** `today` and its neighbours, `this month` and less. */
function isShort({ tree, tokens }: CheckState, time: NodeId): boolean {
  const first = tree.firstToken(time);
  if (tree.kind(time) === NodeKind.TimeWord) return tokens.kinds[first] !== TokenKind.Now;
  const hours = findTimeUnit(tree.tokenText(first + 1))?.hours;
  return tree.kind(time) === NodeKind.Interval && hours !== undefined && hours <= HOURS_OF_MONTH;
}

/** Of today and of this month; other days may lie in two months. */
function birthdayFix(state: CheckState, tested: NodeId, time: NodeId): Fix | undefined {
  const { tree, tokens } = state;
  const isToday = tokens.kinds[tree.firstToken(time)] === TokenKind.Today;
  const isThisMonth = /^this\s+month$/i.test(state.text(time));
  if (!isToday && !isThisMonth) return undefined;
  const date = state.text(tested);
  const month = `${date}.getMonth() = currentMonth()`;
  const newText = isToday ? `(${month} and ${date}.getDayOfMonth() = currentDayOfMonth())` : month;
  const span = { start: state.spanOf(tested).start, end: state.spanOf(time).end };
  return { ...replacementFix("Compare without the year", span, newText), isPreferred: false };
}
