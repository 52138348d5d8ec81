/**
 * Methods of lists and maps: sets, groups, `head`, `get`, `keys`, `values`, and the test for what is missing.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { allIn, type Doubts, either, finderIn } from "./compareValues";
import type { Compilation, Evaluate, Test } from "./compilation";
import { absentIn, isEventList, lambdaNames, mapItems, toItems, valueOnItem } from "./evaluateElements";
import { type Context, decide, findUncertain } from "./evaluationContext";
import {
  Groups,
  isMissing,
  isObject,
  itemsOf,
  MapEntry,
  memberOf,
  Spread,
  Uncertain,
  UncertainList,
  type Value,
} from "./pqlValue";
import { Truth } from "./verdict";

/** Two lists and the place where they meet. */
interface Pair {
  readonly context: Context;
  readonly left: readonly Value[];
  readonly right: readonly Value[];
  readonly doubts: Doubts;
}

/** A Boolean method of two lists. */
export type SetTest = "intersects" | "subsetOf" | "supersetOf";

/** `a.intersects(b)`, `a.subsetOf(b)`, `a.supersetOf(b)`: false where a side is missing. */
export function compileSetTest(
  compilation: Compilation,
  node: NodeId,
  { test, left, right }: { readonly test: SetTest; readonly left: NodeId; readonly right: NodeId },
): Test {
  const [first, second] = [compilation.value(left), compilation.value(right)];
  const doubts = compilation.doubts(node);
  return (context) => {
    const [one, other] = [first(context), second(context)];
    context.trace?.operands([one, other]);
    if (isMissing(one) || isMissing(other)) return Truth.False;
    return decide(context, one, (lefts) =>
      decide(context, other, (rights) => {
        const [a, b] = [toItems(lefts, doubts), toItems(rights, doubts)];
        if (a === undefined || b === undefined) return Truth.False;
        if (a instanceof Uncertain) return context.doubt(a.reason);
        if (b instanceof Uncertain) return context.doubt(b.reason);
        return testSets(test, { context, left: a, right: b, doubts });
      }),
    );
  };
}

function testSets(test: SetTest, { context, left, right, doubts }: Pair): Truth {
  const place = { context, operator: "=", doubts };
  if (test === "subsetOf") return allIn(place, left, right);
  if (test === "supersetOf") return allIn(place, right, left);
  const find = finderIn(place, right);
  const mark = context.doubts.length;
  let some: Truth = Truth.False;
  for (const item of left) {
    some = either(some, find(item));
    if (some === Truth.True) {
      context.forget(mark);
      break;
    }
  }
  return some;
}

/** `a.intersection(b)`: what both have; of lists that share nothing null or an empty list. */
export function compileIntersection(
  compilation: Compilation,
  node: NodeId,
  { left, right }: { readonly left: NodeId; readonly right: NodeId },
): Evaluate {
  const [first, second] = [compilation.value(left), compilation.value(right)];
  const doubts = compilation.doubts(node);
  return (context) => {
    const [a, b] = [toItems(first(context), doubts), toItems(second(context), doubts)];
    if (a === undefined || b === undefined) return undefined;
    const reason = findUncertain([a, b]);
    if (reason !== undefined || a instanceof Uncertain || b instanceof Uncertain) {
      return new Uncertain(reason ?? doubts.of("notDocumented"));
    }
    return intersect({ context, left: a, right: b, doubts });
  };
}

function intersect({ context, left, right, doubts }: Pair): Value {
  const mark = context.doubts.length;
  const find = finderIn({ context, operator: "=", doubts }, right);
  const common: Value[] = [];
  for (const item of left) {
    const truth = find(item);
    if (truth === Truth.Unknown) {
      const reason = context.doubts[context.doubts.length - 1] ?? doubts.of("notDocumented");
      context.forget(mark);
      return new Uncertain(reason);
    }
    if (truth === Truth.True) common.push(item);
  }
  return common.length === 0 ? new Uncertain(doubts.of("noCommonItem"), [undefined, common]) : common;
}

/** A method that reads a list as a whole. */
export type WholeList = "distinct" | "head";

