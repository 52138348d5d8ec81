/**
 * Lists: filters, `exists`, counts, sums, sets, maps. What is read once per item is a function of a variable in SQL.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { isWord } from "../syntax/tokenKinds";
import { arrayOf, DOUBLE, LONG, mapOf, STRING, type Type, UNKNOWN } from "../types/pqlTypes";
import { withoutMissing } from "./fieldRelations";
import { allOf, anyOf, apply, not, type Operation, type Relation } from "./relationalForm";
import type { PlainValue, ScopedName, Translation } from "./sqlTranslation";
import { anyItem, compared, familyOf, isWhole, mayBe } from "./valueRelations";

/** A value that is a list by its schema. */
export function listAt(translation: Translation, node: NodeId): PlainValue {
  const value = translation.plain(node);
  if (value.type.kind === "unknown" && mayBe(translation, value.type, true))
    return { ...value, type: arrayOf(UNKNOWN) };
  return value.type.kind === "array"
    ? value
    : translation.refuse(node, "A list is expected here, and this is none by its schema.");
}

function elementOf(list: PlainValue): Type {
  return list.type.kind === "array" ? list.type.element : list.type;
}

interface OnItems<Read> {
  readonly list: PlainValue;
  /** The node of the list, whose name may stand in front of the item's fields. */
  readonly source: NodeId;
  readonly body: NodeId;
  readonly read: (node: NodeId) => Read;
}

interface ReadItem<Read> {
  readonly variable: string;
  readonly read: Read;
}

/** Reads an expression that sees the items of a list: by bare names, or by the parameter of a lambda. */
function onItems<Read>(
  translation: Translation,
  { list, source, body, read }: OnItems<Read>,
): ReadItem<Read> {
  const { tree } = translation;
  const name = translation.tree.lastName(source);
  const variable = translation.newVariable(name);
  const value: PlainValue = {
    kind: "plain",
    relation: { kind: "variable", name: variable },
    type: elementOf(list),
  };
  if (tree.kind(body) !== NodeKind.Lambda) {
    const element: ScopedName = { kind: "element", name, value };
    return { variable, read: translation.within([element], () => read(body)) };
  }
  const [first, ...others] = lambdaNames(translation, body);
  if (first === undefined || others.length > 0) {
    return translation.refuse(body, "A function of a group and its key has no equivalent.");
  }
  const scoped: ScopedName = { kind: "variable", name: first, value };
  return { variable, read: translation.within([scoped], () => read(tree.firstChild(body))) };
}

/** The parameters of a lambda. */
export function lambdaNames({ tree }: Translation, node: NodeId): string[] {
  const names: string[] = [];
  for (let token = tree.firstToken(node); token < tree.detail(node); token++) {
    if (isWord(tree.tokenKind(token))) names.push(tree.name(token));
  }
  return names;
}

/** `a[c]` and `a.filter(c)`. */
export function translateFilter(translation: Translation, source: NodeId, condition: NodeId): PlainValue {
  const { list, ...items } = itemsThat(translation, source, condition);
  return { ...list, relation: { kind: "filter", list: list.relation, ...items } };
}

/** A filter in the place of a condition, and `a.exists(c)`. */
export function translateSome(translation: Translation, source: NodeId, condition: NodeId): Relation {
  const { list, ...items } = itemsThat(translation, source, condition);
  return { kind: "exists", list: list.relation, ...items };
}

/** A list, and a condition as asked of its items. */
function itemsThat(translation: Translation, source: NodeId, condition: NodeId) {
  const list = listAt(translation, source);
  const { variable, read: body } = onItems(translation, {
    list,
    source,
    body: condition,
    read: (node) => translation.test(node),
  });
  return { list, variable, body };
}

/** `a.count()`: of a missing list nothing, not zero. */
export function translateCount(translation: Translation, node: NodeId, source: NodeId): PlainValue {
  const list = listAt(translation, source);
  if (list.type.kind === "array" && list.type.isSpread) {
    return translation.refuse(
      node,
      "Nobody says whether items without a value are counted in a path through a list.",
    );
  }
  return { kind: "plain", relation: sizeOf(list), type: LONG };
}

