/**
 * Calls and method calls: which function is meant, how its arguments are read, what comes out.
 * Arguments that a signature reads as expressions see the element of the list; everything else is read where it stands.
 */
import { findFunction, findMethod, type PqlFunction } from "../../language/functionCatalogue";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { BOOLEAN, STRING_LITERAL, type Type, UNKNOWN } from "../../types/pqlTypes";
import { isOpen } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { UNLIMITED } from "../clauseTraits";
import { findEventTest, narrowEventTest } from "../eventTestCounts";
import { noteMembershipKey } from "../foreignMemberships";
import { checkCallArguments } from "../rules/callArguments";
import { checkDialectOfCall, checkDialectOfMethod } from "../rules/dialectCall";
import { isStepPart, reportUnknownFunction, reportUnknownMethod } from "../rules/unknownCall";
import { chooseSignature, resultAnyway } from "./pickSignature";
import { visitLambda } from "./visitBinders";
import { visitCondition } from "./visitConditions";
import { recordEmptyBrackets, visitOnElement } from "./visitElements";

/** `x.f(a, b)`. */
export function visitMethodCall(state: CheckState, node: NodeId): Type {
  const { tree, traits } = state;
  const object = tree.firstChild(node);
  const firstEvent = traits.events.length;
  const receiver = state.visit(object);
  const { boundRoot, boundField } = state;
  const test = findEventTest(state, object, firstEvent);
  const name = tree.name(tree.detail(node));
  const entry = findMethod(name);
  const first = tree.nextSibling(object);
  if (entry === undefined) {
    reportUnknownMethod(state, node, { name, receiver });
    visitArguments(state, first, { entry, source: object, receiver: UNKNOWN });
    return UNKNOWN;
  }
  if (first === 0 && wantedKind(entry, 0) !== "plain") {
    recordEmptyBrackets(state, { element: elementOf(receiver), source: object, node }, tree.detail(node) + 1);
  }
  const types = visitArguments(state, first, { entry, source: object, receiver });
  if (name === "get") noteMembershipKey(state, object, first);
  checkDialectOfMethod(state, node, name);
  const chosen = chooseSignature(state, node, { entry, receiver, types });
  // What is smallest or largest may be a time.
  const isOpenExtreme = (name === "min" || name === "max") && isOpen(types[0] ?? elementOf(receiver));
  const result = isOpenExtreme ? UNKNOWN : chosen;
  checkCallArguments(state, node, { name, receiver, boundRoot, boundField });
  if (test !== undefined) refineTest(state, { test, name, first });
  noteAggregation(state, node, name);
  return result;
}

/** As a method, or in the call style of another dialect. */
function noteAggregation(state: CheckState, node: NodeId, name: string): void {
  if (name === "count" || AGGREGATES.has(name)) state.traits.aggregations.push(state.spanOf(node));
}

const AGGREGATES: ReadonlySet<string> = new Set(["sum", "average", "min", "max"]);
const FILTERS: ReadonlySet<string> = new Set(["filter", "exists"]);

interface Refinement {
  readonly test: NonNullable<ReturnType<typeof findEventTest>>;
  readonly name: string;
  readonly first: NodeId;
}

/** Methods on events say how far back they look, and whether single events or their number matters. */
function refineTest(state: CheckState, { test, name, first }: Refinement): void {
  if (FILTERS.has(name) && first !== 0) narrowEventTest(state, test, { condition: first, variable: 0 });
  if (name === "count" || AGGREGATES.has(name)) test.count = UNLIMITED;
}

/** What the arguments of a method are read against. */
interface ArgumentPlace {
  readonly entry: PqlFunction | undefined;
  /** The node before the dot. */
  readonly source: NodeId;
  readonly receiver: Type;
}

const NO_TYPES: readonly Type[] = [];

