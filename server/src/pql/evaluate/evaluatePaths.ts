/**
 * Paths: where a name begins (variable, events, element, profile) and how the fields behind it are read. A missing parent
 * makes a path missing; a list on the way makes it the flat list of what is found in its items, depth first.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Doubts } from "./compareValues";
import type { Compilation, Evaluate, Frame } from "./compilation";
import type { Context } from "./evaluationContext";
import type { FieldPlace } from "./plainConditions";
import {
  isMissing,
  isObject,
  type JsonObject,
  memberOf,
  Special,
  Spread,
  Uncertain,
  UncertainList,
  type Value,
} from "./pqlValue";

/** The one name that always means the events of the profile. */
const EVENTS = "xEvent";
/** A name that the platform accepts in front of those of the profile. */
const PROFILE = "profile";
const NO_EVENTS: readonly Value[] = [];

/** `a.b.c`. */
export function compilePath(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const names = tree.nameTokens(node).map((token) => tree.name(token));
  return whereMissing(compilation, node, fromFirstName(compilation, node, names));
}

/** Where the field of a path stands; undefined for what is no path, or for one whose beginning only a profile settles. */
export function findFieldPlace(compilation: Compilation, node: NodeId): FieldPlace | undefined {
  const { tree } = compilation;
  const path = tree.unwrapped(node);
  if (tree.kind(path) !== NodeKind.Path) return undefined;
  const place = placeOf(
    compilation,
    tree.nameTokens(path).map((token) => tree.name(token)),
  );
  return place === undefined || place.names.length === 0 || place.names.some(isInherited) ? undefined : place;
}

/** The place of a path that always begins at the same one. */
function placeOf(compilation: Compilation, names: readonly string[]): FieldPlace | undefined {
  const [first = ""] = names;
  if (first === EVENTS) return undefined;
  if (compilation.isStep(first)) return undefined;
  const variable = compilation.findVariable(first);
  if (variable !== undefined) return { slot: variable.slot, names: names.slice(1) };
  const element = compilation.findElement(0);
  if (element === undefined) return first === PROFILE ? undefined : { slot: 0, names };
  const mayBeginElsewhere =
    element.isLenient === true || (names.length > 1 && mayBePrefix(element.name, first));
  return mayBeginElsewhere ? undefined : { slot: element.slot, names };
}

function fromFirstName(compilation: Compilation, node: NodeId, names: readonly string[]): Evaluate {
  const [first = ""] = names;
  const doubts = compilation.doubts(node);
  const place = placeOf(compilation, names);
  if (place !== undefined) return readSlot(place.slot, place.names, doubts);
  if (first === EVENTS) return readEvents(names, doubts);
  const element = compilation.findElement(0);
  if (element === undefined) return readProfile(names, doubts);
  if (compilation.isStep(first)) return readInStep({ element, names, doubts });
  if (element.isLenient === true) return readLenient({ slot: element.slot, names, doubts });
  const read = readSlot(element.slot, names, doubts);
  const withoutPrefix = readSlot(element.slot, names.slice(1), doubts);
  return (context) => {
    const item = context.slots[element.slot];
    const hasFirst = isObject(item) && Object.hasOwn(item, first);
    return hasFirst ? read(context) : withoutPrefix(context);
  };
}

/** `orders.sum(order.price)`: whether a name in front of a field of the item may be that of its list, or its singular. */
export function mayBePrefix(list: string, first: string): boolean {
  return (
    first === list ||
    `${first}s` === list ||
    `${first}es` === list ||
    first.replace(/y$/, "ies") === list ||
    `${first}List` === list ||
    `${first}Items` === list
  );
}

function readEvents(names: readonly string[], doubts: Doubts): Evaluate {
  const follow = follower(names.slice(1), doubts);
  return (context) => {
    const events = context.profile[EVENTS];
    if (Array.isArray(events)) return follow(events);
    return isMissing(events)
      ? follow(NO_EVENTS)
      : new Uncertain(doubts.wrongType("a list", events, `/${EVENTS}`));
  };
}

/** A leading `profile` is accepted by the platform and means the profile itself. */
function readProfile(names: readonly string[], doubts: Doubts): Evaluate {
  const read = readSlot(0, names, doubts);
  if (names[0] !== PROFILE) return read;
  const rest = names.slice(1);
  const withoutPrefix = rest[0] === EVENTS ? readEvents(rest, doubts) : readSlot(0, rest, doubts);
  return (context) => (Object.hasOwn(context.profile, PROFILE) ? read(context) : withoutPrefix(context));
}

interface LenientPath {
  readonly slot: number;
  readonly names: readonly string[];
  readonly doubts: Doubts;
}

/** In `WHERE( )` a name is one of the event or one of the profile. */
function readLenient({ slot, names, doubts }: LenientPath): Evaluate {
  const ofEvent = readSlot(slot, names, doubts);
  const ofProfile = readProfile(names, doubts);
  const ambiguous = new Uncertain(doubts.of("ambiguousName"));
  return (context) => {
    const event = ofEvent(context);
    const profile = ofProfile(context);
    if (isMissing(profile)) return event;
    return isMissing(event) ? profile : ambiguous;
  };
}

/** A name that is one of a step, too: no page shows a step that speaks of another, so it is that of a field or nobody knows. */
function readInStep({
  element: { slot, isLenient },
  names,
  doubts,
}: Omit<LenientPath, "slot"> & { readonly element: Frame }): Evaluate {
  const read = isLenient === true ? readLenient({ slot, names, doubts }) : readSlot(slot, names, doubts);
  const unsure = new Uncertain(doubts.of("notDocumented"));
  return (context) => {
    const value = read(context);
    return isMissing(value) ? unsure : value;
  };
}

