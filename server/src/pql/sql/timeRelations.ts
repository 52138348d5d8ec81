/**
 * Points in time and the tests behind `occurs` and in `WHEN( )`. The calendar is that of SQL, always in UTC; the instant of
 * the clock stands in the text, so that a query means the same whenever it is run.
 */
import { findTimeUnit } from "../language/timeUnits";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import { INTEGER } from "../types/pqlTypes";
import {
  allOf,
  apply,
  type IntervalUnit,
  type Operation,
  type Relation,
  type StartUnit,
} from "./relationalForm";
import type { PlainValue, SqlValue, StretchValue, Translation } from "./sqlTranslation";
import { anyItem, familyOf, mayBe } from "./valueRelations";

/** Months and smaller units as SQL counts them. */
const STEPS: Readonly<Record<string, readonly [unit: IntervalUnit, factor: number]>> = {
  millisecond: ["MILLISECOND", 1],
  second: ["SECOND", 1],
  minute: ["MINUTE", 1],
  hour: ["HOUR", 1],
  day: ["DAY", 1],
  week: ["DAY", 7],
  month: ["MONTH", 1],
  year: ["YEAR", 1],
  decade: ["YEAR", 10],
  century: ["YEAR", 100],
  millennium: ["YEAR", 1000],
};
/** More of a unit leaves what every engine can count. */
const MOST_STEPS = 100_000;
/** No timestamp of Query Service lies before the year 1 or behind 9999. */
const FURTHEST_YEARS = 2000;

const UNIT_STARTS: Readonly<Record<string, StartUnit>> = {
  second: "second",
  minute: "minute",
  hour: "hour",
  day: "day",
  month: "month",
  year: "year",
};

function nowRelation({ shared }: Translation): Relation {
  return { kind: "instant", at: shared.now };
}

/** `now`, `today`, `yesterday`, `tomorrow`. */
export function translateTimeWord(translation: Translation, node: NodeId): StretchValue {
  const kind = translation.tree.tokenKind(translation.tree.firstToken(node));
  const now = nowRelation(translation);
  if (kind === TokenKind.Now) return { kind: "stretch", reference: "now", start: now, end: now };
  const offset = kind === TokenKind.Yesterday ? -1 : kind === TokenKind.Tomorrow ? 1 : 0;
  const reference = kind === TokenKind.Today ? "today" : "interval";
  return stretch(reference, { kind: "startOf", time: now, unit: "day" }, { offset, unit: "DAY", factor: 1 });
}

interface Offset {
  readonly offset: number;
  readonly unit: IntervalUnit;
  readonly factor: number;
}

function stretch(
  reference: StretchValue["reference"],
  from: Relation,
  { offset, unit, factor }: Offset,
): StretchValue {
  const at = (count: number): Relation => shifted(from, count * factor, unit);
  return { kind: "stretch", reference, start: at(offset), end: at(offset + 1) };
}

function shifted(time: Relation, count: number, unit: IntervalUnit): Relation {
  return count === 0 ? time : { kind: "shift", time, count, unit };
}

/** `this month`, `last week`, `next year`. */
export function translateInterval(translation: Translation, node: NodeId): StretchValue {
  const { tree } = translation;
  const token = tree.firstToken(node);
  const word = findTimeUnit(tree.tokenText(token + 1))?.singular ?? "";
  const kind = tree.tokenKind(token);
  const offset = kind === TokenKind.Last ? -1 : kind === TokenKind.Next ? 1 : 0;
  const [unit, factor] = stepOf(translation, node, word);
  const start = word === "week" ? startOfWeek(translation) : UNIT_STARTS[word];
  if (start === undefined) {
    return translation.refuse(
      node,
      "In which year, or at which instant, such a stretch begins is not documented, or SQL cannot tell it.",
    );
  }
  const from: Relation = { kind: "startOf", time: nowRelation(translation), unit: start };
  return stretch("interval", from, { offset, unit, factor });
}

function startOfWeek(translation: Translation): StartUnit {
  const { weekStart } = translation.shared;
  if (weekStart === undefined) translation.assume("weekStart");
  return weekStart === "monday" ? "mondayWeek" : "sundayWeek";
}

function stepOf(translation: Translation, node: NodeId, word: string): readonly [IntervalUnit, number] {
  return STEPS[word] ?? translation.refuse(node, "The unit of time is not known.");
}

