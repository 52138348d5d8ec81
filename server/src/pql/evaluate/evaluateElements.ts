/**
 * Lists and what is read once per item: filters, `exists`, selectors. An item that cannot be decided makes the list
 * uncertain in just that item.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { isWord } from "../syntax/tokenKinds";
import type { Doubts } from "./compareValues";
import type { Compilation, Evaluate, Frame, Test } from "./compilation";
import type { Context } from "./evaluationContext";
import { isMissing, isObject, itemsOf, Spread, Uncertain, UncertainList, type Value } from "./pqlValue";
import { type Reason, Truth } from "./verdict";

/** An expression that is read with each item in a slot. */
export interface OnItem<Read> {
  readonly slot: number;
  readonly read: Read;
}

interface ItemPlace {
  /** The node of the list, whose name may stand in front of the item's fields. */
  readonly source: NodeId;
  readonly node: NodeId;
  readonly isLenient?: boolean;
}

/** Compiles an expression that sees the items of a list: by bare names, or by the parameter of a lambda. */
function onItem<Read>(
  compilation: Compilation,
  { source, node, isLenient = false }: ItemPlace,
  build: (body: NodeId) => Read,
): OnItem<Read> {
  const slot = compilation.newSlot();
  const { tree } = compilation;
  if (tree.kind(node) !== NodeKind.Lambda) {
    const element: Frame = { kind: "element", name: compilation.tree.lastName(source), slot, isLenient };
    return { slot, read: compilation.within([element], () => build(node)) };
  }
  const names = lambdaNames(compilation, node);
  const frames = names.map((name, index): Frame => {
    return { kind: "variable", name, slot: index === 0 ? slot : compilation.newSlot() };
  });
  return { slot, read: compilation.within(frames, () => build(tree.firstChild(node))) };
}

/** The parameters of a lambda. */
export function lambdaNames({ tree }: Pick<Compilation, "tree">, node: NodeId): string[] {
  const names: string[] = [];
  for (let token = tree.firstToken(node); token < tree.detail(node); token++) {
    if (isWord(tree.tokenKind(token))) names.push(tree.name(token));
  }
  return names;
}

/** A condition on each item. */
function testOnItem(compilation: Compilation, place: ItemPlace): OnItem<Test> {
  return onItem(compilation, place, (body) => compilation.test(body));
}

/** A value of each item. */
export function valueOnItem(compilation: Compilation, place: ItemPlace): OnItem<Evaluate> {
  return onItem(compilation, place, (body) => compilation.value(body));
}

/** The items of a value that must be a list; undefined where it is missing. */
export function toItems(value: Value, doubts: Doubts): readonly Value[] | Uncertain | undefined {
  if (isMissing(value)) return undefined;
  const items = itemsOf(value);
  if (items !== undefined) return items;
  if (value instanceof Uncertain) return value;
  if (value instanceof UncertainList) return new Uncertain(value.reason);
  return new Uncertain(doubts.wrongType("a list", value));
}

/** The items that meet a condition. */
function filterItems(context: Context, items: readonly Value[], { slot, read }: OnItem<Test>): Value {
  const certain: Value[] = [];
  let possible: Value[] | undefined;
  let reason: Reason | undefined;
  const mark = context.doubts.length;
  for (let i = 0; i < items.length; i++) {
    context.spend(1);
    context.slots[slot] = items[i];
    const truth = read(context);
    context.trace?.item(i, truth);
    if (truth === Truth.True) certain.push(items[i]);
    else if (truth === Truth.Unknown) {
      possible ??= [];
      possible.push(items[i]);
      reason = context.doubts[context.doubts.length - 1];
    }
  }
  context.forget(mark);
  return possible === undefined || reason === undefined
    ? certain
    : new UncertainList(certain, possible, reason);
}

/** Whether some item meets a condition; stops at the first unless every clause is to be read. */
function someItem(
  context: Context,
  items: readonly Value[],
  { onItem: { slot, read }, isExplaining }: { readonly onItem: OnItem<Test>; readonly isExplaining: boolean },
): Truth {
  const mark = context.doubts.length;
  let result: Truth = Truth.False;
  for (let i = 0; i < items.length; i++) {
    context.spend(1);
    context.slots[slot] = items[i];
    const truth = read(context);
    if (isExplaining) context.trace?.item(i, truth);
    if (truth === Truth.False || result === Truth.True) continue;
    result = truth;
    if (truth === Truth.True && !isExplaining) break;
  }
  if (result === Truth.True) context.forget(mark);
  return result;
}

