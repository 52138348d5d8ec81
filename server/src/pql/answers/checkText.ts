/**
 * The problems of a whole text and which engines can evaluate it. Parses once and keeps nothing.
 */
import type { Problem } from "../problems/problem";
import { readSchema } from "../schema/readSchema";
import { checkClausePair } from "../semantics/chainPairs";
import { checkClauses } from "../semantics/checkClauses";
import { createEnvironment, type Environment } from "../semantics/checkEnvironment";
import type { TraitsList } from "../semantics/clauseTraits";
import { type Evaluation, type EvaluationCircumstances, evaluateKind } from "../semantics/evaluationKind";
import { checkLimits } from "../semantics/queryLimits";
import { parseQuery } from "../syntax/parser";
import type { Clause } from "../syntax/query";
import { shifted } from "../text/span";
import { findWrapping } from "../wrapping/wrapping";

/** What a text is checked against, as it comes from files or the platform; everything may be missing. */
export interface CheckSources {
  /** The union schema of the profile class as the schema registry answers it. */
  readonly profile?: unknown;
  /** The union schema of the experience event class. */
  readonly experienceEvent?: unknown;
  /** The audiences that exist; undefined where nobody knows. */
  readonly audiences?: readonly { readonly id: string; readonly name: string }[];
}

/** What was found in a text. Spans count from its start. */
export interface CheckedText {
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Which engines can evaluate the expression. */
  readonly evaluation: Evaluation;
}

/** The environment of these sources. Costs some milliseconds for a large schema: make it once for many texts. */
export function readEnvironment({ profile, experienceEvent, audiences }: CheckSources): Environment {
  return createEnvironment({
    profile: profile === undefined ? undefined : readSchema(profile).index,
    event: experienceEvent === undefined ? undefined : readSchema(experienceEvent).index,
    audiences,
  });
}

/** Checks a text. Total: any text is checked. What is known of the audience's merge policy counts for the engines only. */
export function checkText(
  text: string,
  environment: Environment,
  { isActiveOnEdge }: Pick<EvaluationCircumstances, "isActiveOnEdge"> = {},
): CheckedText {
  const { clauses } = parseQuery(text);
  const findings = checkClauses(clauses, environment);
  const starts = startsOf(clauses);
  const traits: TraitsList = {
    length: clauses.length,
    traitsAt: (index) => findings[index].traits,
    startOf: (index) => starts[index],
  };
  const evaluation = evaluateKind(traits, { rules: environment.evaluationRules, isActiveOnEdge });
  const wrapping = findWrapping(text);
  if (wrapping !== undefined) return { problems: [wrapping], evaluation };
  const problems = clauses.flatMap((clause, index) =>
    [...clause.problems, ...findings[index].problems].map((problem) => moveProblem(problem, starts[index])),
  );
  problems.push(...checkLimits({ clauses: traits, length: text.length }, environment));
  for (let index = 1; index < clauses.length; index++) {
    const problem = checkClausePair(clauses[index - 1], clauses[index], environment);
    if (problem !== undefined) problems.push(moveProblem(problem, starts[index - 1]));
  }
  return {
    problems: problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    evaluation,
  };
}

function startsOf(clauses: readonly Clause[]): number[] {
  let start = 0;
  return clauses.map(({ length }) => {
    start += length;
    return start - length;
  });
}

function moveProblem(problem: Problem, distance: number): Problem {
  if (distance === 0) return problem;
  const fixes = problem.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span, newText }) => ({ span: shifted(span, distance), newText })),
  }));
  return { ...problem, span: shifted(problem.span, distance), fixes };
}
