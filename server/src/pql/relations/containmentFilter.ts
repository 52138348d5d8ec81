/**
 * Tells cheaply which rules cannot be shown to contain another, so that only few pairs are left to be proved. A rule falls out
 * where one of its clauses speaks of nothing that the other rule speaks of, or refuses a profile that the other accepts. What
 * falls out is contained in nothing that a proof would find; what stays need not be provable.
 */
import type { Clause } from "../syntax/query";
import { eachAtom, negation } from "./formula";
import type { Condition } from "./predicateAtoms";
import type { RelatedRule, RelationWorkbench } from "./relateRules";
import type { Json } from "./witnessValues";

/** A rule with a profile that it accepts, where one was found. */
export interface FilteredRule {
  readonly rule: RelatedRule;
  readonly example: { readonly [name: string]: Json } | undefined;
}

/** Profiles, of those made for the rules, that every clause is asked about: three words of bits. */
const SAMPLES = 96;
const WORD = 32;

/** A clause of a rule whose clauses are joined by `and`, or the whole of another rule. Rules share what reads alike. */
interface Demand {
  readonly rule: RelatedRule;
  /** What its parts speak of, those left out that are always met. */
  readonly parts: readonly ReadonlySet<string>[];
  /** Which of the samples it accepts, and which it refuses. */
  readonly accepts: Uint32Array;
  readonly refuses: Uint32Array;
  /** What was found last, and for which rule, by its turn. */
  turn: number;
  isBeyond: boolean;
}

/** The rule that containers are looked for. */
interface Inner extends FilteredRule {
  /** What each of its alternatives speaks of. */
  readonly cases: readonly ReadonlySet<string>[];
  readonly accepts: readonly number[];
}

/** Filters pairs of the rules it was made for. */
export class ContainmentFilter {
  private readonly demands = new Map<FilteredRule, readonly Demand[]>();
  private readonly byText = new Map<string, Demand>();
  private readonly samples: readonly FilteredRule["example"][];
  private turn = 0;

  constructor(
    private readonly bench: RelationWorkbench,
    rules: readonly FilteredRule[],
  ) {
    const examples = rules.map(({ example }) => example).filter((example) => example !== undefined);
    const stride = Math.max(1, examples.length / SAMPLES);
    const count = Math.min(examples.length, SAMPLES);
    this.samples = Array.from({ length: count }, (_, index) => examples[Math.floor(index * stride)]);
  }

  /** Reads a rule; done on the way where it was not done before. */
  prepare(rule: FilteredRule): void {
    this.demandsOf(rule);
  }

  /** Starts with another rule; tells of each rule whether it may contain that one. */
  look(rule: FilteredRule): (outer: FilteredRule) => boolean {
    this.turn++;
    const demands = this.demandsOf(rule);
    const accepts = Array.from({ length: SAMPLES / WORD }, (_, word) =>
      demands.reduce((bits, demand) => bits & demand.accepts[word], -1),
    );
    const inner = { ...rule, accepts, cases: this.casesOf(rule.rule.condition) };
    return (outer) => this.demandsOf(outer).every((demand) => !this.isBeyond(demand, inner));
  }

  private isBeyond(demand: Demand, { accepts, cases, example }: Inner): boolean {
    if (demand.turn === this.turn) return demand.isBeyond;
    demand.turn = this.turn;
    demand.isBeyond =
      accepts.some((bits, word) => (bits & demand.refuses[word]) !== 0) ||
      demand.parts.some((part) => cases.some((one) => !share(part, one))) ||
      (example !== undefined && this.bench.accepts(demand.rule, example) === false);
    return demand.isBeyond;
  }

  private demandsOf(filtered: FilteredRule): readonly Demand[] {
    const known = this.demands.get(filtered);
    if (known !== undefined) return known;
    const { rule } = filtered;
    const { clauses } = rule.query;
    const isOne = clauses.length === 1 || clauses.some(({ connective }) => connective === "or");
    const demands = isOne ? [this.demandOf(clauses, rule)] : clauses.map((clause) => this.demandOf([clause]));
    this.demands.set(filtered, demands);
    return demands;
  }

  private demandOf(clauses: readonly Clause[], whole?: RelatedRule): Demand {
    const text = clauses.map(({ tree, root, connective }) => `${tree.text(root)} ${connective}`).join(" ");
    const key = clauses.length === 1 ? clauses[0].tree.text(clauses[0].root) : text;
    const known = this.byText.get(key);
    if (known !== undefined) return known;
    const alone = clauses.map((clause) =>
      clauses.length === 1 ? { ...clause, connective: undefined } : clause,
    );
    const rule = whole ?? this.bench.read({ clauses: alone });
    const demand = {
      rule,
      parts: this.partsOf(rule.condition),
      ...this.trySamples(rule),
      turn: 0,
      isBeyond: false,
    };
    this.byText.set(key, demand);
    return demand;
  }

  private trySamples(rule: RelatedRule): Pick<Demand, "accepts" | "refuses"> {
    const [accepts, refuses] = [new Uint32Array(SAMPLES / WORD), new Uint32Array(SAMPLES / WORD)];
    this.samples.forEach((sample, index) => {
      const truth = this.bench.accepts(rule, sample);
      if (truth === undefined) return;
      const words = truth ? accepts : refuses;
      words[Math.floor(index / WORD)] |= 1 << (index % WORD);
    });
    return { accepts, refuses };
  }

  /** What has to hold at once. */
  private partsOf(condition: Condition | undefined): readonly ReadonlySet<string>[] {
    if (condition === undefined) return [];
    const parts = condition.kind === "and" ? condition.of : [condition];
    return parts.filter((part) => !this.bench.isNever(negation(part))).map(subjectsOf);
  }

  /** What of which one has to hold. */
  private casesOf(condition: Condition | undefined): readonly ReadonlySet<string>[] {
    if (condition === undefined) return [];
    const cases = condition.kind === "or" ? condition.of : [condition];
    return cases.filter((one) => !this.bench.isNever(one)).map(subjectsOf);
  }
}

function subjectsOf(condition: Condition): ReadonlySet<string> {
  const subjects = new Set<string>();
  eachAtom(condition, ({ subject, test }) => {
    subjects.add(subject.key);
    if (test.kind === "same") subjects.add(test.other.key);
  });
  return subjects;
}

function share(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}
