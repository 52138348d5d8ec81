/**
 * `x[y]`: a filter on an array, a key of a map, a field of an object by its name in quotes. Where the type of `x` is unknown, a text in the brackets
 * is taken for a key and anything else for a filter.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { type Type, UNKNOWN } from "../../types/pqlTypes";
import { isOpen } from "../../types/typeRelations";
import { findRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { findEventTest, narrowEventTest } from "../eventTestCounts";
import { noteMembershipKey } from "../foreignMemberships";
import { conditionIn } from "../rules/booleanPlace";
import {
  type BracketParts,
  reportBrackets,
  reportIndex,
  reportKeyOfObject,
  reportKeyType,
} from "../rules/misusedBrackets";
import { reportUnknownKey } from "../rules/unknownField";
import { visitCondition } from "./visitConditions";
import { recordEmptyBrackets, visitOnElement } from "./visitElements";

/** Reads a filter or a key. */
export function visitSubscript(state: CheckState, node: NodeId): Type {
  const { tree, traits } = state;
  const object = tree.firstChild(node);
  const firstEvent = traits.events.length;
  const type = state.visit(object);
  const test = findEventTest(state, object, firstEvent);
  const inside = tree.nextSibling(object);
  state.boundRoot = undefined;
  const result = inside === 0 ? readEmpty(state, node, type) : readInside(state, { object, inside, type });
  if (test !== undefined && inside !== 0) narrowEventTest(state, test, { condition: inside, variable: 0 });
  return result;
}

function readEmpty(state: CheckState, node: NodeId, type: Type): Type {
  const { tree } = state;
  if (type.kind !== "array") return type;
  const place = { element: type.element, source: tree.firstChild(node), node };
  recordEmptyBrackets(state, place, tree.detail(node));
  return type;
}

function readInside(state: CheckState, brackets: BracketParts): Type {
  const { inside, type } = brackets;
  const kind = state.tree.kind(state.tree.unwrapped(inside));
  if (type.kind === "map") return readKey(state, brackets, type.value);
  if (isOpen(type)) {
    if (kind === NodeKind.StringLiteral) return readKey(state, brackets, UNKNOWN);
    return readFilter(state, brackets, UNKNOWN);
  }
  if (type.kind === "array") return readFilter(state, brackets, type.element);
  if (type.kind === "object" && type.schema === undefined) return readFilter(state, brackets, type);
  if (type.kind === "object" && kind === NodeKind.StringLiteral) return readField(state, brackets);
  reportBrackets(state, brackets.object, type);
  return readFilter(state, brackets, type.kind === "object" ? type : UNKNOWN);
}

/** A field of an object by its name in quotes. */
function readField(state: CheckState, { object, inside, type }: BracketParts): Type {
  const { tree, environment } = state;
  const root = type.kind === "object" ? findRoot(environment, type.schema) : undefined;
  if (root === undefined || type.kind !== "object") return UNKNOWN;
  const { schema } = root;
  const parent = schema.record(type.field);
  const literal = tree.unwrapped(inside);
  const [start, end] = [tree.start(literal) + 1, tree.end(literal) - 1];
  const field = schema.findChildInText(parent, tree.tokens.text, start, end);
  if (field === 0) {
    if (!schema.isOpen(parent)) reportUnknownKey(state, literal, { root, parent });
    return UNKNOWN;
  }
  reportKeyOfObject(state, object, inside);
  state.boundRoot = root;
  state.boundField = field;
  return root.types.of(field);
}

function readKey(state: CheckState, { object, inside }: BracketParts, value: Type): Type {
  noteMembershipKey(state, object, inside);
  const type = state.visit(inside);
  reportKeyType(state, inside, type);
  return value;
}

function readFilter(state: CheckState, { object, inside, type }: BracketParts, element: Type): Type {
  const kind = state.tree.kind(state.tree.unwrapped(inside));
  if (kind === NodeKind.IntegerLiteral || kind === NodeKind.Negate || kind === NodeKind.StringLiteral) {
    reportIndex(state, { object, inside, type }, kind === NodeKind.StringLiteral);
    state.visit(inside);
    if (type.kind !== "array") return UNKNOWN;
    return conditionIn(state, inside) === undefined ? element : type;
  }
  visitOnElement(state, { element, source: object, node: inside }, visitCondition);
  return type;
}
