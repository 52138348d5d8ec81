/**
 * What the check found in each clause of a document. An edit forgets the findings of the clauses it touched and no others.
 * Checks on demand and in portions, so that a large text does not hold up what a user waits for. One small number per clause
 * lets a document of ten thousand clauses be asked what is where after each key without a look at each clause.
 */
import type { Problem } from "../pql/problems/problem";
import type { Severity } from "../pql/problems/problemCodes";
import { type ClauseFindings, checkClauses } from "../pql/semantics/checkClauses";
import type { Environment } from "../pql/semantics/checkEnvironment";
import { isPairedClause } from "../pql/semantics/clausePairs";
import { type ClauseTraits, NO_TRAITS } from "../pql/semantics/clauseTraits";
import type { ClauseSplice } from "../pql/syntax/clauseSplice";
import type { Clause } from "../pql/syntax/query";

const MOST_ARGUMENTS = 10_000;

/** What to replace: `inserted` goes where `removed` items from `index` on stand. */
interface ListSplice<T> {
  readonly index: number;
  readonly removed: number;
  readonly inserted: readonly T[];
}

/** Makes the replacement in `list`. */
export function spliceList<T>(list: T[], { index, removed, inserted }: ListSplice<T>): void {
  if (inserted.length === removed) {
    for (let i = 0; i < removed; i++) list[index + i] = inserted[i] as T;
    return;
  }
  if (inserted.length <= MOST_ARGUMENTS) {
    list.splice(index, removed, ...inserted);
    return;
  }
  const behind = list.slice(index + removed);
  list.length = index;
  for (const item of inserted) list.push(item);
  for (const item of behind) list.push(item);
}

const SPARE = 1.25;

/** What an edit did to the list of clauses. */
interface CountSplice {
  readonly index: number;
  readonly removed: number;
  /** Clauses that stand there now; each counts 0 until it is set. */
  readonly inserted: number;
}

/** A count for each of a list of clauses. */
class ClauseCounts {
  #counts = new Int32Array(0);
  /** 1 where the count is not 0: the engine searches bytes faster than any loop of ours. */
  #marks = new Uint8Array(0);
  #length = 0;
  #total = 0;

  /** Starts anew with `length` counts of 0. */
  reset(length: number): void {
    this.#counts = new Int32Array(Math.ceil(length * SPARE) + 8);
    this.#marks = new Uint8Array(this.#counts.length);
    this.#length = length;
    this.#total = 0;
  }

  /** Sum of all counts. */
  get total(): number {
    return this.#total;
  }

  set(clause: number, count: number): void {
    this.#total += count - (this.#counts[clause] ?? 0);
    this.#counts[clause] = count;
    this.#marks[clause] = count === 0 ? 0 : 1;
  }

  has(clause: number): boolean {
    return clause < this.#length && this.#marks[clause] === 1;
  }

  /** The first clause from `from` on whose count is not 0; -1 where there is none. */
  next(from: number): number {
    const found = this.#marks.indexOf(1, from);
    return found < this.#length ? found : -1;
  }

  /** Follows an edit of the list. */
  splice({ index, removed, inserted }: CountSplice): void {
    for (let i = index; i < index + removed; i++) this.#total -= this.#counts[i] ?? 0;
    const length = this.#length - removed + inserted;
    this.#reserve(length);
    if (inserted !== removed) {
      this.#counts.copyWithin(index + inserted, index + removed, this.#length);
      this.#marks.copyWithin(index + inserted, index + removed, this.#length);
    }
    this.#counts.fill(0, index, index + inserted);
    this.#marks.fill(0, index, index + inserted);
    this.#length = length;
  }

  #reserve(length: number): void {
    if (length <= this.#counts.length) return;
    const counts = new Int32Array(Math.ceil(length * SPARE));
    counts.set(this.#counts);
    this.#counts = counts;
    const marks = new Uint8Array(counts.length);
    marks.set(this.#marks);
    this.#marks = marks;
  }
}

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
  /** Clauses that are looked at together with their neighbour: chains and tests of events. */
  readonly #paired = new ClauseCounts();

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

  /** The first clause from `from` on that has problems of a weight; -1 where there is none. */
  nextWith(weight: ProblemWeight, from: number): number {
    return this.#weights[weight].next(from);
  }

  /** The clauses that have problems of a weight, or aggregations, in order. */
  clausesWith(what: ProblemWeight | "aggregations"): number[] {
    const counts = what === "aggregations" ? this.#aggregations : this.#weights[what];
    const clauses: number[] = [];
    for (let clause = counts.next(0); clause >= 0; clause = counts.next(clause + 1)) clauses.push(clause);
    return clauses;
  }

  /** The first clauses, `most` at most, that `and` joins to one that may say something together with them. */
  firstOfPairs(most: number): number[] {
    const clauses: number[] = [];
    for (let at = this.#paired.next(0); at >= 0 && clauses.length < most; at = this.#paired.next(at + 1))
      if (this.#clauses[at]?.connective === "and" && this.#paired.has(at + 1)) clauses.push(at);
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

  #allCounts(): readonly ClauseCounts[] {
    return [...Object.values(this.#weights), this.#aggregations, this.#paired];
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
      if (clause !== undefined && isPairedClause(clause)) this.#paired.set(index, 1);
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
