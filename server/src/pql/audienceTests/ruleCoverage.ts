/**
 * What the tests of an audience have tried of its rule: which clauses were ever true and ever false, and which conditions
 * decided the answer on their own both ways (MC/DC). Runs nothing.
 */
import type { ClauseExplanation, ClauseKind } from "../evaluate/explanationTrace";
import type { Span } from "../text/span";
import { findSoleDeciders } from "./ruleDecision";
import type { TestResult } from "./runTests";

/** What no test has tried of a clause, as words that follow "never"; empty where all was tried. */
export function listUntried({ times, decided }: ClauseCoverage): readonly string[] {
  return [
    times.true > 0 ? "" : "true",
    times.false > 0 ? "" : "false",
    decided === undefined || decided.true > 0 || times.true === 0 ? "" : "changing the answer by being true",
    decided === undefined || decided.false > 0 || times.false === 0
      ? ""
      : "changing the answer by being false",
  ].filter((word) => word !== "");
}

/** How often a clause was true, false and unknown; of clauses inside loops, over all items. */
interface Times {
  readonly true: number;
  readonly false: number;
  readonly unknown: number;
}

/** What was tried of one clause. */
export interface ClauseCoverage {
  readonly span: Span;
  readonly kind: ClauseKind;
  readonly times: Times;
  /** In how many tests it decided the answer on its own while true, while false; undefined for what is no condition. */
  readonly decided: { readonly true: number; readonly false: number } | undefined;
}

/** What was tried of a rule. */
export interface RuleCoverage {
  /** In the order of the text, each before those inside it. */
  readonly clauses: readonly ClauseCoverage[];
  readonly conditions: number;
  /** Conditions that decided the answer on their own both ways. */
  readonly covered: number;
}

interface Tried {
  readonly span: Span;
  readonly kind: ClauseKind;
  readonly times: { true: number; false: number; unknown: number };
  decided: { true: number; false: number } | undefined;
}

/** What these tests have tried. Empty where none of them ran. */
export function toCoverage(results: readonly TestResult[]): RuleCoverage {
  const tried: Tried[] = [];
  for (const { explanation, decision } of results) {
    if (explanation === undefined || decision === undefined) continue;
    const sole = new Set(findSoleDeciders(decision));
    let index = 0;
    const visit = (clause: ClauseExplanation, isJoined: boolean): void => {
      const place = tried[index] ?? begin(clause, isJoined);
      tried[index++] = place;
      add(place, clause, sole.has(clause));
      const isJoining = isJoined && !isCondition(clause);
      for (const child of clause.children) visit(child, isJoining);
    };
    for (const clause of explanation.clauses) visit(clause, true);
  }
  const conditions = tried.flatMap(({ decided }) => decided ?? []);
  const covered = conditions.filter((decided) => decided.true > 0 && decided.false > 0).length;
  return { clauses: tried, conditions: conditions.length, covered };
}

function isCondition({ kind }: ClauseExplanation): boolean {
  return kind !== "and" && kind !== "or" && kind !== "not";
}

function begin(clause: ClauseExplanation, isJoined: boolean): Tried {
  const decided = isJoined && isCondition(clause) ? { true: 0, false: 0 } : undefined;
  return { span: clause.span, kind: clause.kind, times: { true: 0, false: 0, unknown: 0 }, decided };
}

function add({ times, decided }: Tried, clause: ClauseExplanation, isSole: boolean): void {
  times.true += clause.times.true;
  times.false += clause.times.false;
  times.unknown += clause.times.unknown;
  if (decided === undefined || !isSole || clause.value === undefined || clause.value === "unknown") return;
  decided[`${clause.value}`]++;
}
