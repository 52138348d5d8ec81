/**
 * Time tests as windows between two moments, in one of the readings that Adobe's pages leave open, the same for all tests.
 * What is no single window for every clock (a distance with `!=`, the direction `from`, times of fields) is none here.
 */
import type { UnitName } from "../evaluate/calendar";
import type { ClockFacts } from "../evaluate/evaluationContext";
import { findTimeUnit } from "../language/timeUnits";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";
import {
  dayBehind,
  isAlwaysBefore,
  isNeverAfter,
  type Moment,
  momentKey,
  NOW,
  startOfDate,
  startOfNeighbour,
  startOfUnit,
  stepFrom,
} from "./moments";

/** One end of a window. */
export interface Bound {
  readonly moment: Moment;
  readonly isIncluded: boolean;
}

/** Times from one moment to another; an end that is missing is infinite. */
export interface Window {
  readonly from: Bound | undefined;
  readonly to: Bound | undefined;
}

interface Stretch {
  readonly kind: "now" | "today" | "interval";
  readonly start: Moment;
  readonly end: Moment;
}

/** The window of a time test; undefined where it is none. */
export function readWindow(tree: Tree, test: NodeId): Window | undefined {
  const stretches = tree.children(test).map((child) => readStretch(tree, child));
  const [first, second] = stretches;
  if (first === undefined || stretches.includes(undefined)) return undefined;
  switch (tree.kind(test)) {
    case NodeKind.TimePoint:
      return first.kind === "now" ? between(bound(NOW, true), bound(NOW, true)) : whole(first);
    case NodeKind.TimeRange:
      return second && range(first, second);
    case NodeKind.TimeDirection:
      return direction(tree.tokenKind(tree.detail(test) || tree.firstToken(test)), first);
    case NodeKind.TimeDistance:
      return distance(tree, test, first);
    default:
      return undefined;
  }
}

function bound(moment: Moment, isIncluded: boolean): Bound {
  return { moment, isIncluded };
}

function between(from: Bound | undefined, to: Bound | undefined): Window {
  return { from, to };
}

function whole({ start, end }: Stretch): Window {
  return between(bound(start, true), bound(end, false));
}

function range(first: Stretch, last: Stretch): Window | undefined {
  // Where the order of the ends depends on the clock, so does whether there is a window at all.
  if (!isNeverAfter(first.start, last.start)) return undefined;
  const to = last.kind === "interval" ? bound(last.end, false) : bound(last.start, true);
  return between(bound(first.start, true), to);
}

function direction(token: number, { kind, start, end }: Stretch): Window | undefined {
  if (token === TokenKind.Before) return between(undefined, bound(start, false));
  if (token !== TokenKind.After) return undefined;
  return between(kind === "now" ? bound(start, false) : bound(end, true), undefined);
}

function distance(tree: Tree, test: NodeId, { kind, start, end }: Stretch): Window | undefined {
  const token = tree.detail(test);
  const [way, unit] = [tree.tokenKind(token + 2), unitAt(tree, token + 1)];
  if (unit === undefined || (way !== TokenKind.Before && way !== TokenKind.After)) return undefined;
  const isBefore = way === TokenKind.Before;
  const from = isBefore || kind === "today" ? start : end;
  const count = Number(tree.tokenText(token));
  const reached = stepFrom(from, isBefore ? -count : count, unit);
  if (reached === undefined) return undefined;
  const comparison = tree.tokenKind(token - 1);
  const isIncluded = comparison === TokenKind.LessOrEqual || comparison === TokenKind.GreaterOrEqual;
  switch (comparison) {
    case TokenKind.Less:
    case TokenKind.LessOrEqual:
      return isBefore
        ? between(bound(reached, isIncluded), bound(from, false))
        : between(bound(from, false), bound(reached, isIncluded));
    case TokenKind.Greater:
    case TokenKind.GreaterOrEqual:
      return isBefore
        ? between(undefined, bound(reached, isIncluded))
        : between(bound(reached, isIncluded), undefined);
    case TokenKind.Equal:
    case TokenKind.ForeignEqual:
      return unit === "day" && kind !== "now" ? dayFrom(reached) : undefined;
    default:
      return undefined;
  }
}

function dayFrom(start: Moment): Window | undefined {
  const end = stepFrom(start, 1, "day");
  return end && between(bound(start, true), bound(end, false));
}

function unitAt(tree: Tree, token: number): UnitName | undefined {
  return findTimeUnit(tree.tokenText(token))?.singular as UnitName | undefined;
}

