/**
 * How two types relate: may a value of one stand where the other is wanted, and could two values ever be equal.
 *
 * Unknown and null relate to everything: without a schema we cannot tell a mistake from a field that is not loaded.
 * The only coercion is of text written in the query (docs/grammar.md#values); fields are never converted into each other.
 */
import { type ArrayType, type ObjectType, STRING, STRING_LITERAL, type Type } from "./pqlTypes";

/** `byCoercion`: only because text written in the query can be read as a value of the other type; see {@link readsAs}. */
export type Comparability = "yes" | "byCoercion" | "no";

/** Whether the type is one of the numbers. */
export function isNumeric(type: Type): boolean {
  const { kind } = type;
  return kind === "integer" || kind === "long" || kind === "double" || kind === "number";
}

/** Whether the type is text, written or computed. */
export function isText(type: Type): boolean {
  return type === STRING || type === STRING_LITERAL;
}

/** Whether the type is a day, an instant or a stretch of time. */
export function isTime(type: Type): boolean {
  const { kind } = type;
  return kind === "timestamp" || kind === "date" || kind === "interval" || kind === "time";
}

/** Whether nothing can be said against a value of this type: unknown, null, or a placeholder of a signature. */
export function isOpen(type: Type): boolean {
  const { kind } = type;
  return kind === "unknown" || kind === "null" || kind === "variable" || kind === "syntax";
}

/** The element of a list that a path through an array yielded, else the type itself. */
export function withoutSpread(type: Type): Type {
  return type.kind === "array" && type.isSpread ? type.element : type;
}

function isObjectLike(type: Type): boolean {
  return type.kind === "object" || type.kind === "record";
}

function isAssignableNumber(from: Type, to: Type): boolean {
  return from.kind !== "double" || to.kind === "double" || to.kind === "number";
}

function isAssignableTime(from: Type, to: Type): boolean {
  return to.kind === "time" || from.kind === "time" || (from.kind === "date" && to.kind === "timestamp");
}

function isAssignableObject(from: Type, to: ObjectType): boolean {
  if (to.isEvent) return from.kind === "object" && (from.isEvent || from.schema === undefined);
  return isObjectLike(from);
}

function isAssignableArray(from: Type, to: ArrayType): boolean {
  return from.kind === "array" && isAssignable(from.element, to.element);
}

/**
 * Whether a value of type `from` may stand where `to` is wanted. A list from a path through an array also stands for
 * one of its elements. Text is not coerced here: the service refuses arguments that do not match a signature.
 */
export function isAssignable(from: Type, to: Type): boolean {
  if (from === to || isOpen(from) || isOpen(to)) return true;
  if (to.kind === "array") return isAssignableArray(from, to);
  if (from.kind === "array") return from.isSpread && isAssignable(from.element, to);
  return isAssignableScalar(from, to);
}

function isAssignableScalar(from: Type, to: Type): boolean {
  if (isNumeric(from)) return isNumeric(to) && isAssignableNumber(from, to);
  if (isText(from)) return to === STRING;
  if (isTime(from)) return isTime(to) && isAssignableTime(from, to);
  return isAssignableStructure(from, to);
}

function isAssignableStructure(from: Type, to: Type): boolean {
  switch (to.kind) {
    case "object":
      return isAssignableObject(from, to);
    case "expression":
      return isAssignable(from, to.result);
    case "map":
      return from.kind === "map" && isAssignable(from.key, to.key) && isAssignable(from.value, to.value);
    case "mapEntry":
      return from.kind === "mapEntry" && isAssignable(from.key, to.key) && isAssignable(from.value, to.value);
    case "lambda":
      return from.kind === "lambda" && isAssignable(from.result, to.result);
    default:
      return from.kind === to.kind;
  }
}

/** The weaker of two answers, for types with two parts. */
function weaker(left: Comparability, right: Comparability): Comparability {
  if (left === "no" || right === "no") return "no";
  return left === "byCoercion" ? left : right;
}

function isCoercionTarget(type: Type): boolean {
  return type.kind === "boolean" || isNumeric(type) || isTime(type);
}

/**
 * Whether two values could ever be equal. Numbers mix freely, so do days, instants and intervals. A plain list never
 * equals one value, the commonest mistake there is; a list from a path through an array is compared item by item.
 */
export function canCompare(left: Type, right: Type): Comparability {
  if (left.kind === "array" && right.kind === "array") return canCompare(left.element, right.element);
  const a = withoutSpread(left);
  const b = withoutSpread(right);
  if (a === b || isOpen(a) || isOpen(b)) return "yes";
  if (a.kind === "array" || b.kind === "array") return "no";
  if (a.kind === "map" && b.kind === "map") {
    return weaker(canCompare(a.key, b.key), canCompare(a.value, b.value));
  }
  return canCompareScalars(a, b);
}

function canCompareScalars(a: Type, b: Type): Comparability {
  if (areOfOneFamily(a, b)) return "yes";
  const isCoercible =
    (a === STRING_LITERAL && isCoercionTarget(b)) || (b === STRING_LITERAL && isCoercionTarget(a));
  return isCoercible ? "byCoercion" : "no";
}

function areOfOneFamily(a: Type, b: Type): boolean {
  if (isNumeric(a)) return isNumeric(b);
  if (isText(a)) return isText(b);
  if (isTime(a)) return isTime(b);
  if (a.kind === "object" && b.kind === "object") return a.isEvent === b.isEvent;
  if (isObjectLike(a)) return isObjectLike(b);
  return a.kind === b.kind && a.kind !== "lambda";
}

/**
 * Whether values of the type can be put in order by `<`. `undocumented` for text and times: the reference knows order
 * for numbers only and sends dates to `occurs`, but nothing says that the service refuses them.
 */
export function orderOf(type: Type): "documented" | "undocumented" | "none" {
  const one = withoutSpread(type);
  if (isNumeric(one) || isOpen(one)) return "documented";
  return isText(one) || isTime(one) ? "undocumented" : "none";
}

const BOOLEAN_TEXT = /^(?:true|false)$/i;
const WHOLE_NUMBER_TEXT = /^[+-]?\d+$/;
const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const TIME_TEXT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function isCalendarDay(text: string): boolean {
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/**
 * Whether text written in the query can be read as a value of the type, as `"true"` can as Boolean. Times are ISO 8601.
 * True for types that need no reading.
 */
export function readsAs(text: string, type: Type): boolean {
  switch (withoutSpread(type).kind) {
    case "boolean":
      return BOOLEAN_TEXT.test(text);
    case "integer":
    case "long":
      return WHOLE_NUMBER_TEXT.test(text);
    case "double":
    case "number":
      return NUMBER_TEXT.test(text);
    case "date":
    case "timestamp":
    case "interval":
    case "time": {
      const day = TIME_TEXT.exec(text)?.[1];
      return day !== undefined && isCalendarDay(day);
    }
    default:
      return true;
  }
}