/** `date(y, m, d)`: that day as an interval. Its parts are numbers or are computed from the clock. */
export function translateDate(translation: Translation, node: NodeId): StretchValue {
  const parts = translation.tree.children(node).map((child) => fold(translation, child));
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = parts;
  const at = Date.UTC(year, month - 1, day);
  const found = new Date(at);
  const isADay =
    found.getUTCMonth() === month - 1 && found.getUTCDate() === day && found.getUTCFullYear() === year;
  if (parts.length !== 3 || !isADay || year < 1000 || year > 9999) {
    return translation.refuse(
      node,
      "There is no such day, or it is computed from fields, which may give none.",
    );
  }
  const start: Relation = { kind: "instant", at };
  return { kind: "stretch", reference: "interval", start, end: { kind: "instant", at: at + 86_400_000 } };
}

/** The value of a number that no profile changes; NaN for others. */
function fold(translation: Translation, node: NodeId): number {
  const { tree, shared } = translation;
  const inner = translation.tree.unwrapped(node);
  const kind = tree.kind(inner);
  if (kind === NodeKind.IntegerLiteral) return Number(tree.text(inner));
  if (kind === NodeKind.Additive) {
    const [first, ...others] = tree.children(inner);
    return others.reduce(
      (sum, operand) => {
        const isSum = tree.tokenText(tree.firstToken(operand) - 1) === "+";
        return isSum ? sum + fold(translation, operand) : sum - fold(translation, operand);
      },
      fold(translation, first),
    );
  }
  const name = kind === NodeKind.Call ? tree.name(tree.detail(inner)) : "";
  const now = new Date(shared.now);
  if (name === "currentYear") return now.getUTCFullYear();
  if (name === "currentMonth") return now.getUTCMonth() + 1;
  return name === "currentDayOfMonth" ? now.getUTCDate() : Number.NaN;
}

/** `currentYear()` and its kin. */
export function currentPart(translation: Translation, operation: Operation): PlainValue {
  return { kind: "plain", relation: apply(operation, nowRelation(translation)), type: INTEGER };
}

/** `x.getMonth()` and its kin. */
export function dayPart(translation: Translation, object: NodeId, operation: Operation): PlainValue {
  const time = toStretch(translation, object, translation.value(object));
  return { kind: "plain", relation: apply(operation, time.start), type: INTEGER };
}

/** A value as a time. */
function toStretch(translation: Translation, node: NodeId, value: SqlValue): StretchValue {
  if (value.kind === "stretch") return value;
  const { type, relation } = value;
  if (type.kind === "array") return translation.refuse(node, "A path through a list gives several times.");
  if (!mayBe(translation, type, familyOf(type) === "time")) {
    return translation.refuse(
      node,
      "By its schema this is no time, and SQL reads no texts or numbers as one.",
    );
  }
  const start = type.kind === "date" ? apply("startOfDay", relation) : relation;
  return { kind: "stretch", reference: "instant", start, end: start };
}

/** `a occurs t`. */
export function translateOccurs(translation: Translation, node: NodeId): Relation {
  const { tree } = translation;
  const [tested, test] = [tree.child(node, 0), tree.child(node, 1)];
  return timeTest(translation, test, { node: tested, value: translation.value(tested) });
}

/** A value that a time test is put to. */
export interface Tested {
  readonly node: NodeId;
  readonly value: SqlValue;
}

/** The test of a time test's node; of a path through a list, whether it holds for any of its times. */
export function timeTest(translation: Translation, test: NodeId, { node, value }: Tested): Relation {
  if (value.kind === "plain" && value.type.kind === "array") {
    return anyItem(translation, value, (item) => timeTest(translation, test, { node, value: item }));
  }
  const tested = toStretch(translation, node, value);
  if (tested.reference === "interval") {
    return translation.refuse(node, "Nobody says when a stretch of time occurs in another.");
  }
  return placed(translation, test, tested.start);
}

function placed(translation: Translation, test: NodeId, time: Relation): Relation {
  const { tree } = translation;
  const points = tree.children(test).map((child) => toStretch(translation, child, translation.value(child)));
  const [first, last] = points;
  switch (tree.kind(test)) {
    case NodeKind.TimePoint:
      return onPoint(translation, test, { time, point: first });
    case NodeKind.TimeRange:
      return inRange(time, first, last);
    case NodeKind.TimeDirection:
      return inDirection(translation, test, { time, point: first });
    default:
      return atDistance(translation, test, { time, point: first });
  }
}

interface Placed {
  readonly time: Relation;
  readonly point: StretchValue;
}

