/**
 * A query as one relation: which kind of node is translated where. A node is translated as a value or as a condition;
 * whichever it is by nature, the other is derived.
 */
import type { Environment } from "../semantics/checkEnvironment";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Query } from "../syntax/query";
import { BOOLEAN } from "../types/pqlTypes";
import {
  inScope,
  translateAggregateOver,
  translateChain,
  translateExists,
  translateForall,
  translateSelect,
} from "./binderRelations";
import { translateCall, translateMatches } from "./callRelations";
import { profileValue, translateMember, translatePath, translateUpPath } from "./fieldRelations";
import { translateFilter, translateGet, translateSome } from "./listRelations";
import { allOf, anyOf, apply, isTwoValued, not, type Relation } from "./relationalForm";
import {
  type Assumption,
  type RelationBuilders,
  type SharedParts,
  type SqlValue,
  Translation,
  type Untranslatable,
} from "./sqlTranslation";
import { translateInterval, translateOccurs, translateTimeWord } from "./timeRelations";
import {
  toTest,
  translateArithmetic,
  translateArray,
  translateComparison,
  translateIf,
  translateLike,
  translateLiteral,
  translateMembership,
  translateNegate,
} from "./valueRelations";

type TranslateTest = (translation: Translation, node: NodeId) => Relation;
type TranslateValue = (translation: Translation, node: NodeId) => SqlValue;

const TESTS: Readonly<Partial<Record<NodeKind, TranslateTest>>> = {
  [NodeKind.And]: (translation, node) => allOf(clausesOf(translation, node)),
  [NodeKind.Or]: (translation, node) => anyOf(clausesOf(translation, node)),
  [NodeKind.Not]: translateNot,
  [NodeKind.Comparison]: translateComparison,
  [NodeKind.Membership]: translateMembership,
  [NodeKind.Like]: translateLike,
  [NodeKind.Matches]: (translation, node) => {
    const [text, pattern] = translation.tree.children(node);
    return translateMatches(translation, text, translation.tree.unwrapped(pattern));
  },
  [NodeKind.Occurs]: translateOccurs,
  [NodeKind.Exists]: translateExists,
  [NodeKind.Select]: translateExists,
  [NodeKind.Forall]: translateForall,
  [NodeKind.Chain]: translateChain,
};

const VALUES: Readonly<Partial<Record<NodeKind, TranslateValue>>> = {
  [NodeKind.Path]: translatePath,
  [NodeKind.UpPath]: translateUpPath,
  [NodeKind.Member]: translateMember,
  [NodeKind.TimeWord]: translateTimeWord,
  [NodeKind.Interval]: translateInterval,
  [NodeKind.ArrayLiteral]: translateArray,
  [NodeKind.Negate]: translateNegate,
  [NodeKind.Additive]: translateArithmetic,
  [NodeKind.Multiplicative]: translateArithmetic,
  [NodeKind.If]: translateIf,
  [NodeKind.Select]: translateSelect,
  [NodeKind.Aggregate]: translateAggregateOver,
  [NodeKind.Parameter]: (translation, node) =>
    translation.tree.text(node) === "$1" ? profileValue(translation) : refuseNode(translation, node),
  [NodeKind.This]: (translation, node) => translation.findElement(0)?.value ?? refuseNode(translation, node),
};

const BUILDERS: RelationBuilders = { value: translateValue, test: translateTest };

function refuseNode(translation: Translation, node: NodeId): never {
  return translation.refuse(node, "This is no part of an audience's rule that a page documents.");
}

function clausesOf(translation: Translation, node: NodeId): Relation[] {
  return translation.tree.children(node).map((child) => translation.clause(child));
}

/** `not x`. A negated count of several is read in two ways by the pages. */
function translateNot(translation: Translation, node: NodeId): Relation {
  const { tree } = translation;
  const operand = translation.tree.unwrapped(tree.firstChild(node));
  if (tree.kind(operand) === NodeKind.Chain && tree.nextSibling(tree.child(operand, 2)) === 0) {
    const part = tree.children(tree.child(operand, 2)).find((child) => tree.kind(child) === NodeKind.Count);
    if (part !== undefined && Number(tree.tokenText(tree.detail(part))) > 1) {
      return translation.refuse(
        node,
        "Pages disagree on whether the negation of COUNT(n) is fewer than n or not more than n.",
      );
    }
  }
  return not(translation.clause(operand));
}

