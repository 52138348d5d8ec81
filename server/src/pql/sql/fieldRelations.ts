/**
 * Paths as columns: where a name begins (variable, events, element, profile) and how the fields behind it are read. The
 * schema tells lists from records; a list on the way makes a path the flat list of what its items hold.
 */
import { EVENT_STEP } from "../schema/schemaIndex";
import { findRoot } from "../semantics/checkEnvironment";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { spreadOf, type Type, UNKNOWN } from "../types/pqlTypes";
import { apply, fieldOf, type Relation } from "./relationalForm";
import type { PlainValue, ScopedName, SqlValue, Translation } from "./sqlTranslation";

/** The profile itself. */
export function profileValue(translation: Translation): PlainValue {
  return { kind: "plain", relation: { kind: "profile" }, type: translation.environment.profileType };
}

function eventsValue(translation: Translation): PlainValue {
  return {
    kind: "plain",
    relation: { kind: "events" },
    type: translation.environment.eventsType,
    isPresent: true,
  };
}

/** The names in a path-like node. */
function namesOf({ tree }: Translation, node: NodeId): string[] {
  return tree.nameTokens(node).map((token) => tree.name(token));
}

/** `a.b.c`. */
export function translatePath(translation: Translation, node: NodeId): SqlValue {
  const names = namesOf(translation, node);
  const [first = ""] = names;
  if (first === EVENT_STEP)
    return follow(translation, node, { from: eventsValue(translation), names: names.slice(1) });
  const variable = translation.isStep(first) ? undefined : translation.findVariable(first);
  if (variable !== undefined) {
    if (names.length === 1) return variable.value;
    return follow(translation, node, {
      from: toPlain(translation, node, variable.value),
      names: names.slice(1),
    });
  }
  const element = translation.findElement(0);
  return element === undefined
    ? fromProfile(translation, node, names)
    : fromElement(translation, node, { element, names });
}

function toPlain(translation: Translation, node: NodeId, value: SqlValue): PlainValue {
  return value.kind === "plain" ? value : translation.refuse(node, "A time has no fields.");
}

/** A leading `profile` is accepted by the platform and means the profile itself. */
function fromProfile(translation: Translation, node: NodeId, names: readonly string[]): PlainValue {
  const from = profileValue(translation);
  if (names[0] !== "profile" || (hasField(translation, from.type, "profile") && !isOpenRecord(from.type))) {
    return follow(translation, node, { from, names });
  }
  if (names[1] === EVENT_STEP)
    return follow(translation, node, { from: eventsValue(translation), names: names.slice(2) });
  return follow(translation, node, { from, names: names.slice(1) });
}

function fromElement(
  translation: Translation,
  node: NodeId,
  { element, names }: { readonly element: ScopedName; readonly names: readonly string[] },
): PlainValue {
  const from = toPlain(translation, node, element.value);
  const [first = ""] = names;
  const isItsOwn = hasField(translation, from.type, first);
  const isOpen = isOpenRecord(from.type);
  if (translation.isStep(first) && (isOpen || !isItsOwn))
    return translation.refuse(node, "No page shows a step of a chain that speaks of another.");
  if (element.isLenient === true) {
    const isOfProfile = hasField(translation, translation.environment.profileType, first);
    if (isOpen || (isItsOwn && isOfProfile))
      return translation.refuse(node, "The name is one of the event and one of the profile.");
    return isOfProfile ? fromProfile(translation, node, names) : follow(translation, node, { from, names });
  }
  const isPrefix = names.length > 1 && mayBePrefix(element.name, first);
  if (isPrefix && isItsOwn && !isOpen)
    return translation.refuse(node, "The name may be that of the list or that of a field.");
  return follow(translation, node, { from, names: isPrefix ? names.slice(1) : names });
}

/** `orders.sum(order.price)`: the name of the list, or its singular, in front of a field of the item. */
function mayBePrefix(list: string, first: string): boolean {
  return [
    first,
    `${first}s`,
    `${first}es`,
    first.replace(/y$/, "ies"),
    `${first}List`,
    `${first}Items`,
  ].includes(list);
}

