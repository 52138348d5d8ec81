/**
 * Building blocks for zod shapes that read what services really send (docs/platform.md#what-the-client-relies-on): missing and unknown fields are
 * fine, numbers may be text, enums may grow. A field of the wrong kind reads as absent; only a missing
 * id makes an object unreadable. Refuses to throw zod's own errors at callers.
 */
import * as z from "zod";
import { JsonNumber } from "../../../server/src/pql/text/exactJson";
import { ApiError } from "./apiError";
import { readTime } from "./times";

/** A JSON object as received, for showing every field and for sending it back unchanged. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** `value` as an object, or undefined when it is anything else (arrays included). */
export function findObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonNumber)
    ? (value as JsonObject)
    : undefined;
}

/** `value` as a list; anything else is an empty one. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text of a string, number or boolean; undefined for anything else. */
export function findText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value instanceof JsonNumber ? value.digits : undefined;
}

/** A finite number, also when it arrived as text such as `"42"` or `"\"42\""`; otherwise undefined. */
export function findNumber(value: unknown): number | undefined {
  const text = value instanceof JsonNumber ? value.digits : value;
  const bare = typeof text === "string" ? text.replaceAll('"', "").trim() : text;
  if (bare === "" || (typeof bare !== "string" && typeof bare !== "number")) return undefined;
  const number = Number(bare);
  return Number.isFinite(number) ? number : undefined;
}

function findFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

function readTexts(value: unknown): readonly string[] {
  const list = typeof value === "string" ? [value] : readList(value);
  return list.flatMap((entry) => findText(entry) ?? []);
}

const anything = z.unknown().optional();

/** Text, or undefined. Unknown enum values stay text. */
export const text = anything.transform(findText);

/** Text; empty when missing. */
export const textOrEmpty = anything.transform((value) => findText(value) ?? "");

/** A number, or undefined. Unknown is not zero. */
export const count = anything.transform(findNumber);

/** True, false, or undefined when not said. */
export const flag = anything.transform(findFlag);

/** Milliseconds since 1970, or undefined. */
export const time = anything.transform(readTime);

/** A list of texts; a single text is a list of one; missing is empty. */
export const texts = anything.transform(readTexts);

/** An object whose content we do not interpret, or undefined. */
export const looseObject = anything.transform(findObject);

/** An identifier: the only kind of field an object cannot do without. Numbers become text. */
export const identifier = z
  .unknown()
  .transform((value) => (typeof value === "boolean" ? undefined : findText(value)))
  .pipe(z.string().min(1));

/** A part with its own shape, or undefined when missing or unreadable. */
export function part<Shape extends z.ZodType>(shape: Shape) {
  return anything.transform((value): z.output<Shape> | undefined => {
    if (findObject(value) === undefined) return undefined;
    const result = shape.safeParse(value);
    return result.success ? result.data : undefined;
  });
}

/** A list of parts; entries that cannot be read are left out; missing is empty. */
export function listOf<Shape extends z.ZodType>(shape: Shape) {
  return anything.transform((value): readonly z.output<Shape>[] =>
    readList(value).flatMap((entry) => {
      const result = shape.safeParse(entry);
      return result.success ? [result.data] : [];
    }),
  );
}

/** Reads `value` by `shape`, or undefined when it does not have even the fields that are needed. */
export function findShape<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
): z.output<Shape> | undefined {
  const result = shape.safeParse(value);
  return result.success ? result.data : undefined;
}

/** Reads `value` by `shape`; throws `badResponse` naming `what` when it cannot be read. */
export function getShape<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  what: string,
): z.output<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw new ApiError("badResponse", { reason: { kind: "unlike", what } });
}

/** An object of the API together with the JSON it was read from. */
export type WithRaw<Value> = Value & { readonly raw: JsonObject };

/** Like `getShape`, and keeps the JSON as received under `raw`. */
export function getShapeWithRaw<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  what: string,
): WithRaw<z.output<Shape>> {
  const read = getShape(shape, value, what);
  return { ...(read as object), raw: findObject(value) ?? {} } as WithRaw<z.output<Shape>>;
}
