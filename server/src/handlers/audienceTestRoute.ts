/**
 * Route of `aep/runAudienceTests`: lists the tests of a text and runs them on a rule. Keeps nothing. Between two tests it lets
 * other messages in; one test is stopped after a number of steps.
 */
import type { CancellationToken } from "vscode-languageserver";
import type { TestResult } from "../pql/audienceTests/runTests";
import type { AudienceTest, TestProblem } from "../pql/audienceTests/testFile";
import type { OpenedTests } from "../pql/service";
import { LineIndex } from "../pql/text/lineIndex";
import type { Speech } from "../pql/text/phrases";
import type { Span } from "../pql/text/span";
import {
  type AudienceTestProblem,
  type AudienceTestReport,
  type AudienceTestRequest,
  type CoveredClause,
  type ReportedAudienceTest,
  RUN_AUDIENCE_TESTS,
  type TextRange,
} from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** A second or so. */
const STEPS = 5_000_000;

export function routeAudienceTests({ connection, say, translate }: Session): void {
  connection.onRequest(RUN_AUDIENCE_TESTS, async (request: AudienceTestRequest, token: CancellationToken) => {
    const { openAudienceTests } = await import("../pql/service");
    const opened = openAudienceTests(request.tests, request.rule ?? "", { steps: STEPS });
    const results = request.rule === undefined ? [] : await run(opened, request, token);
    return toReport(opened, { ...request, speech: { say, translate } }, results);
  });
}

async function run(
  opened: OpenedTests,
  { names }: AudienceTestRequest,
  token: CancellationToken,
): Promise<readonly TestResult[]> {
  const chosen = names === undefined ? opened.tests : opened.tests.filter(({ name }) => names.includes(name));
  const results: TestResult[] = [];
  for (const result of opened.run(chosen)) {
    results.push(result);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested) break;
  }
  return results;
}

function toReport(
  opened: OpenedTests,
  { tests, rule = "", speech }: AudienceTestRequest & { readonly speech: Speech },
  results: readonly TestResult[],
): AudienceTestReport {
  const [lines, ruleLines] = [new LineIndex(tests), new LineIndex(rule)];
  const toProblems = (problems: readonly TestProblem[], index: LineIndex): readonly AudienceTestProblem[] =>
    problems.map(({ message, span }) => ({
      message: speech.translate(message),
      range: toRange(index, span),
    }));
  const byTest = new Map<AudienceTest, TestResult>(results.map((result) => [result.test, result]));
  const { clauses, conditions, covered } = opened.measure(results);
  return {
    problems: toProblems(opened.problems, lines),
    ruleErrors: toProblems(opened.ruleProblems, ruleLines),
    tests: opened.tests.map((test): ReportedAudienceTest => {
      const result = byTest.get(test);
      return {
        name: test.name,
        range: toRange(lines, test.span),
        problems: toProblems(result?.problems ?? test.problems, lines),
        ...(result && toOutcome(result, opened, { ruleLines, speech })),
      };
    }),
    coverage: clauses.map(
      ({ span, times, decided }): CoveredClause => ({
        range: toRange(ruleLines, span),
        times,
        ...(decided && { decided }),
      }),
    ),
    conditions: { covered, total: conditions },
  };
}

function toOutcome(
  result: TestResult,
  opened: OpenedTests,
  { ruleLines, speech }: { readonly ruleLines: LineIndex; readonly speech: Speech },
): Omit<ReportedAudienceTest, "name" | "range" | "problems"> {
  const { test, outcome, explanation, deciders } = result;
  return {
    outcome,
    ...(test.question && { expected: String(test.question.expected) }),
    ...(explanation && { actual: String(explanation.value), why: opened.explain(result, speech) }),
    ...(outcome === "failed" && { wanted: opened.explainWanted(result, speech) }),
    deciders: deciders.map(({ span }) => toRange(ruleLines, span)),
  };
}

function toRange(lines: LineIndex, { start, end }: Span): TextRange {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
