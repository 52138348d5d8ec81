/**
 * Looks for a way in which a formula holds: takes it apart into claims, each held against those of its subject, and tries
 * the parts of an `or` one after another. Bounded: when the steps are used up it says so instead of going on.
 */
import { areContradictory, type Claim } from "./contradiction";
import { conjunction, disjunction, negation } from "./formula";
import type { Condition } from "./predicateAtoms";

/** Claims that hold together, by the key of their subject. */
export type Model = ReadonlyMap<string, readonly Claim[]>;

/** What there is to spend, shared by everything that is looked for in one go. */
export class Budget {
  private left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  get isSpent(): boolean {
    return this.left <= 0;
  }

  /** False once everything is spent. */
  spend(steps: number): boolean {
    this.left -= steps;
    return this.left > 0;
  }
}

/** Conditions on items of items of items: what lies deeper is not looked into. */
const DEEPEST = 4;
/** What a look at the items of one list may cost of the whole. */
const STEPS_PER_LIST = 3000;

/** What was learned of conditions on items, shared by searches: whether the first excludes that the others all fail. */
export type ItemAnswers = Map<string, boolean>;

/** Answers kept at once; as many as a thousand rules about the same list ask for. */
const MOST_ANSWERS = 200_000;

export class Search {
  /** True once something was left undecided because it would have taken too long. */
  private isIncomplete = false;

  constructor(
    private readonly budget: Budget,
    private readonly depth = 0,
    private readonly answers: ItemAnswers = new Map(),
  ) {}

  /** True where nothing makes all of the formulas hold. */
  isNever(...formulas: readonly Condition[]): boolean {
    this.isIncomplete = false;
    for (const _ of this.models(...formulas)) return false;
    return !this.isIncomplete && !this.budget.isSpent;
  }

  /** The ways in which all of the formulas may hold, as far as contradictions are seen. Ends early when the budget is spent. */
  models(...formulas: readonly Condition[]): Generator<Model> {
    return this.branch([...formulas], new Map(), new Map());
  }

  private *branch(
    pending: Condition[],
    truths: Map<string, boolean>,
    claims: Map<string, readonly Claim[]>,
  ): Generator<Model> {
    let open: Condition[] = [];
    for (;;) {
      for (let formula = pending.pop(); formula !== undefined; formula = pending.pop()) {
        if (!this.budget.spend(1)) return this.giveUp();
        if (formula.kind === "and") pending.push(...formula.of);
        else if (formula.kind === "or") open.push(formula);
        else if (formula.kind === "constant") {
          if (!formula.value) return;
        } else if (!this.claim(formula, truths, claims)) return;
      }
      const before = open;
      open = [];
      for (const formula of before) {
        const rest = this.simplified(formula, truths);
        if (rest.kind === "or") open.push(rest);
        else pending.push(rest);
      }
      if (pending.length === 0) break;
    }
    if (open.length === 0) yield claims;
    else yield* this.split(open, truths, claims);
  }

  private giveUp(): void {
    this.isIncomplete = true;
  }

  /** Tries the parts of the shortest `or`, each with those before it failing. */
  private *split(
    open: readonly Condition[],
    truths: Map<string, boolean>,
    claims: Map<string, readonly Claim[]>,
  ): Generator<Model> {
    const parts = (formula: Condition) => (formula.kind === "or" ? formula.of : [formula]);
    const chosen = open.reduce((best, next) => (parts(next).length < parts(best).length ? next : best));
    const others = open.filter((formula) => formula !== chosen);
    const failing: Condition[] = [];
    for (const part of parts(chosen)) {
      if (this.budget.isSpent) return this.giveUp();
      yield* this.branch([...others, ...failing, part], new Map(truths), new Map(claims));
      failing.push(negation(part));
    }
  }

  /** Adds a claim; false where it contradicts what is claimed already. */
  private claim(
    formula: Condition & { readonly kind: "atom" | "not" },
    truths: Map<string, boolean>,
    claims: Map<string, readonly Claim[]>,
  ): boolean {
    const holds = formula.kind === "atom";
    const { atom } = formula.kind === "atom" ? formula : formula.of;
    const known = truths.get(atom.key);
    if (known !== undefined) return known === holds;
    truths.set(atom.key, holds);
    const before = claims.get(atom.subject.key) ?? [];
    const all = [...before, { atom, holds }];
    claims.set(atom.subject.key, all);
    this.budget.spend(all.length);
    return !areContradictory(all, (condition, others) => this.follows(condition, others));
  }

  /** What is left of a formula once the truths that are known are put in. */
  private simplified(formula: Condition, truths: ReadonlyMap<string, boolean>): Condition {
    switch (formula.kind) {
      case "atom":
      case "not": {
        const atom = formula.kind === "atom" ? formula : formula.of;
        const known = truths.get(atom.key);
        if (known === undefined) return formula;
        return { kind: "constant", key: String(known), value: known === (formula.kind === "atom") };
      }
      case "and":
      case "or": {
        this.budget.spend(1);
        const parts = formula.of.map((part) => this.simplified(part, truths));
        if (parts.every((part, index) => part === formula.of[index])) return formula;
        return formula.kind === "and" ? conjunction(parts) : disjunction(parts);
      }
      default:
        return formula;
    }
  }

  /** Whether every item that meets the condition meets one of the others. */
  private follows(condition: Condition, others: readonly Condition[]): boolean {
    if (others.some(({ key }) => key === condition.key)) return true;
    if (this.depth >= DEEPEST) return false;
    const question = `${this.depth} ${condition.key} ⊢ ${others.map(({ key }) => key).join(" ∨ ")}`;
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    const inner = new Search(new Budget(STEPS_PER_LIST), this.depth + 1, this.answers);
    const isNever = inner.isNever(condition, ...others.map((other) => negation(other)));
    this.budget.spend(20);
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear();
    this.answers.set(question, isNever);
    return isNever;
  }
}