/** The size of a list; zero of one that is never missing, although SQL may have none to show. */
export function sizeOf(list: PlainValue): Relation {
  const size = apply("size", list.relation);
  return list.isPresent === true ? apply("otherwise", size, { kind: "whole", digits: "0" }) : size;
}

/** What an aggregate computes. */
export type SqlAggregate = "sum" | "average" | "min" | "max";

/** `a.sum(x)`, `a.average(x)`, `a.min(x)`, `a.max(x)`; without an expression over the items themselves. */
export function translateAggregate(
  translation: Translation,
  node: NodeId,
  {
    kind,
    source,
    selector,
  }: { readonly kind: SqlAggregate; readonly source: NodeId; readonly selector: NodeId },
): PlainValue {
  const list = listAt(translation, source);
  const selected = selector === 0 ? list : selectedFrom(translation, { list, source, selector });
  if (kind === "sum" && list.isPresent !== true) translation.assume("missingList");
  return aggregated(translation, node, { kind, list: selected });
}

function selectedFrom(
  translation: Translation,
  {
    list,
    source,
    selector,
  }: { readonly list: PlainValue; readonly source: NodeId; readonly selector: NodeId },
): PlainValue {
  const { variable, read } = onItems(translation, {
    list,
    source,
    body: selector,
    read: (node) => translation.plain(node),
  });
  return mapped(translation, { list, variable, value: read });
}

/** The values of the items, flat where they are lists. */
export function mapped(
  translation: Translation,
  {
    list,
    variable,
    value,
  }: { readonly list: PlainValue; readonly variable: string; readonly value: PlainValue },
): PlainValue {
  const map: Relation = { kind: "map", list: list.relation, variable, body: value.relation };
  const isNested = value.type.kind === "array";
  const relation = isNested ? apply("flatten", withoutMissing(translation, map)) : map;
  const element = value.type.kind === "array" ? value.type.element : value.type;
  return { ...list, relation, type: arrayOf(element) };
}

/** An aggregate over a list of values. Items without a value are left out. */
export function aggregated(
  translation: Translation,
  node: NodeId,
  { kind, list }: { readonly kind: SqlAggregate; readonly list: PlainValue },
): PlainValue {
  const element = elementOf(list);
  const family = familyOf(element);
  const isExtreme = kind === "min" || kind === "max";
  if (!mayBe(translation, element, family === "number" || (isExtreme && family === "time"))) {
    return translation.refuse(
      node,
      "Only numbers are added up, and only numbers and times have a smallest and a largest.",
    );
  }
  const present = withoutMissing(translation, list.relation);
  if (isExtreme) {
    return {
      kind: "plain",
      relation: apply(kind === "min" ? "smallest" : "largest", present),
      type: element,
    };
  }
  const isLong = isWhole(element);
  const total = apply(isLong ? "sumWhole" : "sumReal", present);
  const zero: Relation = isLong ? { kind: "whole", digits: "0" } : { kind: "real", digits: "0" };
  if (kind === "sum") {
    // The sum of no list is 0 or null; of events, which are never missing, it is 0.
    return { kind: "plain", relation: apply("otherwise", total, zero), type: isLong ? LONG : DOUBLE };
  }
  return { kind: "plain", relation: apply("divide", total, apply("size", present)), type: DOUBLE };
}

/** A Boolean method of two lists. */
export type SqlSetTest = "intersects" | "subsetOf" | "supersetOf";

/** `a.intersects(b)`, `a.subsetOf(b)`, `a.supersetOf(b)`: false where a side is missing. */
export function translateSetTest(
  translation: Translation,
  node: NodeId,
  { test, left, right }: { readonly test: SqlSetTest; readonly left: NodeId; readonly right: NodeId },
): Relation {
  const [first, second] = [setAt(translation, left), setAt(translation, right)];
  const has = (items: SetValue) => (item: PlainValue) => isAmong(translation, node, { item, items });
  if (test === "intersects") {
    return isList(first)
      ? anyItem(translation, first.list, has(second))
      : anyOf(first.items.map(has(second)));
  }
  const [inner, outer] = test === "subsetOf" ? [first, second] : [second, first];
  const there = [first, second].flatMap((set) =>
    isList(set) ? [apply("isNotNull", set.list.relation)] : [],
  );
  const lacks = isList(inner)
    ? not(anyItem(translation, inner.list, (item) => not(has(outer)(item))))
    : allOf(inner.items.map(has(outer)));
  return allOf([...there, lacks]);
}