/** `x`, `on x`. */
function onPoint(translation: Translation, node: NodeId, { time, point }: Placed): Relation {
  const { reference, start, end } = point;
  if (reference === "instant" || reference === "now") {
    return translation.refuse(node, "Nobody says whether this asks for the same instant or the same day.");
  }
  return allOf([apply("greaterOrEqual", time, start), apply("less", time, end)]);
}

/** `between x and y`: both ends belong to it. */
function inRange(time: Relation, first: StretchValue, last: StretchValue): Relation {
  const isStretch = last.reference === "interval";
  const upper = isStretch ? apply("less", time, last.end) : apply("lessOrEqual", time, last.start);
  const order = apply("lessOrEqual", first.start, last.start);
  return allOf([apply("greaterOrEqual", time, first.start), upper, ...(isStretch ? [order] : [])]);
}

/** `before x`, `after x`. */
function inDirection(translation: Translation, node: NodeId, { time, point }: Placed): Relation {
  const { tree } = translation;
  const direction = tree.tokenKind(tree.detail(node) || tree.firstToken(node));
  if (direction === TokenKind.From) return translation.refuse(node, FROM_IS_OPEN);
  if (direction !== TokenKind.After) return apply("less", time, point.start);
  const isInstant = point.reference === "instant" || point.reference === "now";
  return isInstant ? apply("greater", time, point.start) : apply("greaterOrEqual", time, point.end);
}

const FROM_IS_OPEN = "from is listed as a direction, and explained nowhere.";

/** `<= 3 days before x`. */
function atDistance(translation: Translation, node: NodeId, { time, point }: Placed): Relation {
  const { tree } = translation;
  const count = tree.detail(node);
  const isForeign = tree.tokenKind(count - 1) === TokenKind.ForeignEqual;
  const sign = isForeign ? "=" : tree.tokenText(count - 1);
  const direction = tree.tokenKind(count + 2);
  if (direction === TokenKind.From) return translation.refuse(node, FROM_IS_OPEN);
  const isBefore = direction !== TokenKind.After;
  const word = findTimeUnit(tree.tokenText(count + 1))?.singular ?? "";
  const [unit, factor] = stepOf(translation, node, word);
  const steps = Number(tree.tokenText(count)) * factor;
  const years = unit === "YEAR" ? steps : unit === "MONTH" ? steps / 12 : 0;
  if (steps > MOST_STEPS || years > FURTHEST_YEARS)
    return translation.refuse(node, "So long a time leaves the calendar of SQL.");
  const from = isBefore || point.reference === "today" ? point.start : point.end;
  const reached = shifted(from, isBefore ? -steps : steps, unit);
  if (unit === "MONTH" || unit === "YEAR") translation.assume("monthEnd");
  if (sign === "=")
    return onDay(translation, node, { time, point: { ...point, start: reached }, isDay: word === "day" });
  if (point.reference === "now") translation.assume("windowEnd");
  return withinReach(translation, node, { time, from, reached, sign, isBefore });
}

function onDay(
  translation: Translation,
  node: NodeId,
  { time, point, isDay }: Placed & { readonly isDay: boolean },
): Relation {
  const isWhole = point.reference === "today" || point.reference === "interval";
  if (!isDay || !isWhole)
    return translation.refuse(
      node,
      "How exact = is here is not documented; only days before or after a day are.",
    );
  return allOf([
    apply("greaterOrEqual", time, point.start),
    apply("less", time, shifted(point.start, 1, "DAY")),
  ]);
}

interface Reach {
  readonly time: Relation;
  readonly from: Relation;
  readonly reached: Relation;
  readonly sign: string;
  readonly isBefore: boolean;
}

function withinReach(
  translation: Translation,
  node: NodeId,
  { time, from, reached, sign, isBefore }: Reach,
): Relation {
  switch (sign) {
    case "<=":
      return isBefore
        ? allOf([apply("greaterOrEqual", time, reached), apply("less", time, from)])
        : allOf([apply("greater", time, from), apply("lessOrEqual", time, reached)]);
    case "<":
      return isBefore
        ? allOf([apply("greater", time, reached), apply("less", time, from)])
        : allOf([apply("greater", time, from), apply("less", time, reached)]);
    case ">=":
      return apply(isBefore ? "lessOrEqual" : "greaterOrEqual", time, reached);
    case ">":
      return apply(isBefore ? "less" : "greater", time, reached);
    default:
      return translation.refuse(node, "Which times an unequal distance leaves is not documented.");
  }
}
