/**
 * What was made and counted of the invented people, apart from the audiences they are in: it follows from the seed and the day
 * alone, so it outlives a reset, and organisations that are given the same census make and count nothing twice. Holds nothing
 * that a request can change.
 */
import { type CompiledRule, compileRule, type RuleSource } from "../../../../server/src/pql/service";
import type { Seeded } from "../seeded";
import { type PopulationEvent, populationEvents } from "./populationEvents";
import { type PopulationRecord, populationRecord } from "./populationProfiles";

/** How many people are made; a prime, so that sizes do not all look round. */
export const PEOPLE = 2_003;

/** A person who is in no audience. */
export type Person = PopulationRecord & { readonly xEvent: readonly PopulationEvent[] };

/** Which of the people a rule is about, one byte each. */
export type Selection = Uint8Array;

/** Whose people are meant. */
export interface Crowd {
  readonly seeded: Seeded;
  /** The instant the profiles are as of, in milliseconds. */
  readonly asOf: number;
}

/** What is known of crowds so far. */
export interface Census {
  people(crowd: Crowd): readonly Person[];
  /** Whom a rule that asks for no audience is about; undefined where it has no meaning. Times count from `at`. */
  select(crowd: Crowd, source: RuleSource, at: number): Selection | undefined;
}

/** Returns one that knows nothing yet. */
export function createCensus(): Census {
  const crowds = new Map<string, readonly Person[]>();
  const selections = new Map<string, Selection | undefined>();
  const people = (crowd: Crowd): readonly Person[] => {
    const key = nameOf(crowd);
    const known = crowds.get(key) ?? makePeople(crowd);
    crowds.set(key, known);
    return known;
  };
  return {
    people,
    select(crowd, source, at) {
      const key = `${nameOf(crowd)}/${at}/${textOf(source)}`;
      if (!selections.has(key)) {
        const { rule } = compileRule(source);
        selections.set(key, rule && selectAmong(people(crowd), rule, at));
      }
      return selections.get(key);
    },
  };
}

/** Which of the people the rule is about, with times from `now`. */
export function selectAmong(people: readonly object[], rule: CompiledRule, now: number): Selection {
  const clock = { now, weekStart: "sunday" } as const;
  return Uint8Array.from(people, (person) => (rule.evaluate(person, clock).value === true ? 1 : 0));
}

/** The rule as it was written. */
export function textOf(source: RuleSource): string {
  return "text" in source ? source.text : source.json;
}

function nameOf({ seeded, asOf }: Crowd): string {
  return `${seeded.hex("census", 16)}/${asOf}`;
}

function makePeople({ seeded, asOf }: Crowd): readonly Person[] {
  return Array.from({ length: PEOPLE }, (_value, index) => ({
    ...populationRecord({ seeded, index, asOf }),
    xEvent: populationEvents({ seeded, index, asOf }),
  }));
}
