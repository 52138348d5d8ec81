/**
 * What a set of test profiles has to show of a rule: each condition deciding alone both ways, each clause inside a loop true
 * and false, each boundary tried where it decides. Says of an outcome whether it shows a goal, and how far it is from it.
 */
import type { Decision } from "../audienceTests/ruleDecision";
import type { ClauseExplanation } from "../evaluate/explanationTrace";
import type { Span } from "../text/span";
import type { ClauseFacts, Outcome } from "./outcome";
import {
  type Candidate,
  type Chain,
  type Place,
  type PlaceTable,
  type Slot,
  stepsFromProfile,
} from "./places";

/** One thing to be shown. */
export type Goal =
  | { readonly kind: "decides"; readonly clause: number; readonly value: boolean }
  | { readonly kind: "gives"; readonly clause: number; readonly value: boolean }
  | { readonly kind: "holds"; readonly clause: number; readonly slot: Slot; readonly candidate: Candidate }
  | {
      readonly kind: "counts";
      readonly clause: number;
      readonly place: Place;
      readonly count: number;
      readonly step: number | undefined;
      readonly label: string | undefined;
    }
  | { readonly kind: "empty"; readonly clause: number; readonly place: Place }
  | {
      readonly kind: "order";
      readonly clause: number;
      readonly chain: Chain;
      readonly steps: readonly number[];
    };

/** True for the goals of which full condition coverage is made; the others are boundaries. */
export function isCoverage({ kind }: Goal): boolean {
  return kind === "decides" || kind === "gives";
}

/** All goals of a rule. */
export function listGoals(facts: readonly ClauseFacts[], table: PlaceTable): readonly Goal[] {
  const goals: Goal[] = [];
  facts.forEach(({ isCondition, kind }, clause) => {
    const isInside = findCondition(facts, clause) !== undefined && !isCondition;
    if (!isCondition && !isInside && kind !== "condition") return;
    for (const value of [true, false]) goals.push({ kind: isCondition ? "decides" : "gives", clause, value });
  });
  return [...goals, ...valueGoals(facts, table), ...listedGoals(facts, table), ...orderGoals(facts, table)];
}

function* valueGoals(facts: readonly ClauseFacts[], { slots }: PlaceTable): Generator<Goal> {
  for (const slot of slots)
    for (const candidate of slot.candidates)
      for (const span of candidate.boundaryOf) {
        const clause = findClause(facts, span);
        if (clause !== undefined) yield { kind: "holds", clause, slot, candidate };
      }
}

function* listedGoals(facts: readonly ClauseFacts[], { places, chains }: PlaceTable): Generator<Goal> {
  const seen = new Set<string>();
  for (const place of places) {
    const clause = place.loop && findClause(facts, place.loop);
    if (clause === undefined) continue;
    const step = chains.flatMap(({ steps }) => steps).find((one) => one.place === place);
    const number = step && findClause(facts, step.span);
    for (const count of place.counts)
      yield { kind: "counts", clause, place, count, step: number, label: step?.label };
    const key = stepsFromProfile({ place, steps: [] }).join("\n");
    if (!seen.has(key)) yield { kind: "empty", clause, place };
    seen.add(key);
  }
}

function* orderGoals(facts: readonly ClauseFacts[], { chains }: PlaceTable): Generator<Goal> {
  for (const chain of chains) {
    const clause = findClause(facts, chain.span);
    const steps = chain.steps.flatMap(({ span }) => findClause(facts, span) ?? []);
    if (clause !== undefined && steps.length > 1) yield { kind: "order", clause, chain, steps };
  }
}

/** The innermost clause that holds a span; the outermost of those at the same place. */
function findClause(facts: readonly ClauseFacts[], { start, end }: Span): number | undefined {
  let found: number | undefined;
  facts.forEach(({ span }, number) => {
    const known = found === undefined ? undefined : facts[found]?.span;
    const holds = span.start <= start && end <= span.end;
    if (holds && (known === undefined || span.end - span.start < known.end - known.start)) found = number;
  });
  return found;
}

/** The condition that a clause is, or stands in; undefined for what joins conditions. */
function findCondition(facts: readonly ClauseFacts[], clause: number): number | undefined {
  for (let number: number | undefined = clause; number !== undefined; number = facts[number]?.parent)
    if (facts[number]?.isCondition === true) return number;
  return undefined;
}

