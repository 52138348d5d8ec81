/**
 * Which method or function is compiled how: one table. Functions of other dialects and names nobody documents are unknown.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { dayOf } from "./calendar";
import { type TextTest, testText } from "./compareStrings";
import type { Compilation, Evaluate, Test } from "./compilation";
import { type Aggregate, compileAggregate, compileRanking, count } from "./evaluateAggregates";
import { joined } from "./evaluateConditions";
import { compileSome } from "./evaluateElements";
import {
  compileEntries,
  compileGet,
  compileGroupBy,
  compileIntersection,
  compileMap,
  compileSetTest,
  compileWholeList,
  isNull,
  type SetTest,
  type WholeList,
} from "./evaluateLists";
import { compileInSegment } from "./evaluateMembership";
import { likeTest, membershipTest, overTexts, textPairTest } from "./evaluateOperators";
import { compileMatches, compileRegexGroup } from "./evaluatePatterns";
import { compileSubscript } from "./evaluateSubscripts";
import { compileDate, readDayPart } from "./evaluateTimes";
import { agreed, type Context } from "./evaluationContext";
import { isMissing, MapEntry, Uncertain, type Value } from "./pqlValue";
import { negated, Truth } from "./verdict";

/** A call: the node, what stands before the dot or as first argument, and the other arguments. */
interface Call {
  readonly compilation: Compilation;
  readonly node: NodeId;
  readonly object: NodeId;
  readonly args: readonly NodeId[];
}

/** A compiled call gives a truth or a value. */
export type Compiled = { readonly test: Test } | { readonly value: Evaluate };

/** Compiles a call; nothing where an argument is missing. */
type Builder = (call: Call) => Compiled | undefined | 0;

/** `x.f(a, b)`. */
export function compileMethodCall(compilation: Compilation, node: NodeId): Compiled {
  const { tree } = compilation;
  const [object, ...args] = tree.children(node);
  const builder = METHODS.get(tree.name(tree.detail(node)));
  return builder?.({ compilation, node, object, args }) || notDocumented(compilation, node);
}

/** `f(a, b)`: a function, or a method in the style of personalization. */
export function compileCall(compilation: Compilation, node: NodeId): Compiled {
  const { tree } = compilation;
  const name = tree.name(tree.detail(node));
  const free = FUNCTIONS.get(name);
  const all = tree.children(node);
  if (free !== undefined) {
    return free({ compilation, node, object: 0, args: all }) || notDocumented(compilation, node);
  }
  const [object = 0, ...args] = all;
  const builder = object === 0 ? undefined : METHODS.get(name);
  return builder?.({ compilation, node, object, args }) || notDocumented(compilation, node);
}

/** What nobody documents for an audience. */
export function notDocumented(compilation: Compilation, node: NodeId): { readonly value: Evaluate } {
  const value = new Uncertain(compilation.doubts(node).of("notDocumented"));
  return { value: () => value };
}

const aggregateBy =
  (kind: Aggregate): Builder =>
  ({ compilation, node, object, args }) => ({
    value: compileAggregate(compilation, node, { kind, source: object, selector: args[0] ?? 0 }),
  });

const setTest =
  (test: SetTest): Builder =>
  ({ compilation, node, object, args: [right] }) =>
    right && { test: compileSetTest(compilation, node, { test, left: object, right }) };

const wholeList =
  (method: WholeList): Builder =>
  ({ compilation, node, object }) => ({
    value: compileWholeList(compilation, node, { method, source: object }),
  });

const ranked =
  (isTop: boolean): Builder =>
  ({ compilation, node, object, args: [by, size] }) =>
    by && size
      ? { value: compileRanking(compilation, node, { isTop, source: object, by, size, isHead: false }) }
      : undefined;

/** The first of a ranking: only what competes for the first place matters. */
function head(call: Call): Compiled | undefined | 0 {
  const { compilation, node, object } = call;
  const { tree } = compilation;
  const inner = compilation.tree.unwrapped(object);
  const name = tree.kind(inner) === NodeKind.MethodCall ? tree.name(tree.detail(inner)) : "";
  if (name !== "topN" && name !== "bottomN") return wholeList("head")(call);
  const [source, by, size] = tree.children(inner);
  if (!by || !size) return undefined;
  const ranking = { isTop: name === "topN", source, by, size, isHead: true };
  const first = compileRanking(compilation, node, ranking);
  return {
    value: (context) => {
      const value = first(context);
      return Array.isArray(value) ? (value as readonly Value[])[0] : value;
    },
  };
}

