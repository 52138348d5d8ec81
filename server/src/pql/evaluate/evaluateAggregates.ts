/**
 * Numbers from lists: `count`, `sum`, `average`, `min`, `max`, and the lists that rank by a number. Items without a value
 * are left out; a sum of nothing is 0, the others of nothing are null.
 */
import type { NodeId } from "../syntax/nodeKinds";
import type { Doubts } from "./compareValues";
import type { Compilation, Evaluate } from "./compilation";
import { absentIn, mapItems, toItems, valueOnItem } from "./evaluateElements";
import { type Context, findUncertain } from "./evaluationContext";
import { Groups, isMissing, itemsOf, Uncertain, UncertainList, type Value } from "./pqlValue";
import { type AnyNumber, calculate, compareNumbers, isNumber } from "./quantity";
import { readTime } from "./timestamp";

/** What an aggregate computes. */
export type Aggregate = "sum" | "average" | "min" | "max";

/** A list of items that may or may not be there is counted to this difference. */
const MOST_READINGS = 64;

/** `count()`: of a missing list nothing, not zero. */
export function count(value: Value, doubts: Doubts): Value {
  if (value instanceof UncertainList) {
    const { certain, possible, reason } = value;
    if (possible.length > MOST_READINGS) return new Uncertain(reason);
    return new Uncertain(
      reason,
      Array.from({ length: possible.length + 1 }, (_, more) => certain.length + more),
    );
  }
  if (value instanceof Groups) return value.entries.size;
  if (value instanceof Uncertain) {
    return new Uncertain(
      value.reason,
      value.readings?.map((reading) => count(reading, doubts)),
    );
  }
  const items = toItems(value, doubts);
  if (items === undefined || items instanceof Uncertain) return items;
  const absent = absentIn(value);
  if (absent === 0) return items.length;
  const present = items.filter((item) => !isMissing(item)).length;
  return new Uncertain(doubts.of("missingItems"), [present, present + absent]);
}

/** An aggregate over values. */
export function aggregate(kind: Aggregate, values: readonly Value[], doubts: Doubts): Value {
  const present = values.filter((value) => !isMissing(value));
  const uncertain = findUncertain(present);
  if (uncertain !== undefined) return new Uncertain(uncertain);
  if (kind === "min" || kind === "max") return extreme(kind, present, doubts);
  const total = sum(present, doubts);
  if (kind === "sum" || total instanceof Uncertain) return total;
  if (present.length === 0 || !isNumber(total)) return undefined;
  return calculate(total, "/", present.length) ?? new Uncertain(doubts.of("numberPrecision"));
}

function sum(values: readonly Value[], doubts: Doubts): Value {
  let total: AnyNumber = 0;
  for (const value of values) {
    if (!isNumber(value)) return new Uncertain(doubts.wrongType("a number", value));
    const next = calculate(total, "+", value);
    if (next === undefined) return new Uncertain(doubts.of("numberPrecision"));
    total = next;
  }
  return total;
}

function extreme(kind: "min" | "max", values: readonly Value[], doubts: Doubts): Value {
  if (values.length < 2) return values[0];
  const keys = values.map((value) => keyOf(value));
  if (keys.some((key) => key === undefined)) return new Uncertain(doubts.of("textOrder"));
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    const order = compareNumbers(keys[i] ?? 0, keys[best] ?? 0);
    if (order === undefined) return new Uncertain(doubts.of("numberPrecision"));
    if (kind === "min" ? order < 0 : order > 0) best = i;
  }
  return values[best];
}

/** What a value is ordered by: a number, or the instant of a time. */
function keyOf(value: Value): AnyNumber | undefined {
  if (isNumber(value)) return value;
  const time = new Float64Array(1);
  return typeof value === "string" && readTime(value, time) ? time[0] : undefined;
}

/** `a.sum(x)`, `a.average(x)`, `a.min(x)`, `a.max(x)`; without an expression over the items themselves. */
export function compileAggregate(
  compilation: Compilation,
  node: NodeId,
  {
    kind,
    source,
    selector,
  }: { readonly kind: Aggregate; readonly source: NodeId; readonly selector: NodeId },
): Evaluate {
  const list = compilation.value(source);
  const doubts = compilation.doubts(node);
  const selected = selector === 0 ? undefined : valueOnItem(compilation, { source, node: selector });
  const over = (context: Context, value: Value): Value => {
    if (isMissing(value)) {
      return kind === "sum" ? new Uncertain(doubts.of("missingList"), [0, undefined]) : undefined;
    }
    if (value instanceof Uncertain && value.readings !== undefined) {
      const { reason, readings } = value;
      return new Uncertain(
        reason,
        readings.map((reading) => over(context, reading)),
      );
    }
    const items = toItems(value, doubts);
    if (items === undefined || items instanceof Uncertain) return items;
    const values = selected === undefined ? items : mapItems(context, items, selected);
    return aggregate(kind, flat(values), doubts);
  };
  return (context) => over(context, list(context));
}

/** A selector that runs through an inner list gives several values for one item. */
function flat(values: readonly Value[]): readonly Value[] {
  return values.some((value) => itemsOf(value) !== undefined)
    ? values.flatMap((value) => itemsOf(value) ?? [value])
    : values;
}

/** `a.topN(x, n)`: the largest first; `a.bottomN(x, n)`: the smallest first. */
export interface Ranking {
  readonly isTop: boolean;
  readonly source: NodeId;
  readonly by: NodeId;
  readonly size: NodeId;
  /** True where only the first of them is asked for. */
  readonly isHead: boolean;
}

/** Decided only where equal and missing values do not matter. */
export function compileRanking(compilation: Compilation, node: NodeId, ranking: Ranking): Evaluate {
  const { isTop, source, by, size, isHead } = ranking;
  const list = compilation.value(source);
  const key = valueOnItem(compilation, { source, node: by });
  const most = compilation.value(size);
  const doubts = compilation.doubts(node);
  return (context) => {
    const items = toItems(list(context), doubts);
    if (items === undefined || items instanceof Uncertain) return items;
    const wanted = most(context);
    if (typeof wanted !== "number" || wanted < 0) return new Uncertain(doubts.of("notDocumented"));
    const length = isHead ? Math.min(wanted, 1) : wanted;
    const keys = mapItems(context, items, key).map((value) => (isMissing(value) ? undefined : keyOf(value)));
    const order = rank(keys, isTop);
    if (order === undefined && length >= items.length) return items;
    const isTied = order === undefined || isCutThroughEquals(order, keys, length);
    return isTied ? new Uncertain(doubts.of("ranking")) : order.slice(0, length).map((index) => items[index]);
  };
}

/** The places of the items in order; undefined where some have no number. */
function rank(keys: readonly (AnyNumber | undefined)[], isTop: boolean): number[] | undefined {
  if (keys.some((key) => key === undefined)) return undefined;
  const order = (left: number, right: number) => compareNumbers(keys[left] ?? 0, keys[right] ?? 0) ?? 0;
  return keys
    .map((_, index) => index)
    .sort((left, right) => (isTop ? order(right, left) : order(left, right)));
}

function isCutThroughEquals(
  order: readonly number[],
  keys: readonly (AnyNumber | undefined)[],
  length: number,
): boolean {
  if (length <= 0 || length >= order.length) return false;
  return compareNumbers(keys[order[length - 1]] ?? 0, keys[order[length]] ?? 0) === 0;
}
