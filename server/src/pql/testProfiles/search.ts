/**
 * Finds profiles that show goals: starts from what is nearest, changes one choice or two, and asks the rule each time. Ends
 * after a number of questions; what was not found by then may still exist.
 */
import { distanceTo, type Goal, isShown } from "./goals";
import type { ClauseFacts, Outcome } from "./outcome";
import type { Place } from "./places";
import { type Choices, isAbout, type Knob, type Sketch } from "./sketch";

/** A profile, by its choices, with the goals it shows. */
export interface Found {
  readonly choices: Choices;
  readonly outcome: Outcome;
  /** By their numbers. */
  readonly shown: ReadonlySet<number>;
}

/** What a search needs. */
export interface SearchTask {
  readonly sketch: Sketch;
  readonly goals: readonly Goal[];
  readonly facts: readonly ClauseFacts[];
  readonly ask: (profile: Readonly<Record<string, unknown>>) => Outcome;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Questions for one goal, and for all. */
const MOST_FOR_GOAL = 2500;
const MOST_QUESTIONS = 60_000;
/** Starts for one goal. */
const MOST_STARTS = 3;

export class ProfileSearch {
  /** Profiles that show something, none twice. */
  readonly found: Found[] = [];
  readonly #asked = new Map<string, Outcome>();
  readonly #kept = new Set<string>();
  #questions = 0;

  readonly #task: SearchTask;

  constructor(task: SearchTask) {
    this.#task = task;
  }

  /** Looks for every goal but those in `shown`. */
  run(shown: ReadonlySet<number>): void {
    const { goals, sketch } = this.#task;
    this.ask(sketch.first);
    const reached = new Set(shown);
    goals.forEach((goal, number) => {
      for (const one of this.found) for (const other of one.shown) reached.add(other);
      if (!reached.has(number)) this.#reach(goal);
    });
  }

  /** The answer for choices; asked once. */
  ask(choices: Choices): Outcome {
    const key = choices.join(",");
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    this.#questions++;
    const outcome = this.#task.ask(this.#task.sketch.build(choices));
    this.#asked.set(key, outcome);
    this.#keep(choices, outcome);
    return outcome;
  }

  /** Every answer that was given, the first one first. */
  get answers(): Iterable<Outcome> {
    return this.#asked.values();
  }

  /** The goals an outcome shows. */
  shownBy(outcome: Outcome): ReadonlySet<number> {
    const { goals, facts } = this.#task;
    const shown = new Set<number>();
    goals.forEach((goal, number) => {
      if (isShown(goal, outcome, facts)) shown.add(number);
    });
    return shown;
  }

  #keep(choices: Choices, outcome: Outcome): void {
    const shown = this.shownBy(outcome);
    const key = [...shown].join(",");
    if (shown.size === 0 || this.#kept.has(key)) return;
    this.#kept.add(key);
    this.found.push({ choices, outcome, shown });
  }

  get #isOver(): boolean {
    return this.#questions >= MOST_QUESTIONS || this.#task.isCancelled?.() === true;
  }

  #reach(goal: Goal): void {
    const { facts, sketch } = this.#task;
    const limit = this.#questions + MOST_FOR_GOAL;
    const starts = [{ choices: sketch.first, outcome: this.ask(sketch.first) }, ...this.found]
      .map(({ choices, outcome }) => ({ choices, cost: distanceTo(goal, outcome, facts).cost }))
      .sort((left, right) => left.cost - right.cost)
      .slice(0, MOST_STARTS);
    for (const { choices } of starts) {
      for (const forced of force(choices, goal, sketch.knobs)) {
        if (this.#climb(goal, forced, limit)) return;
      }
    }
  }

  /** Improves choices step by step; true once the goal is shown. */
  #climb(goal: Goal, start: Forced, limit: number): boolean {
    let { choices } = start;
    let distance = distanceTo(goal, this.ask(choices), this.#task.facts);
    while (distance.cost > 0 && this.#questions < limit && !this.#isOver) {
      const about = this.#task.sketch.knobs.flatMap((knob, index) =>
        start.fixed.has(index) || !isAbout(knob, distance.places) ? [] : [index],
      );
      const better =
        this.#improve(goal, { choices, cost: distance.cost, about, limit }) ??
        this.#improveTwice(goal, { choices, cost: distance.cost, about, limit });
      if (better === undefined) return false;
      choices = better;
      distance = distanceTo(goal, this.ask(choices), this.#task.facts);
    }
    return distance.cost === 0;
  }

