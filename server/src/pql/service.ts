/**
 * The core for whoever has a whole text and no editor: the command line, the sample organisation, pipelines, tests.
 * Parses once and answers; keeps nothing. A document under edit is kept by session/pqlDocument.ts instead.
 */
import { type RuleCoverage, toCoverage } from "./audienceTests/ruleCoverage";
import { runTests, type TestResult, toWhy } from "./audienceTests/runTests";
import { type AudienceTest, type AudienceTestFile, readTestFile } from "./audienceTests/testFile";
import {
  type Clock,
  compileQuery,
  isClock,
  type RuleCompilation,
  type RuleOptions,
} from "./evaluate/compiledRule";
import {
  findProfileProblems,
  type ProfileProblem,
  type ReadProfile,
  readProfile,
} from "./evaluate/profileReader";
import { jsonToText, type TextConversion } from "./json/jsonToText";
import type { PqlJsonNode } from "./json/pqlJson";
import { type RewrittenTree, rewriteTree } from "./json/rewriteTree";
import { type JsonConversion, queryToJson } from "./json/textToJson";
import { formatQuery } from "./printer/queryPrinter";
import type { Problem } from "./problems/problem";
import { readSchema } from "./schema/readSchema";
import { checkClausePair } from "./semantics/chainPairs";
import { checkClauses } from "./semantics/checkClauses";
import { createEnvironment, type Environment } from "./semantics/checkEnvironment";
import type { TraitsList } from "./semantics/clauseTraits";
import { type Evaluation, type EvaluationCircumstances, evaluateKind } from "./semantics/evaluationKind";
import { checkLimits } from "./semantics/queryLimits";
import { parseQuery } from "./syntax/parser";
import type { Clause } from "./syntax/query";
import { printExactJson } from "./text/exactJson";
import { shifted } from "./text/span";
import { findWrapping } from "./wrapping/wrapping";

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

/** The text, formatted. Clauses with a syntax problem stay as they are. */
export function formatText(text: string): string {
  return formatQuery(parseQuery(text));
}

/** The text as pql/json; what has no such form is named instead. */
export function convertToJson(text: string): JsonConversion {
  return queryToJson(parseQuery(text));
}

/** A tree as JSON text, every digit of its numbers kept. */
export function printTree(node: PqlJsonNode, indent?: number): string {
  return printExactJson(node, indent);
}

/** The text of a pql/json expression; what has no text is named instead. */
export function convertToText(json: string): TextConversion {
  return jsonToText(json);
}

/** The pql/json that an edited text stands for in the place of `stored`; refused where anything would be lost. */
export function replaceTree(stored: string, text: string): RewrittenTree {
  return rewriteTree(stored, text);
}

/** A rule as a text, or as a tree that stands for one. */
export type RuleSource = { readonly text: string } | { readonly json: string };

/** The rule as a function of a profile and a clock, or the errors that leave it without a meaning. Parses and compiles once. */
export function compileRule(source: RuleSource, options?: RuleOptions): RuleCompilation {
  if ("text" in source) return compileQuery(parseQuery(source.text), options);
  const { text, problems } = jsonToText(source.json);
  if (text !== undefined) return compileQuery(parseQuery(text), options);
  const span = { start: 0, end: 0 };
  return {
    rule: undefined,
    problems: problems
      .filter(({ severity }) => severity === "error")
      .map(({ pointer, message }) => {
        const place = pointer === "" ? message : `${pointer}: ${message}`;
        return { code: "pql.json", severity: "error", message: place, span, fixes: [] };
      }),
  };
}

/** A profile from its JSON, numbers with all their digits; or why there is none. */
export function parseProfile(json: string): ReadProfile {
  return readProfile(json);
}

/** What is wrong with a profile as a whole: parts of the wrong type, events without a time. */
export function checkProfile(profile: unknown): readonly ProfileProblem[] {
  return findProfileProblems(profile);
}

/** Whether a clock tells a time, in a zone that exists. */
export function isUsableClock(clock: Clock): boolean {
  return isClock(clock);
}

/** The tests of an audience beside its rule. Spans of tests count from the start of their file, of clauses from that of the rule. */
export interface OpenedTests extends AudienceTestFile {
  /** The errors that leave the rule without a meaning, and every test broken. */
  readonly ruleProblems: readonly Problem[];
  /** Runs tests as somebody asks for the next result. */
  run(chosen?: readonly AudienceTest[]): Iterable<TestResult>;
  /** Why a test came out as it did, as indented lines. */
  explain(result: TestResult): string;
  /** What the tests that ran have tried of the rule. */
  measure(results: readonly TestResult[]): RuleCoverage;
}

/** Opens the tests of an audience. Total: whatever is wrong is among the problems. */
export function openAudienceTests(testText: string, ruleText: string, options?: RuleOptions): OpenedTests {
  const file = readTestFile(testText);
  const { rule, problems } = compileQuery(parseQuery(ruleText), options);
  return {
    ...file,
    ruleProblems: problems,
    run: (chosen = file.tests) => runTests(chosen, { text: ruleText, rule }),
    explain: (result) => toWhy(result, ruleText),
    measure: toCoverage,
  };
}

function moveProblem(problem: Problem, distance: number): Problem {
  if (distance === 0) return problem;
  const fixes = problem.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span, newText }) => ({ span: shifted(span, distance), newText })),
  }));
  return { ...problem, span: shifted(problem.span, distance), fixes };
}
