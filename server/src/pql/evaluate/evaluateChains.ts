/**
 * `chain(events, time, [steps])`: events that meet the steps in strict order of time, others may lie between. One step needs
 * no order. Where events of the same time or a counted step in a sequence would decide, the answer is unknown.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import { both, type Doubts } from "./compareValues";
import type { Compilation, Evaluate, Frame, Test } from "./compilation";
import { toItems } from "./evaluateElements";
import { timeTest } from "./evaluateTimes";
import { type Context, decide } from "./evaluationContext";
import { Uncertain, UncertainList, type Value } from "./pqlValue";
import { readTime } from "./timestamp";
import { Truth } from "./verdict";

interface Step {
  readonly slot: number;
  /** Whether the event in the slot meets the step. */
  readonly matches: Test;
  /** At least so many events. */
  readonly wanted: number;
  /** False for a comparison in `COUNT( )`, which no page shows. */
  readonly isDocumented: boolean;
}

interface Chain {
  readonly steps: readonly Step[];
  readonly time: { readonly slot: number; readonly read: Evaluate };
  readonly doubts: Doubts;
  readonly isExplaining: boolean;
}

/** The truth of a chain. */
export function compileChain(compilation: Compilation, node: NodeId): Test {
  const { tree, isExplaining } = compilation;
  const [source, time, ...steps] = tree.children(node);
  const events = compilation.value(source);
  const name = compilation.tree.lastName(source);
  const slot = compilation.newSlot();
  const frame: Frame = { kind: "element", name, slot };
  const labels = steps.map((step): Frame => ({ kind: "step", name: tree.name(tree.detail(step)), slot }));
  const chain: Chain = {
    steps: steps.map((step) => compileStep(compilation, step, { name, time, labels })),
    time: { slot, read: compilation.within([frame], () => compilation.value(time)) },
    doubts: compilation.doubts(node),
    isExplaining,
  };
  const over = (context: Context, value: Value): Truth => {
    const items = toItems(value, chain.doubts);
    if (items instanceof Uncertain) return context.doubt(items.reason);
    const mark = context.doubts.length;
    const truth = items === undefined ? Truth.False : holdsOver(context, items, chain);
    if (truth !== Truth.Unknown) context.forget(mark);
    return truth;
  };
  return (context) => {
    const value = events(context);
    return value instanceof UncertainList
      ? decide(context, value, (list) => over(context, list))
      : over(context, value);
  };
}

function compileStep(
  compilation: Compilation,
  node: NodeId,
  { name, time, labels }: { readonly name: string; readonly time: NodeId; readonly labels: readonly Frame[] },
): Step {
  const { tree } = compilation;
  const slot = compilation.newSlot();
  const frame: Frame = { kind: "element", name, slot };
  let wanted = 1;
  let isDocumented = true;
  const build = (): Test => {
    const tests: Test[] = [];
    for (let part = tree.firstChild(node); part !== 0; part = tree.nextSibling(part)) {
      const child = tree.firstChild(part);
      const kind = tree.kind(part);
      if (kind === NodeKind.Count) {
        wanted = Number(tree.tokenText(tree.detail(part)));
        const before = tree.tokenKind(tree.detail(part) - 1);
        isDocumented = before === TokenKind.OpenParen || before === TokenKind.GreaterOrEqual;
      } else if (kind === NodeKind.When) {
        tests.unshift(timeTest(compilation, child, compilation.value(time)));
      } else if (kind === NodeKind.WherePart) {
        tests.push(compilation.within([{ ...frame, isLenient: true }], () => compilation.test(child)));
      } else if (kind === NodeKind.What) tests.push(compilation.test(child));
    }
    return allOf(tests, compilation.isExplaining);
  };
  const matches = compilation.within([...labels, frame], () => compilation.asClause(node, "step", build));
  return { slot, matches, wanted, isDocumented };
}

function allOf(tests: readonly Test[], isExplaining: boolean): Test {
  return (context) => {
    let all: Truth = Truth.True;
    for (let i = 0; i < tests.length; i++) {
      all = both(all, tests[i](context));
      if (all === Truth.False && !isExplaining) return all;
    }
    return all;
  };
}

function holdsOver(context: Context, items: readonly Value[], chain: Chain): Truth {
  const { steps, doubts } = chain;
  if (steps.some(({ isDocumented }) => !isDocumented)) return context.doubt(doubts.of("countComparison"));
  return steps.length === 1 ? holdsOnce(context, items, chain) : holdsInOrder(context, items, chain);
}

function matchesStep(context: Context, { slot, matches }: Step, item: Value): Truth {
  context.spend(1);
  context.slots[slot] = item;
  return matches(context);
}

