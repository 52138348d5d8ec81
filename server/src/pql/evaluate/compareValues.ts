/**
 * `=`, `!=`, `<` and their kin over any two values, and membership in lists. A missing side makes every one of them false.
 * A path through a list holds where any item does; `!=` over such a path is decided only where all items agree.
 */
import type { Span } from "../text/span";
import { agreed, type Context, decide } from "./evaluationContext";
import {
  isMissing,
  isObject,
  itemsOf,
  type JsonObject,
  kindOf,
  memberOf,
  Special,
  Spread,
  type Value,
} from "./pqlValue";
import { compareNumbers, holds, isNumber, readDecimal } from "./quantity";
import { readTime } from "./timestamp";
import { negated, type Reason, type ReasonCode, reasonOf, Truth } from "./verdict";

/** Levels of objects and lists that are compared. */
const DEEPEST = 64;

/** The doubts a comparison may meet, with the place they are about; made once per place. */
export class Doubts {
  readonly #known = new Map<ReasonCode, Reason>();

  constructor(readonly span: Span) {}

  /** The doubt of this code at this place. */
  of(code: ReasonCode): Reason {
    let reason = this.#known.get(code);
    if (reason === undefined) {
      reason = reasonOf(code, this.span);
      this.#known.set(code, reason);
    }
    return reason;
  }

  /** A value of the profile that is of the wrong type here. */
  wrongType(wanted: string, value: Value, pointer = ""): Reason {
    return reasonOf("wrongType", this.span, {
      pointer,
      found: `${wanted} is expected, not ${kindOf(value)}`,
    });
  }

  /** Two values of types that do not compare; which of them is wrong, nobody can tell. */
  unlike(left: Value, right: Value): Reason {
    return reasonOf("wrongType", this.span, {
      pointer: "",
      found: `${kindOf(left)} is compared with ${kindOf(right)}`,
    });
  }
}

/** One comparison of single values in a place. */
interface Place {
  readonly context: Context;
  readonly operator: string;
  readonly doubts: Doubts;
}

/** The truth of `left operator right`. */
export function compare(place: Place, left: Value, right: Value): Truth {
  if (typeof left === "string" && typeof right === "string") return compareTexts(place, left, right);
  if (typeof left === "number" && typeof right === "number") return compareSingle(place, left, right);
  if (isMissing(left) || isMissing(right)) return Truth.False;
  const { context } = place;
  return decide(context, left, (first) =>
    decide(context, right, (second) => compareKnown(place, first, second)),
  );
}

function compareTexts({ context, operator, doubts }: Place, left: string, right: string): Truth {
  if (operator === "=") return left === right ? Truth.True : differentTexts(context, doubts, left, right);
  if (operator === "!=")
    return left === right ? Truth.False : negated(differentTexts(context, doubts, left, right));
  return context.doubt(doubts.of("textOrder"));
}

/** Different texts may be one instant in two time zones; whether the field is a time, a profile does not say. */
function differentTexts(context: Context, doubts: Doubts, left: string, right: string): Truth {
  const mayBeTimes = left.charCodeAt(4) === 45 && right.charCodeAt(4) === 45 && left.length > 10;
  const { times } = context;
  if (!mayBeTimes || !readTime(left, times)) return Truth.False;
  const first = times[0];
  return readTime(right, times) && times[0] === first
    ? context.doubt(doubts.of("sameTimestamp"))
    : Truth.False;
}

function compareKnown(place: Place, left: Value, right: Value): Truth {
  if (isMissing(left) || isMissing(right)) return Truth.False;
  if (left instanceof Spread || right instanceof Spread) return compareSpread(place, left, right);
  return compareSingle(place, left, right);
}

function compareSpread(place: Place, left: Value, right: Value): Truth {
  const { context, operator, doubts } = place;
  const firsts = left instanceof Spread ? left.items : [left];
  const seconds = right instanceof Spread ? right.items : [right];
  let some: Truth = Truth.False;
  let all: Truth = Truth.True;
  const mark = context.doubts.length;
  for (const first of firsts) {
    context.spend(seconds.length);
    for (const second of seconds) {
      const truth = compareSingle(place, first, second);
      if (truth === Truth.True && operator !== "!=") {
        context.forget(mark);
        return truth;
      }
      some = either(some, truth);
      all = both(all, truth);
    }
  }
  if (operator !== "!=" || some === all) return some;
  return context.doubt(doubts.of("listOfSeveral"));
}