/** `a.distinct()`, `a.head()`. */
export function compileWholeList(
  compilation: Compilation,
  node: NodeId,
  { method, source }: { readonly method: WholeList; readonly source: NodeId },
): Evaluate {
  const list = compilation.value(source);
  const doubts = compilation.doubts(node);
  const isUnordered = isEventList(compilation, source) || isDistinct(compilation, source);
  return (context) => {
    const value = list(context);
    const items = toItems(value, doubts);
    if (items === undefined || items instanceof Uncertain) return items;
    context.spend(items.length);
    if (method === "distinct") return distinct(items, absentIn(value), doubts);
    if (!isUnordered || items.length < 2) return items[0];
    return new Uncertain(doubts.of("eventOrder"), items.length <= 16 ? items : undefined);
  };
}

function isDistinct({ tree }: Compilation, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.MethodCall && tree.name(tree.detail(node)) === "distinct";
}

/** Items that differ; whether nothing is an item among them is open. */
function distinct(items: readonly Value[], absent: number, doubts: Doubts): Value {
  const uncertain = findUncertain(items);
  if (uncertain !== undefined) return new Uncertain(uncertain);
  const found = new Map<unknown, Value>();
  for (const item of items) {
    if (!isMissing(item)) found.set(keyOf(item), item);
  }
  const values = [...found.values()];
  return absent === 0 ? values : new Uncertain(doubts.of("missingItems"), [values, [...values, "\0nothing"]]);
}

/** What makes two items the same: the value itself, of objects and lists their content. */
function keyOf(item: Value): unknown {
  return typeof item === "object" ? JSON.stringify(item, sortedMembers) : item;
}

