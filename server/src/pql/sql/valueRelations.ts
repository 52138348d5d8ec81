/**
 * Literals, arithmetic, comparisons, membership and tests of texts. Only values of one kind are compared: where the language
 * would convert, or nobody says what an order means, the clause is refused.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import { TokenKind } from "../syntax/tokenKinds";
import { BOOLEAN, DOUBLE, LONG, STRING, type Type } from "../types/pqlTypes";
import { allOf, anyOf, apply, not, type Operation, type Relation } from "./relationalForm";
import type { PlainValue, SqlValue, Translation } from "./sqlTranslation";

/** The families of values that can be compared with each other. */
export type Family = "text" | "number" | "truth" | "time" | "list" | "unknown" | "other";

/** The family of a type. */
export function familyOf({ kind }: Type): Family {
  switch (kind) {
    case "string":
    case "stringLiteral":
      return "text";
    case "integer":
    case "long":
    case "double":
    case "number":
      return "number";
    case "boolean":
      return "truth";
    case "date":
    case "timestamp":
      return "time";
    case "array":
      return "list";
    case "unknown":
      return "unknown";
    default:
      return "other";
  }
}

/**
 * Whether a value may stand where one of this family is wanted. A field that no schema describes may, and that is told: if it
 * is something else, Query Service refuses the types, and nothing is counted wrongly.
 */
export function mayBe(translation: Translation, { kind }: Pick<Type, "kind">, wanted: boolean): boolean {
  if (kind !== "unknown") return wanted;
  translation.assume("noSchema");
  return true;
}

/** Whether values of a type are whole numbers. */
export function isWhole({ kind }: Type): boolean {
  return kind === "integer" || kind === "long";
}

const MOST_LONG = 2n ** 63n - 1n;

export function translateLiteral(translation: Translation, node: NodeId): PlainValue {
  const { tree } = translation;
  const text = tree.tokenText(tree.firstToken(node));
  switch (tree.kind(node)) {
    case NodeKind.StringLiteral:
      return textLiteral(translation, node, decodeString(text));
    case NodeKind.BooleanLiteral:
      return plain({ kind: "truth", value: text.toLowerCase() === "true" }, BOOLEAN);
    case NodeKind.IntegerLiteral:
    case NodeKind.LongLiteral: {
      const digits = text.replace(/[lL]$/, "");
      if (!/^\d+$/.test(digits)) return plain({ kind: "real", digits }, DOUBLE);
      return BigInt(digits) > MOST_LONG
        ? translation.refuse(node, "The number does not fit into 64 bits.")
        : plain({ kind: "whole", digits: String(BigInt(digits)) }, LONG);
    }
    case NodeKind.DoubleLiteral:
      return plain({ kind: "real", digits: text }, DOUBLE);
    default:
      return translation.refuse(node, "A null that is written out is documented for no audience.");
  }
}

function textLiteral(translation: Translation, node: NodeId, value: string): PlainValue {
  if (value.includes("\0") || /\p{Surrogate}/u.test(value)) {
    return translation.refuse(node, "The text holds a character that no column can hold.");
  }
  return plain({ kind: "text", value }, STRING);
}

function plain(relation: Relation, type: Type): PlainValue {
  return { kind: "plain", relation, type };
}

/** By sign: of any numbers, and of whole ones. */
const ARITHMETIC: Readonly<Record<string, readonly [real: Operation, whole: Operation]>> = {
  "+": ["add", "addWhole"],
  "-": ["subtract", "subtractWhole"],
  "*": ["multiply", "multiplyWhole"],
  "/": ["divide", "divide"],
  "%": ["remainder", "remainder"],
};

/** `a + b - c`, `a * b / c`, `a % b`. */
export function translateArithmetic(translation: Translation, node: NodeId): PlainValue {
  const { tree } = translation;
  const [first, ...others] = tree.children(node);
  let left = numberAt(translation, first);
  for (const operand of others) {
    const right = numberAt(translation, operand);
    const operations = ARITHMETIC[tree.tokenText(tree.firstToken(operand) - 1)];
    if (operations === undefined) return translation.refuse(node, "The operator is not one of numbers.");
    const areWhole = isWhole(left.type) && isWhole(right.type);
    const operation = operations[areWhole ? 1 : 0];
    const type = areWhole && operation !== "divide" ? LONG : DOUBLE;
    left = plain(apply(operation, left.relation, right.relation), type);
  }
  return left;
}

/** `-x`. */
export function translateNegate(translation: Translation, node: NodeId): PlainValue {
  const value = numberAt(translation, translation.tree.firstChild(node));
  return plain(apply("negate", value.relation), value.type);
}

/** A value that is one number. */
function numberAt(translation: Translation, node: NodeId): PlainValue {
  const value = translation.plain(node);
  return mayBe(translation, value.type, familyOf(value.type) === "number")
    ? value
    : translation.refuse(node, "A number is expected here, and this is none by its schema.");
}

const COMPARISONS: Readonly<Record<string, Operation>> = {
  "=": "equal",
  "!=": "unequal",
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
};