/** One step: events are counted, up to one more than asked for. */
function holdsOnce(context: Context, items: readonly Value[], { steps, isExplaining }: Chain): Truth {
  const [step] = steps;
  let certain = 0;
  let possible = 0;
  const enough = step.wanted < 2 ? step.wanted : step.wanted + 1;
  for (let i = 0; i < items.length; i++) {
    if (certain >= enough && !isExplaining) break;
    const truth = matchesStep(context, step, items[i]);
    context.trace?.item(i, truth);
    if (truth === Truth.True) certain++;
    else if (truth === Truth.Unknown) possible++;
  }
  context.lastCount = certain;
  context.lastWanted = step.wanted;
  if (certain >= step.wanted) return Truth.True;
  return certain + possible >= step.wanted ? Truth.Unknown : Truth.False;
}

interface TimedEvent {
  readonly time: number;
  readonly item: Value;
}

/** How much is taken for granted: strict order and certain matches, or everything that may be meant. */
interface Reading {
  readonly isLenient: boolean;
  /** Which truths count as a match. */
  readonly counts: (truth: Truth) => boolean;
}

const STRICT: Reading = { isLenient: false, counts: (truth) => truth === Truth.True };
const SAME_MATCHES: Reading = { isLenient: true, counts: STRICT.counts };
const LENIENT: Reading = { isLenient: true, counts: (truth) => truth !== Truth.False };

function holdsInOrder(context: Context, items: readonly Value[], chain: Chain): Truth {
  const { steps, doubts } = chain;
  const { timed, untimed } = sortByTime(context, items, chain);
  if (chain.isExplaining) noteMatches(context, items, steps);
  if (isFound(context, timed, { steps, reading: STRICT })) return Truth.True;
  const isUntimed = untimed.some((item) =>
    steps.some((step) => matchesStep(context, step, item) !== Truth.False),
  );
  if (isUntimed) return context.doubt(doubts.of("unreadableTime"));
  if (isFound(context, timed, { steps, reading: SAME_MATCHES })) {
    const isCounted = steps.slice(0, -1).some(({ wanted }) => wanted > 1);
    return context.doubt(doubts.of(isCounted ? "countInSequence" : "sameTime"));
  }
  return isFound(context, timed, { steps, reading: LENIENT }) ? Truth.Unknown : Truth.False;
}

/** An explanation shows how many events met each step, in order or not. */
function noteMatches(context: Context, items: readonly Value[], steps: readonly Step[]): void {
  for (let i = 0; i < items.length; i++) {
    const truths = steps.map((step) => matchesStep(context, step, items[i]));
    context.trace?.item(i, truths.includes(Truth.True) ? Truth.True : Truth.False);
  }
}

function sortByTime(
  context: Context,
  items: readonly Value[],
  { time }: Chain,
): { readonly timed: readonly TimedEvent[]; readonly untimed: readonly Value[] } {
  const timed: TimedEvent[] = [];
  const untimed: Value[] = [];
  for (const item of items) {
    context.spend(1);
    context.slots[time.slot] = item;
    if (readTime(time.read(context), context.times)) timed.push({ time: context.times[0], item });
    else untimed.push(item);
  }
  return { timed: timed.sort((left, right) => left.time - right.time), untimed };
}

function isFound(
  context: Context,
  events: readonly TimedEvent[],
  { steps, reading }: { readonly steps: readonly Step[]; readonly reading: Reading },
): boolean {
  let after = Number.NEGATIVE_INFINITY;
  let used = -1;
  for (const step of steps) {
    const found = findStep(context, events, { step, reading, after, used });
    if (found === undefined) return false;
    if (found < 0) continue;
    after = events[found].time;
    used = found;
  }
  return true;
}

interface Search {
  readonly step: Step;
  readonly reading: Reading;
  readonly after: number;
  /** The event the step before ended with. */
  readonly used: number;
}

/** The event after which the next step goes on: the last one counted, leniently the first. −1 where none is asked for. */
function findStep(
  context: Context,
  events: readonly TimedEvent[],
  { step, reading, after, used }: Search,
): number | undefined {
  if (step.wanted === 0) return -1;
  let count = 0;
  let first = -1;
  for (let i = 0; i < events.length; i++) {
    const { time, item } = events[i];
    const isBehind = reading.isLenient ? time >= after && i !== used : time > after;
    if (!isBehind || !reading.counts(matchesStep(context, step, item))) continue;
    if (first < 0) first = i;
    if (++count === step.wanted) return reading.isLenient ? first : i;
  }
  return undefined;
}
