/**
 * Makes a small row of what a service sent: the fields that are named and no others, times as ISO 8601, without whatever looks like an
 * address of a person. What the platform sends beside them goes nowhere. Pure.
 */

import { readTime } from "../../api/times";
import { findObject, findText, type JsonObject, readList } from "../../api/tolerantShapes";

/** Longest text, deepest definition. */
const LONGEST_TEXT = 1_000;
const DEEPEST = 8;

/** What a whole definition may not hand on, wherever it stands in it; a field of a schema may be called so. */
const PERSONAL = /^(?:owner|author|email|token|password|secret)$|user|By$/i;

/** Smaller numbers, in the year 2000, are how long something took. */
const EARLIEST_TIME = 946_684_800_000;

const TIME = /(?:At|Time|Date|Epoch|UTC|^created|^updated|^started|^completed|^modified|^expiry|^timestamp)$/;

/** The name of a field and the steps to it; see `PlatformKind.fields`. */
export function readFieldNames(fields: string): readonly (readonly [name: string, path: string])[] {
  return fields.split(" ").map((field) => {
    const [first = "", path = first] = field.split(/=(.*)/s);
    return [first.replaceAll(/\[\]|\*$/g, ""), path] as const;
  });
}

/** The row; what is missing is missing there, too. */
export function pruneFields(thing: JsonObject, fields: string): JsonObject {
  const row: Record<string, unknown> = {};
  for (const [name, path] of readFieldNames(fields)) {
    const steps = path.replace("*", "").split(/\.|(?=\[\])/);
    const found = steps.reduce(takeStep, thing as unknown);
    // A whole definition goes deep, anything else ends with its values.
    const value = toPlain(found, steps.at(-1) ?? "", path.endsWith("*") ? 0 : DEEPEST);
    if (value !== undefined) row[name] = value;
  }
  return row;
}

function takeStep(value: unknown, step: string): unknown {
  if (step === "[]") return readList(value);
  // Behind a list the step is taken in each of its entries.
  if (Array.isArray(value)) return value.flatMap((entry) => takeStep(entry, step) ?? []);
  return findObject(value)?.[step];
}

function toPlain(value: unknown, name: string, depth: number): unknown {
  if (Array.isArray(value)) {
    const values = value.flatMap((entry) => toPlain(entry, name, depth) ?? []);
    return values.length === 0 ? undefined : values;
  }
  const object = findObject(value);
  if (object !== undefined) {
    if (depth >= DEEPEST) return undefined;
    return Object.fromEntries(
      Object.entries(object)
        .filter(([key, each]) => !PERSONAL.test(key) || findObject(each)?.["type"] !== undefined)
        .map(([key, each]) => [hidePeople(key), toPlain(each, key, depth + 1)]),
    );
  }
  const time = new Date((TIME.test(name) ? readTime(value) : undefined) ?? Number.NaN);
  if (time.getTime() > EARLIEST_TIME) return time.toISOString();
  if (typeof value === "number" || typeof value === "boolean") return value;
  const text = findText(value);
  return text === undefined || text === ""
    ? undefined
    : hidePeople(name === "sql" ? hideLiterals(text) : text);
}

/** Addresses of e-mail, and ids of accounts, which are written like them. */
function hidePeople(text: string): string {
  const hidden = text
    .slice(0, LONGEST_TEXT)
    .replaceAll(/[^\s"'<>()@,;:]+(?:@|%40)[^\s"'<>()@,;]+/giu, "(hidden)");
  return text.length > LONGEST_TEXT ? `${hidden}…` : hidden;
}

/** What somebody looks for in a query may be a person; days, times and numbers are not. */
function hideLiterals(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*(?:'|$)/gu, (literal) =>
    /^'[\d\s.:TZ+-]*'$/.test(literal) ? literal : "'…'",
  );
}
