/**
 * Reading fields whose names only the rule knows. An engine remembers, for each place in the code that reads a field, the name and the
 * shape of the object it met there; where all fields of a rule are read at one place, it remembers nothing, and looks each of them up
 * anew. So there are as many places here as most rules read fields, and each field of a rule has its own. Where many rules take turns
 * the places see many names, and reading costs what it did at one place. Holds nothing itself.
 */
import type { JsonObject, Value } from "./pqlValue";

/** Gives out the places of one rule; fields beyond the last place share one. */
export class FieldSites {
  #taken = 0;

  next(): number {
    return this.#taken++;
  }
}

/** The field `name` of an object, read at a place. The cases are equal and must stay apart: each is a place of its own. */
export function readAt(object: JsonObject, name: string, site: number): Value {
  switch (site) {
    case 0:
      return object[name];
    case 1:
      return object[name];
    case 2:
      return object[name];
    case 3:
      return object[name];
    case 4:
      return object[name];
    case 5:
      return object[name];
    case 6:
      return object[name];
    case 7:
      return object[name];
    case 8:
      return object[name];
    case 9:
      return object[name];
    case 10:
      return object[name];
    case 11:
      return object[name];
    case 12:
      return object[name];
    case 13:
      return object[name];
    case 14:
      return object[name];
    case 15:
      return object[name];
    case 16:
      return object[name];
    case 17:
      return object[name];
    case 18:
      return object[name];
    case 19:
      return object[name];
    case 20:
      return object[name];
    case 21:
      return object[name];
    case 22:
      return object[name];
    case 23:
      return object[name];
    default:
      return object[name];
  }
}
