/**
 * Everything a person needs to judge a draft: problems, explanation, which engines can evaluate it, how its tests end, what of the
 * request it leaves out, which audiences it would double. Computed here; asks no platform and no model.
 */
import {
  checkText,
  type Environment,
  type Evaluation,
  explainText,
  generateTests,
  openAudienceTests,
  type PlainField,
} from "../../../server/src/pql/service";
import { findUnheld } from "./requestPhrases";
import { type KnownRule, readsOf, toReaderKey } from "./sandboxKnowledge";
import { findSimilar, type SimilarAudience } from "./similarAudiences";

/** A draft as it was proposed. */
export interface ProposedDraft {
  readonly name: string | undefined;
  readonly rule: string;
  /** The request in words that it answers; undefined where there is none. */
  readonly request: string | undefined;
  /** The text of an `.audience-test.json` file; undefined where none were proposed. */
  readonly tests: string | undefined;
}

/** A field of the sandbox. */
export type KnownField = PlainField;

/** What is known of the sandbox. */
export interface JudgementGrounds {
  readonly environment: Environment;
  readonly fields: readonly KnownField[];
  readonly rules: readonly KnownRule[];
  readonly signal: AbortSignal;
}

/** How one test ended. */
export interface JudgedTest {
  readonly name: string;
  readonly qualifies: boolean | undefined;
  readonly outcome: "passed" | "failed" | "broken";
  /** Why, clause by clause; undefined where it passed. */
  readonly why: string | undefined;
}

/** What was found. */
export interface DraftJudgement {
  /** Without one the rest can be believed. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly explanation: string;
  readonly evaluation: Evaluation;
  /** Undefined where none were proposed and none could be made. */
  readonly testText: string | undefined;
  readonly tests: readonly JudgedTest[];
  readonly unheld: readonly string[];
  readonly similar: readonly SimilarAudience[];
}

/** Steps that one test may take; far more than any real rule needs for one profile. */
const MOST_STEPS = 2_000_000;

/** Judges a draft. Total: a text that is no rule has errors. */
export function judgeDraft(draft: ProposedDraft, grounds: JudgementGrounds): DraftJudgement {
  const { name, rule, request } = draft;
  const { environment, fields, rules } = grounds;
  const { problems, evaluation } = checkText(rule, environment);
  const told = (severity: string) =>
    problems.filter((problem) => problem.severity === severity).map(({ message }) => message);
  const errors = rule.trim() === "" ? ["The rule is empty."] : told("error");
  const explanation = explainText(rule, environment).text;
  const testText = errors.length === 0 ? (draft.tests ?? makeTests(rule, grounds)) : draft.tests;
  return {
    errors,
    warnings: told("warning"),
    explanation,
    evaluation,
    testText,
    tests: errors.length > 0 || testText === undefined ? [] : runTests(testText, rule, grounds),
    unheld:
      request === undefined
        ? []
        : findUnheld(request, { rule, explanation, fieldTexts: listFieldTexts(rule, fields) }),
    similar: errors.length > 0 ? [] : findSimilar({ name, rule, environment }, rules),
  };
}

function makeTests(rule: string, { environment, signal }: JudgementGrounds): string | undefined {
  const { text, added } = generateTests({ rule, environment, isCancelled: () => signal.aborted });
  return added === 0 ? undefined : text;
}

function runTests(testText: string, rule: string, { signal }: JudgementGrounds): readonly JudgedTest[] {
  const opened = openAudienceTests(testText, rule, { steps: MOST_STEPS, isCancelled: () => signal.aborted });
  return Array.from(opened.run(), (result) => ({
    name: result.test.name,
    qualifies: result.test.question?.expected === true,
    outcome: result.outcome,
    why: result.outcome === "passed" ? undefined : opened.explain(result),
  }));
}

/** What people call the fields and values of a rule. */
function listFieldTexts(rule: string, fields: readonly PlainField[]): readonly string[] {
  const reads = readsOf(rule);
  return fields
    .filter(({ root, path }) => reads.has(toReaderKey(root, path)))
    .flatMap(({ title = "", values = [] }) => [
      title,
      ...values.filter(({ value }) => rule.includes(`"${value}"`)).map((known) => known.title),
    ]);
}
