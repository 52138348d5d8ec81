/**
 * Test profiles for a rule: the smallest set found that shows every condition deciding alone both ways, every clause inside a
 * loop true and false, and each boundary where it decides. Every profile is made up and was answered by the evaluator; what
 * could not be shown is named.
 */
import { findCalendar, UTC } from "../evaluate/calendar";
import { type Clock, compileQuery } from "../evaluate/compiledRule";
import { readTime } from "../evaluate/timestamp";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { parseQuery } from "../syntax/parser";
import type { Query } from "../syntax/query";
import { readCallTest } from "./callTestReader";
import { chooseSmallest } from "./choose";
import type { Schemas } from "./fieldShapes";
import { type Goal, isCoverage, isShown, listGoals } from "./goals";
import { toLabel, toUnreachedText } from "./goalText";
import { readMethod } from "./methodReader";
import { type Outcome, toClauseFacts, toOutcome } from "./outcome";
import { PlaceTable, type Slot } from "./places";
import { RuleReader, type RuleReading } from "./ruleReader";
import { type Found, ProfileSearch } from "./search";
import { Sketch } from "./sketch";
import { offerFiller, readTested } from "./testReader";

/** A profile that was made up. */
export interface TestProfile {
  /** What it shows, in words; for the name of a test. */
  readonly about: readonly string[];
  readonly profile: Readonly<Record<string, unknown>>;
  /** What the evaluator answers. */
  readonly qualifies: boolean;
}

/** What came of it. */
export interface GeneratedProfiles {
  readonly profiles: readonly TestProfile[];
  /** What of full condition coverage could not be shown, each a sentence without its full stop. */
  readonly uncovered: readonly string[];
  /** Boundaries that could not be tried where they decide. */
  readonly untried: readonly string[];
}

