/**
 * Signatures of functions and operators, and the reader of their compact notation:
 * `Array<T>.sum(selector: Expression<Number>): Number`, `concat(first: String, ...rest: String): String`.
 * Only our own catalogue is read, so the reader does not explain mistakes; a test reads every entry.
 */
import {
  arrayOf,
  BOOLEAN,
  DATE,
  DOUBLE,
  EVENT,
  expressionOf,
  INTEGER,
  INTERVAL,
  LONG,
  lambdaOf,
  mapEntryOf,
  mapOf,
  NUMBER,
  OBJECT,
  STRING,
  syntaxOf,
  TIME,
  TIMESTAMP,
  type Type,
  UNKNOWN,
  variableOf,
} from "./pqlTypes";

/** One parameter of a signature. */
export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly isOptional: boolean;
  /** Takes any number of arguments, none included. */
  readonly isVariadic: boolean;
}

/** One way to call a function or operator. */
export interface Signature {
  /** What stands before the dot of a method; undefined for functions and operators. */
  readonly receiver: Type | undefined;
  readonly parameters: readonly Parameter[];
  readonly result: Type;
  /** The notation it was read from, for display. */
  readonly text: string;
}

const PLAIN_TYPES: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["Any", UNKNOWN],
  ["String", STRING],
  ["Integer", INTEGER],
  ["Long", LONG],
  ["Double", DOUBLE],
  ["Number", NUMBER],
  ["Boolean", BOOLEAN],
  ["Date", DATE],
  ["Timestamp", TIMESTAMP],
  ["TimeInterval", INTERVAL],
  ["Time", TIME],
  ["Object", OBJECT],
  ["ExperienceEvent", EVENT],
]);

const VARIABLE_NAME = /^[A-Z]$/;
const GENERIC = /^(\w+)<(.*)>$/;
const OPENING = "<(";
const CLOSING = ">)";

/** Splits at commas that are not inside brackets. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character)) depth--;
    else if (character === "," && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  const last = text.slice(from).trim();
  return last === "" ? parts : [...parts, last];
}

function readGeneric(name: string, inner: readonly Type[]): Type {
  const [first = UNKNOWN, second = UNKNOWN] = inner;
  switch (name) {
    case "Array":
      return arrayOf(first);
    case "Map":
      return mapOf(first, second);
    case "MapEntry":
      return mapEntryOf(first, second);
    case "Expression":
      return expressionOf(first);
    case "Lambda":
      return lambdaOf(inner.slice(0, -1), inner.at(-1) ?? UNKNOWN);
    default:
      return syntaxOf(name);
  }
}

/** The type a notation such as `Map<K, Array<T>>` stands for; a name that is no type is a piece of syntax. */
export function readTypeNotation(notation: string): Type {
  const generic = GENERIC.exec(notation);
  if (generic) {
    const [, name = "", inner = ""] = generic;
    return readGeneric(name, splitList(inner).map(readTypeNotation));
  }
  if (VARIABLE_NAME.test(notation)) return variableOf(notation);
  return PLAIN_TYPES.get(notation) ?? syntaxOf(notation);
}

function readParameter(notation: string): Parameter {
  const colon = notation.indexOf(":");
  const label = notation.slice(0, colon).trim();
  return {
    name: label.replace("...", "").replace("?", ""),
    type: readTypeNotation(notation.slice(colon + 1).trim()),
    isOptional: label.endsWith("?"),
    isVariadic: label.startsWith("..."),
  };
}

/** Reads one signature of the catalogue. */
export function readSignature(notation: string): Signature {
  const open = notation.indexOf("(");
  const close = notation.lastIndexOf("):");
  const dot = notation.lastIndexOf(".", open);
  return {
    receiver: dot > 0 ? readTypeNotation(notation.slice(0, dot)) : undefined,
    parameters: splitList(notation.slice(open + 1, close)).map(readParameter),
    result: readTypeNotation(notation.slice(close + 2).trim()),
    text: notation,
  };
}

/** The parameter the argument at `index` (from 0) belongs to; undefined when there are too many arguments. */
export function findParameter(signature: Signature, index: number): Parameter | undefined {
  const { parameters } = signature;
  return parameters[index] ?? parameters.find(({ isVariadic }) => isVariadic);
}

/** The least number of arguments. */
export function leastArguments(signature: Signature): number {
  let least = 0;
  for (const { isOptional, isVariadic } of signature.parameters) if (!isOptional && !isVariadic) least++;
  return least;
}

/** The largest number of arguments, `Infinity` for variadic signatures. */
export function mostArguments(signature: Signature): number {
  const { parameters } = signature;
  return parameters.some(({ isVariadic }) => isVariadic) ? Number.POSITIVE_INFINITY : parameters.length;
}
