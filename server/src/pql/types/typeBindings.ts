/**
 * Type variables: what the receiver and the arguments of one call bind them to, and what a type becomes with them.
 * Widens a binding where a later argument needs it (a list of integers that is asked for a double).
 */
import { commonType } from "./commonType";
import {
  arrayOf,
  type ExpressionType,
  lambdaOf,
  mapEntryOf,
  mapOf,
  NULL,
  STRING,
  STRING_LITERAL,
  type Type,
  type TypeVariable,
  UNKNOWN,
} from "./pqlTypes";
import { type Comparability, canCompare, isAssignable, withoutSpread } from "./typeRelations";

/** The types the variables of a signature stand for within one call, by name. */
export type Bindings = Map<string, Type>;

function bindVariable(variable: TypeVariable, argument: Type, bindings: Bindings): Comparability {
  const type = withoutSpread(argument);
  const bound = bindings.get(variable.name);
  const common = bound === undefined ? type : commonType(bound, type);
  if (common) {
    bindings.set(variable.name, common);
    return "yes";
  }
  return bound && canCompare(bound, type) === "byCoercion" ? "byCoercion" : "no";
}

/** An argument read as an expression; a condition takes anything, as every value has a reading as Boolean. */
function bindExpression(wanted: ExpressionType, argument: Type, bindings: Bindings): Comparability {
  const result = argument.kind === "expression" || argument.kind === "lambda" ? argument.result : argument;
  if (wanted.result.kind === "boolean") return "yes";
  return bindType(wanted.result, result, bindings);
}

function bindPairs(pairs: readonly (readonly [Type, Type])[], bindings: Bindings): Comparability {
  let fit: Comparability = "yes";
  for (const [wanted, argument] of pairs) {
    const next = bindType(wanted, argument, bindings);
    if (next === "no") return next;
    if (next === "byCoercion") fit = next;
  }
  return fit;
}

/**
 * Whether an argument fits a type of a signature; records in `bindings` what its variables stand for.
 * `byCoercion` when it fits only because text written in the query is read as a value of the type bound before.
 */
export function bindType(wanted: Type, argument: Type, bindings: Bindings): Comparability {
  if (wanted.kind === "variable") return bindVariable(wanted, argument, bindings);
  if (wanted.kind === "expression") return bindExpression(wanted, argument, bindings);
  if (wanted.kind === "array" && argument.kind === "array") {
    return bindType(wanted.element, argument.element, bindings);
  }
  if (wanted.kind === "map" && argument.kind === "map") return bindEntry(wanted, argument, bindings);
  if (wanted.kind === "mapEntry" && argument.kind === "mapEntry")
    return bindEntry(wanted, argument, bindings);
  if (wanted.kind === "lambda" && argument.kind === "lambda") {
    return bindType(wanted.result, argument.result, bindings);
  }
  return isAssignable(argument, wanted) ? "yes" : "no";
}

interface KeyAndValue {
  readonly key: Type;
  readonly value: Type;
}

function bindEntry(wanted: KeyAndValue, argument: KeyAndValue, bindings: Bindings): Comparability {
  return bindPairs(
    [
      [wanted.key, argument.key],
      [wanted.value, argument.value],
    ],
    bindings,
  );
}

/** The type with every variable replaced by what it is bound to, unknown where it is not. */
export function substitute(type: Type, bindings: Bindings): Type {
  switch (type.kind) {
    case "variable":
      return toComputed(bindings.get(type.name));
    case "array":
      return arrayOf(substitute(type.element, bindings));
    case "map":
      return mapOf(substitute(type.key, bindings), substitute(type.value, bindings));
    case "mapEntry":
      return mapEntryOf(substitute(type.key, bindings), substitute(type.value, bindings));
    case "lambda":
      return lambdaOf(
        type.parameters.map((parameter) => substitute(parameter, bindings)),
        substitute(type.result, bindings),
      );
    case "expression":
      return substitute(type.result, bindings);
    default:
      return type;
  }
}

/** What comes out of a function is no longer text of the query, and an unbound or null type tells nothing. */
function toComputed(type: Type | undefined): Type {
  if (type === undefined || type === NULL) return UNKNOWN;
  return type === STRING_LITERAL ? STRING : type;
}