function hasField(translation: Translation, type: Type, name: string): boolean {
  return fieldType(translation, type, name) !== undefined;
}

/** Something that no schema describes. */
function isOpenRecord(type: Type): boolean {
  return type.kind === "unknown" || (type.kind === "object" && type.schema === undefined);
}

/** The type of a field of an object; undefined where the schema has none of the name. */
function fieldType({ environment }: Translation, type: Type, name: string): Type | undefined {
  if (isOpenRecord(type)) return UNKNOWN;
  if (type.kind !== "object" || type.schema === undefined) return undefined;
  const field = type.schema.findChild(type.field, name);
  return field === 0 ? undefined : findRoot(environment, type.schema)?.types.of(field);
}

/** `^^.a.b`: one element further out for each caret; behind the outermost stands the profile. */
export function translateUpPath(translation: Translation, node: NodeId): PlainValue {
  const carets = translation.tree.text(node).replace(/[^^]/g, "").length;
  const names = namesOf(translation, node);
  const element = translation.findElement(carets);
  if (element !== undefined) {
    return follow(translation, node, { from: toPlain(translation, node, element.value), names });
  }
  if (names[0] === EVENT_STEP)
    return follow(translation, node, { from: eventsValue(translation), names: names.slice(1) });
  return fromProfile(translation, node, names);
}

/** `x.a.b`, where x is a call, a filter or something in brackets. */
export function translateMember(translation: Translation, node: NodeId): PlainValue {
  const object = translation.tree.firstChild(node);
  const names = namesOf(translation, node);
  const isProfile = translation.tree.kind(translation.tree.unwrapped(object)) === NodeKind.Parameter;
  if (isProfile && names[0] === EVENT_STEP) {
    return follow(translation, node, { from: eventsValue(translation), names: names.slice(1) });
  }
  return follow(translation, node, { from: translation.plain(object), names });
}

interface Following {
  readonly from: PlainValue;
  readonly names: readonly string[];
}

/** Reads fields one after another, through lists as through records. */
function follow(translation: Translation, node: NodeId, { from, names }: Following): PlainValue {
  const [name, ...rest] = names;
  if (name === undefined) return from;
  const { relation, type } = from;
  if (type.kind === "array") return throughList(translation, node, { from, names });
  if (type.kind === "map") {
    return translation.refuse(node, "A value of a map has no path in SQL here; write get( ) with its key.");
  }
  const inner = fieldType(translation, type, name);
  if (inner === undefined) return translation.refuse(node, unknownField(type, name));
  return follow(translation, node, {
    from: {
      kind: "plain",
      relation: fieldOf(relation, name, type.kind === "object" && type.isEvent),
      type: inner,
    },
    names: rest,
  });
}

function unknownField(type: Type, name: string): string {
  return type.kind === "object"
    ? `The schema has no field ${name} here, so no column can be named.`
    : `${name} is read below something that has no fields.`;
}

/** The values the items of a list have at a path; items without one are left out, inner lists become one. */
function throughList(translation: Translation, node: NodeId, { from, names }: Following): PlainValue {
  if (from.type.kind !== "array") return from;
  const variable = translation.newVariable("item");
  const item: PlainValue = {
    kind: "plain",
    relation: { kind: "variable", name: variable },
    type: from.type.element,
  };
  const inner = follow(translation, node, { from: item, names });
  const list = { kind: "map" as const, list: from.relation, variable, body: inner.relation };
  const present = withoutMissing(translation, list);
  const isNested = inner.type.kind === "array";
  const relation = isNested ? apply("flatten", present) : present;
  return {
    kind: "plain",
    relation,
    type: spreadOf(inner.type),
    ...(from.isPresent ? { isPresent: true } : {}),
  };
}

/** A list without its missing items. */
export function withoutMissing(translation: Translation, list: Relation): Relation {
  const variable = translation.newVariable("value");
  return { kind: "filter", list, variable, body: apply("isNotNull", { kind: "variable", name: variable }) };
}
