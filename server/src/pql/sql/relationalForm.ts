/**
 * The relational form of a rule: expressions over one row of the profile snapshot and the list of its events. Knows no
 * dialect and no PQL; a missing value is SQL's null, and a condition that is null does not hold.
 */

/** What a dialect has a function or an operator for. Arguments come in the order the comment shows. */
export type Operation =
  /** a = b, never null-safe: null where a side is. */
  | "equal"
  | "unequal"
  | "less"
  | "lessOrEqual"
  | "greater"
  | "greaterOrEqual"
  | "add"
  | "subtract"
  | "multiply"
  /** Of whole numbers: every digit is kept, and null comes of what has too many. */
  | "addWhole"
  | "subtractWhole"
  | "multiplyWhole"
  /** Real division; null by zero. */
  | "divide"
  | "remainder"
  | "negate"
  | "isNull"
  | "isNotNull"
  /** (text, part): whether the part is in the text. */
  | "contains"
  | "startsWith"
  | "endsWith"
  /** (text, pattern) of SQL. */
  | "like"
  /** (text, pattern) of java.util.regex, anywhere in the text. */
  | "matches"
  | "lower"
  /** (list): how many items; null of no list. */
  | "size"
  /** (value, item, item, …): whether the value is one of them. */
  | "isIn"
  /** (list, list): whether they share an item. */
  | "overlaps"
  | "distinct"
  /** (list of lists without null): one list. */
  | "flatten"
  | "smallest"
  | "largest"
  /** (list of whole numbers). */
  | "sumWhole"
  /** (list of any numbers). */
  | "sumReal"
  | "firstItem"
  | "mapValues"
  | "mapKeys"
  /** (map, key). */
  | "atKey"
  | "year"
  | "month"
  | "dayOfMonth"
  /** A day as the instant it starts at. */
  | "startOfDay"
  /** (condition, a, b): b for whatever is not true. */
  | "choose"
  /** (value, other): the other where the value is null. */
  | "otherwise";

/** A unit of time that intervals are told in. */
export type IntervalUnit = "MILLISECOND" | "SECOND" | "MINUTE" | "HOUR" | "DAY" | "MONTH" | "YEAR";

/** A unit whose start can be asked for. Weeks begin as told. */
export type StartUnit = "second" | "minute" | "hour" | "day" | "sundayWeek" | "mondayWeek" | "month" | "year";

/** An expression. Variables of lists are numbered, so that no name can hide another. */
export type Relation =
  | { readonly kind: "profile" }
  | { readonly kind: "events" }
  | { readonly kind: "variable"; readonly name: string }
  /** A field below a row or an item; `isEvent` where the item is an event, whose fields are columns of its own. */
  | {
      readonly kind: "field";
      readonly of: Relation;
      readonly path: readonly string[];
      readonly isEvent: boolean;
    }
  | { readonly kind: "text"; readonly value: string }
  /** A whole number of at most 64 bits. */
  | { readonly kind: "whole"; readonly digits: string }
  | { readonly kind: "real"; readonly digits: string }
  | { readonly kind: "truth"; readonly value: boolean }
  /** A whole second, in milliseconds since 1970-01-01T00:00Z. */
  | { readonly kind: "instant"; readonly at: number }
  | { readonly kind: "list"; readonly items: readonly Relation[] }
  | { readonly kind: "apply"; readonly operation: Operation; readonly arguments: readonly Relation[] }
  | { readonly kind: "all" | "any"; readonly operands: readonly Relation[] }
  /** True for what does not hold, null included. */
  | { readonly kind: "not"; readonly operand: Relation }
  | {
      readonly kind: "exists" | "filter" | "map";
      readonly list: Relation;
      readonly variable: string;
      readonly body: Relation;
    }
  | { readonly kind: "shift"; readonly time: Relation; readonly count: number; readonly unit: IntervalUnit }
  | { readonly kind: "startOf"; readonly time: Relation; readonly unit: StartUnit };

/** Applies an operation. */
export function apply(operation: Operation, ...parts: readonly Relation[]): Relation {
  return { kind: "apply", operation, arguments: parts };
}

/** All of these hold. */
export function allOf(operands: readonly Relation[]): Relation {
  const rest = operands.filter((operand) => operand.kind !== "truth" || !operand.value);
  if (rest.length === 0) return { kind: "truth", value: true };
  return rest.length === 1 ? rest[0] : { kind: "all", operands: rest };
}

/** Any of these holds. */
export function anyOf(operands: readonly Relation[]): Relation {
  const rest = operands.filter((operand) => operand.kind !== "truth" || operand.value);
  if (rest.length === 0) return { kind: "truth", value: false };
  return rest.length === 1 ? rest[0] : { kind: "any", operands: rest };
}

/** This does not hold. */
export function not(operand: Relation): Relation {
  if (operand.kind === "truth") return { kind: "truth", value: !operand.value };
  return operand.kind === "not" && isTwoValued(operand.operand) ? operand.operand : { kind: "not", operand };
}

/** True for conditions that are never null. */
export function isTwoValued(relation: Relation): boolean {
  if (relation.kind === "all" || relation.kind === "any") return relation.operands.every(isTwoValued);
  if (relation.kind === "apply") return relation.operation === "isNull" || relation.operation === "isNotNull";
  return relation.kind === "not" || relation.kind === "truth";
}

/** A field further down. */
export function fieldOf(of: Relation, name: string, isEvent: boolean): Relation {
  if (of.kind === "field" && of.isEvent) return { ...of, path: [...of.path, name] };
  return { kind: "field", of, path: [name], isEvent };
}

/** The parts of a relation, in the order they are written. */
function partsOf(relation: Relation): readonly Relation[] {
  switch (relation.kind) {
    case "field":
      return [relation.of];
    case "list":
      return relation.items;
    case "apply":
      return relation.arguments;
    case "all":
    case "any":
      return relation.operands;
    case "not":
      return [relation.operand];
    case "exists":
    case "filter":
    case "map":
      return [relation.list, relation.body];
    case "shift":
    case "startOf":
      return [relation.time];
    default:
      return [];
  }
}

/** Whether the events of a profile take part. */
export function readsEvents(relation: Relation): boolean {
  return relation.kind === "events" || partsOf(relation).some(readsEvents);
}

/** The fields of events that are read, each once, in the order of their first use. */
export function eventFieldsOf(relation: Relation): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  const walk = (part: Relation): void => {
    if (part.kind === "field" && part.isEvent) found.set(part.path.join("\0"), part.path);
    partsOf(part).forEach(walk);
  };
  walk(relation);
  return [...found.values()];
}
