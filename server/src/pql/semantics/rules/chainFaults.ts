/**
 * Flags chains that cannot work: not over events, labels used twice, more steps than can be saved, counts of nothing, windows that
 * contradict the order of the steps. Ignores what the parser has said already about the parts of a step.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isOpen } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { UNLIMITED } from "../clauseTraits";
import { nearestReachOfTest, reachOfTest } from "../eventReach";

/** More steps than this in one chain the audience builder does not save; it took six before. The API names no number. */
const MOST_STEPS = 3;
/** More steps than any page ever allowed. */
const MOST_STEPS_EVER = 6;

/** Checks the first argument of a chain. False where it holds no events. */
export function checkChainSource(state: CheckState, source: NodeId, type: Type): boolean {
  const isEvents =
    isOpen(type) || (type.kind === "array" && (isOpen(type.element) || isEventLike(type.element)));
  if (isEvents) return true;
  state.report(source, {
    code: "pql.chainEvents",
    message: `A chain runs over the events of the profile, \`xEvent\`; this is ${displayType(type)}.`,
    fix: state.replaceNode("Write xEvent", source, "xEvent"),
  });
  return false;
}

function isEventLike(type: Type): boolean {
  return type.kind === "object" && (type.isEvent || type.schema === undefined);
}

/** Checks the steps of a chain together, from the first on. */
export function checkSteps(state: CheckState, first: NodeId): void {
  const { tree } = state;
  if (tree.nextSibling(first) === 0) return;
  const labels = new Set<string>();
  let count = 0;
  let fourth: NodeId = 0;
  let shortestReach = UNLIMITED;
  for (let step = first; step !== 0; step = tree.nextSibling(step)) {
    if (tree.kind(step) !== NodeKind.Step) continue;
    count++;
    checkLabel(state, step, labels);
    const window = findWindow(state, step);
    if (window !== 0) {
      if (nearestReachOfTest(state, window) > shortestReach) reportWindow(state, window);
      shortestReach = Math.min(shortestReach, reachOfTest(state, window));
    }
    if (count === MOST_STEPS + 1) fourth = step;
  }
  if (fourth !== 0) reportLength(state, fourth, count);
}

/** `COUNT(0)` and `COUNT(>= 0)` ask for at least no event, which is always so. The node is the part. */
export function checkStepCount(state: CheckState, part: NodeId): void {
  const { tree, tokens } = state;
  const token = tree.detail(part);
  if (token === 0 || Number(tree.tokenText(token)) !== 0) return;
  const before = tokens.kinds[token - 1];
  if (before !== TokenKind.OpenParen && before !== TokenKind.GreaterOrEqual) return;
  state.reportToken(token, {
    code: "pql.emptyCount",
    message:
      "`COUNT(0)` asks for nothing; to ask for events that did not happen, put `not` before the chain.",
    fix: { ...state.replaceToken("Ask for one", token, "1"), isPreferred: false },
  });
}

function checkLabel(state: CheckState, step: NodeId, labels: Set<string>): void {
  const label = state.tree.detail(step);
  if (label === 0) return;
  const name = state.nameOf(label);
  if (labels.has(name)) {
    state.reportToken(label, {
      code: "pql.chainLabel",
      message: `Two steps of this chain are called \`${name}\`; labels must be unique within a chain.`,
      fix: freeLabelFix(state, label, labels),
    });
  }
  labels.add(name);
}

/** A letter that no step up to here is called. */
function freeLabelFix(state: CheckState, label: number, taken: ReadonlySet<string>) {
  const free = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.has(letter));
  return free === undefined ? undefined : state.replaceToken(`Call it ${free}`, label, free);
}

function reportLength(state: CheckState, step: NodeId, count: number): void {
  const isBuilderLimit = count <= MOST_STEPS_EVER;
  state.report(step, {
    code: "pql.chainLength",
    severity: isBuilderLimit ? "warning" : "error",
    message: isBuilderLimit
      ? `The audience builder saves at most ${MOST_STEPS} events in a row, and this chain has ${count}; shorten it if people edit it there.`
      : `This chain has ${count} events in a row; at most ${MOST_STEPS_EVER} could ever be saved.`,
  });
}

/** A step whose window ends before that of an earlier step begins can never follow it. */
function reportWindow(state: CheckState, window: NodeId): void {
  state.report(window, {
    code: "pql.chainOrder",
    message: "This step must follow an earlier one, but its window lies before the window of that step.",
  });
}

/** The time test in `WHEN( )` of a step; 0 where it has none. */
function findWindow({ tree }: CheckState, step: NodeId): NodeId {
  for (let part = tree.firstChild(step); part !== 0; part = tree.nextSibling(part)) {
    if (tree.kind(part) === NodeKind.When) return tree.firstChild(part);
  }
  return 0;
}
