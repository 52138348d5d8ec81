/**
 * What the check found in each clause of a document. An edit forgets the findings of the clauses it touched and no others.
 * Checks on demand and in portions, so that a large text does not hold up what a user waits for.
 */
import type { Problem } from "../pql/problems/problem";
import { type ClauseFindings, checkClauses } from "../pql/semantics/check";
import type { Environment } from "../pql/semantics/environment";
import { type ClauseTraits, NO_TRAITS } from "../pql/semantics/traits";
import type { ClauseSplice } from "../pql/syntax/edit";
import type { Clause } from "../pql/syntax/query";
import { spliceList } from "./spliceList";

/** Clauses checked between two looks at the clock; a typical one takes some microseconds. */
const PORTION = 128;

const NO_FINDINGS: ClauseFindings = { problems: [], traits: NO_TRAITS };

/** The findings of one list of clauses. The list itself belongs to the document. */
export class ClauseChecks {
  #clauses: readonly Clause[] = [];
  /** Undefined where a clause is still to be checked. */
  #findings: (ClauseFindings | undefined)[] = [];
  /** Every clause before this one is checked. */
  #checked = 0;

  /** Forgets everything. */
  reset(clauses: readonly Clause[]): void {
    this.#clauses = clauses;
    this.#findings = new Array<undefined>(clauses.length).fill(undefined);
    this.#checked = 0;
  }

  /** Follows a splice that was made in the list of clauses. */
  follow({ index, removed, inserted }: ClauseSplice): void {
    const unchecked = new Array<undefined>(inserted.length).fill(undefined);
    spliceList(this.#findings, { index, removed, inserted: unchecked });
    this.#checked = Math.min(this.#checked, index);
  }

  /** Checks what is unchecked for about `milliseconds`, at least one portion; true where nothing is left. */
  advance(environment: Environment, milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (;;) {
      const from = this.#findings.indexOf(undefined, this.#checked);
      this.#checked = from < 0 ? this.#findings.length : from;
      if (from < 0) return true;
      if (performance.now() > end) return false;
      this.#checkFrom(from, environment);
    }
  }

  /** The findings of one clause, checked now if need be. */
  findingsOf(index: number, environment: Environment): ClauseFindings {
    const known = this.#findings[index];
    if (known !== undefined) return known;
    const [found] = checkClauses(this.#clauses.slice(index, index + 1), environment);
    if (found !== undefined) this.#findings[index] = found;
    return found ?? NO_FINDINGS;
  }

  /** The summary of a clause for checks of the whole query; that of an empty one where it is not checked yet. */
  traitsAt(index: number): ClauseTraits {
    return this.#findings[index]?.traits ?? NO_TRAITS;
  }

  /** Calls `visit` for every problem found so far in syntax and meaning, clause by clause. */
  forEachProblem(visit: (problem: Problem, clause: number) => void): void {
    const [clauses, findings] = [this.#clauses, this.#findings];
    for (let i = 0; i < clauses.length; i++) {
      const syntax = clauses[i]?.problems;
      const meaning = findings[i]?.problems;
      if (syntax !== undefined && syntax.length > 0) for (const problem of syntax) visit(problem, i);
      if (meaning !== undefined && meaning.length > 0) for (const problem of meaning) visit(problem, i);
    }
  }

  #checkFrom(from: number, environment: Environment): void {
    let to = from + 1;
    while (to < from + PORTION && to < this.#findings.length && this.#findings[to] === undefined) to++;
    const found = checkClauses(this.#clauses.slice(from, to), environment);
    for (let i = from; i < to; i++) this.#findings[i] = found[i - from];
  }
}
