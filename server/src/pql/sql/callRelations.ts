/**
 * Which method or function is which relation: one table. What is not in it has no equivalent, or is documented for no
 * audience.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import {
  type SqlAggregate,
  type SqlSetTest,
  translateAggregate,
  translateCount,
  translateDistinct,
  translateEntries,
  translateFilter,
  translateGet,
  translateHead,
  translateSetTest,
  translateSome,
} from "./listRelations";
import { allOf, anyOf, apply, not, type Operation, type Relation } from "./relationalForm";
import type { PlainValue, SqlValue, Translation } from "./sqlTranslation";
import { currentPart, dayPart, translateDate } from "./timeRelations";
import { familyOf, like, membership, textAt } from "./valueRelations";

/** A call: the node, what stands before the dot or as first argument, and the other arguments. */
interface CallParts {
  readonly translation: Translation;
  readonly node: NodeId;
  readonly object: NodeId;
  readonly rest: readonly NodeId[];
}

/** A translated call gives a condition or a value. */
export type TranslatedCall = { readonly test: Relation } | { readonly value: SqlValue };

/** Translates a call; nothing where an argument is missing. */
type TranslateCall = (call: CallParts) => TranslatedCall | undefined;

/** `x.f(a, b)` and `f(a, b)`. */
export function translateCall(translation: Translation, node: NodeId): TranslatedCall {
  const { tree } = translation;
  const name = tree.name(tree.detail(node));
  const all = tree.children(node);
  const free = tree.kind(node) === NodeKind.Call ? FREE_CALLS.get(name) : undefined;
  const [object = 0, ...rest] = free === undefined ? all : [0, ...all];
  const translate = free ?? METHOD_CALLS.get(name);
  return translate?.({ translation, node, object, rest }) ?? refuseCall(translation, node, name);
}

function refuseCall(translation: Translation, node: NodeId, name: string): never {
  return translation.refuse(node, `${name}( ) has no equivalent in Query Service that answers the same.`);
}

const textTestOf =
  (operation: Operation, isNegative: boolean): TranslateCall =>
  (call) => {
    const [other, flag, more] = call.rest;
    if (!other || more) return undefined;
    return textTest(call, { operation, isNegative, other, flag });
  };

/** `x.contains(y)`, `x.contains(y, false)`: also the negative ones are false where a text is missing. */
function textTest(
  { translation, object }: CallParts,
  {
    operation,
    isNegative,
    other,
    flag,
  }: {
    readonly operation: Operation;
    readonly isNegative: boolean;
    readonly other: NodeId;
    readonly flag: NodeId | undefined;
  },
): TranslatedCall {
  const isSensitive = flag === undefined ? true : booleanLiteral(translation, flag);
  const [text, part] = [textAt(translation, object).relation, textAt(translation, other).relation];
  const folded = (relation: Relation): Relation => (isSensitive ? relation : apply("lower", relation));
  const test = apply(operation, folded(text), folded(part));
  if (!isNegative) return { test };
  const there = [text, part].filter(({ kind }) => kind !== "text").map((side) => apply("isNotNull", side));
  return { test: allOf([...there, not(test)]) };
}

function booleanLiteral(translation: Translation, node: NodeId): boolean {
  const inner = translation.tree.unwrapped(node);
  if (translation.tree.kind(inner) !== NodeKind.BooleanLiteral) {
    return translation.refuse(node, "Whether case counts has to be written out as true or false.");
  }
  return translation.tree.text(inner).toLowerCase() === "true";
}

const nullTest =
  (operation: "isNull" | "isNotNull"): TranslateCall =>
  ({ translation, node, object, rest }) => {
    if (rest.length > 0) return undefined;
    const value = translation.value(object);
    if (value.kind === "stretch") return translation.refuse(node, "A time of the clock is never missing.");
    const { type, relation, isPresent } = value;
    if (type.kind === "array" && (type.isSpread || isPresent === true)) {
      return translation.refuse(node, "Nobody says when such a list counts as missing.");
    }
    const family = familyOf(type);
    if (family === "list" || family === "other") translation.assume("emptyContainer");
    return { test: apply(operation, relation) };
  };

const aggregateOf =
  (kind: SqlAggregate): TranslateCall =>
  ({ translation, node, object, rest }) => ({
    value: translateAggregate(translation, node, { kind, source: object, selector: rest[0] ?? 0 }),
  });

const setTestOf =
  (test: SqlSetTest): TranslateCall =>
  ({ translation, node, object, rest: [right] }) =>
    right ? { test: translateSetTest(translation, node, { test, left: object, right }) } : undefined;

const memberOf =
  (isIn: boolean): TranslateCall =>
  ({ translation, node, object, rest: [list] }) =>
    list ? { test: membership(translation, node, { isIn, value: object, list }) } : undefined;

const partOf =
  (operation: Operation): TranslateCall =>
  ({ translation, object }) => ({ value: dayPart(translation, object, operation) });

const partOfNow =
  (operation: Operation): TranslateCall =>
  ({ translation }) => ({ value: currentPart(translation, operation) });

const entriesOf =
  (operation: Operation): TranslateCall =>
  ({ translation, object }) => ({ value: translateEntries(translation, object, operation) });