/** Whether an outcome shows a goal. */
export function isShown(goal: Goal, outcome: Outcome, facts: readonly ClauseFacts[]): boolean {
  const { clauses, sole, value, profile } = outcome;
  const clause = clauses[goal.clause];
  if (value === "unknown" || clause === undefined) return false;
  if (goal.kind === "gives") return clause.times[`${goal.value}`] > 0;
  if (goal.kind === "holds") return isDecidedBy(goal, outcome);
  const condition = findCondition(facts, goal.clause);
  if (condition === undefined || !sole.has(condition)) return false;
  switch (goal.kind) {
    case "decides":
      return clause.value === goal.value;
    case "counts":
      return isCounted(goal, outcome);
    case "empty":
      return holdsAt(profile, stepsFromProfile({ place: goal.place, steps: [] }), []);
    case "order":
      return (
        clause.value === false &&
        goal.steps.every(
          (step, index) => (clauses[step]?.times.true ?? 0) >= (goal.chain.steps[index]?.wanted ?? 1),
        )
      );
  }
}

/** A value is tried where it stands and another of those worth trying would turn the answer. */
function isDecidedBy(
  { slot, candidate }: Extract<Goal, { readonly kind: "holds" }>,
  { profile, value, askAgain }: Outcome,
): boolean {
  const steps = stepsFromProfile(slot);
  if (!holdsAt(profile, steps, candidate.value)) return false;
  return slot.candidates.some(
    (other) =>
      other !== candidate &&
      askAgain(replacedAt(profile, steps, { from: candidate.value, to: other.value })) === !value,
  );
}

type CountGoal = Extract<Goal, { readonly kind: "counts" }>;

function isCounted({ place, clause, count, step }: CountGoal, { clauses, profile }: Outcome): boolean {
  const { kind, value, items, children } = clauses[clause] ?? {};
  const times = step === undefined ? undefined : (clauses[step]?.times.true ?? 0);
  if (times === undefined)
    return count === (items?.matched ?? countAt(profile, stepsFromProfile({ place, steps: [] })));
  // In a sequence an event is asked more than once, so that only "enough" and "too few" can be told.
  if (kind !== "chain" || children === undefined || children.length < 2) return times === count;
  return times === 0 ? count === 0 : count > 0 && (value === true || children.length > 1);
}

/** What stands beside a clause, and beside what it stands in, within one condition; alternatives are left out. */
function innerNeighbours(clause: number, facts: readonly ClauseFacts[]): readonly number[] {
  const found: number[] = [];
  for (let number = clause; facts[number]?.isCondition === false; ) {
    const { parent } = facts[number] ?? {};
    if (parent === undefined) return [];
    if (facts[parent]?.kind !== "or" && facts[parent]?.kind !== "not")
      facts.forEach((other, index) => {
        const isBeside = other.parent === parent && index !== number && other.kind !== "step";
        if (isBeside) found.push(index);
      });
    number = parent;
  }
  return found;
}

/** How far an outcome is from a goal, and the places that would have to change. */
interface Distance {
  readonly cost: number;
  readonly places: readonly Span[];
}

const NONE: Distance = { cost: 0, places: [] };

/** The distance from a goal; 0 where it is shown. What a choice alone can bring about counts as one. */
export function distanceTo(goal: Goal, outcome: Outcome, facts: readonly ClauseFacts[]): Distance {
  if (isShown(goal, outcome, facts)) return NONE;
  const clause = outcome.clauses[goal.clause];
  if (clause === undefined) return { cost: Number.POSITIVE_INFINITY, places: [] };
  const own = { cost: goal.kind === "decides" ? 0 : 1, places: [clause.span] };
  if (goal.kind === "gives") return add([own, ofClause(clause, goal.value)]);
  const condition = findCondition(facts, goal.clause);
  const alone =
    condition === undefined
      ? own
      : ofDecision(outcome, condition, goal.kind === "decides" ? goal.value : undefined);
  const isInner = goal.kind === "holds" || goal.kind === "counts";
  const beside = isInner ? innerNeighbours(goal.clause, facts) : goal.kind === "order" ? goal.steps : [];
  const inner = beside.map((number) => {
    const neighbour = outcome.clauses[number];
    return neighbour === undefined || neighbour.times.true > 0 ? NONE : { cost: 1, places: [neighbour.span] };
  });
  return add([own, alone, ...inner]);
}

