/**
 * The problems of a whole text and which engines can evaluate it. Parses once and keeps nothing.
 */
import type { Problem } from "../problems/problem";
import { findRedundancy } from "../relations/clauseRedundancy";
import { readSchema } from "../schema/readSchema";
import { checkClauses } from "../semantics/checkClauses";
import { createEnvironment, type Environment } from "../semantics/checkEnvironment";
import { type CheckedQuery, checkQuery } from "../semantics/checkQuery";
import { type Evaluation, type EvaluationCircumstances, evaluateKind } from "../semantics/evaluationKind";
import { parseQuery } from "../syntax/parser";
import type { Clause } from "../syntax/query";
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
export function readEnvironment({ profile, experienceEvent, audiences }: CheckSources = {}): Environment {
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
  const query: CheckedQuery = {
    environment,
    clauses,
    length: clauses.length,
    textLength: text.length,
    findingsOf: (index) => findings[index],
    traitsAt: (index) => findings[index].traits,
    startOf: (index) => starts[index],
  };
  const evaluation = evaluateKind(query, { rules: environment.evaluationRules, isActiveOnEdge });
  const wrapping = findWrapping(text);
  const problems = wrapping === undefined ? [...checkQuery(query), ...findRedundancy(query)] : [wrapping];
  return { problems: problems.sort(byPlace), evaluation };
}

function byPlace({ span: a }: Problem, { span: b }: Problem): number {
  return a.start - b.start || a.end - b.end;
}

function startsOf(clauses: readonly Clause[]): number[] {
  let start = 0;
  return clauses.map(({ length }) => {
    start += length;
    return start - length;
  });
}
