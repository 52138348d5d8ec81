/**
 * Test results as lines for people, as JSON for tools, and as the XML of JUnit, which servers for pipelines read. Others rely
 * on the names of the JSON.
 */

import {
  type ClauseCoverage,
  type Environment,
  LineIndex,
  listUnknownMembers,
  listUntried,
  type OpenedTests,
  type TestResult,
} from "../pql/service";
import { toShownLine } from "../pql/text/shownLine";

/** A file whose tests ran, with its rule. */
export interface TestedFile {
  readonly file: string;
  readonly ruleFile: string;
  readonly text: string;
  readonly ruleText: string;
  /** False where one of both files could not be read, which is told by then. */
  readonly isRead: boolean;
  readonly opened: OpenedTests;
  readonly results: readonly TestResult[];
  /** How long each result took. */
  readonly milliseconds: readonly number[];
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Both from 1. */
function placeOf(lines: LineIndex, offset: number): Place {
  const { line, character } = lines.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}

/** Lines as compilers write them, of everything at fault in a file, its tests and its rule. */
export function toProblemLines({
  file,
  text,
  ruleFile,
  ruleText,
  isRead,
  opened,
  results,
}: TestedFile): string {
  const [lines, ruleLines] = [new LineIndex(text), new LineIndex(ruleText)];
  const at = (name: string, { line, column }: Place, message: string) =>
    `${name}:${line}:${column}: error: ${message}\n`;
  return [
    ...(isRead ? opened.ruleProblems : []).map(({ span, message, code }) =>
      at(ruleFile, placeOf(ruleLines, span.start), `${message} [${code}]`),
    ),
    ...opened.problems.map(({ span, message }) => at(file, placeOf(lines, span.start), message)),
    ...results.flatMap(({ test, problems }) =>
      problems.map(({ span, message }) =>
        at(file, placeOf(lines, span.start), `${toShownLine(test.name)}: ${message}`),
      ),
    ),
  ].join("");
}

/** A line for each member of a profile that the schemas do not have; no fault, because they may be older than the tests. */
export function toUnknownLines({ file, text, opened }: TestedFile, environment: Environment): string {
  const lines = new LineIndex(text);
  const notes = listUnknownMembers(opened.tests, environment).map(({ test, key, message }) => {
    const { line, column } = placeOf(lines, key.start);
    return `${file}:${line}:${column}: note: ${toShownLine(test)}: ${message}\n`;
  });
  return notes.join("");
}

/** The tests that failed, each with its why. */
export function toFailureText({ file, text, opened, results }: TestedFile): string {
  const lines = new LineIndex(text);
  return results
    .filter(({ outcome }) => outcome === "failed")
    .map((result) => {
      const { line, column } = placeOf(lines, result.test.span.start);
      return `✘ ${file}:${line}:${column}: ${toShownLine(result.test.name)}: ${toSentence(result)}\n${opened.explain(result)}`;
    })
    .join("");
}

function toSentence({ test, explanation }: TestResult): string {
  return `expected ${test.question?.expected}, but the rule answers ${explanation?.value}`;
}

/** What no test has tried of a rule. */
export function toCoverageText({ ruleFile, ruleText, opened, results }: TestedFile): string {
  const { clauses, conditions, covered } = opened.measure(results);
  const lines = new LineIndex(ruleText);
  const untried = clauses.flatMap((clause) => {
    const words = listUntried(clause);
    if (words.length === 0) return [];
    const { line, column } = placeOf(lines, clause.span.start);
    return [`${ruleFile}:${line}:${column}: never ${words.join(", ")}: ${toShortText(ruleText, clause)}\n`];
  });
  const share = conditions === 0 ? 0 : Math.floor((covered / conditions) * 100);
  return `${untried.join("")}${ruleFile}: ${covered} of ${conditions} conditions decided both ways (${share} %)\n`;
}

const LONGEST_CLAUSE = 80;

function toShortText(text: string, { span }: ClauseCoverage): string {
  const written = text.slice(span.start, span.end).replace(/\s+/g, " ");
  return written.length > LONGEST_CLAUSE ? `${written.slice(0, LONGEST_CLAUSE - 1)}…` : written;
}

/** The JSON of a file's results. Places count from 1, spans of clauses from the start of the rule. */
export function toTestReport(
  { file, ruleFile, text, ruleText, opened, results }: TestedFile,
  isCovering: boolean,
) {
  const [lines, ruleLines] = [new LineIndex(text), new LineIndex(ruleText)];
  const toProblem = ({
    message,
    span,
  }: {
    readonly message: string;
    readonly span: { readonly start: number };
  }) => ({
    message,
    ...placeOf(lines, span.start),
  });
  return {
    file,
    rule: ruleFile,
    problems: opened.problems.map(toProblem),
    ruleProblems: opened.ruleProblems.map(({ code, message, span }) => ({
      code,
      message,
      ...placeOf(ruleLines, span.start),
    })),
    tests: results.map(({ test, outcome, problems, explanation, deciders }) => ({
      name: test.name,
      ...placeOf(lines, test.span.start),
      outcome,
      expected: test.question?.expected ?? null,
      actual: explanation?.value ?? null,
      problems: problems.map(toProblem),
      reasons: explanation?.reasons ?? [],
      decided: deciders.map(({ span }) => ({ span, ...placeOf(ruleLines, span.start) })),
      clauses: explanation?.clauses ?? [],
    })),
    ...(isCovering ? { coverage: opened.measure(results) } : {}),
  };
}

/** A report in the form of JUnit: a suite for each file, a failure for each failed test, an error for everything at fault. */
export function toJUnit(tested: readonly TestedFile[]): string {
  const suites = tested.map(toSuite).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites}</testsuites>\n`;
}

function toSuite(tested: TestedFile): string {
  const { file, isRead, opened, results, milliseconds } = tested;
  const whole = [
    ...(isRead ? [] : ["The test file or its rule cannot be read."]),
    ...opened.problems.map(({ message }) => message),
    ...(isRead ? opened.ruleProblems : []).map(({ message }) => message),
  ];
  const cases = results.map((result, index) => toCase(tested, result, milliseconds[index] ?? 0));
  if (whole.length > 0) {
    const inner = toElement("error", whole[0] ?? "", whole.join("\n"));
    cases.unshift(`    <testcase name="(file)" classname="${escaped(file)}" time="0">${inner}</testcase>\n`);
  }
  const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
  const errors = count("broken") + (whole.length > 0 ? 1 : 0);
  const counts = `tests="${cases.length}" failures="${count("failed")}" errors="${errors}" skipped="0"`;
  const time = milliseconds.reduce((sum, one) => sum + one, 0);
  return `  <testsuite name="${escaped(file)}" ${counts} time="${toSeconds(time)}">\n${cases.join("")}  </testsuite>\n`;
}

function toCase({ file, text, opened }: TestedFile, result: TestResult, milliseconds: number): string {
  const { test, outcome, problems } = result;
  const { line } = placeOf(new LineIndex(text), test.span.start);
  const head = `    <testcase name="${escaped(test.name)}" classname="${escaped(file)}" file="${escaped(file)}" line="${line}" time="${toSeconds(milliseconds)}"`;
  if (outcome === "passed") return `${head}/>\n`;
  const story =
    outcome === "failed"
      ? toElement("failure", toSentence(result), opened.explain(result))
      : toElement("error", problems[0]?.message ?? "The rule has errors.", toMessages(result));
  return `${head}>${story}</testcase>\n`;
}

function toMessages({ problems }: TestResult): string {
  return problems.map(({ message }) => message).join("\n");
}

function toElement(name: "failure" | "error", message: string, body: string): string {
  return `<${name} message="${escaped(message)}">${escaped(body)}</${name}>`;
}

function toSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** What XML 1.0 cannot hold in any spelling, or advises against: control characters but blanks, halves of pairs and two more. */
const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text
    .replace(UNPRINTABLE, "\ufffd")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? "")
    .replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}
