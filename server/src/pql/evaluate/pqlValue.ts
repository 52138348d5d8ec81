/**
 * What expressions give while a profile is evaluated: the profile's own JSON, and what JSON cannot hold (exact numbers,
 * times, groups, values nobody can be sure of). Computes nothing.
 */
import type { Reason } from "./verdict";

/** An object of the profile, or one that an expression made. */
export interface JsonObject {
  readonly [key: string]: Value;
}

/** Any value. `null` and `undefined` both mean missing. */
export type Value =
  | undefined
  | null
  | string
  | number
  | boolean
  | bigint
  | Special
  | readonly Value[]
  | JsonObject;

/** What is no JSON. */
export abstract class Special {
  protected readonly special = true;
}

/** What nobody can be sure of. With `readings`, one of these is the value; without, anything may be. */
export class Uncertain extends Special {
  constructor(
    readonly reason: Reason,
    readonly readings?: readonly Value[],
  ) {
    super();
  }
}

/** A list of which some items may or may not be part. */
export class UncertainList extends Special {
  constructor(
    readonly certain: readonly Value[],
    readonly possible: readonly Value[],
    readonly reason: Reason,
  ) {
    super();
  }
}

/** What a path through a list gives: all values found, flat and depth first, and how many items had none. */
export class Spread extends Special {
  readonly items: Value[] = [];
  absent = 0;
}

/** A map that an expression made: groups by key, or entries. */
export class Groups extends Special {
  readonly entries = new Map<string | number | boolean, Value>();
}

/** One entry of a map in the making. */
export class MapEntry extends Special {
  constructor(
    readonly key: Value,
    readonly value: Value,
  ) {
    super();
  }
}

/** True for a missing value. */
export function isMissing(value: Value): value is undefined | null {
  return value === undefined || value === null;
}

/** True for a plain object. */
export function isObject(value: Value): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Special);
}

/** The items of a list or of a path through one; undefined for what is neither. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value as readonly Value[];
  return value instanceof Spread ? value.items : undefined;
}

/** The member of an object, never one of its prototype. */
export function memberOf(object: JsonObject, name: string): Value {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** What a value is, for sentences. */
export function kindOf(value: Value): string {
  if (isMissing(value)) return "nothing";
  if (typeof value === "string") return "a string";
  if (typeof value === "boolean") return "a Boolean";
  if (typeof value === "number" || typeof value === "bigint") return "a number";
  if (itemsOf(value) !== undefined) return "a list";
  return value instanceof Special ? "a computed value" : "an object";
}
