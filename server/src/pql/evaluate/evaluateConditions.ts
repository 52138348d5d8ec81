/**
 * Places that hold a condition, and what joins conditions. Null is false there, a list is true when it holds something, an
 * object when it is there; zero, the empty text and `{}` are documented nowhere.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Doubts } from "./compareValues";
import type { Compilation, Evaluate, Test } from "./compilation";
import { type Context, decide } from "./evaluationContext";
import { isMissing, isObject, Spread, Uncertain, type Value } from "./pqlValue";
import { isNumber } from "./quantity";
import { negated, Truth } from "./verdict";

/** Any value as a truth. */
function truthOf(context: Context, value: Value, doubts: Doubts): Truth {
  if (typeof value === "boolean") return value ? Truth.True : Truth.False;
  if (isMissing(value)) return Truth.False;
  return decide(context, value, (certain) => truthOfCertain(context, certain, doubts));
}

function truthOfCertain(context: Context, value: Value, doubts: Doubts): Truth {
  if (isMissing(value) || value === false) return Truth.False;
  if (value === "") return context.doubt(doubts.of("emptyText"));
  if (isNumber(value)) return value === 0 ? context.doubt(doubts.of("zeroAsCondition")) : Truth.True;
  if (Array.isArray(value)) return value.length > 0 ? Truth.True : Truth.False;
  if (value instanceof Spread) return truthOfSpread(context, value, doubts);
  if (isObject(value) && Object.keys(value).length === 0) return context.doubt(doubts.of("emptyContainer"));
  return Truth.True;
}

/** A list of Booleans may ask for one of them or for itself. */
function truthOfSpread(context: Context, { items }: Spread, doubts: Doubts): Truth {
  if (items.length === 0) return Truth.False;
  const areAllFalse = items.every((item) => item === false);
  return areAllFalse ? context.doubt(doubts.of("listOfSeveral")) : Truth.True;
}

/** The truth of a value as a value. */
function toValue(context: Context, truth: Truth, doubts: Doubts): Value {
  if (truth !== Truth.Unknown) return truth === Truth.True;
  return new Uncertain(context.doubts[context.doubts.length - 1] ?? doubts.of("notDocumented"), [
    true,
    false,
  ]);
}

/** A test in the place of a value. Its doubts go on inside the value. */
export function asValue(compilation: Compilation, node: NodeId, test: Test): Evaluate {
  const doubts = compilation.doubts(node);
  return (context) => {
    const mark = context.doubts.length;
    const value = toValue(context, test(context), doubts);
    context.forget(mark);
    return value;
  };
}

/** A value in the place of a condition. */
export function asTest(compilation: Compilation, node: NodeId, value: Evaluate): Test {
  const doubts = compilation.doubts(node);
  return (context) => truthOf(context, value(context), doubts);
}

/** `a and b`, `a or b`: stops at the first that decides, but reads everything for an explanation. */
export function joined(
  parts: readonly Test[],
  connective: "and" | "or",
  { isExplaining, plain }: Pick<Compilation, "isExplaining" | "plain">,
): Test {
  const decisive = connective === "and" ? Truth.False : Truth.True;
  const otherwise = negated(decisive);
  if (isExplaining && parts.length > 1) return (context) => joinAll(context, parts, decisive);
  const tests = plain.merged(parts, connective);
  if (tests.length === 1) return tests[0];
  const [first, second] = tests;
  const rest = tests.slice(2);
  return (context) => {
    const mark = context.doubts.length;
    let result: Truth = otherwise;
    let truth = first(context);
    if (truth === decisive) return truth;
    if (truth === Truth.Unknown) result = truth;
    truth = second(context);
    for (let i = 0; truth !== decisive; i++) {
      if (truth === Truth.Unknown) result = truth;
      if (i === rest.length) return result;
      truth = rest[i](context);
    }
    context.forget(mark);
    return truth;
  };
}

function joinAll(context: Context, tests: readonly Test[], decisive: Truth): Truth {
  const mark = context.doubts.length;
  const truths = tests.map((test) => test(context));
  if (!truths.includes(decisive)) return truths.includes(Truth.Unknown) ? Truth.Unknown : negated(decisive);
  context.forget(mark);
  return decisive;
}

/** `a and b and c` within one node. */
export function compileJoined(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  const tests = tree.children(node).map((child) => compilation.test(child));
  return joined(tests, tree.kind(node) === NodeKind.And ? "and" : "or", compilation);
}

/** `not x`. What is missing is false first, so its negation is true. */
export function compileNot(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  const operand = compilation.tree.unwrapped(tree.firstChild(node));
  const count = negatedCount(compilation, operand);
  const test = compilation.test(operand);
  if (count === undefined) return (context) => negated(test(context));
  const { doubts, isExactly } = count;
  return (context) => {
    const truth = test(context);
    return truth === Truth.True && isExactly(context)
      ? context.doubt(doubts.of("negatedCount"))
      : negated(truth);
  };
}

/** `not chain(… COUNT(5))`: one page calls it "not more than five times", by logic it is fewer than five. */
function negatedCount(
  compilation: Compilation,
  operand: NodeId,
): { readonly doubts: Doubts; readonly isExactly: (context: Context) => boolean } | undefined {
  const { tree } = compilation;
  if (tree.kind(operand) !== NodeKind.Chain) return undefined;
  const step = tree.child(operand, 2);
  if (step === 0 || tree.nextSibling(step) !== 0) return undefined;
  const part = tree.children(step).find((child) => tree.kind(child) === NodeKind.Count);
  if (part === undefined || Number(tree.tokenText(tree.detail(part))) < 2) return undefined;
  return {
    doubts: compilation.doubts(part),
    isExactly: (context) => context.lastCount === context.lastWanted,
  };
}

/** `if(c, a, b)`: the second branch for whatever is not true. */
export function compileIf(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const condition = compilation.test(tree.child(node, 0));
  const whenTrue = compilation.value(tree.child(node, 1));
  const whenFalse = compilation.value(tree.child(node, 2));
  const doubts = compilation.doubts(node);
  return (context) => {
    const mark = context.doubts.length;
    const truth = condition(context);
    if (truth === Truth.True) return whenTrue(context);
    if (truth === Truth.False) return whenFalse(context);
    const reason = context.doubts[context.doubts.length - 1] ?? doubts.of("notDocumented");
    context.forget(mark);
    return new Uncertain(reason, [whenTrue(context), whenFalse(context)]);
  };
}
