/**
 * A synthetic profile as a row of choices: which value stands in each field, how many items a list has, in which order the
 * steps of a chain happened. Builds the profile that the choices mean; judges nothing.
 */
import type { Span } from "../text/span";
import {
  type Candidate,
  type Chain,
  isEventPlace,
  isEventTime,
  listKey,
  type Place,
  type PlaceTable,
  type ProfileValue,
  type Slot,
} from "./places";
import { toTimeText } from "./timeOffers";

/** Items of a list come in two sorts, so that two of them can differ. */
const VARIANTS = [0, 1] as const;

/** One choice. */
export type Knob =
  | {
      readonly kind: "value";
      readonly slot: Slot;
      readonly variant: number;
      readonly options: readonly Candidate[];
    }
  | {
      readonly kind: "copies";
      readonly place: Place;
      readonly variant: number;
      readonly options: readonly number[];
    }
  | { readonly kind: "empty"; readonly place: Place; readonly options: readonly boolean[] }
  | {
      readonly kind: "swap";
      readonly chain: Chain;
      readonly step: number;
      readonly options: readonly boolean[];
    };

/** The option taken of each knob, by its index. */
export type Choices = readonly number[];

/** Something a profile can hold, to any depth. */
interface Draft {
  [name: string]: ProfileValue | Draft | Draft[];
}

/** More items than these are not made: a rule that counts so far is tried up to here only. */
const MOST_COPIES = 200;
const MINUTE = 60_000;
/** Between events of the two sorts. */
const VARIANT_MINUTES = 15;

export class Sketch {
  readonly knobs: readonly Knob[];
  readonly #valueKnobs = new Map<Slot, number[]>();
  readonly #copyKnobs = new Map<Place, number[]>();
  readonly #emptyKnobs = new Map<string, number>();
  readonly #children = new Map<Place, Place[]>();

  readonly #table: PlaceTable;
  readonly #now: number;

  constructor(table: PlaceTable, now: number) {
    this.#table = table;
    this.#now = now;
    this.knobs = [...this.#valueChoices(), ...this.#copyChoices(), ...this.#orderChoices()];
    this.knobs.forEach((knob, index) => {
      if (knob.kind === "value") append(this.#valueKnobs, knob.slot, index);
      else if (knob.kind === "copies") append(this.#copyKnobs, knob.place, index);
      else if (knob.kind === "empty") this.#emptyKnobs.set(keyOf(knob.place), index);
    });
    for (const place of table.places)
      if (place.parent !== undefined) append(this.#children, place.parent, place);
  }

  /** What is most likely to make every condition true. */
  get first(): Choices {
    return this.knobs.map(() => 0);
  }

  *#valueChoices(): Generator<Knob> {
    for (const slot of this.#table.slots) {
      const given = slot.candidates.filter(({ value }) => value !== undefined);
      const missing = slot.candidates.find(({ value }) => value === undefined) ?? {
        value: undefined,
        label: "missing",
        boundaryOf: [],
        isFiller: false,
      };
      const options = isEventTime(slot) ? given : [...given, missing];
      const variants = slot.place.parent === undefined ? [0] : VARIANTS;
      for (const variant of variants) yield { kind: "value", slot, variant, options };
    }
  }

  *#copyChoices(): Generator<Knob> {
    const seen = new Set<string>();
    for (const place of this.#table.places) {
      if (place.parent === undefined) continue;
      const counts = [...place.counts].filter(
        (count) => Number.isInteger(count) && count >= 0 && count <= MOST_COPIES,
      );
      const options = [...new Set([...counts.filter((count) => count > 0), 1, 0, ...counts])];
      yield { kind: "copies", place, variant: 0, options };
      yield { kind: "copies", place, variant: 1, options: [0, 1] };
      if (!seen.has(keyOf(place))) yield { kind: "empty", place, options: [false, true] };
      seen.add(keyOf(place));
    }
  }

  *#orderChoices(): Generator<Knob> {
    for (const chain of this.#table.chains)
      for (let step = 0; step + 1 < chain.steps.length; step++)
        yield { kind: "swap", chain, step, options: [false, true] };
  }

  /** The profile the choices mean. */
  build(choices: Choices): Draft {
    const profile = this.#buildItem(this.#table.profile, { choices, variant: 0, copy: 0 });
    const events = profile["xEvent"];
    if (Array.isArray(events)) (events as Draft[]).sort((a, b) => timeOf(a) - timeOf(b));
    return profile;
  }

  #buildItem(place: Place, of: Item): Draft {
    const item: Draft = {};
    for (const slot of this.#table.slots) {
      if (slot.place !== place || isEventTime(slot)) continue;
      const value = this.#valueOf(slot, of);
      if (value !== undefined) put(item, slot.steps, value);
    }
    if (isEventPlace(place)) item["timestamp"] = this.#timeOf(place, of);
    for (const child of this.#children.get(place) ?? []) this.#putItems(item, child, of);
    return item;
  }

  #candidateOf(slot: Slot, { choices, variant }: Item): Candidate | undefined {
    const index = this.#valueKnobs.get(slot)?.[slot.place.parent === undefined ? 0 : variant];
    const knob = index === undefined ? undefined : this.knobs[index];
    if (knob?.kind !== "value" || index === undefined) return undefined;
    return knob.options[choices[index] ?? 0];
  }

  #valueOf(slot: Slot, of: Item): ProfileValue | undefined {
    const { value, isFiller = false } = this.#candidateOf(slot, of) ?? {};
    if (!isFiller || typeof value !== "string") return value;
    return value.replace(/\d+$/, String(of.copy + 1 + of.variant * MOST_COPIES));
  }

