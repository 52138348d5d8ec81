/**
 * A value in one short line, for a cell: texts as they are, objects and lists as what stands first in them. Pure.
 */

/** Characters that can be seen in a cell, and some more for wide ones. */
const MOST_CHARACTERS = 80;

/** Levels looked into before the rest is only hinted at. */
const MOST_LEVELS = 3;

/** Words for the value of a field; undefined where it is best as written. */
export type Wording = (field: string, value: unknown) => string | undefined;

/** The value in one line; empty for null and undefined. */
export function toCellText(value: unknown, wording?: Wording): string {
  const text = toText(value, { wording, field: "", level: 0 }).replace(/\s+/g, " ");
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

interface Place {
  readonly wording: Wording | undefined;
  readonly field: string;
  readonly level: number;
}

function toText(value: unknown, place: Place): string {
  const { wording, field, level } = place;
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return wording?.(field, value) ?? String(value).slice(0, MOST_CHARACTERS);
  if (level >= MOST_LEVELS) return "…";
  if (Array.isArray(value)) {
    const some = value.slice(0, 5).map((entry) => toText(entry, { ...place, level: level + 1 }));
    return `[${some.join(", ")}${value.length > some.length ? ", …" : ""}]`;
  }
  return Object.entries(value)
    .slice(0, 5)
    .map(([name, entry]) => [name, toText(entry, { wording, field: name, level: level + 1 })])
    .flatMap(([name, text]) => (text === "" ? [] : `${name}: ${text}`))
    .join(", ");
}
