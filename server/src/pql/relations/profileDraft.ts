/**
 * A profile or an item in the making: values are written at places below it, parents come into being on the way. Says so
 * where two values want the same place.
 */
import type { Json } from "./witnessValues";

type Fields = { [name: string]: Json };

function isFields(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** See the head of the file. */
export class ProfileDraft {
  readonly fields: Fields = {};

  /** Puts a value at names; false where something else stands there or on the way. */
  write(names: readonly string[], value: Json): boolean {
    let at = this.fields;
    for (const name of names.slice(0, -1)) {
      if (!Object.hasOwn(at, name)) at[name] = {};
      const next = at[name];
      if (!isFields(next)) return false;
      at = next;
    }
    const last = names[names.length - 1];
    if (last === undefined || last === "__proto__") return false;
    if (Object.hasOwn(at, last)) return JSON.stringify(at[last]) === JSON.stringify(value);
    at[last] = value;
    return true;
  }

  /** The value at names; undefined where there is none. */
  read(names: readonly string[]): Json | undefined {
    let value: Json | undefined = this.fields;
    for (const name of names) {
      if (!isFields(value) || !Object.hasOwn(value, name)) return undefined;
      value = value[name];
    }
    return value;
  }

  /** Puts a value at names, whatever stood there. */
  replace(names: readonly string[], value: Json): boolean {
    const parent = names.slice(0, -1);
    const at = parent.length === 0 ? this.fields : this.read(parent);
    const last = names[names.length - 1];
    if (!isFields(at) || last === undefined) return this.write(names, value);
    (at as Fields)[last] = value;
    return true;
  }
}
