/**
 * Constructs that introduce names: `select`, `exists`, `forall`, `sum … over`, `let`, and `chain`, whose steps are nested
 * searches for later and later events.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import { profileValue } from "./fieldRelations";
import { aggregated, lambdaNames, listAt, mapped, type SqlAggregate, sizeOf } from "./listRelations";
import { allOf, apply, not, type Relation } from "./relationalForm";
import type { PlainValue, ScopedName, SqlValue, Translation } from "./sqlTranslation";
import { timeTest } from "./timeRelations";
import { anyItem } from "./valueRelations";

interface DeclaredList {
  readonly name: string;
  readonly list: PlainValue;
  readonly variable: string;
  readonly scoped: ScopedName;
  readonly condition: NodeId;
}

function declaration(translation: Translation, node: NodeId): DeclaredList {
  const { tree } = translation;
  const source = tree.firstChild(node);
  const list = listAt(translation, source);
  const name = tree.name(tree.detail(node));
  const variable = translation.newVariable(name);
  const value: PlainValue = {
    kind: "plain",
    relation: { kind: "variable", name: variable },
    type: list.type.kind === "array" ? list.type.element : list.type,
  };
  const scoped: ScopedName = { kind: "variable", name, value };
  return { name, list, variable, scoped, condition: tree.nextSibling(source) };
}

function conditionOf(translation: Translation, { condition }: DeclaredList): Relation {
  return condition === 0 ? { kind: "truth", value: true } : translation.test(condition);
}

/** `exists V from a where c, …`, and `select` in the place of a condition. */
export function translateExists(translation: Translation, node: NodeId): Relation {
  const rows = (at: NodeId): Relation => {
    if (at === 0) return { kind: "truth", value: true };
    const declared = declaration(translation, at);
    const body = translation.within([declared.scoped], () =>
      allOf([conditionOf(translation, declared), rows(translation.tree.nextSibling(at))]),
    );
    return { kind: "exists", list: declared.list.relation, variable: declared.variable, body };
  };
  return rows(translation.tree.firstChild(node));
}

/** `forall V from a where c`: every item meets it; true over nothing. */
export function translateForall(translation: Translation, node: NodeId): Relation {
  const { tree } = translation;
  const first = tree.firstChild(node);
  if (tree.nextSibling(first) !== 0) {
    return translation.refuse(
      node,
      "Nobody says whether the first conditions of a forall are asked or only choose.",
    );
  }
  const declared = declaration(translation, first);
  const condition = translation.within([declared.scoped], () => conditionOf(translation, declared));
  const { list, variable } = declared;
  return not({ kind: "exists", list: list.relation, variable, body: not(condition) });
}

function filtered(translation: Translation, declared: DeclaredList): PlainValue {
  const { list, variable, scoped, condition } = declared;
  if (condition === 0) return list;
  const body = translation.within([scoped], () => translation.test(condition));
  return { ...list, relation: { kind: "filter", list: list.relation, variable, body } };
}

/** `select V from a where c` as a list. */
export function translateSelect(translation: Translation, node: NodeId): PlainValue {
  const first = translation.tree.firstChild(node);
  if (translation.tree.nextSibling(first) !== 0) {
    return translation.refuse(
      node,
      "Rows of several variables have no equivalent; only whether there are any is asked.",
    );
  }
  return filtered(translation, declaration(translation, first));
}

/** `sum x over V from a`, `sum V from a`. */
export function translateAggregateOver(translation: Translation, node: NodeId): PlainValue {
  const { tree } = translation;
  const kind = tree.tokenText(tree.firstToken(node)).toLowerCase() as SqlAggregate;
  const first = tree.firstChild(node);
  const hasValue = tree.kind(first) !== NodeKind.Declaration;
  const values = (at: NodeId): PlainValue => {
    const declared = declaration(translation, at);
    const kept = filtered(translation, declared);
    const inner = tree.nextSibling(at);
    // The condition has used the variable up; the values take another of the same name.
    const again = translation.newVariable(declared.name);
    const value: SqlValue = {
      ...(declared.scoped.value as PlainValue),
      relation: { kind: "variable", name: again },
    };
    const read = translation.within([{ ...declared.scoped, value }], () => {
      if (inner !== 0) return values(inner);
      return hasValue ? translation.plain(first) : (value as PlainValue);
    });
    return mapped(translation, { list: kept, variable: again, value: read });
  };
  const list = values(hasValue ? tree.nextSibling(first) : first);
  return aggregated(translation, node, { kind, list: { ...list, isPresent: true } });
}

