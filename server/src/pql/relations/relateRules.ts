/**
 * What two rules have to do with each other, and whether one rule is ever or always true. Three answers: proved, refuted by a
 * profile for which the evaluator decides both rules, or unknown with the reason. A proof holds for every profile and clock:
 * there is none for which the evaluator decides otherwise.
 *
 * Items of a list are taken to be no lists themselves, as XDM has none; `matches` searches, as the evaluator does by default.
 */
import { type Clock, type CompiledRule, compileQuery, readClock } from "../evaluate/compiledRule";
import type { Query } from "../syntax/query";
import { conjunction, eachAtom, negation } from "./formula";
import { type ListKnowledge, NO_LISTS_KNOWN } from "./listKnowledge";
import { Budget, type ItemAnswers, type Model, Search } from "./modelSearch";
import { Vocabulary } from "./normalForm";
import type { Condition } from "./predicateAtoms";
import { makeExample } from "./witnessProfile";
import type { Json } from "./witnessValues";

/** A profile and a clock that show something, confirmed by the evaluator. */
export interface Example {
  readonly profile: { readonly [name: string]: Json };
  readonly clock: Clock;
}

/** Why nothing could be said. */
export type Obstacle =
  /** A rule has syntax errors or is larger than what is looked into. */
  | "unreadable"
  /** It would take more steps than allowed. */
  | "effort"
  /** Nothing says whether a field is a list; a schema would. */
  | "lists"
  /** Parts of the rules are known by their text alone, or no example was confirmed. */
  | "undecided";

/** The answer to one question about rules. */
export type Finding =
  | { readonly answer: "proved" }
  | { readonly answer: "refuted"; readonly example: Example }
  | { readonly answer: "unknown"; readonly obstacle: Obstacle };

/** Choices for a comparison. */
export interface RelationOptions {
  readonly knowledge?: ListKnowledge | undefined;
  /** Of the examples; 1 June 2030 at noon where it is missing. */
  readonly clock?: Clock | undefined;
  /** Steps for each question; 20,000 where it is missing. */
  readonly steps?: number | undefined;
}

/** How two rules stand to each other, the strongest that is known. */
export type RelationKind = "equal" | "contained" | "contains" | "disjoint" | "overlapping" | "unknown";

/** Everything that was found about two rules. */
export interface Relation {
  readonly kind: RelationKind;
  /** Whoever the first accepts the second accepts. */
  readonly contained: Finding;
  /** Whoever the second accepts the first accepts. */
  readonly contains: Finding;
  /** Nobody is accepted by both. */
  readonly disjoint: Finding;
  readonly first: Standing;
  readonly second: Standing;
}

/** Whether one rule is ever and always true. */
export interface Standing {
  readonly never: Finding;
  readonly always: Finding;
}

/** A rule that can be held against others of the same workbench. */
export interface RelatedRule {
  readonly query: Query;
  readonly condition: Condition | undefined;
  /** When the condition fails. */
  readonly opposite: Condition | undefined;
  readonly rule: CompiledRule | undefined;
}

const NOON: Clock = { now: "2030-06-01T12:00:00Z" };
const STEPS = 20_000;
/** Models for which an example is tried. */
const MOST_TRIES = 24;
const STEPS_PER_ITEM = 2000;

const PROVED: Finding = { answer: "proved" };
const unknown = (obstacle: Obstacle): Finding => ({ answer: "unknown", obstacle });

/** Holds rules against each other; keeps what rules share. */
export class RelationWorkbench {
  private readonly vocabulary: Vocabulary;
  readonly clock: Clock;
  private readonly steps: number;
  private readonly answers: ItemAnswers = new Map();

  constructor({ knowledge = NO_LISTS_KNOWN, clock = NOON, steps = STEPS }: RelationOptions = {}) {
    this.vocabulary = new Vocabulary(knowledge);
    this.clock = clock;
    this.steps = steps;
  }

  /** Reads a rule. */
  read(query: Query): RelatedRule {
    // A field that is converted for this rule was not when an answer was found.
    this.answers.clear();
    const { rule } = compileQuery(query, { steps: 1_000_000 });
    const condition = rule === undefined ? undefined : this.vocabulary.read(query);
    return { query, rule, condition, opposite: condition && negation(condition) };
  }

  /** Whether the evaluator accepts a profile; undefined where it cannot tell. */
  accepts({ rule }: RelatedRule, profile: unknown): boolean | undefined {
    const value = rule?.evaluate(profile, this.clock).value;
    return typeof value === "boolean" ? value : undefined;
  }