const connective =
  (join: typeof allOf): TranslateCall =>
  ({ translation, object, rest }) => ({
    test: join([object, ...rest].map((operand) => translation.clause(operand))),
  });

/** `x.matches(p)`: Query Service has the pattern language of Java, as the platform has. */
export function translateMatches(translation: Translation, text: NodeId, pattern: NodeId): Relation {
  const wanted = textAt(translation, pattern);
  if (wanted.relation.kind !== "text") {
    return translation.refuse(pattern, "A pattern that comes from a field may be none, which ends a query.");
  }
  return apply("matches", textAt(translation, text).relation, wanted.relation);
}

/** `inSegment("id")`, from the memberships of the snapshot, in whatever namespace. */
function inSegment({ translation, node, rest: [id, more] }: CallParts): TranslatedCall | undefined {
  const { tree, environment } = translation;
  const literal = id === undefined ? 0 : tree.unwrapped(id);
  if (!literal || more || tree.kind(literal) !== NodeKind.StringLiteral) {
    return translation.refuse(node, "The id of the audience has to be written out as one string.");
  }
  const profile: PlainValue = { kind: "plain", relation: { kind: "profile" }, type: environment.profileType };
  const memberships: Relation = {
    kind: "field",
    of: profile.relation,
    path: ["segmentMembership"],
    isEvent: false,
  };
  const variable = translation.newVariable("namespace");
  const wanted: Relation = { kind: "text", value: decodeString(tree.text(literal)) };
  const entry = apply("atKey", { kind: "variable", name: variable }, wanted);
  const status: Relation = { kind: "field", of: entry, path: ["status"], isEvent: false };
  const texts: Relation[] = ["realized", "existing"].map((value) => ({ kind: "text", value }));
  const body = apply("isIn", apply("lower", status), ...texts);
  return { test: { kind: "exists", list: apply("mapValues", memberships), variable, body } };
}

const METHOD_CALLS: ReadonlyMap<string, TranslateCall> = new Map<string, TranslateCall>([
  ["in", memberOf(true)],
  ["notIn", memberOf(false)],
  [
    "includes",
    ({ translation, node, object, rest: [value] }) =>
      value ? { test: membership(translation, node, { isIn: true, value, list: object }) } : undefined,
  ],
  ["and", connective(allOf)],
  ["or", connective(anyOf)],
  [
    "not",
    ({ translation, object, rest }) =>
      rest.length > 0 ? undefined : { test: not(translation.test(object)) },
  ],
  [
    "like",
    ({ translation, object, rest: [pattern] }) =>
      pattern ? { test: like(translation, { text: object, pattern }) } : undefined,
  ],
  [
    "matches",
    ({ translation, object, rest: [pattern] }) =>
      pattern ? { test: translateMatches(translation, object, pattern) } : undefined,
  ],
  ["count", ({ translation, node, object }) => ({ value: translateCount(translation, node, object) })],
  ["sum", aggregateOf("sum")],
  ["average", aggregateOf("average")],
  ["min", aggregateOf("min")],
  ["max", aggregateOf("max")],
  ["intersects", setTestOf("intersects")],
  ["subsetOf", setTestOf("subsetOf")],
  ["supersetOf", setTestOf("supersetOf")],
  ["distinct", ({ translation, node, object }) => ({ value: translateDistinct(translation, node, object) })],
  ["head", ({ translation, node, object }) => ({ value: translateHead(translation, node, object) })],
  [
    "filter",
    ({ translation, object, rest: [condition] }) =>
      condition ? { value: translateFilter(translation, object, condition) } : undefined,
  ],
  [
    "exists",
    ({ translation, object, rest: [condition] }) =>
      condition ? { test: translateSome(translation, object, condition) } : undefined,
  ],
  [
    "get",
    ({ translation, object, rest: [key] }) =>
      key ? { value: translateGet(translation, object, key) } : undefined,
  ],
  ["keys", entriesOf("mapKeys")],
  ["values", entriesOf("mapValues")],
  ["isNull", nullTest("isNull")],
  ["isNotNull", nullTest("isNotNull")],
  ["getYear", partOf("year")],
  ["getMonth", partOf("month")],
  ["getDayOfMonth", partOf("dayOfMonth")],
  ["contains", textTestOf("contains", false)],
  ["doesNotContain", textTestOf("contains", true)],
  ["startsWith", textTestOf("startsWith", false)],
  ["doesNotStartWith", textTestOf("startsWith", true)],
  ["endsWith", textTestOf("endsWith", false)],
  ["doesNotEndWith", textTestOf("endsWith", true)],
  ["equals", textTestOf("equal", false)],
  ["notEqualTo", textTestOf("equal", true)],
]);

const FREE_CALLS: ReadonlyMap<string, TranslateCall> = new Map<string, TranslateCall>([
  ["date", ({ translation, node }) => ({ value: translateDate(translation, node) })],
  ["currentYear", partOfNow("year")],
  ["currentMonth", partOfNow("month")],
  ["currentDayOfMonth", partOfNow("dayOfMonth")],
  ["inSegment", inSegment],
]);