type SetValue = { readonly list: PlainValue } | { readonly items: readonly PlainValue[] };

function isList(set: SetValue): set is { readonly list: PlainValue } {
  return "list" in set;
}

function setAt(translation: Translation, node: NodeId): SetValue {
  const { tree } = translation;
  const literal = translation.tree.unwrapped(node);
  if (tree.kind(literal) !== NodeKind.ArrayLiteral) return { list: listAt(translation, node) };
  return { items: tree.children(literal).map((item) => translation.plain(item)) };
}

function isAmong(
  translation: Translation,
  node: NodeId,
  { item, items }: { readonly item: PlainValue; readonly items: SetValue },
): Relation {
  const equal = (other: PlainValue): Relation =>
    compared(translation, node, { operation: "equal", left: item, right: other });
  return isList(items) ? anyItem(translation, items.list, equal) : anyOf(items.items.map(equal));
}

/** `a.distinct()`: of plain values; items without one are left out. */
export function translateDistinct(translation: Translation, node: NodeId, source: NodeId): PlainValue {
  const list = listAt(translation, source);
  const family = familyOf(elementOf(list));
  const isPlain = family === "text" || family === "number" || family === "truth";
  if (!mayBe(translation, elementOf(list), isPlain))
    return translation.refuse(node, "Only texts, numbers and truths are told apart in SQL.");
  const relation = apply("distinct", withoutMissing(translation, list.relation));
  return { ...list, relation, type: arrayOf(elementOf(list)) };
}

/** `a.head()` of a list whose order the profile keeps. */
export function translateHead(translation: Translation, node: NodeId, source: NodeId): PlainValue {
  const list = listAt(translation, source);
  const isKept = translation.tree.kind(translation.tree.unwrapped(source)) !== NodeKind.MethodCall;
  const isSpread = list.type.kind === "array" && list.type.isSpread;
  if (list.isPresent === true || !isKept || isSpread) {
    return translation.refuse(
      node,
      "The order of this list is not documented, or is one that SQL does not keep.",
    );
  }
  return { kind: "plain", relation: apply("firstItem", list.relation), type: elementOf(list) };
}

/** `m.get(k)` and `m["k"]`. */
export function translateGet(translation: Translation, map: NodeId, key: NodeId): PlainValue {
  if (translation.tree.lastName(map) === "segmentMembership") {
    return translation.refuse(
      map,
      "Memberships are asked for with inSegment( ): their namespaces are written in any case.",
    );
  }
  const object = mapAt(translation, map);
  const wanted = translation.plain(key);
  if (!mayBe(translation, wanted.type, familyOf(wanted.type) === "text"))
    return translation.refuse(key, "Keys of maps are texts.");
  return {
    kind: "plain",
    relation: apply("atKey", object.relation, wanted.relation),
    type: object.type.kind === "map" ? object.type.value : object.type,
  };
}

function mapAt(translation: Translation, node: NodeId): PlainValue {
  const value = translation.plain(node);
  if (value.type.kind === "unknown" && mayBe(translation, value.type, true)) {
    return { ...value, type: mapOf(STRING, UNKNOWN) };
  }
  return value.type.kind === "map"
    ? value
    : translation.refuse(node, "A map is expected here, and this is none by its schema.");
}

/** `m.keys()`, `m.values()`. */
export function translateEntries(translation: Translation, map: NodeId, operation: Operation): PlainValue {
  const object = mapAt(translation, map);
  const value = object.type.kind === "map" ? object.type.value : object.type;
  const relation = apply(operation, object.relation);
  return { kind: "plain", relation, type: arrayOf(operation === "mapKeys" ? STRING : value) };
}
