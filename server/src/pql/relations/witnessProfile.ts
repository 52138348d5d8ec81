/**
 * Profiles made from claims: a value for each field, items for each condition on a list, events in order for a chain. What it
 * makes is a guess that the evaluator has to confirm, so it may give up wherever claims get in each other's way.
 */
import type { ClockFacts } from "../evaluate/evaluationContext";
import type { Claim } from "./contradiction";
import { conjunction, negation } from "./formula";
import type { Model } from "./modelSearch";
import type { Atom, AtomTest, Condition } from "./predicateAtoms";
import { EVENTS, keyOf } from "./subjectScope";
import { chooseValue, type Json, timeText } from "./witnessValues";

type Fields = { [name: string]: Json };

/** Copies into each other grow with every claim. */
const LONGEST_COPY = 10_000;

function isFields(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A profile or an item in the making: values are written at places below it, parents come into being on the way. */
class ProfileDraft {
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

  /** Puts a copy of a value at names, whatever stood there: shared, a value could come to stand in itself. */
  replace(names: readonly string[], value: Json): boolean {
    const text = JSON.stringify(value);
    if (text.length > LONGEST_COPY) return false;
    const parent = names.slice(0, -1);
    const at = parent.length === 0 ? this.fields : this.read(parent);
    const last = names[names.length - 1];
    if (!isFields(at) || last === undefined) return this.write(names, value);
    (at as Fields)[last] = JSON.parse(text) as Json;
    return true;
  }
}

/** The first way in which a condition on an item holds. */
type FindModel = (condition: Condition) => Model | undefined;

/** How items are made: one for each condition, or one that meets them all. */
type Manner = "apart" | "together";

/** What examples are made with. */
interface Workshop {
  readonly clock: ClockFacts;
  readonly findModel: FindModel;
  readonly manner: Manner;
}

/** Items that are made for one list; more are not needed to show anything. */
const MOST_ITEMS = 200;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long before now events may be put, most recent last. */
const AGES = [800, 400, 200, 100, 80, 50, 40, 29, 20, 13, 8, 6, 5, 4, 3, 2]
  .map((days) => days * DAY)
  .concat([30, 23, 20, 12, 6, 3, 2, 1].map((hours) => hours * HOUR))
  .concat([30, 20, 10, 5, 4, 3, 2, 1].map((minutes) => minutes * MINUTE));

/** A profile, or an item so many levels in, for claims that hold together; undefined where none was found. */
export function makeExample(model: Model, workshop: Workshop, depth = -1): Record<string, Json> | undefined {
  const draft = new ProfileDraft();
  const groups = [...model.values()]
    .filter(([{ atom }]) => atom.subject.place?.depth === depth)
    .sort(([one], [other]) => lengthOf(other.atom) - lengthOf(one.atom));
  for (const claims of groups) {
    if (!writeSubject(draft, claims, workshop)) return undefined;
  }
  writeEqual(draft, groups.flat());
  return draft.fields;
}

function lengthOf({ subject }: Atom): number {
  return subject.place?.names.length ?? 0;
}

function writeSubject(draft: ProfileDraft, claims: readonly Claim[], workshop: Workshop): boolean {
  const { subject } = claims[0].atom;
  const { place, isSeveral, listEnd } = subject;
  if (place === undefined) return true;
  const { names } = place;
  if (claims.some(({ atom }) => isOfList(atom.test))) return writeItems(draft, names, { claims, workshop });
  const opaque = claims.find(({ atom }) => atom.test.kind === "opaque");
  if (opaque !== undefined && claims.length === 1) {
    return !opaque.holds || writeOpaque(draft, names, opaque.atom.test);
  }
  if (isSeveral === "yes" && listEnd !== undefined) return writeSeveral(draft, listEnd, { claims, workshop });
  const value = chooseValue(claims, workshop.clock);
  if (value === null) return false;
  if (value === undefined) return true;
  const isAnyValue = claims.every(({ atom }) => atom.test.kind === "present" || atom.test.kind === "truthy");
  return draft.write(names, value) || (isAnyValue && draft.read(names) !== undefined);
}

function isOfList({ kind }: AtomTest): boolean {
  return kind === "count" || kind === "sequence" || kind === "list";
}

function writeOpaque(draft: ProfileDraft, names: readonly string[], test: AtomTest): boolean {
  if (test.kind !== "opaque") return true;
  if (test.text === "realized") return draft.write(names, "realized");
  return true;
}

/** A path through a list: an item for each claim that some value meets. */
function writeSeveral(
  draft: ProfileDraft,
  listEnd: number,
  { claims, workshop }: { readonly claims: readonly Claim[]; readonly workshop: Workshop },
): boolean {
  const names = claims[0].atom.subject.place?.names ?? [];
  const against = claims.filter(({ holds }) => !holds);
  const items: Json[] = [];
  for (const claim of claims.filter(({ holds }) => holds)) {
    const value = chooseValue([claim, ...against], workshop.clock);
    if (value === null || value === undefined) return false;
    const item = new ProfileDraft();
    if (!item.write(names.slice(listEnd), value)) return false;
    items.push(item.fields);
  }
  return items.length === 0 || draft.write(names.slice(0, listEnd), items);
}

interface ListClaims {
  readonly claims: readonly Claim[];
  readonly workshop: Workshop;
}

/** An item with what must be so of its time. */
interface Item {
  readonly fields: Record<string, Json>;
  readonly times: readonly Claim[];
}

/** The items of a list: so many for each condition, and none of what is not to be there. */
function writeItems(
  draft: ProfileDraft,
  names: readonly string[],
  { claims, workshop }: ListClaims,
): boolean {
  const isEvents = names.length === 1 && names[0] === EVENTS;
  const wanted: { readonly condition: Condition; readonly count: number }[] = [];
  const ordered: (readonly Condition[])[] = [];
  const unwanted: Condition[] = [];
  let depth = 0;
  for (const {
    atom: { test },
    holds,
  } of claims) {
    if (test.kind === "sequence") {
      depth = test.depth;
      if (holds)
        ordered.push(
          test.steps.flatMap(({ condition, count }) =>
            Array.from({ length: Math.min(count, 20) }, () => condition),
          ),
        );
    } else if (test.kind === "count") {
      depth = test.depth;
      if (holds) wanted.push({ condition: test.condition, count: test.least });
      else unwanted.push(test.condition);
    }
  }
  const maker = new ItemMaker(workshop, depth, unwanted);
  const isInOrder = ordered.every((steps) => maker.addInOrder(steps));
  const parts = workshop.manner === "apart" ? wanted : together(wanted);
  const isMade = isInOrder && parts.every(({ condition, count }) => maker.add(condition, count));
  if (!isMade) return false;
  const isThere = claims.some(
    ({ atom, holds }) => holds && (atom.test.kind === "present" || atom.test.kind === "list"),
  );
  if (maker.items.length === 0 && !isThere) return true;
  const items = maker.items.map(({ fields }) => (isEvents ? { ...fields } : fields));
  if (isEvents) giveTimes(items, workshop.clock);
  return draft.write(names, items);
}

function together(
  wanted: readonly { readonly condition: Condition; readonly count: number }[],
): readonly { readonly condition: Condition; readonly count: number }[] {
  if (wanted.length === 0) return wanted;
  const condition = conjunction(wanted.map((part) => part.condition));
  return [{ condition, count: Math.max(...wanted.map(({ count }) => count)) }];
}

class ItemMaker {
  readonly items: Item[] = [];
  private readonly made = new Map<string, number>();
  private lastTime = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly workshop: Workshop,
    private readonly depth: number,
    private readonly unwanted: readonly Condition[],
  ) {}

  /** Adds items that meet a condition until there are so many, those made before included where they are the same. */
  add(condition: Condition, count: number): boolean {
    const missing = count - (this.made.get(condition.key) ?? 0);
    if (missing <= 0) return true;
    if (this.items.length + missing > MOST_ITEMS) return false;
    const item = this.make(condition);
    if (item === undefined) return false;
    for (let made = 0; made < missing; made++) this.items.push(item);
    return true;
  }

  /** Adds an item for each condition, each later than the one before. */
  addInOrder(conditions: readonly Condition[]): boolean {
    const { clock } = this.workshop;
    for (const condition of conditions) {
      const item = this.make(condition);
      const time = item && laterTime(item.times, this.lastTime, clock);
      if (item === undefined || time === undefined) return false;
      this.lastTime = time;
      this.made.set(condition.key, (this.made.get(condition.key) ?? 0) + 1);
      this.items.push({ ...item, fields: { ...item.fields, timestamp: timeText(time)[0] ?? null } });
    }
    return true;
  }

  private make(condition: Condition): Item | undefined {
    const avoiding = conjunction([condition, ...this.unwanted.map((other) => negation(other))]);
    const model = this.workshop.findModel(avoiding) ?? this.workshop.findModel(condition);
    const fields = model && makeExample(model, this.workshop, this.depth);
    return fields && { fields, times: model.get(keyOf(this.depth, ["timestamp"])) ?? [] };
  }
}

