/**
 * What came of a test of an audience in the editor's words: why it failed, as a difference, with the clauses that
 * decided marked, what is at fault and where, and what was tried of a rule. Runs nothing.
 */
import * as vscode from "vscode";
import { toShownLine } from "../../../server/src/pql/text/shownLine";
import type {
  AudienceTestProblem,
  AudienceTestReport,
  CoveredClause,
  ReportedAudienceTest,
} from "../../../server/src/protocol/clientMessages";
import { toRange } from "../ui/editors";
import { say } from "../words/say";

/**
 * Above and below the tree of a side. Beside the test the editor writes the first 14 and the last 15 signs of both sides, runs of blanks as
 * one: the answers and these lines, and no torn trees.
 */
const LINE = "─".repeat(16);

/** Why a test failed: a difference at the test, and the same in words at each clause of the rule that decided. */
export function toFailures(
  { name, expected, actual, why = "", wanted = "", deciders = [] }: ReportedAudienceTest,
  ruleUri: vscode.Uri,
): vscode.TestMessage[] {
  const facts = [name, expected ?? "", actual ?? ""];
  const difference = vscode.TestMessage.diff(
    say("“{0}” expected {1}, but the rule answers {2}.", ...facts),
    `${expected}\n${LINE}\n${wanted}\n${LINE}`,
    `${actual}\n${LINE}\n${why}\n${LINE}`,
  );
  const decided = say("This decided “{0}”: expected {1}, but the rule answers {2}.", ...facts);
  const marks = deciders.map((range) => {
    const mark = new vscode.TestMessage(`${decided}\n\n${why}`);
    mark.location = new vscode.Location(ruleUri, toRange(range));
    return mark;
  });
  return [difference, ...marks];
}

/** Why a test failed, as lines of the run's output: what the panel shows before anybody chose a message. */
export function toOutput({ name, expected = "", actual = "", why = "" }: ReportedAudienceTest): string {
  const text = say("“{0}” expected {1}, but the rule answers {2}.", name, expected, actual);
  // The output is a terminal: whatever stands in a name or a value is text there, and lines end with both signs.
  return [text, "", ...why.split("\n"), "", ""].map(toShownLine).join("\r\n");
}

/** That a test passed, as a line of the run's output. */
export function toPassedLine({ name }: Pick<ReportedAudienceTest, "name">): string {
  return `✔ ${toShownLine(name)}\r\n`;
}

/** What is wrong, each fault at its place in the file of tests; in words alone where it has none. */
export function toFaults(
  problems: readonly AudienceTestProblem[],
  uri: vscode.Uri | undefined,
): vscode.TestMessage[] {
  return problems.map(({ message, range }) => {
    const fault = new vscode.TestMessage(message);
    if (uri !== undefined) fault.location = new vscode.Location(uri, toRange(range));
    return fault;
  });
}

/** What was tried of a rule. Its percentage is that of `pql test --coverage`: conditions that decided on their own both ways. */
export function toCoverage({ conditions, coverage }: AudienceTestReport, ruleUri: vscode.Uri): RuleCoverage {
  const { covered, total } = conditions;
  return {
    file: new vscode.FileCoverage(ruleUri, new vscode.TestCoverageCount(covered, total)),
    details: coverage.map(toStatement),
  };
}

/** What was tried of a rule, as a whole and clause by clause. */
export interface RuleCoverage {
  readonly file: vscode.FileCoverage;
  readonly details: vscode.FileCoverageDetail[];
}

/** A clause with what was tried of it as branches. */
function toStatement({ range, times, decided }: CoveredClause): vscode.StatementCoverage {
  const place = toRange(range);
  const branches = [
    new vscode.BranchCoverage(times.true, place, say("true")),
    new vscode.BranchCoverage(times.false, place, say("false")),
  ];
  if (decided !== undefined) {
    branches.push(
      new vscode.BranchCoverage(decided.true, place, say("changed the answer by being true")),
      new vscode.BranchCoverage(decided.false, place, say("changed the answer by being false")),
    );
  }
  return new vscode.StatementCoverage(times.true + times.false, place, branches);
}
