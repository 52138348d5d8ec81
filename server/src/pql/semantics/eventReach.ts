/**
 * How far a condition on events looks back, in hours: the figure that decides between edge, streaming and batch.
 * The longest reach counts and is never understated; what does not limit the time gives `UNLIMITED`.
 */
import { findTimeUnit } from "../language/timeUnits";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import type { CheckState } from "./checkState";
import { UNLIMITED } from "./clauseTraits";

/** A condition and the variable it speaks of events with: the token that declares it, or 0 for the implicit element. */
export interface EventCondition {
  readonly condition: NodeId;
  readonly variable: number;
}

const HOURS_PER_DAY = 24;

/** The reach of a condition: `and` takes the shorter of its sides, `or` the longer. */
export function reachOfCondition(state: CheckState, { condition, variable }: EventCondition): number {
  const { tree } = state;
  const node = tree.unwrapped(condition);
  switch (tree.kind(node)) {
    case NodeKind.And:
      return combined(state, { condition: node, variable }, Math.min);
    case NodeKind.Or:
      return combined(state, { condition: node, variable }, Math.max);
    case NodeKind.Occurs: {
      const tested = tree.firstChild(node);
      return isEventTime(state, tested, variable) ? reachOfTest(state, tree.nextSibling(tested)) : UNLIMITED;
    }
    default:
      return UNLIMITED;
  }
}

function combined(
  state: CheckState,
  { condition, variable }: EventCondition,
  combine: (left: number, right: number) => number,
): number {
  const { tree } = state;
  const first = tree.firstChild(condition);
  let reach = reachOfCondition(state, { condition: first, variable });
  for (let next = tree.nextSibling(first); next !== 0; next = tree.nextSibling(next)) {
    reach = combine(reach, reachOfCondition(state, { condition: next, variable }));
  }
  return reach;
}

/** Whether every way through a condition tests the time of the event, however far back the test reaches. */
export function testsEventTime(state: CheckState, { condition, variable }: EventCondition): boolean {
  const { tree } = state;
  const node = tree.unwrapped(condition);
  const kind = tree.kind(node);
  if (kind === NodeKind.Occurs) return isEventTime(state, tree.firstChild(node), variable);
  const inside = (child: NodeId) => testsEventTime(state, { condition: child, variable });
  if (kind === NodeKind.And) return tree.children(node).some(inside);
  return (kind === NodeKind.Or || kind === NodeKind.Not) && tree.children(node).every(inside);
}

/** `timestamp` on the implicit element, `E.timestamp` on a variable. */
function isEventTime(state: CheckState, node: NodeId, variable: number): boolean {
  const { tree } = state;
  if (tree.kind(node) !== NodeKind.Path) return false;
  const first = tree.firstToken(node);
  if (variable === 0) return tree.endToken(node) === first + 1 && state.nameOf(first) === "timestamp";
  return (
    tree.endToken(node) === first + 3 &&
    state.nameOf(first) === state.nameOf(variable) &&
    state.nameOf(first + 2) === "timestamp"
  );
}

/** The reach of a time test: what follows `occurs` or stands in `WHEN( )`. */
export function reachOfTest(state: CheckState, test: NodeId): number {
  const { tree } = state;
  const time = tree.firstChild(test);
  switch (tree.kind(test)) {
    case NodeKind.TimeDistance:
      return reachOfDistance(state, test, time);
    case NodeKind.TimeDirection:
      return isDirection(state, test, TokenKind.Before) ? UNLIMITED : reachOfTime(state, time);
    case NodeKind.TimePoint:
    case NodeKind.TimeRange:
      return reachOfTime(state, time);
    default:
      return UNLIMITED;
  }
}

function reachOfDistance(state: CheckState, test: NodeId, reference: NodeId): number {
  const { tree, tokens } = state;
  const base = reachOfReference(state, reference);
  const count = tree.detail(test);
  const comparison = tokens.kinds[tree.firstToken(test)];
  const isBefore = isDirection(state, test, TokenKind.Before);
  if (count === 0) return UNLIMITED;
  if (!isBefore) return base;
  if (comparison === TokenKind.Greater || comparison === TokenKind.GreaterOrEqual) return UNLIMITED;
  if (comparison === TokenKind.NotEqual || comparison === TokenKind.ForeignNotEqual) return UNLIMITED;
  const unit = findTimeUnit(tree.tokenText(count + 1))?.hours ?? UNLIMITED;
  const isExact = comparison === TokenKind.Equal || comparison === TokenKind.ForeignEqual;
  return toWholeHours(base + (Number(tree.tokenText(count)) + (isExact ? 1 : 0)) * unit);
}

/** True where a test counts in this direction. */
function isDirection({ tree, tokens }: CheckState, test: NodeId, direction: number): boolean {
  const reference = tree.firstToken(tree.firstChild(test));
  for (let token = tree.firstToken(test); token < reference; token++) {
    if (tokens.kinds[token] === direction) return true;
  }
  return false;
}

/** How far the point lies back from which a distance is counted. */
function reachOfReference(state: CheckState, time: NodeId): number {
  const { tree, tokens } = state;
  if (tree.kind(tree.unwrapped(time)) !== NodeKind.TimeWord) return UNLIMITED;
  switch (tokens.kinds[tree.firstToken(time)]) {
    case TokenKind.Today:
      return HOURS_PER_DAY;
    case TokenKind.Yesterday:
      return 2 * HOURS_PER_DAY;
    default:
      return 0;
  }
}

/** How far back a time or interval begins. */
function reachOfTime(state: CheckState, node: NodeId): number {
  const { tree } = state;
  const time = tree.unwrapped(node);
  if (tree.kind(time) === NodeKind.TimeWord) return reachOfReference(state, time);
  if (tree.kind(time) !== NodeKind.Interval) return UNLIMITED;
  const first = tree.firstToken(time);
  const unit = findTimeUnit(tree.tokenText(first + 1))?.hours ?? UNLIMITED;
  const word = state.tokens.kinds[first];
  if (word === TokenKind.Next) return 0;
  return toWholeHours(word === TokenKind.Last ? 2 * unit : unit);
}

function toWholeHours(hours: number): number {
  return Math.min(Math.ceil(hours), UNLIMITED);
}

/** The least a time test looks back, in hours: 48 for `> 2 days before now`, 0 for windows that end now or are not known. */
export function nearestReachOfTest(state: CheckState, test: NodeId): number {
  const { tree, tokens } = state;
  if (tree.kind(test) !== NodeKind.TimeDistance || !isDirection(state, test, TokenKind.Before)) return 0;
  const comparison = tokens.kinds[tree.firstToken(test)];
  if (comparison !== TokenKind.Greater && comparison !== TokenKind.GreaterOrEqual) return 0;
  const count = tree.detail(test);
  const isNow = tree.kind(tree.unwrapped(tree.firstChild(test))) === NodeKind.TimeWord;
  if (count === 0 || !isNow) return 0;
  const unit = findTimeUnit(tree.tokenText(count + 1))?.hours ?? 0;
  return Number(tree.tokenText(count)) * unit;
}