function sortedMembers(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** `a.groupBy(k)`: lists of items by their key. */
export function compileGroupBy(
  compilation: Compilation,
  node: NodeId,
  { source, key }: { readonly source: NodeId; readonly key: NodeId },
): Evaluate {
  const list = compilation.value(source);
  const keyOfItem = valueOnItem(compilation, { source, node: key });
  const doubts = compilation.doubts(node);
  return (context) => {
    const items = toItems(list(context), doubts);
    if (items === undefined || items instanceof Uncertain) return items;
    const groups = new Groups();
    const keys = mapItems(context, items, keyOfItem);
    for (let i = 0; i < items.length; i++) {
      const group = keys[i];
      if (typeof group !== "string" && typeof group !== "number" && typeof group !== "boolean") {
        return new Uncertain(doubts.of("missingItems"));
      }
      const known = groups.entries.get(group) as Value[] | undefined;
      if (known === undefined) groups.entries.set(group, [items[i]]);
      else known.push(items[i]);
    }
    return groups;
  };
}

/** `a.map(x)`: a value per item; of groups a value per group, or with `mapEntry` a map again. */
export function compileMap(
  compilation: Compilation,
  node: NodeId,
  { source, body }: { readonly source: NodeId; readonly body: NodeId },
): Evaluate {
  const list = compilation.value(source);
  const doubts = compilation.doubts(node);
  const ofItem = valueOnItem(compilation, { source, node: body });
  const ofGroup = compileGroupMap(compilation, { source, node: body });
  return (context) => {
    const value = list(context);
    if (value instanceof Groups) return ofGroup(context, value, doubts);
    const items = toItems(value, doubts);
    return items === undefined || items instanceof Uncertain ? items : mapItems(context, items, ofItem);
  };
}

type GroupMap = (context: Context, groups: Groups, doubts: Doubts) => Value;

function compileGroupMap(
  compilation: Compilation,
  place: { readonly source: NodeId; readonly node: NodeId },
): GroupMap {
  const { tree } = compilation;
  const names = tree.kind(place.node) === NodeKind.Lambda ? lambdaNames(compilation, place.node) : [];
  if (names.length < 2) {
    const group = valueOnItem(compilation, place);
    return (context, { entries }, doubts) => collect(mapItems(context, [...entries.values()], group), doubts);
  }
  const slots = names.map(() => compilation.newSlot());
  const frames = names.map((name, index) => ({ kind: "variable" as const, name, slot: slots[index] }));
  const read = compilation.within(frames, () => compilation.value(tree.firstChild(place.node)));
  return (context, { entries }, doubts) => {
    const results: Value[] = [];
    for (const [key, group] of entries) {
      context.spend(1);
      context.slots[slots[0]] = key;
      context.slots[slots[1]] = group;
      results.push(read(context));
    }
    return collect(results, doubts);
  };
}

/** Entries become a map, other values a list. */
function collect(values: readonly Value[], doubts: Doubts): Value {
  if (!values.some((value) => value instanceof MapEntry)) return values;
  const groups = new Groups();
  for (const entry of values) {
    const key = entry instanceof MapEntry ? entry.key : undefined;
    const isKey = typeof key === "string" || typeof key === "number" || typeof key === "boolean";
    if (!isKey || !(entry instanceof MapEntry)) return new Uncertain(doubts.of("notDocumented"));
    groups.entries.set(key, entry.value);
  }
  return groups;
}

/** `m.get(k)` and `m["k"]`. The namespaces of memberships are found in any case, as rules and profiles differ in it. */
export function compileGet(
  compilation: Compilation,
  node: NodeId,
  { map, key }: { readonly map: NodeId; readonly key: NodeId },
): Evaluate {
  const [object, wanted] = [compilation.value(map), compilation.value(key)];
  const doubts = compilation.doubts(node);
  const isMembership = compilation.tree.lastName(map) === "segmentMembership";
  const get = (value: Value, name: Value): Value => {
    if (isMissing(value) || isMissing(name)) return undefined;
    if (value instanceof Uncertain) {
      return new Uncertain(
        value.reason,
        value.readings?.map((reading) => get(reading, name)),
      );
    }
    if (name instanceof Uncertain) return new Uncertain(name.reason);
    if (value instanceof Groups) return value.entries.get(name as string);
    if (!isObject(value)) return new Uncertain(doubts.wrongType("a map", value));
    if (typeof name !== "string") return new Uncertain(doubts.of("notDocumented"));
    const found = memberOf(value, name);
    if (!isMembership || found !== undefined) return found;
    const other = Object.keys(value).find((known) => known.toLowerCase() === name.toLowerCase());
    return other === undefined ? undefined : value[other];
  };
  return (context) => get(object(context), wanted(context));
}

/** `m.keys()`, `m.values()`. */
export function compileEntries(
  compilation: Compilation,
  node: NodeId,
  { isKeys, map }: { readonly isKeys: boolean; readonly map: NodeId },
): Evaluate {
  const object = compilation.value(map);
  const doubts = compilation.doubts(node);
  return (context) => {
    const value = object(context);
    if (isMissing(value) || value instanceof Uncertain) return value;
    if (value instanceof Groups) return [...(isKeys ? value.entries.keys() : value.entries.values())];
    if (!isObject(value)) return new Uncertain(doubts.wrongType("a map", value));
    return isKeys ? Object.keys(value) : Object.values(value);
  };
}

/** `x.isNull()`: an empty object or list may count as missing or not. */
export function isNull(context: Context, value: Value, doubts: Doubts): Truth {
  if (isMissing(value)) return Truth.True;
  if (typeof value !== "object") return Truth.False;
  if (value instanceof UncertainList) {
    return value.certain.length > 0 ? Truth.False : context.doubt(value.reason);
  }
  return decide(context, value, (certain) => {
    if (isMissing(certain)) return Truth.True;
    if (certain instanceof Spread) {
      if (certain.items.length === 0) {
        return certain.absent > 0 ? Truth.True : context.doubt(doubts.of("emptyContainer"));
      }
      return certain.absent > 0 ? context.doubt(doubts.of("listOfSeveral")) : Truth.False;
    }
    const isEmptyList = itemsOf(certain)?.length === 0;
    const isEmptyObject = isObject(certain) && Object.keys(certain).length === 0;
    return isEmptyList || isEmptyObject ? context.doubt(doubts.of("emptyContainer")) : Truth.False;
  });
}