function add(parts: readonly Distance[]): Distance {
  return {
    cost: parts.reduce((sum, { cost }) => sum + cost, 0),
    places: parts.flatMap(({ places }) => places),
  };
}

/** What it takes that a condition decides alone. */
function ofDecision({ decision, clauses }: Outcome, condition: number, value: boolean | undefined): Distance {
  const target = clauses[condition];
  const holds = (part: Decision): boolean => part.clause === target || part.parts.some(holds);
  const visit = (part: Decision): Distance => {
    if (part.clause === target) return value === undefined ? NONE : ofPart(part, value);
    const neutral = part.kind === "and";
    return add(part.parts.map((one) => (holds(one) ? visit(one) : ofPart(one, neutral))));
  };
  return visit(decision);
}

/** What it takes that a part of a decision has a value. */
function ofPart({ kind, clause, value, parts }: Decision, wanted: boolean): Distance {
  if (value === wanted) return NONE;
  if (kind === "condition") return clause === undefined ? NONE : ofClause(clause, wanted);
  if (kind === "not") return add(parts.map((part) => ofPart(part, !wanted)));
  const isEach = (kind === "and") === wanted;
  const distances = parts.map((part) => ofPart(part, wanted));
  if (isEach) return add(distances);
  const nearest = distances.reduce((best, one) => (one.cost < best.cost ? one : best), distances[0] ?? NONE);
  return { cost: nearest.cost, places: distances.flatMap(({ places }) => places) };
}

/** What it takes that a clause gives a value: less where those inside it have already been true. */
function ofClause(clause: ClauseExplanation, wanted: boolean): Distance {
  if (clause.times[`${wanted}`] > 0 && (clause.value === undefined || clause.value === wanted)) return NONE;
  const { children } = clause;
  const untrue = children.filter(({ times }) => times.true === 0).length;
  const share = wanted && children.length > 0 ? untrue / children.length : 0;
  return { cost: 1 + share / 2, places: [clause.span] };
}

/** Whether a value stands at a path; `undefined` where nothing stands there in the profile or in some item on the way. */
function holdsAt(profile: unknown, steps: readonly string[], value: unknown): boolean {
  const written = JSON.stringify(value);
  return valuesAt(profile, steps).some((found) => isSame(found, value, written));
}

function isSame(found: unknown, value: unknown, written: string | undefined): boolean {
  if (value === undefined || found === undefined) return found === value;
  return found === value || JSON.stringify(found) === written || isSameTime(found, value);
}

const TIME = /^\d{4}-\d\d-\d\d/;

/** `…12:00:00Z` and `…12:00:00.000Z` are one time. */
function isSameTime(found: unknown, value: unknown): boolean {
  if (typeof found !== "string" || typeof value !== "string" || !TIME.test(found) || !TIME.test(value))
    return false;
  return Date.parse(found) === Date.parse(value);
}

/** The number of items of the lists at a path, together. */
function countAt(profile: unknown, steps: readonly string[]): number {
  return valuesAt(profile, steps).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : 0),
    0,
  );
}

function valuesAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  const [name, ...rest] = steps;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, steps));
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [undefined];
  return valuesAt((value as Readonly<Record<string, unknown>>)[name], rest);
}

/** A copy in which another value stands wherever this one does at a path; `undefined` stands for what is missing. */
function replacedAt(
  profile: unknown,
  steps: readonly string[],
  { from, to }: { readonly from: unknown; readonly to: unknown },
): unknown {
  const written = JSON.stringify(from);
  const visit = (value: unknown, depth: number): unknown => {
    const name = steps[depth];
    if (name === undefined) return isSame(value, from, written) ? to : value;
    if (Array.isArray(value)) return value.map((item: unknown) => visit(item, depth));
    const isObject = typeof value === "object" && value !== null;
    if (!isObject && (value !== undefined || from !== undefined)) return value;
    const object = (value ?? {}) as Readonly<Record<string, unknown>>;
    const { [name]: _, ...others } = object;
    const inner = visit(Object.hasOwn(object, name) ? object[name] : undefined, depth + 1);
    return inner === undefined ? others : { ...others, [name]: inner };
  };
  return visit(profile, 0);
}
