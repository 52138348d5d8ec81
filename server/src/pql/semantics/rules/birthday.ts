/**
 * Points out a date of birth that is asked to lie around today, where the birthday is meant: it lies in the year of birth alone.
 * Goes by the name of the field. Years pass, since "born this year" is a question of its own. Words the same for a field that holds
 * the day and month alone, as text.
 */
import { findTimeUnit } from "../../language/timeUnits";
import { type Fix, replacementFix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState, Report } from "../checkState";

const HOURS_OF_MONTH = 31 * 24;
const DATE_OF_BIRTH = /(birth_?da(te|y)|dateOfBirth|\bdob)$/i;
const DAY_AND_MONTH = /birth_?day_?and_?month$/i;
/** The field that standard schemas have beside it. */
const BESIDE = "birthDate";

/** Checks `tested occurs test`. */
export function checkBirthday(state: CheckState, tested: NodeId, test: NodeId): void {
  const { tree } = state;
  const time = tree.firstChild(test);
  const isPoint = tree.kind(tested) === NodeKind.Path && tree.kind(test) === NodeKind.TimePoint;
  if (!isPoint || !isShort(state, time) || !DATE_OF_BIRTH.test(state.text(tested))) return;
  const fix = birthdayFix(state, tested, { time, date: state.text(tested) });
  state.report(test, {
    code: "pql.birthday",
    message:
      "A date of birth lies in one year; for birthdays, compare its `getMonth()` and `getDayOfMonth()`.",
    ...(fix && { fix }),
  });
}

/** What to say of a text that is tested against a time; undefined for one that holds no day and month by its name. */
export function adviseOnDayAndMonth(
  state: CheckState,
  tested: NodeId,
): Pick<Report, "message" | "fix"> | undefined {
  const { tree, boundRoot, boundField } = state;
  const written = state.text(tested);
  if (!DAY_AND_MONTH.test(written)) return undefined;
  const test = tree.nextSibling(tested);
  const hasDate = boundRoot?.schema.findChild(boundRoot.schema.parent(boundField), BESIDE);
  const asked = { time: tree.firstChild(test), date: written.replace(DAY_AND_MONTH, BESIDE) };
  return {
    message:
      "This field holds a day and month as text; for birthdays, compare `getMonth()` and `getDayOfMonth()` of the date of birth.",
    fix: hasDate && tree.kind(test) === NodeKind.TimePoint ? birthdayFix(state, tested, asked) : undefined,
  };
}

/** `today` and its neighbours, `this month` and less. */
function isShort({ tree, tokens }: CheckState, time: NodeId): boolean {
  const first = tree.firstToken(time);
  if (tree.kind(time) === NodeKind.TimeWord) return tokens.kinds[first] !== TokenKind.Now;
  const hours = findTimeUnit(tree.tokenText(first + 1))?.hours;
  return tree.kind(time) === NodeKind.Interval && hours !== undefined && hours <= HOURS_OF_MONTH;
}

/** Of today and of this month; other days may lie in two months. */
function birthdayFix(
  state: CheckState,
  tested: NodeId,
  { time, date }: { readonly time: NodeId; readonly date: string },
): Fix | undefined {
  const { tree, tokens } = state;
  const isToday = tokens.kinds[tree.firstToken(time)] === TokenKind.Today;
  const isThisMonth = /^this\s+month$/i.test(state.text(time));
  if (!isToday && !isThisMonth) return undefined;
  const month = `${date}.getMonth() = currentMonth()`;
  const newText = isToday ? `(${month} and ${date}.getDayOfMonth() = currentDayOfMonth())` : month;
  const span = { start: state.spanOf(tested).start, end: state.spanOf(time).end };
  return { ...replacementFix("Compare without the year", span, newText), isPreferred: false };
}