/** `or`. */
export function either(left: Truth, right: Truth): Truth {
  if (left === Truth.True || right === Truth.True) return Truth.True;
  return left === Truth.Unknown || right === Truth.Unknown ? Truth.Unknown : Truth.False;
}

/** `and`. */
export function both(left: Truth, right: Truth): Truth {
  if (left === Truth.False || right === Truth.False) return Truth.False;
  return left === Truth.Unknown || right === Truth.Unknown ? Truth.Unknown : Truth.True;
}

function compareSingle(place: Place, left: Value, right: Value): Truth {
  const { context, operator, doubts } = place;
  if (typeof left === "string" && typeof right === "string") return compareTexts(place, left, right);
  if (isMissing(left) || isMissing(right)) return Truth.False;
  if (isNumber(left) && isNumber(right)) {
    const truth = holds(operator, compareNumbers(left, right));
    return truth === Truth.Unknown ? context.doubt(doubts.of("numberPrecision")) : truth;
  }
  if (operator !== "=" && operator !== "!=") return orderUnlike(place, left, right);
  const equal = equalUnlike(place, left, right);
  return operator === "=" ? equal : negated(equal);
}

/** Order of what are not two numbers: only a text that converts to a number can be said anything about. */
function orderUnlike(place: Place, left: Value, right: Value): Truth {
  const { context, operator, doubts } = place;
  const converted = convertTo(left, right);
  if (converted === undefined || !isNumber(left)) {
    const isPlain = typeof left !== "object" && typeof right !== "object" && typeof left !== typeof right;
    return context.doubt(isPlain ? doubts.unlike(left, right) : doubts.of("textOrder"));
  }
  const truth = isNumber(converted) ? holds(operator, compareNumbers(left, converted)) : Truth.Unknown;
  return truth === Truth.False ? truth : context.doubt(doubts.of("coercion"));
}

/** Equality of what are neither two texts nor two numbers. */
function equalUnlike(place: Place, left: Value, right: Value): Truth {
  const { context, doubts } = place;
  if (typeof left === "boolean" && typeof right === "boolean")
    return left === right ? Truth.True : Truth.False;
  const lefts = itemsOf(left);
  const rights = itemsOf(right);
  if (lefts !== undefined && rights !== undefined) return equalLists(place, lefts, rights);
  if (isObject(left) && isObject(right)) return equalObjects(place, left, right);
  if (left instanceof Special || right instanceof Special) return context.doubt(doubts.of("notDocumented"));
  if (typeof left === "object" || typeof right === "object") {
    return context.doubt(doubts.unlike(left, right));
  }
  const converted = convertTo(left, right);
  if (converted === undefined) return context.doubt(doubts.of("coercion"));
  const equal =
    isNumber(left) && isNumber(converted) ? compareNumbers(left, converted) === 0 : left === converted;
  // Where the converted value differs, so does the one that is not.
  return equal ? context.doubt(doubts.of("coercion")) : Truth.False;
}

/** The second value as the type of the first, as the older reference has it; undefined where that fails. */
function convertTo(model: Value, value: Value): Value {
  if (typeof model === "string")
    return isNumber(value) || typeof value === "boolean" ? String(value) : undefined;
  if (typeof value !== "string") return undefined;
  if (isNumber(model)) return readDecimal(value.trim());
  return undefined;
}

function equalLists(place: Place, lefts: readonly Value[], rights: readonly Value[]): Truth {
  const { context, doubts } = place;
  const inner: Place = { ...place, operator: "=" };
  const mark = context.doubts.length;
  let inOrder: Truth = lefts.length === rights.length ? Truth.True : Truth.False;
  for (let i = 0; inOrder !== Truth.False && i < lefts.length; i++) {
    context.spend(1);
    inOrder = both(inOrder, compareItems(inner, lefts[i], rights[i]));
  }
  const isEmpty = lefts.length === 0 || rights.length === 0;
  if (inOrder === Truth.True && !isEmpty) return inOrder;
  const asSets = both(allIn(inner, lefts, rights), allIn(inner, rights, lefts));
  context.forget(mark);
  if (isEmpty)
    return lefts.length === rights.length ? context.doubt(doubts.of("emptyContainer")) : Truth.False;
  return asSets === Truth.False ? Truth.False : context.doubt(doubts.of("listOrder"));
}