  /** Whether it is proved that the condition never holds. */
  isNever(condition: Condition): boolean {
    return this.search(new Budget(this.steps)).isNever(condition);
  }

  /** Whether it is proved that nobody meets all of these; looks for no example. */
  proves(sides: readonly Side[]): boolean {
    const conditions = conditionsOf(sides);
    return conditions !== undefined && this.search(new Budget(this.steps)).isNever(...conditions);
  }

  /** Whether nobody meets all of these: rules as they stand, or turned around. */
  never(sides: readonly Side[]): Finding {
    const conditions = conditionsOf(sides);
    if (conditions === undefined) return unknown("unreadable");
    const formula = conjunction(conditions);
    if (formula.kind === "constant" && !formula.value) return PROVED;
    const budget = new Budget(this.steps);
    if (this.search(budget).isNever(formula)) return PROVED;
    const example = budget.isSpent ? undefined : this.findExample(formula, sides);
    if (example !== undefined) return { answer: "refuted", example };
    if (budget.isSpent) return unknown("effort");
    return unknown(dependsOnLists(formula) ? "lists" : "undecided");
  }

  private search(budget: Budget): Search {
    return new Search(budget, 0, this.answers);
  }

  private findExample(formula: Condition, sides: readonly Side[]): Example | undefined {
    const facts = readClock(this.clock);
    if (facts === undefined) return undefined;
    const findModel = (condition: Condition): Model | undefined => {
      const found = new Search(new Budget(STEPS_PER_ITEM), 1, this.answers).models(condition).next();
      return found.done === true ? undefined : found.value;
    };
    let tries = 0;
    for (const model of this.search(new Budget(this.steps)).models(formula)) {
      if (++tries > MOST_TRIES) break;
      for (const manner of ["apart", "together"] as const) {
        const profile = makeExample(model, { clock: facts, findModel, manner });
        if (profile !== undefined && this.shows(profile, sides)) return { profile, clock: this.clock };
      }
    }
    return undefined;
  }

  /** Whether the evaluator decides each rule as wanted. */
  private shows(profile: unknown, sides: readonly Side[]): boolean {
    return sides.every(({ rule, holds }) => this.accepts(rule, profile) === holds);
  }

  standing(rule: RelatedRule): Standing {
    return { never: this.never([{ rule, holds: true }]), always: this.never([{ rule, holds: false }]) };
  }

  /** Whether whoever the first accepts the second accepts. */
  isContained(first: RelatedRule, second: RelatedRule): Finding {
    return this.never([
      { rule: first, holds: true },
      { rule: second, holds: false },
    ]);
  }

  /** Everything about two rules. */
  relate(first: RelatedRule, second: RelatedRule): Relation {
    const contained = this.isContained(first, second);
    const contains = this.isContained(second, first);
    const disjoint = this.never([
      { rule: first, holds: true },
      { rule: second, holds: true },
    ]);
    return {
      kind: kindOf(contained, contains, disjoint),
      contained,
      contains,
      disjoint,
      first: this.standing(first),
      second: this.standing(second),
    };
  }
}

/** A rule, and whether it is to hold. */
export interface Side {
  readonly rule: RelatedRule;
  readonly holds: boolean;
}

/** What the sides say; undefined where one of them cannot be looked into. */
function conditionsOf(sides: readonly Side[]): readonly Condition[] | undefined {
  const known = sides.flatMap(({ rule, holds }) => (holds ? rule.condition : rule.opposite) ?? []);
  return known.length < sides.length ? undefined : known;
}

function kindOf(contained: Finding, contains: Finding, disjoint: Finding): RelationKind {
  const [isContained, isContaining] = [contained.answer === "proved", contains.answer === "proved"];
  if (isContained && isContaining) return "equal";
  if (disjoint.answer === "proved") return "disjoint";
  if (isContained) return "contained";
  if (isContaining) return "contains";
  const isRefuted = [contained, contains, disjoint].every(({ answer }) => answer === "refuted");
  return isRefuted ? "overlapping" : "unknown";
}

/** Whether an answer may hang on a field of which nobody knows whether it is a list. */
function dependsOnLists(formula: Condition): boolean {
  let isUnsure = false;
  eachAtom(formula, ({ subject, test }) => {
    isUnsure ||= subject.place !== undefined && subject.isSeveral === "maybe";
    if (test.kind === "count") isUnsure ||= dependsOnLists(test.condition);
  });
  return isUnsure;
}