function readStretch(tree: Tree, node: NodeId): Stretch | undefined {
  switch (tree.kind(node)) {
    case NodeKind.Paren:
      return readStretch(tree, tree.firstChild(node));
    case NodeKind.TimeWord:
      return readWord(tree.tokenKind(tree.firstToken(node)));
    case NodeKind.Interval:
      return readInterval(tree, tree.firstToken(node));
    case NodeKind.Call:
      return tree.name(tree.detail(node)) === "date" ? readDate(tree, node) : undefined;
    default:
      return undefined;
  }
}

function readWord(token: number): Stretch | undefined {
  if (token === TokenKind.Now) return { kind: "now", start: NOW, end: NOW };
  const isToday = token === TokenKind.Today;
  const start = isToday ? startOfUnit("day") : startOfNeighbour(token === TokenKind.Yesterday ? -1 : 1);
  const end = start && stepFrom(start, 1, "day");
  return start && end && { kind: isToday ? "today" : "interval", start, end };
}

function readInterval(tree: Tree, token: number): Stretch | undefined {
  const unit = unitAt(tree, token + 1);
  const current = unit && startOfUnit(unit);
  if (unit === undefined || current === undefined) return undefined;
  const word = tree.tokenKind(token);
  const offset = word === TokenKind.Last ? -1 : word === TokenKind.Next ? 1 : 0;
  const [start, end] = [stepFrom(current, offset, unit), stepFrom(current, offset + 1, unit)];
  return start && end && { kind: "interval", start, end };
}

function readDate(tree: Tree, node: NodeId): Stretch | undefined {
  const parts = tree.children(node);
  if (parts.length !== 3 || parts.some((part) => tree.kind(part) !== NodeKind.IntegerLiteral))
    return undefined;
  const [year, month, day] = parts.map((part) => Number(tree.text(part)));
  const start = startOfDate(year, month, day);
  return start && { kind: "interval", start, end: dayBehind(start) };
}

/** The window as a key, equal for equal windows. */
export function windowKey({ from, to }: Window): string {
  const left = from === undefined ? "" : `${from.isIncluded ? "[" : "]"}${momentKey(from.moment)}`;
  const right = to === undefined ? "" : `${momentKey(to.moment)}${to.isIncluded ? "]" : "["}`;
  return `${left} … ${right}`;
}

/** Whether a time lies in a window. */
export function isInWindow({ from, to }: Window, time: number, clock: ClockFacts): boolean {
  const [low, high] = [from?.moment.at(clock) ?? -Infinity, to?.moment.at(clock) ?? Infinity];
  return (
    (time > low || (time === low && from?.isIncluded === true)) &&
    (time < high || (time === high && to?.isIncluded === true))
  );
}

/** A window with whether the time is to lie in it. */
export interface WindowClaim {
  readonly window: Window;
  readonly holds: boolean;
}

/** True where no time meets all claims, whatever the clock. False says nothing. `isTime`: there is a time at all. */
export function areWindowClaimsContradictory(claims: readonly WindowClaim[], isTime: boolean): boolean {
  const from: Bound[] = [];
  const to: Bound[] = [];
  const holes: Window[] = [];
  for (const { window, holds } of claims) {
    if (holds) {
      if (window.from !== undefined) from.push(window.from);
      if (window.to !== undefined) to.push(window.to);
    } else if (isTime && window.from === undefined && window.to !== undefined) from.push(opposite(window.to));
    else if (isTime && window.to === undefined && window.from !== undefined) to.push(opposite(window.from));
    else holes.push(window);
  }
  if (from.some((low) => to.some((high) => isEmptyBetween(low, high)))) return true;
  return holes.some(
    (hole) =>
      (hole.from === undefined ||
        from.some((low) => hole.from !== undefined && isWithin(hole.from, low, isNeverAfter))) &&
      (hole.to === undefined ||
        to.some((high) => hole.to !== undefined && isWithin(hole.to, high, (a, b) => isNeverAfter(b, a)))),
  );
}

function opposite({ moment, isIncluded }: Bound): Bound {
  return { moment, isIncluded: !isIncluded };
}

function isEmptyBetween(low: Bound, high: Bound): boolean {
  if (low.isIncluded && high.isIncluded) return isAlwaysBefore(high.moment, low.moment);
  return isNeverAfter(high.moment, low.moment);
}

/** Whether a hole's end reaches to or beyond a bound. */
function isWithin(end: Bound, limit: Bound, isNeverInside: (end: Moment, limit: Moment) => boolean): boolean {
  if (!isNeverInside(end.moment, limit.moment)) return false;
  if (end.isIncluded || !limit.isIncluded) return true;
  // The end leaves out its very instant, which the bound includes.
  return isAlwaysBefore(end.moment, limit.moment) || isAlwaysBefore(limit.moment, end.moment);
}