/** What profiles are made for. */
interface GenerationTask {
  readonly text: string;
  readonly clock: Clock;
  readonly schemas?: Schemas;
  /** Profiles that tests have already: what they show is not shown again. */
  readonly known?: readonly { readonly profile: unknown; readonly clock: Clock }[];
  /** How many are to qualify, and how many not, as far as there are different ones; without it the set is the smallest. */
  readonly fewest?: number | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A second or so for the longest. */
const STEPS = 200_000;

/** Makes profiles; undefined where the rule has errors or the clock tells no time. */
export function generateProfiles(task: GenerationTask): GeneratedProfiles | undefined {
  const { text, clock, schemas = {}, known = [], fewest = 0, isCancelled } = task;
  const query = parseQuery(text);
  const { rule } = compileQuery(query, { steps: STEPS, isCancelled });
  const now = new Float64Array(1);
  const calendar = findCalendar(clock.timeZone ?? "UTC") ?? UTC;
  if (rule === undefined || !readTime(clock.now, now)) return undefined;
  const ask = (profile: Readonly<Record<string, unknown>>, at = clock): Outcome =>
    toOutcome(profile, { query, rule, clock: at });
  const moment = { now: now[0] ?? 0, calendar, weekStart: clock.weekStart ?? "sunday" };
  const table = readPlaces(query, { schemas, moment });
  const facts = toClauseFacts(ask({}));
  const goals = listGoals(facts, table);
  const shown = new Set<number>();
  for (const one of known) {
    if (typeof one.profile !== "object" || one.profile === null) continue;
    const outcome = ask(one.profile as Readonly<Record<string, unknown>>, one.clock);
    goals.forEach((goal, number) => {
      if (isShown(goal, outcome, facts)) shown.add(number);
    });
  }
  const sketch = new Sketch(table, moment.now);
  const search = new ProfileSearch({ sketch, goals, facts, ask, isCancelled });
  search.run(shown);
  const left = goals.map((_, number) => number).filter((number) => !shown.has(number));
  const chosen = chooseSmallest(search.found, left);
  const missed = left.filter((number) => !chosen.some((one) => one.shown.has(number)));
  const tell = (isWanted: (goal: Goal) => boolean) =>
    unique(
      missed.flatMap((number) =>
        isWanted(goals[number] as Goal)
          ? [toUnreachedText(goals[number] as Goal, { facts, slots: table.slots, text })]
          : [],
      ),
    );
  const profiles = toProfiles(chosen, { goals, search, sketch, left, slots: table.slots });
  return {
    profiles: [...profiles, ...listMore(profiles, search.answers, fewest)],
    uncovered: tell(isCoverage),
    untried: tell((goal) => !isCoverage(goal)),
  };
}

interface Made {
  readonly goals: readonly Goal[];
  readonly search: ProfileSearch;
  readonly sketch: Sketch;
  readonly left: readonly number[];
  readonly slots: readonly Slot[];
}

/** Each profile with only the fields that its own goals need; a goal belongs to the first that shows it. */
function toProfiles(chosen: readonly Found[], made: Made): readonly TestProfile[] {
  const { goals, left } = made;
  const open = new Set(left);
  return chosen.map((one) => {
    const own = [...one.shown].filter((number) => open.delete(number));
    const { outcome } = reduce(one, own, made);
    const labels = unique(
      own.map((number) => toLabel(goals[number] as Goal, made.slots)).filter((label) => label !== ""),
    );
    return { about: labels, profile: outcome.profile, qualifies: outcome.value === true };
  });
}

/** Further ones for an answer that too few have, out of all that were asked about on the way. */
function listMore(
  profiles: readonly TestProfile[],
  answers: Iterable<Outcome>,
  fewest: number,
): readonly TestProfile[] {
  const texts = new Set(profiles.map(({ profile }) => JSON.stringify(profile)));
  const lacks = (answer: boolean) => fewest - profiles.filter(({ qualifies }) => qualifies === answer).length;
  const lacking = new Map([true, false].map((answer) => [answer, lacks(answer)]));
  const more: TestProfile[] = [];
  for (const { profile, value } of answers) {
    const text = JSON.stringify(profile);
    const left = typeof value === "boolean" ? (lacking.get(value) ?? 0) : 0;
    if (left <= 0 || texts.has(text)) continue;
    const qualifies = value === true;
    lacking.set(qualifies, left - 1);
    texts.add(text);
    more.push({ about: [], profile, qualifies });
  }
  return more;
}

/** Turns choices to what leaves the profile smaller, as long as everything it is for stays shown. */
function reduce(
  found: Found,
  own: readonly number[],
  { search, sketch }: Made,
): Pick<Found, "choices" | "outcome"> {
  let { choices, outcome } = found;
  const size = (one: Outcome) => JSON.stringify(one.profile).length;
  sketch.knobs.forEach((knob, index) => {
    for (let option = 0; option < knob.options.length; option++) {
      const changed = choices.with(index, option);
      const other = search.ask(changed);
      if (other.value !== outcome.value || size(other) >= size(outcome)) continue;
      const shown = search.shownBy(other);
      if (!own.every((number) => shown.has(number))) continue;
      choices = changed;
      outcome = other;
    }
  });
  return { choices, outcome };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

const READERS = {
  call: readMethod,
  condition: (reader: RuleReader, node: NodeId): void => {
    const kind = reader.tree.kind(node);
    if (kind === NodeKind.MethodCall || kind === NodeKind.Call) readCallTest(reader, node);
    else readTested(reader, node);
  },
};

/** The places of a rule. */
function readPlaces({ clauses }: Query, reading: RuleReading): PlaceTable {
  let lists: ReadonlySet<string> = new Set<string>();
  // Paths before a loop over the same list are only known to go through a list in the second round.
  for (let round = 0; ; round++) {
    const table = new PlaceTable();
    const found = new Set<string>();
    let start = 0;
    let reader: RuleReader | undefined;
    for (const clause of clauses) {
      const shared = { table, lists, found, readers: READERS, ...reading };
      reader = new RuleReader(clause.tree, start - clause.origin, shared);
      reader.condition(clause.root);
      start += clause.length;
    }
    if (round > 0 || [...found].every((list) => lists.has(list))) {
      if (reader !== undefined) for (const slot of table.slots) offerFiller(reader, slot);
      return table;
    }
    lists = found;
  }
}