const textMethod =
  (test: TextTest, isNegative: boolean): Builder =>
  (call) =>
    compileTextMethod(call, test, isNegative);

/** `x.contains(y)`, `x.contains(y, false)`: also the negative ones are false where a text is missing. */
function compileTextMethod(
  { compilation, node, object, args }: Call,
  test: TextTest,
  isNegative: boolean,
): Compiled | undefined {
  const { tree } = compilation;
  const [other, flag] = args;
  if (!other || args.length > 2 || (flag && tree.kind(flag) === NodeKind.StringLiteral)) {
    return test === "equals" && args.length > 1
      ? compileEqualsAny({ compilation, node, object, args })
      : undefined;
  }
  const isSensitive = flag && compilation.value(flag);
  const pairTest = textPairTest(compilation, node, {
    text: object,
    other,
    test: (context, { text, other: part, doubts }) => {
      const sensitive = isSensitive ? isSensitive(context) : true;
      if (typeof sensitive !== "boolean") return context.doubt(doubts.of("notDocumented"));
      const truth = testText(test, { text, part, isSensitive: sensitive });
      if (truth === Truth.Unknown) return context.doubt(doubts.of("caseFolding"));
      return isNegative ? negated(truth) : truth;
    },
  });
  return { test: pairTest };
}

/** `x.equals("a", "b", …)`, which rules show and no signature allows: decided where that does not matter. */
function compileEqualsAny({ compilation, node, object, args }: Call): Compiled {
  const text = compilation.value(object);
  const others = args.map((argument) => compilation.value(argument));
  const doubts = compilation.doubts(node);
  return {
    test: (context) => {
      const value = text(context);
      const truths = others.map((other) =>
        overTexts(context, doubts, {
          values: [value, other(context)],
          test: (one, two) => (one === two ? Truth.True : Truth.False),
        }),
      );
      if (truths[0] === Truth.True || truths.every((truth) => truth === Truth.False)) return truths[0];
      return context.doubt(doubts.of("manyValues"));
    },
  };
}

const nullTest =
  (isNegative: boolean): Builder =>
  ({ compilation, node, object }) => {
    const value = compilation.value(object);
    const doubts = compilation.doubts(node);
    return {
      test: (context) => {
        const truth = isNull(context, value(context), doubts);
        return isNegative ? negated(truth) : truth;
      },
    };
  };

const dayPart =
  (name: "year" | "month" | "day"): Builder =>
  ({ compilation, node, object }) => {
    const time = compilation.value(object);
    const doubts = compilation.doubts(node);
    return {
      value: (context) => {
        const { calendar } = context.clock;
        return readDayPart(context, time(context), {
          part: ({ start }) => dayOf(calendar, start)[name],
          doubts,
        });
      },
    };
  };

const currentPart =
  (name: "year" | "month" | "day"): Builder =>
  () => ({ value: ({ clock }) => dayOf(clock.calendar, clock.now)[name] });

const membership =
  (operator: "in" | "notIn"): Builder =>
  ({ compilation, node, object, args: [list] }) =>
    list && { test: membershipTest(compilation, node, { operator, value: object, list }) };

function exists({ compilation, node, object, args: [condition] }: Call): Compiled {
  if (condition) return { test: compileSome(compilation, node, { source: object, node: condition }) };
  const value = compilation.value(object);
  const doubts = compilation.doubts(node);
  return { test: (context) => existsAny(context, value(context), doubts) };
}

/** `a.exists()` is only seen in the rules of others; not empty in any reading. */
function existsAny(context: Context, value: Value, doubts: ReturnType<Compilation["doubts"]>): Truth {
  if (Array.isArray(value)) return value.length > 0 ? Truth.True : Truth.False;
  const truth = isNull(context, value, doubts);
  return agreed(context, doubts.of("notDocumented"), [negated(truth)]);
}

/** Operators written as calls, as personalization and trees of pql/json may have them. */
const connected =
  (connective: "and" | "or"): Builder =>
  ({ compilation, object, args }) => ({
    test: joined(
      [object, ...args].map((operand) => compilation.test(operand)),
      connective,
      compilation,
    ),
  });

function notCall({ compilation, object, args }: Call): Compiled | 0 {
  const test = compilation.test(object);
  return args.length > 0 ? 0 : { test: (context) => negated(test(context)) };
}

