/**
 * `chain(events, timestamp, [A: WHAT(…) WHEN(…), …])`: conditions are read on the event, each step is one test of events; and
 * tests of time, in `WHEN( )` and behind `occurs`. What may be a time is decided here; how far a test looks back is worked out
 * in `eventReach.ts`.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { BOOLEAN, INTERVAL, TIMESTAMP, type Type, UNKNOWN } from "../../types/pqlTypes";
import { isOpen } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { UNLIMITED } from "../clauseTraits";
import { reachOfCondition, reachOfTest, testsEventTime } from "../eventReach";
import { checkBirthday } from "../rules/birthday";
import { checkChainSource, checkStepCount, checkSteps } from "../rules/chainFaults";
import { checkUnitSpelling } from "../rules/obsoleteSpelling";
import { checkTested, checkTime } from "../rules/operandTypes";
import { checkRangeOrder } from "../rules/timeRange";
import { visitCondition } from "./visitConditions";
import { visitOnElement } from "./visitElements";

/** Reads a chain; it is true or false. */
export function visitChain(state: CheckState, node: NodeId): Type {
  const { tree, traits } = state;
  const source = tree.firstChild(node);
  const firstEvent = traits.events.length;
  const type = state.visit(source);
  // The steps are the tests, not the mention of `xEvent`.
  traits.events.length = firstEvent;
  const element = checkChainSource(state, source, type) && type.kind === "array" ? type.element : UNKNOWN;
  const time = tree.nextSibling(source);
  if (time === 0) return BOOLEAN;
  visitOnElement(state, { element, source, node: time }, visitTimeField);
  for (let step = tree.nextSibling(time); step !== 0; step = tree.nextSibling(step)) {
    visitStep(state, step, { element, source, start: state.spanOf(node).start });
  }
  checkSteps(state, tree.nextSibling(time));
  return BOOLEAN;
}

function visitTimeField(state: CheckState, node: NodeId): void {
  const type = state.visit(node);
  if (!isOpen(type)) checkTested(state, node, type);
}

interface ChainEvents {
  readonly element: Type;
  readonly source: NodeId;
  /** Where the chain begins, relative to the clause. */
  readonly start: number;
}

function visitStep(state: CheckState, step: NodeId, { element, source, start }: ChainEvents): void {
  const { tree, traits } = state;
  const label = tree.detail(step);
  if (label !== 0) state.recorder?.introduce({ token: label, kind: "label", type: BOOLEAN, source: step });
  let reachHours = UNLIMITED;
  let count = 1;
  let hasWindow = false;
  for (let part = tree.firstChild(step); part !== 0; part = tree.nextSibling(part)) {
    const child = tree.firstChild(part);
    switch (tree.kind(part)) {
      case NodeKind.What:
        visitOnElement(state, { element, source, node: child }, visitCondition);
        reachHours = Math.min(reachHours, reachOfCondition(state, { condition: child, variable: 0 }));
        hasWindow ||= testsEventTime(state, { condition: child, variable: 0 });
        break;
      case NodeKind.WherePart:
        visitOnElement(state, { element, source, node: child, isLenient: true }, visitCondition);
        break;
      case NodeKind.When:
        visitOnElement(state, { element, source, node: child }, visitTimeTest);
        reachHours = Math.min(reachHours, reachOfTest(state, child));
        hasWindow = true;
        break;
      case NodeKind.Count:
        count = countOf(state, part);
        checkStepCount(state, part);
        break;
      default:
        state.visit(part);
    }
  }
  const span = state.spanOf(step);
  traits.events.push({ span, reachHours, count, isNegated: false, hasWindow, source: start });
}

/** How many events a `COUNT( )` asks for; without a comparison it means "at least". */
function countOf({ tree, tokens }: CheckState, part: NodeId): number {
  const token = tree.detail(part);
  if (token === 0) return 1;
  const number = Math.min(Number(tree.tokenText(token)), UNLIMITED - 1);
  return tokens.kinds[token - 1] === TokenKind.Greater ? number + 1 : number;
}

/** `now` and `today` are instants, `yesterday` and `tomorrow` whole days. */
export function visitTimeWord(state: CheckState, node: NodeId): Type {
  const kind = state.tokens.kinds[state.tree.firstToken(node)];
  return kind === TokenKind.Yesterday || kind === TokenKind.Tomorrow ? INTERVAL : TIMESTAMP;
}

/** `t occurs <= 3 days before now`. */
export function visitOccurs(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  const tested = tree.firstChild(node);
  checkTested(state, tested, state.visit(tested));
  const test = tree.nextSibling(tested);
  visitTimeTest(state, test);
  checkBirthday(state, tested, test);
  return BOOLEAN;
}

/** The test itself: a distance, a direction, a point or a range. */
function visitTimeTest(state: CheckState, node: NodeId): void {
  const { tree } = state;
  for (let time = tree.firstChild(node); time !== 0; time = tree.nextSibling(time)) {
    checkTime(state, time, state.visit(time));
    if (tree.kind(time) === NodeKind.Interval) checkUnitSpelling(state, time);
  }
  if (tree.kind(node) === NodeKind.TimeDistance) checkUnitSpelling(state, node);
  if (tree.kind(node) === NodeKind.TimeRange) checkRangeOrder(state, node);
}
