/**
 * Runs the tests of an audience: what each expected, what came out and which clauses decided. A test at fault is told as
 * such and the others run on. Knows no files.
 */
import type { CompiledRule, Explanation } from "../evaluate/compiledRule";
import { toExplanationText } from "../evaluate/explanationText";
import type { ClauseExplanation } from "../evaluate/explanationTrace";
import { findProfileProblems } from "../evaluate/profileReader";
import type { Reason } from "../evaluate/verdict";
import { parseQuery } from "../syntax/parser";
import type { Query } from "../syntax/query";
import { ENGLISH_SPEECH, type Speech } from "../text/phrases";
import { type Decision, findDeciders, toDecision, turnDeciders } from "./ruleDecision";
import type { AudienceTest, TestProblem, TestQuestion } from "./testFile";

/** What came of a test. */
export interface TestResult {
  readonly test: AudienceTest;
  /** Broken where the test, its profile or the rule is at fault, so that nothing can be said. */
  readonly outcome: "passed" | "failed" | "broken";
  /** What is wrong with the test or its profile. */
  readonly problems: readonly TestProblem[];
  /** What the rule answered, and why; undefined where it was not asked. */
  readonly explanation: Explanation | undefined;
  readonly decision: Decision | undefined;
  /** The conditions that made the answer what it is. */
  readonly deciders: readonly ClauseExplanation[];
}

/** Why a test came out as it did: one clause a line, those that decided marked, then what is not known. Empty where the rule was not asked. */
export function toWhy(
  { explanation, deciders }: TestResult,
  text: string,
  { say, translate }: Speech = ENGLISH_SPEECH,
): string {
  if (explanation === undefined) return "";
  const { clauses, reasons } = explanation;
  const lines = clauses.map((clause) => toExplanationText(clause, { text, depth: 2, marked: deciders, say }));
  return [...lines, ...reasons.map(({ code, message }) => `    ${translate(message)} [${code}]\n`)].join("");
}

/**
 * The same lines as they would stand if those conditions that decided were otherwise: what the test expected, to be held against
 * `toWhy`. Empty where the rule was not asked.
 */
export function toWanted(
  { test, explanation, deciders }: TestResult,
  text: string,
  { say }: Speech = ENGLISH_SPEECH,
): string {
  const expected = test.question?.expected;
  if (explanation === undefined || expected === undefined) return "";
  const turned = turnDeciders(explanation.clauses, { deciders, wanted: expected });
  const lines = turned.clauses.map((clause) =>
    toExplanationText(clause, { text, depth: 2, marked: turned.deciders, say }),
  );
  return lines.join("");
}

/** Runs one test after another, as somebody asks for them. `rule` is undefined where it has errors: then every test is broken. */
export function* runTests(
  tests: readonly AudienceTest[],
  { text, rule }: { readonly text: string; readonly rule: CompiledRule | undefined },
): Generator<TestResult> {
  const query = parseQuery(text);
  for (const test of tests) {
    const { question } = test;
    if (question === undefined || rule === undefined) yield toBroken(test, test.problems);
    else yield runTest(test, question, { text, query, rule });
  }
}

function runTest(
  test: AudienceTest,
  { profile, clock, expected, locate }: TestQuestion,
  { text, query, rule }: { readonly text: string; readonly query: Query; readonly rule: CompiledRule },
): TestResult {
  const faults = findProfileProblems(profile);
  const toProblem = ({ pointer = "", message }: { readonly pointer?: string; readonly message: string }) => ({
    message,
    span: locate(pointer),
  });
  if (faults.length > 0) return toBroken(test, faults.map(toProblem));
  const explanation = rule.explain(profile, clock);
  const decision = toDecision(query, explanation.clauses);
  const ran = { test, explanation, decision, deciders: findDeciders(decision) };
  if (explanation.value === expected) return { ...ran, outcome: "passed", problems: [] };
  const misread = explanation.value === "unknown" ? explanation.reasons.filter(isOfProfile) : [];
  const problems = misread.map(({ message, span, pointer }) => {
    const written = text.slice(span.start, span.end);
    return toProblem({
      message: `${message} It is read by: ${written}`,
      pointer: pointer ?? toPointer(written),
    });
  });
  return { ...ran, outcome: misread.length > 0 ? "broken" : "failed", problems };
}

/** A value of the wrong type leaves the rule without an answer: the profile is to be mended, not the rule. */
function isOfProfile({ code }: Reason): boolean {
  return code === "wrongType" || code === "unreadableTime" || code === "membershipStatus";
}

/** Where the first path of a clause leads; a part around it is found where it leads nowhere. */
function toPointer(written: string): string {
  const path = /[\p{L}_][\p{L}\d_]*(?:\.[\p{L}_][\p{L}\d_]*)*/u.exec(written)?.[0] ?? "";
  return path
    .split(".")
    .map((step) => `/${step}`)
    .join("");
}

function toBroken(test: AudienceTest, problems: readonly TestProblem[]): TestResult {
  return { test, outcome: "broken", problems, explanation: undefined, decision: undefined, deciders: [] };
}
