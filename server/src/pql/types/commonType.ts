/**
 * The narrowest type that covers two others: of the items of a list, of the branches of `if`, of a bound type variable.
 * Never invents unions: where two types have nothing in common the answer is undefined.
 */
import {
  arrayOf,
  DOUBLE,
  EVENT,
  INTEGER,
  LONG,
  mapEntryOf,
  mapOf,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  spreadOf,
  TIME,
  TIMESTAMP,
  type Type,
  UNKNOWN,
} from "./pqlTypes";
import { isNumeric, isText, isTime } from "./typeRelations";

/** From narrow to wide. */
const NUMBERS: readonly Type[] = [INTEGER, LONG, DOUBLE, NUMBER];

function widerNumber(left: Type, right: Type): Type {
  return NUMBERS[Math.max(NUMBERS.indexOf(left), NUMBERS.indexOf(right))] ?? NUMBER;
}

function commonTime(left: Type, right: Type): Type {
  const isInstant = [left, right].every(({ kind }) => kind === "date" || kind === "timestamp");
  return isInstant ? TIMESTAMP : TIME;
}

/** Applies `build` to the common types of two pairs, when both exist. */
function commonPair(
  [leftKey, leftValue]: readonly [Type, Type],
  [rightKey, rightValue]: readonly [Type, Type],
  build: (key: Type, value: Type) => Type,
): Type | undefined {
  const key = commonType(leftKey, rightKey);
  const value = commonType(leftValue, rightValue);
  return key && value ? build(key, value) : undefined;
}

function commonStructure(left: Type, right: Type): Type | undefined {
  if (left.kind === "array" && right.kind === "array") {
    const element = commonType(left.element, right.element);
    return element && (left.isSpread && right.isSpread ? spreadOf(element) : arrayOf(element));
  }
  if (left.kind === "map" && right.kind === "map") {
    return commonPair([left.key, left.value], [right.key, right.value], mapOf);
  }
  if (left.kind === "mapEntry" && right.kind === "mapEntry") {
    return commonPair([left.key, left.value], [right.key, right.value], mapEntryOf);
  }
  return commonObject(left, right);
}

function commonObject(left: Type, right: Type): Type | undefined {
  const isObject = (type: Type) => type.kind === "object" || type.kind === "record";
  if (isObject(left) && isObject(right)) {
    const areEvents = [left, right].every((type) => type.kind === "object" && type.isEvent);
    return areEvents ? EVENT : OBJECT;
  }
  return left.kind === "tuple" && right.kind === "tuple" ? UNKNOWN : undefined;
}

/** The narrowest type that covers both; undefined when they have nothing in common, unknown when either is. */
export function commonType(left: Type, right: Type): Type | undefined {
  if (left === right || right === NULL) return left;
  if (left === NULL) return right;
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  if (isNumeric(left) && isNumeric(right)) return widerNumber(left, right);
  if (isText(left) && isText(right)) return STRING;
  if (isTime(left) && isTime(right)) return commonTime(left, right);
  return commonStructure(left, right);
}