function visitArguments(state: CheckState, first: NodeId, place: ArgumentPlace): readonly Type[] {
  if (first === 0) return NO_TYPES;
  const { tree } = state;
  const types: Type[] = [];
  const isPattern = place.entry !== undefined && PATTERN_METHODS.has(place.entry.name);
  for (let argument = first; argument !== 0; argument = tree.nextSibling(argument)) {
    // A pattern's escapes are not those of a text; its rule reads it without a visit.
    if (isPattern && argument === first && tree.kind(argument) === NodeKind.StringLiteral)
      types.push(STRING_LITERAL);
    else types.push(visitArgument(state, argument, { place, wanted: wantedKind(place.entry, types.length) }));
  }
  return types;
}

const PATTERN_METHODS: ReadonlySet<string> = new Set(["matches", "regexGroup"]);

function visitArgument(
  state: CheckState,
  node: NodeId,
  { place, wanted }: { readonly place: ArgumentPlace; readonly wanted: Wanted },
): Type {
  const { source, receiver } = place;
  if (state.tree.kind(node) === NodeKind.Lambda) return visitLambda(state, node, lambdaTypes(receiver));
  if (wanted === "plain") return state.visit(node);
  const onElement = { element: elementOf(receiver), source, node };
  return visitOnElement(state, onElement, wanted === "condition" ? readCondition : readValue);
}

function readCondition(state: CheckState, node: NodeId): Type {
  visitCondition(state, node);
  return BOOLEAN;
}

function readValue(state: CheckState, node: NodeId): Type {
  return state.visit(node);
}

/** How a signature reads an argument: where it stands, or over the element as a condition or a value. */
type Wanted = "plain" | "condition" | "value";

function wantedKind(entry: PqlFunction | undefined, index: number): Wanted {
  // Nothing is known of an unknown method: most that people invent take a condition.
  if (entry === undefined) return "value";
  for (const { parameters } of entry.signatures) {
    const type = parameters[index]?.type;
    if (type?.kind === "expression") return type.result === BOOLEAN ? "condition" : "value";
  }
  return "plain";
}

/** The element an expression over `receiver` is read on; a map of groups gives its groups, an object itself. */
function elementOf(receiver: Type): Type {
  if (receiver.kind === "array") return receiver.element;
  if (receiver.kind === "map") return receiver.value;
  return receiver.kind === "object" ? receiver : UNKNOWN;
}

function lambdaTypes(receiver: Type): readonly Type[] {
  return receiver.kind === "map" ? [receiver.key, receiver.value] : [elementOf(receiver), UNKNOWN];
}

/** `f(a, b)`. */
export function visitCall(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  const name = tree.name(tree.detail(node));
  const { dialect } = state.environment;
  const entry = findFunction(name, dialect) ?? findFunction(name);
  const first = tree.firstChild(node);
  const firstEvent = state.traits.events.length;
  const types = visitCallArguments(state, first, entry);
  const test = first === 0 ? undefined : findEventTest(state, first, firstEvent);
  // Calls, other than methods, are written in capitals as well.
  const aggregate = name.toLowerCase();
  if (test !== undefined) refineTest(state, { test, name: aggregate, first: 0 });
  if (entry !== undefined) noteAggregation(state, node, aggregate);
  if (entry === undefined || isStepPart(entry.name)) {
    reportUnknownFunction(state, node, name);
    return UNKNOWN;
  }
  if (checkDialectOfCall(state, node, entry)) return resultAnyway(entry.signatures);
  const result = chooseSignature(state, node, { entry, receiver: undefined, types });
  checkCallArguments(state, node, { name, receiver: UNKNOWN, boundRoot: undefined, boundField: 0 });
  return result;
}

/** Expressions among the arguments are read on the items of the first one, as in `topN(items, price, 3)`. */
function visitCallArguments(
  state: CheckState,
  first: NodeId,
  entry: PqlFunction | undefined,
): readonly Type[] {
  const types: Type[] = [];
  for (let argument = first; argument !== 0; argument = state.tree.nextSibling(argument)) {
    const isPlain = entry === undefined || wantedKind(entry, types.length) === "plain";
    const receiver = types[0] ?? UNKNOWN;
    types.push(
      isPlain
        ? state.visit(argument)
        : visitOnElement(state, { element: elementOf(receiver), source: first, node: argument }, readValue),
    );
  }
  return types;
}