function laterTime(claims: readonly Claim[], before: number, clock: ClockFacts): number | undefined {
  const ages = AGES.map((age) => clock.now - age);
  const named = chooseValue(claims, clock);
  const times = typeof named === "string" ? [...ages, Date.parse(named), Date.parse(named) + MINUTE] : ages;
  return times
    .sort((one, other) => one - other)
    .find((time) => time > before && timeText(time).length > 0 && isTimeFor(claims, time, clock));
}

function isTimeFor(claims: readonly Claim[], time: number, clock: ClockFacts): boolean {
  return claims.every(({ atom: { test }, holds }) => {
    if (test.kind !== "time") return true;
    const { from, to } = test.window;
    const isInside =
      (from === undefined || time > from.moment.at(clock)) &&
      (to === undefined || time < to.moment.at(clock));
    return isInside === holds;
  });
}

/** Events have a time each; those about whose time nothing is claimed lie close behind each other. */
function giveTimes(items: Record<string, Json>[], { now }: ClockFacts): void {
  items.forEach((item, index) => {
    if (!Object.hasOwn(item, "timestamp"))
      item["timestamp"] = timeText(now - HOUR - index * MINUTE)[0] ?? null;
  });
}

/** Fields that are to be equal, or to differ. */
function writeEqual(draft: ProfileDraft, claims: readonly Claim[]): void {
  for (const { atom, holds } of claims) {
    const [one, other] = [atom.subject.place, atom.test.kind === "same" ? atom.test.other.place : undefined];
    if (one === undefined || other === undefined || one.depth !== other.depth) continue;
    const [first, second] = [draft.read(one.names), draft.read(other.names)];
    if (holds) {
      draft.replace(one.names, first === "any" ? (second ?? "any") : (first ?? second ?? "any"));
      draft.replace(other.names, draft.read(one.names) ?? "any");
    } else if (first === "any" && second === "any") draft.replace(other.names, "other");
  }
}
