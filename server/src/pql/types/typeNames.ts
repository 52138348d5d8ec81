/**
 * Type names as the service spells them in its messages (`STRING[]`, `Map[STRING => OBJECT]`), so that people can
 * search for what they read. Never shortens or decorates: that is the business of whoever shows it.
 */
import type { PrimitiveKind, Type } from "./pqlTypes";

const PRIMITIVE_NAMES: Readonly<Record<PrimitiveKind, string>> = {
  unknown: "ANY",
  null: "NULL",
  string: "STRING",
  stringLiteral: "STRING",
  integer: "INTEGER",
  long: "LONG",
  double: "DOUBLE",
  number: "NUMBER",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  interval: "TIME_INTERVAL",
  time: "TIME",
};

function displayAll(types: Iterable<Type>): string {
  return Array.from(types, displayType).join(", ");
}

/** The name of a type in messages. Signature-only types read as they are written in the catalogue. */
export function displayType(type: Type): string {
  switch (type.kind) {
    case "array":
      return `${displayType(type.element)}[]`;
    case "map":
      return `Map[${displayType(type.key)} => ${displayType(type.value)}]`;
    case "object":
      return type.isEvent ? "EXPERIENCE_EVENT" : "OBJECT";
    case "record":
      return "OBJECT";
    case "tuple":
      return `TUPLE(${displayAll(type.variables.values())})`;
    case "lambda":
      return `(${displayAll(type.parameters)}) => ${displayType(type.result)}`;
    case "mapEntry":
      return `MapEntry[${displayType(type.key)} => ${displayType(type.value)}]`;
    case "variable":
      return type.name;
    case "expression":
      return displayType(type.result);
    case "syntax":
      return type.name;
    default:
      return PRIMITIVE_NAMES[type.kind];
  }
}