/** Items of lists are compared as values: nothing equals nothing there only in doubt. */
function compareItems(place: Place, left: Value, right: Value): Truth {
  if (isMissing(left) && isMissing(right)) return place.context.doubt(place.doubts.of("missingItems"));
  return compare(place, left, right);
}

/** Whether each of `items` is in `list`. */
export function allIn(place: Place, items: readonly Value[], list: readonly Value[]): Truth {
  let all: Truth = Truth.True;
  const find = finderIn(place, list);
  for (const item of items) {
    all = both(all, find(item));
    if (all === Truth.False) return all;
  }
  return all;
}

/** A search for values in a list, by a set where all are texts. */
export function finderIn(place: Place, list: readonly Value[]): (item: Value) => Truth {
  const { context, doubts } = place;
  if (list.length > 8 && list.every((item) => typeof item === "string" && item.charCodeAt(4) !== 45)) {
    context.spend(list.length);
    const texts = new Set(list);
    return (item) => {
      if (typeof item === "string") return texts.has(item) ? Truth.True : Truth.False;
      return searchFor(context, doubts, item, list);
    };
  }
  return (item) => searchFor(context, doubts, item, list);
}

function searchFor(context: Context, doubts: Doubts, item: Value, list: readonly Value[]): Truth {
  const place: Place = { context, operator: "=", doubts };
  const mark = context.doubts.length;
  let found: Truth = Truth.False;
  context.spend(list.length);
  for (const candidate of list) {
    found = either(found, compareItems(place, item, candidate));
    if (found === Truth.True) {
      context.forget(mark);
      return found;
    }
  }
  return found;
}

function equalObjects(place: Place, left: JsonObject, right: JsonObject): Truth {
  if (left === right) return Truth.True;
  const { context, doubts } = place;
  const equal = equalDeep(context, [left, right], 0);
  if (equal === undefined) return context.doubt(doubts.of("tooDeep"));
  if (!equal) return Truth.False;
  const isEvent = Object.hasOwn(left, "timestamp");
  return isEvent ? context.doubt(doubts.of("eventIdentity")) : Truth.True;
}

/** Whether two values have the same content; undefined where they are nested too deeply. */
function equalDeep(context: Context, pair: readonly [Value, Value], depth: number): boolean | undefined {
  const [left, right] = pair;
  if (left === right) return true;
  if (depth > DEEPEST) return undefined;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  context.spend(names.length + 1);
  if (names.length !== Object.keys(right).length) return false;
  for (const name of names) {
    const members = [memberOf(left as JsonObject, name), memberOf(right as JsonObject, name)] as const;
    const equal = equalDeep(context, members, depth + 1);
    if (equal !== true) return equal;
  }
  return true;
}

/** `value in list`, `value notIn list`. Both sides must be there. */
export function isMember(place: Place, value: Value, list: Value): Truth {
  const { context, operator, doubts } = place;
  if (isMissing(value) || isMissing(list)) return Truth.False;
  return decide(context, list, (certainList) => {
    if (isMissing(certainList)) return Truth.False;
    const items = itemsOf(certainList);
    if (items === undefined) return context.doubt(doubts.wrongType("a list", certainList));
    return decide(context, value, (certain) => {
      if (isMissing(certain)) return Truth.False;
      if (certain instanceof Spread) return isAnyMember(place, certain, items);
      const truth = isSingleMember(place, certain, items);
      const isOpen = operator === "notIn" && items.length === 0;
      return isOpen ? context.doubt(doubts.of("emptyContainer")) : truth;
    });
  });
}

function isSingleMember({ context, operator, doubts }: Place, value: Value, items: readonly Value[]): Truth {
  if (isMissing(value)) return Truth.False;
  const found = searchFor(context, doubts, value, items);
  return operator === "in" ? found : negated(found);
}

function isAnyMember(place: Place, value: Spread, items: readonly Value[]): Truth {
  const truths = value.items.map((item) => isSingleMember(place, item, items));
  if (place.operator === "in") return truths.reduce(either, Truth.False);
  return agreed(place.context, place.doubts.of("listOfSeveral"), truths);
}
