/**
 * A value of a profile as JSON for people, numbers with all their digits. For sentences and explanations; nothing reads it again.
 */
import type { Value } from "./pqlValue";
import { type AnyNumber, isNumber, numberText } from "./quantity";

/** Stands before the digits of a number until its quotes are taken away. */
const MARK = "\u0000";

/** The text; an ellipsis for what is nested deeper than can be written. */
export function toValueText(value: unknown): string {
  try {
    const text = JSON.stringify(value, (_, inner: unknown) =>
      isLong(inner) ? MARK + numberText(inner) : inner,
    );
    return text.replace(/"\\u0000([^"]*)"/g, "$1");
  } catch {
    return "…";
  }
}

function isLong(value: unknown): value is AnyNumber {
  return typeof value !== "number" && isNumber(value as Value);
}
