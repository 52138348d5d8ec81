/**
 * What the check found in each clause of a document. An edit forgets the findings of the clauses it touched and no others.
 * Checks on demand and in portions, so that a large text does not hold up what a user waits for.
 */
import type { Problem, Severity } from "../pql/problems/problem";
import { isChainClause } from "../pql/semantics/chainPairs";
import { type ClauseFindings, checkClauses } from "../pql/semantics/check";
import type { Environment } from "../pql/semantics/environment";
import { type ClauseTraits, NO_TRAITS } from "../pql/semantics/traits";
import type { ClauseSplice } from "../pql/syntax/edit";
import type { Clause } from "../pql/syntax/query";
import { ClauseCounts } from "./clauseCounts";
import { spliceList } from "./spliceList";

/** Clauses checked between two looks at the clock; a typical one takes some microseconds. */
const PORTION = 128;

/** Problems as far as their order on the screen is concerned; notes are information and hints. */
export type ProblemWeight = "errors" | "warnings" | "notes";

/** The weight of a severity. */
export function weightOf(severity: Severity): ProblemWeight {
  if (severity === "error") return "errors";
  return severity === "warning" ? "warnings" : "notes";
}

const NO_FINDINGS: ClauseFindings = { problems: [], traits: NO_TRAITS };

/** The findings of one list of clauses. The list itself belongs to the document. */
export class ClauseChecks {
  #clauses: readonly Clause[] = [];
  /** Undefined where a clause is still to be checked. */
  #findings: (ClauseFindings | undefined)[] = [];
  /** Number of clauses still to be checked; all of them stand at or behind `#firstLeft`. */
  #left = 0;
  #firstLeft = 0;
  /** Problems of each weight in each clause. Right for clauses that are checked. */
  readonly #weights: Readonly<Record<ProblemWeight, ClauseCounts>> = {
    errors: new ClauseCounts(),
    warnings: new ClauseCounts(),
    notes: new ClauseCounts(),
  };
  /** The first clause that an edit touched since somebody asked. */
  #firstTouched = 0;
  /** Clauses with aggregations, which are limited for the query as a whole. */
  readonly #aggregations = new ClauseCounts();
  /** Clauses that are a chain, which are looked at together with their neighbour. */
  readonly #chains = new ClauseCounts();

  /** Forgets everything. */
  reset(clauses: readonly Clause[]): void {
    this.#clauses = clauses;
    this.#findings = new Array<undefined>(clauses.length).fill(undefined);
    this.#left = clauses.length;
    this.#firstLeft = 0;
    this.#firstTouched = 0;
    for (const counts of this.#allCounts()) counts.reset(clauses.length);
  }

  /** Follows a splice that was made in the list of clauses. */
  follow({ index, removed, inserted }: ClauseSplice): void {
    const count = inserted.length;
    this.#left += count;
    for (let i = index; i < index + removed; i++) if (this.#findings[i] === undefined) this.#left--;
    this.#firstLeft = Math.min(this.#firstLeft, index);
    this.#firstTouched = Math.min(this.#firstTouched, index);
    spliceList(this.#findings, { index, removed, inserted: new Array<undefined>(count).fill(undefined) });
    for (const counts of this.#allCounts()) counts.splice({ index, removed, inserted: count });
  }

  /** Checks what is unchecked for about `milliseconds`, at least one portion; true where nothing is left. */
  advance(environment: Environment, milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (this.#left > 0) {
      this.#firstLeft = this.#findings.indexOf(undefined, this.#firstLeft);
      this.#checkFrom(this.#firstLeft, environment);
      if (performance.now() > end) break;
    }
    return this.#left === 0;
  }

  /** The findings of one clause, checked now if need be. */
  findingsOf(index: number, environment: Environment): ClauseFindings {
    if (this.#findings[index] === undefined && index < this.#clauses.length) {
      const [found] = checkClauses(this.#clauses.slice(index, index + 1), environment);
      if (found !== undefined) this.#keep(index, found);
    }
    return this.#findings[index] ?? NO_FINDINGS;
  }

  /** The summary of a clause for checks of the whole query; that of an empty one where it is not checked yet. */
  traitsAt(index: number): ClauseTraits {
    return this.#findings[index]?.traits ?? NO_TRAITS;
  }

  /** Number of problems in the clauses that are checked. */
  get problemCount(): number {
    const { errors, warnings, notes } = this.#weights;
    return errors.total + warnings.total + notes.total;
  }

  /** Number of clauses that are a chain. */
  get chainCount(): number {
    return this.#chains.total;
  }

  /** The first clause from `from` on that has problems of a weight; -1 where there is none. */
  nextWith(weight: ProblemWeight, from: number): number {
    return this.#weights[weight].next(from);
  }

  /** The clauses that have problems of a weight, or aggregations, or are a chain, in order. */
  clausesWith(what: ProblemWeight | "aggregations" | "chains"): number[] {
    const counts = this.#countsOf(what);
    const clauses: number[] = [];
    for (let clause = counts.next(0); clause >= 0; clause = counts.next(clause + 1)) clauses.push(clause);
    return clauses;
  }

  /** The first clause touched since this was last asked; all in front of it have the problems and places they had. */
  takeFirstTouched(): number {
    const first = this.#firstTouched;
    this.#firstTouched = Number.POSITIVE_INFINITY;
    return first;
  }

  /** Problems of a clause in syntax and meaning, as far as it is checked. */
  problemsOf(index: number): readonly Problem[] {
    const syntax = this.#clauses[index]?.problems ?? [];
    const meaning = this.#findings[index]?.problems ?? [];
    if (syntax.length === 0) return meaning;
    return meaning.length === 0 ? syntax : [...syntax, ...meaning];
  }

  #countsOf(what: ProblemWeight | "aggregations" | "chains"): ClauseCounts {
    if (what === "aggregations") return this.#aggregations;
    return what === "chains" ? this.#chains : this.#weights[what];
  }

  #allCounts(): readonly ClauseCounts[] {
    return [...Object.values(this.#weights), this.#aggregations, this.#chains];
  }

  #checkFrom(from: number, environment: Environment): void {
    let to = from + 1;
    while (to < from + PORTION && to < this.#findings.length && this.#findings[to] === undefined) to++;
    const found = checkClauses(this.#clauses.slice(from, to), environment);
    for (let i = from; i < to; i++) this.#keep(i, found[i - from] ?? NO_FINDINGS);
  }

  #keep(index: number, findings: ClauseFindings): void {
    this.#findings[index] = findings;
    this.#left--;
    const problems = this.problemsOf(index);
    if (problems.length > 0) this.#countProblems(index, problems);
    if (findings.traits.aggregations.length > 0) {
      this.#aggregations.set(index, findings.traits.aggregations.length);
    }
    if (findings.traits.events.length > 0) {
      const clause = this.#clauses[index];
      if (clause !== undefined && isChainClause(clause)) this.#chains.set(index, 1);
    }
  }

  #countProblems(index: number, problems: readonly Problem[]): void {
    const counts = { errors: 0, warnings: 0, notes: 0 };
    for (const { severity } of problems) counts[weightOf(severity)]++;
    this.#weights.errors.set(index, counts.errors);
    this.#weights.warnings.set(index, counts.warnings);
    this.#weights.notes.set(index, counts.notes);
  }
}