function operatorAt({ tree }: Translation, node: NodeId): Operation | undefined {
  const token = tree.detail(node);
  const kind = tree.tokenKind(token);
  if (kind === TokenKind.ForeignEqual) return "equal";
  if (kind === TokenKind.ForeignNotEqual) return "unequal";
  return COMPARISONS[tree.tokenText(token)];
}

/** `a = b`, `a < b`. */
export function translateComparison(translation: Translation, node: NodeId): Relation {
  const operation = operatorAt(translation, node);
  if (operation === undefined) return translation.refuse(node, "The operator is not one of comparison.");
  const [left, right] = [translation.tree.child(node, 0), translation.tree.child(node, 1)];
  return compared(translation, node, {
    operation,
    left: translation.plain(left),
    right: translation.plain(right),
  });
}

interface Sides {
  readonly operation: Operation;
  readonly left: PlainValue;
  readonly right: PlainValue;
}

/** A comparison of values; of a path through a list, whether it holds for any item. */
export function compared(translation: Translation, node: NodeId, sides: Sides): Relation {
  const { operation, left, right } = sides;
  const isLeftSpread = left.type.kind === "array" && left.type.isSpread;
  const isRightSpread = right.type.kind === "array" && right.type.isSpread;
  if (isLeftSpread || isRightSpread) {
    if (operation === "unequal") {
      return translation.refuse(
        node,
        "Nobody says whether != over a path through a list asks of one item or of all.",
      );
    }
    const side = isLeftSpread ? left : right;
    return anyItem(translation, side, (item) =>
      compared(translation, node, { ...sides, [isLeftSpread ? "left" : "right"]: item }),
    );
  }
  return comparedSingly(translation, node, sides);
}

/** Whether a condition holds for any item of a list. */
export function anyItem(
  translation: Translation,
  { relation, type }: PlainValue,
  test: (item: PlainValue) => Relation,
): Relation {
  const variable = translation.newVariable("item");
  const element = type.kind === "array" ? type.element : type;
  const body = test(plain({ kind: "variable", name: variable }, element));
  return { kind: "exists", list: relation, variable, body };
}

/** The families of two sides; one that is not known is taken for that of the other. */
function sharedFamilies(translation: Translation, left: Type, right: Type): readonly [Family, Family] {
  const [first, second] = [familyOf(left), familyOf(right)];
  if (first !== "unknown" && second !== "unknown") return [first, second];
  translation.assume("noSchema");
  if (first !== "unknown") return [first, first];
  // Two fields that nobody knows: equal means equal whatever they are, an order does not.
  return second === "unknown" ? ["text", "text"] : [second, second];
}

function comparedSingly(translation: Translation, node: NodeId, { operation, left, right }: Sides): Relation {
  const [first, second] = sharedFamilies(translation, left.type, right.type);
  const isEquality = operation === "equal" || operation === "unequal";
  if (first === "number" && second === "number") return apply(operation, left.relation, right.relation);
  if (first === "text" && second === "text") {
    return isEquality
      ? apply(operation, left.relation, right.relation)
      : translation.refuse(node, "Nobody says in which order texts stand.");
  }
  if (first === "truth" && second === "truth" && isEquality) {
    return apply(operation, left.relation, right.relation);
  }
  if (first === "list" || second === "list")
    return translation.refuse(node, "Lists are compared in an order that nobody tells.");
  if (first === "time" || second === "time") {
    return translation.refuse(
      node,
      "Times are compared as texts here, which columns of times are not; write occurs.",
    );
  }
  if (first === "other" || second === "other")
    return translation.refuse(node, "Records cannot be compared as wholes in Query Service.");
  return translation.refuse(
    node,
    "The sides are of different types, and pages disagree on whether they are converted.",
  );
}

/** `a in b`, `a notIn b`. */
export function translateMembership(translation: Translation, node: NodeId): Relation {
  const { tree } = translation;
  const isIn = tree.tokenKind(tree.detail(node)) !== TokenKind.NotIn;
  return membership(translation, node, { isIn, value: tree.child(node, 0), list: tree.child(node, 1) });
}

/** Membership as an operator, a call or a method. Both sides must be there. */
export function membership(
  translation: Translation,
  node: NodeId,
  { isIn, value, list }: { readonly isIn: boolean; readonly value: NodeId; readonly list: NodeId },
): Relation {
  const left = translation.plain(value);
  const isSpread = left.type.kind === "array";
  if (isSpread && !isIn) {
    return translation.refuse(
      node,
      "Nobody says whether notIn over a path through a list asks of one item or of all.",
    );
  }
  if (!isIn && isEmptyLiteral(translation, list))
    return translation.refuse(list, "Nobody says whether an empty list counts as missing.");
  const find = finder(translation, list);
  if (isSpread) return anyItem(translation, left, (item) => find(item));
  return isIn ? find(left) : allOf([apply("isNotNull", left.relation), ...find.present, not(find(left))]);
}