/** `^^.a.b`: one element further out for each caret; behind the outermost stands the profile. */
export function compileUpPath(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const carets = tree.text(node).replace(/[^^]/g, "").length;
  const names = tree.nameTokens(node).map((token) => tree.name(token));
  const element = compilation.findElement(carets);
  const doubts = compilation.doubts(node);
  if (element !== undefined) return whereMissing(compilation, node, readSlot(element.slot, names, doubts));
  const read = names[0] === EVENTS ? readEvents(names, doubts) : readProfile(names, doubts);
  return whereMissing(compilation, node, read);
}

/** `x.a.b`, where x is a call, a filter or something in brackets. */
export function compileMember(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const object = tree.firstChild(node);
  const names = tree.nameTokens(node).map((token) => tree.name(token));
  if (tree.kind(compilation.tree.unwrapped(object)) === NodeKind.Parameter && names[0] === EVENTS) {
    return readEvents(names, compilation.doubts(node));
  }
  const value = compilation.value(object);
  const follow = follower(names, compilation.doubts(node));
  return whereMissing(compilation, node, (context) => follow(value(context)));
}

/** Tells an explanation which paths led to nothing. */
function whereMissing(compilation: Compilation, node: NodeId, read: Evaluate): Evaluate {
  if (!compilation.isExplaining) return read;
  const path = compilation.tree.text(node);
  return (context) => {
    const value = read(context);
    if (isMissing(value)) context.trace?.missing(path);
    return value;
  };
}

/** Reads the fields `names` of what stands in a slot. */
function readSlot(slot: number, names: readonly string[], doubts: Doubts): Evaluate {
  if (names.length === 0) return (context) => context.slots[slot];
  if (names.length <= 3 && !names.some(isInherited)) return quickly(slot, names, doubts);
  const follow = follower(names, doubts);
  return (context) => follow(context.slots[slot]);
}

/** Names that objects and lists have by nature: reading one off them would not be reading the profile. */
function isInherited(name: string): boolean {
  return name in Object.prototype || name in Array.prototype;
}

/** The common case without a loop: plain objects all the way. Inherited names must not come here. */
function quickly(slot: number, names: readonly string[], doubts: Doubts): Evaluate {
  const [first, second, third] = names;
  const follow = follower(names, doubts);
  if (names.length === 1) {
    return ({ slots }) => {
      const root = slots[slot];
      return isObject(root) ? root[first] : follow(root);
    };
  }
  if (names.length === 2) {
    return ({ slots }) => {
      const root = slots[slot];
      if (!isObject(root)) return follow(root);
      const inner = root[first];
      if (inner === undefined) return inner;
      return isObject(inner) ? inner[second] : follow(root);
    };
  }
  return ({ slots }) => {
    const root = slots[slot];
    if (!isObject(root)) return follow(root);
    const inner = root[first];
    if (inner === undefined) return inner;
    if (!isObject(inner)) return follow(root);
    const innermost = inner[second];
    if (innermost === undefined) return innermost;
    return isObject(innermost) ? innermost[third] : follow(root);
  };
}

/** Reads fields one after another, through whatever stands on the way. */
function follower(names: readonly string[], doubts: Doubts): (value: Value) => Value {
  const follow = (start: Value, from: number): Value => {
    let value = start;
    for (let i = from; i < names.length; i++) {
      if (isMissing(value)) return undefined;
      if (Array.isArray(value)) return spreadOver(value as readonly Value[], i);
      if (value instanceof Special) return throughSpecial(value, i);
      if (typeof value !== "object") {
        const pointer = `/${names.slice(0, i).join("/")}`;
        return new Uncertain(doubts.wrongType("an object", value, pointer));
      }
      value = memberOf(value as JsonObject, names[i]);
    }
    return value;
  };
  const spreadOver = (items: readonly Value[], from: number): Value => {
    const spread = new Spread();
    for (const item of items) {
      const failure = addTo(spread, follow(item, from));
      if (failure !== undefined) return failure;
    }
    return spread;
  };
  const throughSpecial = (value: Special, from: number): Value => {
    if (value instanceof Spread) return spreadOver(value.items, from);
    if (value instanceof Uncertain) {
      return new Uncertain(
        value.reason,
        value.readings?.map((reading) => follow(reading, from)),
      );
    }
    if (!(value instanceof UncertainList)) return new Uncertain(doubts.of("notDocumented"));
    const [certain, possible] = [spreadOver(value.certain, from), spreadOver(value.possible, from)];
    if (!(certain instanceof Spread && possible instanceof Spread)) return new Uncertain(value.reason);
    return new UncertainList(certain.items, possible.items, value.reason);
  };
  return (value) => follow(value, 0);
}

/** Adds what one item gave; gives back what makes the whole list uncertain. */
function addTo(spread: Spread, value: Value): Value {
  if (value instanceof Uncertain || value instanceof UncertainList) return value;
  if (isMissing(value)) spread.absent++;
  else if (value instanceof Spread) {
    spread.absent += value.absent;
    for (const inner of value.items) spread.items.push(inner);
  } else if (Array.isArray(value)) {
    for (const inner of value as readonly Value[]) spread.items.push(inner);
  } else spread.items.push(value);
  return undefined;
}

/** The profile's membership map, from which audience tests are answered. */
export function readMembership({ profile }: Context): Value {
  return memberOf(profile, "segmentMembership");
}
