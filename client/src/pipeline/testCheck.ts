/**
 * Runs the tests that stand beside what a plan would send (`name.audience-test.json`). Asks the rule as its file has it,
 * because tests name the audiences of that file. Sends nothing.
 */
import { openAudienceTests } from "../../../server/src/pql/service";
import type { PairWrite } from "../files/plannedReferences";
import { type AudienceFolder, EXPRESSION_FILE_ENDING } from "../model/audienceFolder";

const TEST_FILE_ENDING = ".audience-test.json";

/** A test that did not pass, or a file of tests that is at fault. */
export interface FailedTest {
  readonly stem: string;
  /** Of the test; empty for what concerns the whole file. */
  readonly test: string;
  /** One sentence. */
  readonly reason: string;
}

/** What came of the tests of a plan. */
export interface TestedPlan {
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  /** Why each failure came about, as lines for people. */
  readonly story: string;
}

/** Runs the tests of everything that is planned; audiences without tests are none. */
export async function testPlanned(
  folder: AudienceFolder,
  writes: readonly PairWrite[],
  signal: AbortSignal,
): Promise<TestedPlan> {
  const tested: TestedPlan[] = [];
  for (const { stem } of writes) {
    signal.throwIfAborted();
    const text = await folder.read(stem + TEST_FILE_ENDING);
    if (text === undefined) continue;
    const rule = (await folder.read(stem + EXPRESSION_FILE_ENDING)) ?? "";
    tested.push(testPair(stem, text, rule.replace(/^\uFEFF/, "")));
  }
  return {
    passed: tested.reduce((sum, { passed }) => sum + passed, 0),
    failed: tested.flatMap(({ failed }) => failed),
    story: tested.map(({ story }) => story).join(""),
  };
}

function testPair(stem: string, text: string, rule: string): TestedPlan {
  const opened = openAudienceTests(text, rule);
  const failed: FailedTest[] = opened.problems.map(({ message }) => ({ stem, test: "", reason: message }));
  let passed = 0;
  let story = "";
  for (const result of opened.run()) {
    const { test, outcome, problems, explanation } = result;
    if (outcome === "passed") {
      passed++;
      continue;
    }
    const reason =
      outcome === "failed"
        ? `expected ${test.question?.expected}, but the rule answers ${explanation?.value}`
        : (problems[0]?.message ?? "The rule has errors.");
    failed.push({ stem, test: test.name, reason });
    story += `${stem}: ${test.name}: ${reason}\n${opened.explain(result)}`;
  }
  return { passed, failed, story };
}
