/**
 * What a rule reads, as places that a profile can be filled in at: lists whose items it looks through, fields with the values
 * worth trying there, chains. Holds no profile and decides nothing.
 */
import type { Span } from "../text/span";

/** A value of a profile, as JSON has it. */
export type ProfileValue =
  | string
  | number
  | boolean
  | readonly ProfileValue[]
  | { readonly [name: string]: ProfileValue };

/** The profile itself, or the items of a list as one loop of the rule sees them. */
export interface Place {
  readonly number: number;
  /** Undefined for the profile. */
  readonly parent: Place | undefined;
  /** From the parent to the list. */
  readonly steps: readonly string[];
  /** The loop that looks at the items; undefined for the profile. */
  readonly loop: Span | undefined;
  /** How many items the rule asks about. */
  readonly counts: Set<number>;
  /** The label of the step of a chain, where there are several; else empty. */
  readonly label: string;
}

/** A value worth trying in a field. Undefined stands for a field that is missing. */
export interface Candidate {
  readonly value: ProfileValue | undefined;
  /** Told in the names of tests: `"gold"`, `30 days before now`. */
  readonly label: string;
  /** The conditions at whose boundary it lies; empty for a value that only serves. */
  readonly boundaryOf: Span[];
  /** True for a text of no meaning, which is another one in every copy of an item. */
  readonly isFiller: boolean;
}

/** A field of a place. */
export interface Slot {
  readonly place: Place;
  readonly steps: readonly string[];
  readonly candidates: Candidate[];
  /** The conditions that read it. */
  readonly uses: Span[];
}

export interface ChainStep {
  readonly place: Place;
  /** Empty where the rule gives it none. */
  readonly label: string;
  readonly span: Span;
  readonly wanted: number;
}

export interface Chain {
  readonly span: Span;
  readonly steps: readonly ChainStep[];
}

/** Where a name leads: to the items of a place, or by `steps` from an item, or the profile. */
export interface Reference {
  readonly place: Place;
  readonly steps: readonly string[];
  /** True for the list of the items themselves. */
  readonly isItems: boolean;
}

/** A value to be offered for a field, with the condition it comes from. */
export interface Offer {
  readonly value: ProfileValue | undefined;
  readonly label?: string;
  readonly boundaryOf?: Span | undefined;
  readonly isFiller?: boolean;
}

/** The places of a rule, gathered while it is read. */
export class PlaceTable {
  readonly profile: Place = {
    number: 0,
    parent: undefined,
    steps: [],
    loop: undefined,
    counts: new Set(),
    label: "",
  };
  readonly places: Place[] = [this.profile];
  readonly slots: Slot[] = [];
  readonly chains: Chain[] = [];
  /** Lists that a path goes through without a loop of its own, by their key. */
  readonly #passed = new Map<string, Place>();

  addPlace({ place: parent, steps }: Pick<Reference, "place" | "steps">, loop: Span, label = ""): Place {
    const counts = new Set<number>();
    const place: Place = { number: this.places.length, parent, steps, loop, counts, label };
    this.places.push(place);
    return place;
  }

  /** The place of a list that paths go through; one for all of them. */
  passThrough(parent: Place, steps: readonly string[], loop: Span): Place {
    const key = `${parent.number}/${listKey(steps)}`;
    const place = this.#passed.get(key) ?? this.addPlace({ place: parent, steps }, loop);
    this.#passed.set(key, place);
    return place;
  }

  slotAt({ place, steps }: Reference, use: Span): Slot {
    const key = listKey(steps);
    let slot = this.slots.find((known) => known.place === place && listKey(known.steps) === key);
    if (slot === undefined) {
      slot = { place, steps, candidates: [], uses: [] };
      this.slots.push(slot);
    }
    if (!slot.uses.some(({ start, end }) => start === use.start && end === use.end)) slot.uses.push(use);
    return slot;
  }
}

/** Adds a value to those worth trying; one that is there already gains a boundary. */
export function offer(slot: Slot, { value, label, boundaryOf, isFiller = false }: Offer): void {
  const written = JSON.stringify(value);
  let candidate = slot.candidates.find((known) => JSON.stringify(known.value) === written);
  if (candidate === undefined) {
    const shown = label ?? (value === undefined ? "missing" : written.replace(/,(?=\S)/g, ", "));
    candidate = { value, label: shown, boundaryOf: [], isFiller };
    slot.candidates.push(candidate);
  }
  if (boundaryOf !== undefined) candidate.boundaryOf.push(boundaryOf);
}

/** Steps as one text. */
export function listKey(steps: readonly string[]): string {
  return JSON.stringify(steps);
}

/** The names from the profile to what a reference means, lists passed silently. */
export function stepsFromProfile({ place, steps }: Pick<Reference, "place" | "steps">): readonly string[] {
  return place.parent === undefined
    ? steps
    : [...stepsFromProfile({ place: place.parent, steps: place.steps }), ...steps];
}

/** True for the items of `xEvent`. Every event has a time, whether a rule asks for it or not. */
export function isEventPlace({ parent, steps }: Place): boolean {
  return parent !== undefined && parent.parent === undefined && steps.length === 1 && steps[0] === "xEvent";
}

/** True for the time of an event. */
export function isEventTime({ place, steps }: Pick<Slot, "place" | "steps">): boolean {
  return steps.length === 1 && steps[0] === "timestamp" && isEventPlace(place);
}