function isLiteralKind(kind: number): boolean {
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.NullLiteral;
}

function isCallKind(kind: number): boolean {
  return kind === NodeKind.Call || kind === NodeKind.MethodCall;
}

/** A text in brackets is the key of a map, a number is documented nowhere, anything else is a condition. */
function isKey(translation: Translation, node: NodeId): boolean {
  const kind = translation.tree.kind(translation.tree.unwrapped(translation.tree.child(node, 1)));
  if (kind === NodeKind.StringLiteral) return true;
  const isNumber = kind === NodeKind.Negate || (isLiteralKind(kind) && kind !== NodeKind.BooleanLiteral);
  return isNumber ? translation.refuse(node, "An item by its number is documented nowhere.") : false;
}

function translateValue(translation: Translation, node: NodeId): SqlValue {
  const { tree } = translation;
  const kind = tree.kind(node) as NodeKind;
  if (kind === NodeKind.Paren) return translation.value(tree.firstChild(node));
  if (isLiteralKind(kind)) return translateLiteral(translation, node);
  const translate = VALUES[kind];
  if (translate !== undefined) return translate(translation, node);
  if (kind === NodeKind.Subscript) {
    const [object, inside] = [tree.child(node, 0), tree.child(node, 1)];
    return isKey(translation, node)
      ? translateGet(translation, object, inside)
      : translateFilter(translation, object, inside);
  }
  if (kind === NodeKind.Let || kind === NodeKind.Lambda) {
    return inScope(translation, node, (body) => translation.value(body));
  }
  if (isCallKind(kind)) {
    const translated = translateCall(translation, node);
    return "value" in translated ? translated.value : truthValue(translated.test);
  }
  return TESTS[kind] === undefined ? refuseNode(translation, node) : truthValue(translation.test(node));
}

/** A condition in the place of a value is true or false, never missing. */
function truthValue(test: Relation): SqlValue {
  const relation = isTwoValued(test) ? test : apply("otherwise", test, { kind: "truth", value: false });
  return { kind: "plain", relation, type: BOOLEAN };
}

function translateTest(translation: Translation, node: NodeId): Relation {
  const { tree } = translation;
  const kind = tree.kind(node) as NodeKind;
  if (kind === NodeKind.Paren) return translation.test(tree.firstChild(node));
  const translate = TESTS[kind];
  if (translate !== undefined) return translate(translation, node);
  if (kind === NodeKind.Subscript && !isKey(translation, node)) {
    return translateSome(translation, tree.child(node, 0), tree.child(node, 1));
  }
  if (kind === NodeKind.Let || kind === NodeKind.Lambda) {
    return inScope(translation, node, (body) => translation.test(body));
  }
  if (isCallKind(kind)) {
    const translated = translateCall(translation, node);
    return "test" in translated ? translated.test : toTest(translation, node, translated.value);
  }
  return toTest(translation, node, translation.value(node));
}

/** What a rule is translated with. */
export interface TranslationParts {
  readonly environment: Environment;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  readonly weekStart?: "sunday" | "monday" | undefined;
}

/** The relation of a query, or what of it has none. */
export interface TranslatedQuery {
  readonly relation: Relation;
  readonly problems: readonly Untranslatable[];
  readonly assumptions: readonly Assumption[];
}

/** Translates a query without syntax errors; `and` binds tighter than `or` at the top. */
export function translateQuery(
  { clauses }: Query,
  { environment, now, weekStart }: TranslationParts,
): TranslatedQuery {
  const shared: SharedParts = {
    builders: BUILDERS,
    environment,
    now,
    weekStart,
    problems: [],
    assumptions: new Set(),
    counter: { count: 0 },
  };
  const groups: Relation[][] = [[]];
  let start = 0;
  for (const { tree, root, origin, connective, length } of clauses) {
    groups[groups.length - 1].push(new Translation(tree, start - origin, shared).clause(root));
    if (connective === "or") groups.push([]);
    start += length;
  }
  const relation = anyOf(groups.map((tests) => allOf(tests)));
  return { relation, problems: shared.problems, assumptions: [...shared.assumptions] };
}