/** `a[c]` and `a.filter(c)`: of an object, the object itself where the condition holds. */
export function compileFilter(compilation: Compilation, node: NodeId, place: ItemPlace): Evaluate {
  const source = compilation.value(place.source);
  const condition = testOnItem(compilation, place);
  const doubts = compilation.doubts(node);
  const filter = (context: Context, value: Value): Value => {
    const items = itemsOf(value);
    if (items !== undefined) return filterItems(context, items, condition);
    if (isMissing(value)) return undefined;
    if (value instanceof Uncertain) {
      const { reason, readings } = value;
      return new Uncertain(
        reason,
        readings?.map((reading) => filter(context, reading)),
      );
    }
    if (value instanceof UncertainList) return filterUncertain(context, value, condition);
    if (!isObject(value)) return new Uncertain(doubts.wrongType("a list", value));
    return filterObject(context, value, condition);
  };
  return (context) => filter(context, source(context));
}

function filterObject(context: Context, value: Value, condition: OnItem<Test>): Value {
  const kept = filterItems(context, [value], condition);
  if (kept instanceof UncertainList) return new Uncertain(kept.reason, [value, undefined]);
  return Array.isArray(kept) && kept.length > 0 ? value : undefined;
}

function filterUncertain(context: Context, value: UncertainList, condition: OnItem<Test>): Value {
  const certain = filterItems(context, value.certain, condition);
  const possible = filterItems(context, value.possible, condition);
  const parts = (kept: Value) =>
    kept instanceof UncertainList
      ? { sure: kept.certain, rest: kept.possible }
      : { sure: itemsOf(kept) ?? [], rest: [] };
  const [first, second] = [parts(certain), parts(possible)];
  return new UncertainList(first.sure, [...first.rest, ...second.sure, ...second.rest], value.reason);
}

/** A filter in the place of a condition, and `a.exists(c)`: whether an item meets it. */
export function compileSome(compilation: Compilation, node: NodeId, place: ItemPlace): Test {
  const source = compilation.value(place.source);
  const options = { onItem: testOnItem(compilation, place), isExplaining: compilation.isExplaining };
  const doubts = compilation.doubts(node);
  const some = (context: Context, value: Value): Truth => {
    const items = itemsOf(value);
    if (items !== undefined) return someItem(context, items, options);
    if (isMissing(value)) return Truth.False;
    if (value instanceof UncertainList) {
      if (someItem(context, value.certain, options) === Truth.True) return Truth.True;
      const truth = someItem(context, value.possible, options);
      return truth === Truth.False ? truth : context.doubt(value.reason);
    }
    if (value instanceof Uncertain) return context.doubt(value.reason);
    if (!isObject(value)) return context.doubt(doubts.wrongType("a list", value));
    return someItem(context, [value], options);
  };
  return (context) => some(context, source(context));
}

/** The values an expression gives for the items, flat where it gives lists; missing ones stay as such. */
export function mapItems(
  context: Context,
  items: readonly Value[],
  { slot, read }: OnItem<Evaluate>,
): Value[] {
  context.spend(items.length);
  return items.map((item) => {
    context.slots[slot] = item;
    return read(context);
  });
}

/** True for the events of a profile and what is filtered from them: their order is not documented. */
export function isEventList(compilation: Compilation, node: NodeId): boolean {
  const { tree } = compilation;
  const kind = tree.kind(node);
  if (kind === NodeKind.Path) return tree.name(tree.firstToken(node)) === "xEvent";
  const isWrapped = kind === NodeKind.Subscript || kind === NodeKind.Paren || kind === NodeKind.Member;
  if (isWrapped || kind === NodeKind.MethodCall) return isEventList(compilation, tree.firstChild(node));
  return kind === NodeKind.Select && isEventList(compilation, tree.firstChild(tree.firstChild(node)));
}

/** A path through a list as a plain list, with how many items had nothing. */
export function absentIn(value: Value): number {
  if (value instanceof Spread) return value.absent;
  return itemsOf(value)?.filter(isMissing).length ?? 0;
}
