/**
 * The tests of an audience, opened beside its rule.
 */
import { type RuleCoverage, toCoverage } from "../audienceTests/ruleCoverage";
import { runTests, type TestResult, toWanted, toWhy } from "../audienceTests/runTests";
import { type AudienceTest, type AudienceTestFile, readTestFile } from "../audienceTests/testFile";
import { compileQuery, type RuleOptions } from "../evaluate/compiledRule";
import type { Problem } from "../problems/problem";
import { parseQuery } from "../syntax/parser";
import type { Speech } from "../text/phrases";

/** The tests of an audience beside its rule. Spans of tests count from the start of their file, of clauses from that of the rule. */
export interface OpenedTests extends AudienceTestFile {
  /** The errors that leave the rule without a meaning, and every test broken. */
  readonly ruleProblems: readonly Problem[];
  /** Runs tests as somebody asks for the next result. */
  run(chosen?: readonly AudienceTest[]): Iterable<TestResult>;
  /** Why a test came out as it did, as indented lines; English unless said otherwise. */
  explain(result: TestResult, speech?: Speech): string;
  /** The same lines with the conditions that decided as the test expected. */
  explainWanted(result: TestResult, speech?: Speech): string;
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
    explain: (result, speech) => toWhy(result, ruleText, speech),
    explainWanted: (result, speech) => toWanted(result, ruleText, speech),
    measure: toCoverage,
  };
}