const METHODS: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ["in", membership("in")],
  ["notIn", membership("notIn")],
  ["and", connected("and")],
  ["or", connected("or")],
  ["not", notCall],
  [
    "like",
    ({ compilation, node, object, args: [pattern] }) =>
      pattern && { test: likeTest(compilation, node, { text: object, other: pattern }) },
  ],
  ["count", ({ compilation, node, object }) => compileCount(compilation, node, object)],
  ["sum", aggregateBy("sum")],
  ["average", aggregateBy("average")],
  ["min", aggregateBy("min")],
  ["max", aggregateBy("max")],
  ["intersects", setTest("intersects")],
  ["subsetOf", setTest("subsetOf")],
  ["supersetOf", setTest("supersetOf")],
  [
    "intersection",
    ({ compilation, node, object, args: [right] }) =>
      right && { value: compileIntersection(compilation, node, { left: object, right }) },
  ],
  [
    "includes",
    ({ compilation, node, object, args: [value] }) =>
      value && { test: membershipTest(compilation, node, { operator: "in", value, list: object }) },
  ],
  ["distinct", wholeList("distinct")],
  ["head", head],
  ["topN", ranked(true)],
  ["bottomN", ranked(false)],
  [
    "groupBy",
    ({ compilation, node, object, args: [key] }) =>
      key && { value: compileGroupBy(compilation, node, { source: object, key }) },
  ],
  [
    "map",
    ({ compilation, node, object, args: [body] }) =>
      body && { value: compileMap(compilation, node, { source: object, body }) },
  ],
  ["filter", ({ compilation, node, args }) => args[0] && { value: compileSubscript(compilation, node) }],
  ["exists", exists],
  [
    "get",
    ({ compilation, node, object, args: [key] }) =>
      key && { value: compileGet(compilation, node, { map: object, key }) },
  ],
  [
    "keys",
    ({ compilation, node, object }) => ({
      value: compileEntries(compilation, node, { isKeys: true, map: object }),
    }),
  ],
  [
    "values",
    ({ compilation, node, object }) => ({
      value: compileEntries(compilation, node, { isKeys: false, map: object }),
    }),
  ],
  ["isNull", nullTest(false)],
  ["isNotNull", nullTest(true)],
  ["getYear", dayPart("year")],
  ["getMonth", dayPart("month")],
  ["getDayOfMonth", dayPart("day")],
  ["contains", textMethod("contains", false)],
  ["doesNotContain", textMethod("contains", true)],
  ["startsWith", textMethod("startsWith", false)],
  ["doesNotStartWith", textMethod("startsWith", true)],
  ["endsWith", textMethod("endsWith", false)],
  ["doesNotEndWith", textMethod("endsWith", true)],
  ["equals", textMethod("equals", false)],
  ["notEqualTo", textMethod("equals", true)],
  [
    "matches",
    ({ compilation, node, object, args: [pattern] }) =>
      pattern && { test: compileMatches(compilation, node, { text: object, pattern }) },
  ],
  [
    "regexGroup",
    ({ compilation, node, object, args: [pattern, group] }) =>
      pattern && {
        value: compileRegexGroup(compilation, node, { text: object, pattern, group: group ?? 0 }),
      },
  ],
]);

const FUNCTIONS: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ["date", ({ compilation, node }) => ({ value: compileDate(compilation, node) })],
  ["currentYear", currentPart("year")],
  ["currentMonth", currentPart("month")],
  ["currentDayOfMonth", currentPart("day")],
  [
    "inSegment",
    ({ compilation, node, args: [id, more] }) =>
      id && more === undefined ? { test: compileInSegment(compilation, node, id) } : undefined,
  ],
  [
    "mapEntry",
    ({ compilation, args: [key, value, more] }) => {
      if (!key || !value || more !== undefined) return undefined;
      const [readKey, readValue] = [compilation.value(key), compilation.value(value)];
      return { value: (context) => new MapEntry(readKey(context), readValue(context)) };
    },
  ],
]);

function compileCount(compilation: Compilation, node: NodeId, object: NodeId): Compiled {
  const list = compilation.value(object);
  const doubts = compilation.doubts(node);
  return {
    value: (context) => {
      const value = list(context);
      if (Array.isArray(value) && !value.some(isMissing)) return value.length;
      return count(value, doubts);
    },
  };
}
