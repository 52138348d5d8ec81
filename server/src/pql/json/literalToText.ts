/**
 * Literal nodes, of today and of old, → the text of a literal.
 */
import { encodeString } from "../syntax/stringText";
import { findDigits, isNumber, type Json, type PqlJsonNode } from "./pqlJson";
import { Level, type Piece } from "./textPieces";

const TIME_WORDS = new Set(["now", "today", "yesterday", "tomorrow"]);

function postfix(text: string): Piece {
  return { text, level: Level.Postfix };
}

/** The literal type of a node in lower case; told from the value where the node does not say. */
export function literalTypeOf(node: PqlJsonNode): string {
  const { literalType, value } = node;
  if (typeof literalType === "string") return literalType.toLowerCase();
  if (Array.isArray(value)) return "list";
  if (value === null) return "null";
  return isNumber(value) ? "number" : typeof value;
}

/** The text of a literal that is one token; undefined where the value does not fit the type. */
export function literalText(node: PqlJsonNode): Piece | undefined {
  const { value } = node;
  switch (literalTypeOf(node)) {
    case "string":
      return typeof value === "string" ? postfix(encodeString(value)) : undefined;
    case "integer":
    case "number":
      return numberPiece(value, "");
    case "long":
      return numberPiece(value, "L");
    case "double":
      return numberPiece(value, "", true);
    case "boolean":
      return value === true || value === "true"
        ? postfix("true")
        : value === false || value === "false"
          ? postfix("false")
          : undefined;
    case "null":
      return postfix("null");
    case "timestamp":
      return timestampPiece(value);
    case "timeinterval":
      return intervalPiece(node);
    default:
      return undefined;
  }
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function numberPiece(value: Json | undefined, suffix: string, isDouble = false): Piece | undefined {
  const text = findDigits(value) ?? "";
  if (!NUMBER.test(text)) return undefined;
  const whole = isDouble && /^-?\d+$/.test(text) ? `${text}.0` : text;
  return { text: whole + suffix, level: text.startsWith("-") ? Level.Unary : Level.Postfix };
}

function timestampPiece(value: Json | undefined): Piece | undefined {
  if (typeof value !== "string") return undefined;
  if (TIME_WORDS.has(value.toLowerCase())) return postfix(value.toLowerCase());
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00(?:\.0+)?)?Z?)?$/.exec(value);
  return day === null ? undefined : postfix(`date(${Number(day[1])}, ${Number(day[2])}, ${Number(day[3])})`);
}

function intervalPiece(node: PqlJsonNode): Piece | undefined {
  const { relation, unit } = node;
  if (typeof relation !== "string" || typeof unit !== "string") return undefined;
  return postfix(`${relation.toLowerCase()} ${unit.toLowerCase()}`);
}
