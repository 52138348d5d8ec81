/**
 * Small checks for values that come from outside (settings, command arguments, files), where a schema library would
 * cost more at start than it saves. Never throws.
 */
import { JsonNumber } from "../../../server/src/pql/text/exactJson";

/** An object with text keys, as opposed to null, lists and plain values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/** The text without surrounding space; undefined when it is not a text or empty. */
export function readText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text === "" ? undefined : text;
}

/** The texts of a list; other entries are left out. Undefined when it is not a list. */
export function readTexts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value)
    ? value.filter((entry): entry is string => typeof entry === "string")
    : undefined;
}