/** `[]`: nothing is in it. */
function isEmptyLiteral({ tree }: Translation, list: NodeId): boolean {
  const literal = tree.unwrapped(list);
  return tree.kind(literal) === NodeKind.ArrayLiteral && tree.children(literal).length === 0;
}

/** Whether a value is in a list, and what must hold for the list to be there. */
type Finder = ((value: PlainValue) => Relation) & { readonly present: readonly Relation[] };

function finder(translation: Translation, list: NodeId): Finder {
  const { tree } = translation;
  const literal = translation.tree.unwrapped(list);
  if (tree.kind(literal) === NodeKind.ArrayLiteral) {
    const values = tree.children(literal).map((item) => translation.plain(item));
    const find = (value: PlainValue): Relation => {
      const tests = values.map((right) =>
        compared(translation, list, { operation: "equal", left: value, right }),
      );
      const isPlain = tests.every((test) => test.kind === "apply");
      return isPlain && tests.length > 1
        ? apply("isIn", value.relation, ...values.map(({ relation }) => relation))
        : anyOf(tests);
    };
    return Object.assign(find, { present: [] });
  }
  const right = translation.plain(list);
  const { type, relation } = right;
  if (!mayBe(translation, type, type.kind === "array"))
    return translation.refuse(list, "A list is expected here, and this is none by its schema.");
  const find = (value: PlainValue): Relation =>
    anyItem(translation, right, (item) =>
      compared(translation, list, { operation: "equal", left: value, right: item }),
    );
  return Object.assign(find, { present: right.isPresent === true ? [] : [apply("isNotNull", relation)] });
}

/** `a like b`. */
export function translateLike(translation: Translation, node: NodeId): Relation {
  const [text, pattern] = translation.tree.children(node);
  return like(translation, { text, pattern });
}

/** `like` as an operator or a call: its pattern is written out, and escapes nothing. */
export function like(
  translation: Translation,
  { text, pattern }: { readonly text: NodeId; readonly pattern: NodeId },
): Relation {
  const { relation } = textAt(translation, pattern);
  if (relation.kind !== "text") {
    return translation.refuse(
      pattern,
      "A pattern that comes from a field may escape signs, which nobody documents.",
    );
  }
  if (relation.value.includes("\\"))
    return translation.refuse(pattern, "How like escapes a sign is not documented.");
  return apply("like", textAt(translation, text).relation, relation);
}

/** A value that is one text. */
export function textAt(translation: Translation, node: NodeId): PlainValue {
  const value = translation.plain(node);
  if (mayBe(translation, value.type, familyOf(value.type) === "text")) return value;
  const isSpread = value.type.kind === "array" && familyOf(value.type.element) === "text";
  return translation.refuse(
    node,
    isSpread
      ? "Nobody says whether a test of texts over a path through a list asks of one item or of all; write exists( )."
      : "A text is expected here, and this is none by its schema.",
  );
}

/** `[a, b]` as a value: items of one type. */
export function translateArray(translation: Translation, node: NodeId): PlainValue {
  return translation.refuse(
    node,
    "A list that is written out stands only behind in, notIn and the methods of sets.",
  );
}

/** `if(c, a, b)`: the second branch for whatever is not true. */
export function translateIf(translation: Translation, node: NodeId): PlainValue {
  const { tree } = translation;
  const condition = translation.test(tree.child(node, 0));
  const [first, second] = [translation.plain(tree.child(node, 1)), translation.plain(tree.child(node, 2))];
  const family = familyOf(first.type);
  const isOne =
    family === familyOf(second.type) && family !== "list" && family !== "other" && family !== "time";
  if (!isOne)
    return translation.refuse(
      node,
      "The branches are of different types, or of a type a column cannot choose.",
    );
  const type = family === "number" && !(isWhole(first.type) && isWhole(second.type)) ? DOUBLE : first.type;
  return plain(apply("choose", condition, first.relation, second.relation), type);
}

/** Any value as a condition: null is false there, a list is true when it holds something. */
export function toTest(translation: Translation, node: NodeId, value: SqlValue): Relation {
  if (value.kind === "stretch")
    return translation.refuse(node, "A time stands where a condition is expected.");
  const { relation, type } = value;
  switch (familyOf(type)) {
    case "truth":
      return relation;
    case "text":
      translation.assume("emptyText");
      return apply("isNotNull", relation);
    case "number":
      translation.assume("zeroAsCondition");
      return apply("isNotNull", relation);
    case "list":
      return listTest(translation, value);
    case "time":
      return apply("isNotNull", relation);
    case "unknown":
      return translation.refuse(
        node,
        "No schema says whether this is a truth or a value that may be missing.",
      );
    case "other":
      translation.assume("emptyContainer");
      return apply("isNotNull", relation);
  }
}

function listTest(translation: Translation, value: PlainValue): Relation {
  const { relation, type } = value;
  if (type.kind === "array" && type.isSpread && familyOf(type.element) === "truth") {
    return anyItem(translation, value, (item) => item.relation);
  }
  return apply("greater", apply("size", relation), { kind: "whole", digits: "0" });
}