  #putItems(item: Draft, place: Place, { choices }: Item): void {
    const items = VARIANTS.flatMap((variant) => {
      const count = this.#copiesOf(place, variant, choices);
      return Array.from({ length: count }, (_, copy) => this.#buildItem(place, { choices, variant, copy }));
    });
    const emptyKnob = this.#emptyKnobs.get(keyOf(place));
    const isEmpty = emptyKnob !== undefined && choices[emptyKnob] === 1;
    if (items.length > 0 || isEmpty) putList(item, place.steps, items);
  }

  #copiesOf(place: Place, variant: number, choices: Choices): number {
    const index = this.#copyKnobs.get(place)?.[variant];
    const knob = index === undefined ? undefined : this.knobs[index];
    return knob?.kind === "copies" && index !== undefined ? (knob.options[choices[index] ?? 0] ?? 0) : 0;
  }

  /** The time of an event: as chosen, or that of the step it changes places with; copies follow a second apart. */
  #timeOf(place: Place, of: Item): string {
    const source = this.#timePlace(place, of.choices);
    const slot = this.#table.slots.find((one) => isEventTime(one) && one.place === source);
    const chosen = slot === undefined ? undefined : this.#candidateOf(slot, of);
    // Times that only serve keep the order in which the rule names its events.
    const order = source.number + of.variant * VARIANT_MINUTES;
    const isBoundary = chosen !== undefined && chosen.boundaryOf.length > 0;
    const start =
      typeof chosen?.value === "string"
        ? Date.parse(chosen.value)
        : this.#now - (this.#table.places.length + VARIANT_MINUTES * 2) * MINUTE;
    return toTimeText(start + (of.copy + (isBoundary ? 0 : order)) * MINUTE, false);
  }

  #timePlace(place: Place, choices: Choices): Place {
    for (let index = this.knobs.length - 1; index >= 0; index--) {
      const knob = this.knobs[index];
      if (knob?.kind !== "swap") break;
      const [first, second] = knob.chain.steps.slice(knob.step, knob.step + 2).map((step) => step.place);
      if (choices[index] !== 1 || first === undefined || second === undefined) continue;
      if (place === first) return second;
      if (place === second) return first;
    }
    return place;
  }
}

interface Item {
  readonly choices: Choices;
  readonly variant: number;
  readonly copy: number;
}

function keyOf({ parent, steps }: Place): string {
  return `${parent?.number}/${listKey(steps)}`;
}

function append<Key>(map: Map<Key, number[]>, key: Key, value: number): void;
function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void;
function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function timeOf(event: Draft): number {
  return Date.parse(String(event["timestamp"]));
}

/** The object that holds the last name; undefined where a plain value stands on the way. */
function findHolder(item: Draft, steps: readonly string[]): Draft | undefined {
  let holder = item;
  for (const name of steps.slice(0, -1)) {
    const next = holder[name] ?? {};
    holder[name] = next;
    if (typeof next !== "object" || Array.isArray(next)) return undefined;
    holder = next as Draft;
  }
  return holder;
}

function put(item: Draft, steps: readonly string[], value: ProfileValue): void {
  const holder = findHolder(item, steps);
  const name = steps[steps.length - 1];
  if (holder === undefined || name === undefined) return;
  const known = holder[name];
  const isObject = (one: unknown) => typeof one === "object" && one !== null && !Array.isArray(one);
  if (known !== undefined && isObject(known)) {
    if (isObject(value)) holder[name] = { ...(value as Draft), ...(known as Draft) };
  } else holder[name] = isObject(value) ? { ...(value as Draft) } : value;
}

function putList(item: Draft, steps: readonly string[], items: readonly Draft[]): void {
  const holder = findHolder(item, steps);
  const name = steps[steps.length - 1];
  if (holder === undefined || name === undefined) return;
  const known = holder[name];
  holder[name] = Array.isArray(known) ? [...(known as Draft[]), ...items] : [...items];
}

/** The knobs whose choice can matter to a condition at one of these places. */
export function isAbout(knob: Knob, spans: readonly Span[]): boolean {
  const touches = (one: Span) => spans.some(({ start, end }) => one.start < end && start < one.end);
  switch (knob.kind) {
    case "value":
      return knob.slot.uses.some(touches);
    case "swap":
      return touches(knob.chain.span);
    default:
      return knob.place.loop === undefined || touches(knob.place.loop);
  }
}