/** `let n = v in b`, and `(P) => b` around a whole query: what `b` gives with the name in scope. */
export function inScope<Result>(
  translation: Translation,
  node: NodeId,
  build: (body: NodeId) => Result,
): Result {
  const { tree } = translation;
  const first = tree.firstChild(node);
  if (tree.kind(node) === NodeKind.Let) {
    const value = translation.value(first);
    const scoped: ScopedName = { kind: "variable", name: tree.name(tree.detail(node)), value };
    return translation.within([scoped], () => build(tree.nextSibling(first)));
  }
  const [name, ...others] = lambdaNames(translation, node);
  if (name === undefined || others.length > 0) {
    return translation.refuse(node, "A query has one parameter, the profile.");
  }
  return translation.within([{ kind: "variable", name, value: profileValue(translation) }], () =>
    build(first),
  );
}

/** `chain(events, time, [steps])`. */
export function translateChain(translation: Translation, node: NodeId): Relation {
  const { tree } = translation;
  const [source, time, ...steps] = tree.children(node);
  const chain: EventChain = {
    list: listAt(translation, source),
    name: translation.tree.lastName(source),
    time,
    labels: steps.map((step) => tree.name(tree.detail(step))),
  };
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return singleStep(translation, only, chain);
  translation.assume("sameTime");
  return inOrder(translation, chain, { steps, before: undefined });
}

interface EventChain {
  readonly list: PlainValue;
  readonly name: string;
  /** The node of the time of an event. */
  readonly time: NodeId;
  readonly labels: readonly string[];
}

/** One step: events are counted. */
function singleStep(translation: Translation, step: NodeId, chain: EventChain): Relation {
  const wanted = wantedOf(translation, step);
  const test = (event: PlainValue): Relation => stepTest(translation, step, { chain, event }).condition;
  if (wanted === 0) return { kind: "truth", value: true };
  const some = anyItem(translation, chain.list, test);
  if (wanted === 1 || some.kind !== "exists") return some;
  const kept: PlainValue = { ...chain.list, relation: { ...some, kind: "filter" } };
  return apply("greaterOrEqual", sizeOf(kept), { kind: "whole", digits: String(wanted) });
}

interface RestOfChain {
  readonly steps: readonly NodeId[];
  /** The time of the event before; undefined for the first step. */
  readonly before: Relation | undefined;
}

/** Each step is an event later than the one before it. */
function inOrder(translation: Translation, chain: EventChain, { steps, before }: RestOfChain): Relation {
  const [step, ...rest] = steps;
  if (step === undefined) return { kind: "truth", value: true };
  const wanted = wantedOf(translation, step);
  if (wanted === 0) return inOrder(translation, chain, { steps: rest, before });
  if (wanted > 1) {
    return translation.refuse(step, "Where the next step goes on after a counted one is not documented.");
  }
  return anyItem(translation, chain.list, (event) => {
    const { condition, at } = stepTest(translation, step, { chain, event });
    const isLater = before === undefined ? apply("isNotNull", at) : apply("greater", at, before);
    return allOf([condition, isLater, inOrder(translation, chain, { steps: rest, before: at })]);
  });
}

function wantedOf(translation: Translation, step: NodeId): number {
  const { tree } = translation;
  const part = tree.children(step).find((child) => tree.kind(child) === NodeKind.Count);
  if (part === undefined) return 1;
  const token = tree.detail(part);
  const before = tree.tokenKind(token - 1);
  if (before !== TokenKind.OpenParen && before !== TokenKind.GreaterOrEqual) {
    return translation.refuse(part, "Only a plain number in COUNT( ) is documented.");
  }
  const count = Number(tree.tokenText(token));
  return count > 2 ** 31 ? translation.refuse(part, "So many events no list can hold.") : count;
}

/** The condition of a step for an event, and the time of that event. */
function stepTest(
  translation: Translation,
  step: NodeId,
  { chain, event }: { readonly chain: EventChain; readonly event: PlainValue },
): { readonly condition: Relation; readonly at: Relation } {
  const { tree } = translation;
  const element: ScopedName = { kind: "element", name: chain.name, value: event };
  const labels = chain.labels.map((name): ScopedName => ({ kind: "step", name, value: event }));
  return translation.within([...labels, element], () => {
    const value = translation.plain(chain.time);
    const tests = tree.children(step).flatMap((part): Relation[] => {
      const child = tree.firstChild(part);
      switch (tree.kind(part)) {
        case NodeKind.What:
          return [translation.test(child)];
        case NodeKind.When:
          return [timeTest(translation, child, { node: chain.time, value })];
        case NodeKind.WherePart:
          return [translation.within([{ ...element, isLenient: true }], () => translation.test(child))];
        default:
          return [];
      }
    });
    return { condition: allOf(tests), at: value.relation };
  });
}