  /** The best single change that brings the goal nearer. */
  #improve(goal: Goal, { choices, cost, about, limit }: Step): Choices | undefined {
    let best: Choices | undefined;
    let least = cost;
    for (const changed of changes(choices, about, this.#task.sketch.knobs)) {
      if (this.#questions >= limit || this.#isOver) break;
      const distance = distanceTo(goal, this.ask(changed), this.#task.facts).cost;
      if (distance >= least) continue;
      if (distance === 0) return changed;
      least = distance;
      best = changed;
    }
    return best;
  }

  /** The first pair of changes that brings the goal nearer. */
  #improveTwice(goal: Goal, step: Step): Choices | undefined {
    for (const [index, first] of step.about.entries()) {
      const rest = step.about.slice(index + 1);
      for (const once of changes(step.choices, [first], this.#task.sketch.knobs)) {
        for (const twice of changes(once, rest, this.#task.sketch.knobs)) {
          if (this.#questions >= step.limit || this.#isOver) return undefined;
          if (distanceTo(goal, this.ask(twice), this.#task.facts).cost < step.cost) return twice;
        }
      }
    }
    return undefined;
  }
}

interface Step {
  readonly choices: Choices;
  readonly cost: number;
  /** The knobs that may be turned. */
  readonly about: readonly number[];
  readonly limit: number;
}

function* changes(choices: Choices, about: readonly number[], knobs: readonly Knob[]): Generator<Choices> {
  for (const index of about) {
    const { length } = knobs[index]?.options ?? [];
    for (let option = 0; option < length; option++)
      if (option !== choices[index]) yield choices.with(index, option);
  }
}

interface Forced {
  readonly choices: Choices;
  /** Knobs the goal itself sets. */
  readonly fixed: ReadonlySet<number>;
}

/** Choices in which what a goal names is so; several where there are several ways. */
function force(choices: Choices, goal: Goal, knobs: readonly Knob[]): readonly Forced[] {
  if (goal.kind === "empty") return [emptied(choices, goal.place, knobs)];
  const ways = knobs.flatMap((knob, index): Forced[] => {
    const option = findOption(knob, goal);
    if (option === undefined || option < 0) return [];
    const turned = choices.with(index, option);
    const isSecond = knob.kind === "value" && knob.variant > 0;
    return [
      { choices: isSecond ? withOneMore(turned, knob.slot.place, knobs) : turned, fixed: new Set([index]) },
    ];
  });
  return ways.length === 0 ? [{ choices, fixed: new Set() }] : ways;
}

function findOption(knob: Knob, goal: Goal): number | undefined {
  if (goal.kind === "holds" && knob.kind === "value" && knob.slot === goal.slot)
    return knob.options.findIndex(
      ({ value }) => JSON.stringify(value) === JSON.stringify(goal.candidate.value),
    );
  if (goal.kind === "counts" && knob.kind === "copies" && knob.place === goal.place && knob.variant === 0)
    return knob.options.indexOf(goal.count);
  return goal.kind === "order" && knob.kind === "swap" && knob.chain === goal.chain ? 1 : undefined;
}

/** One item of the second sort in the place of one of the first: where many are counted, one of them may decide. */
function withOneMore(choices: Choices, place: Place, knobs: readonly Knob[]): Choices {
  return choices.map((choice, index) => {
    const knob = knobs[index];
    if (knob?.kind !== "copies" || knob.place !== place) return choice;
    if (knob.variant > 0) return knob.options.indexOf(1);
    const fewer = knob.options.indexOf((knob.options[choice] ?? 1) - 1);
    return fewer < 0 ? choice : fewer;
  });
}

/** The list without items, and there. */
function emptied(choices: Choices, place: Place, knobs: readonly Knob[]): Forced {
  const fixed = new Set<number>();
  const path = place.steps.join("\n");
  const changed = choices.map((choice, index) => {
    const knob = knobs[index];
    if (knob === undefined || (knob.kind !== "copies" && knob.kind !== "empty")) return choice;
    if (knob.place.parent !== place.parent || knob.place.steps.join("\n") !== path) return choice;
    fixed.add(index);
    return knob.kind === "empty" ? 1 : Math.max(0, knob.options.indexOf(0));
  });
  return { choices: changed, fixed };
}
