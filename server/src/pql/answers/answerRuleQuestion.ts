/**
 * Answers questions about rules, one by name: for the language server, whose clients have no core, and for programs that have one.
 * Keeps nothing and throws nothing; what is asked must have the shape that its name says.
 */
import { listFieldUses } from "../features/fieldUsage";
import type { Relation } from "../relations/relateRules";
import type { Environment } from "../semantics/checkEnvironment";
import { parseQuery } from "../syntax/parser";
import { LineIndex } from "../text/lineIndex";
import type { SayPhrase } from "../text/phrases";
import type { TextEdit } from "../text/span";
import { explainText } from "./accountRule";
import { checkText } from "./checkText";
import { checkProfile, compileRule, isUsableClock, printExplanation } from "./compileRule";
import { toRuleText } from "./convertText";
import { generateTests } from "./generateTests";
import { listFields } from "./listFields";
import { openAudienceTests } from "./openAudienceTests";
import { openRelations } from "./openRelations";
import type {
  CheckedRule,
  EvaluatedRule,
  EvaluationInput,
  FoundClause,
  JudgedRule,
  JudgedTests,
  KeptExpression,
  ReadRule,
  RelatedTexts,
  RuleAnswerOf,
  RuleInputOf,
  RuleQuestionName,
} from "./ruleQuestions";

/** What answers are made from. */
export interface RuleGrounds {
  readonly environment: Environment;
  readonly isCancelled: () => boolean;
  /** How a reader is spoken to; in English where nothing is handed in. */
  readonly say?: SayPhrase;
}

/** Steps that one evaluation may take; far more than any real rule needs for one profile. */
const MOST_STEPS = 2_000_000;

type Answers = {
  readonly [Name in RuleQuestionName]: (input: RuleInputOf<Name>, grounds: RuleGrounds) => RuleAnswerOf<Name>;
};

const ANSWERS: Answers = {
  fields: (_input, { environment }) => listFields(environment),
  readRules: ({ expressions }) => expressions.map(readRule),
  check: ({ rule }, { environment }) => check(rule, environment),
  explain: ({ rule, isForReader }, { environment, say }) =>
    explainText(rule, environment, isForReader === true ? say : undefined).text,
  evaluate,
  runTests: ({ rule, tests }, grounds) => runTests(tests, rule, grounds),
  relate,
  relateToMany: ({ rule, others }, { environment }) => {
    const desk = openRelations({ environment });
    const own = desk.read({ text: rule });
    return others.map((text) => desk.relate(own, desk.read({ text })).kind);
  },
  judge,
  clauseAt: ({ rule, offset }) => findClause(rule, offset) ?? null,
};

/** Whether there is a question of this name. */
export function isRuleQuestion(name: string): name is RuleQuestionName {
  return Object.hasOwn(ANSWERS, name);
}

export function answerRuleQuestion<Name extends RuleQuestionName>(
  name: Name,
  input: RuleInputOf<Name>,
  grounds: RuleGrounds,
): RuleAnswerOf<Name> {
  return ANSWERS[name](input, grounds);
}

function readRule(kept: KeptExpression): ReadRule {
  const text = toRuleText(kept);
  return text === undefined ? { reads: [] } : { text, reads: listFieldUses(text) };
}

function check(rule: string, environment: Environment): CheckedRule {
  const { problems, evaluation } = checkText(rule, environment);
  const lines = new LineIndex(rule);
  return {
    evaluation,
    problems: problems.map(({ code, severity, message, span, fixes: [fix] }) => {
      const { line, character } = lines.positionAt(span.start);
      return {
        severity,
        code,
        message,
        line: line + 1,
        column: character + 1,
        text: rule.slice(span.start, span.end),
        fix: fix && { title: fix.title, rule: applyEdits(rule, fix.edits) },
      };
    }),
  };
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (edited, { span, newText }) => edited.slice(0, span.start) + newText + edited.slice(span.end),
      text,
    );
}

function evaluate(
  { rule: text, profile, ...clock }: EvaluationInput,
  { isCancelled }: RuleGrounds,
): EvaluatedRule {
  if (!isUsableClock(clock)) return { kind: "badClock" };
  const { rule, problems } = compileRule({ text }, { steps: MOST_STEPS, isCancelled });
  if (rule === undefined) return { kind: "badRule", messages: problems.map(({ message }) => message) };
  const explanation = rule.explain(profile, clock);
  return {
    kind: "answer",
    qualifies: explanation.value,
    reasons: explanation.reasons.map(({ code, message }) => ({ code, message })),
    why: printExplanation(explanation, text),
    profileProblems: checkProfile(profile),
  };
}

function runTests(testText: string, rule: string, { isCancelled }: RuleGrounds): JudgedTests {
  const opened = openAudienceTests(testText, rule, { steps: MOST_STEPS, isCancelled });
  return {
    problems: opened.ruleProblems.map(({ message }) => message),
    tests: Array.from(opened.run(), (result) => ({
      name: result.test.name,
      qualifies: result.test.question && result.test.question.expected === true,
      outcome: result.outcome,
      why: result.outcome === "passed" ? undefined : opened.explain(result),
    })),
  };
}

function relate(
  { first, second }: { readonly first: string; readonly second: string },
  { environment }: RuleGrounds,
): RelatedTexts {
  const desk = openRelations({ environment });
  const relation = desk.relate(desk.read({ text: first }), desk.read({ text: second }));
  const { contained, contains, disjoint } = relation;
  return {
    kind: relation.kind,
    examples: {
      onlyFirst: toExample(contained),
      onlySecond: toExample(contains),
      both: toExample(disjoint),
    },
    obstacles: [contained, contains, disjoint].flatMap((finding) =>
      finding.answer === "unknown" ? [finding.obstacle] : [],
    ),
    firstIsNever: relation.first.never.answer === "proved",
    secondIsNever: relation.second.never.answer === "proved",
  };
}

function toExample(finding: Relation["contained"]): unknown {
  return finding.answer === "refuted" ? finding.example.profile : undefined;
}

function judge(
  { rule, tests }: { readonly rule: string; readonly tests?: string | undefined },
  grounds: RuleGrounds,
): JudgedRule {
  const { environment } = grounds;
  const { problems, evaluation } = checkText(rule, environment);
  const tell = (severity: string) =>
    problems.filter((problem) => problem.severity === severity).map(({ message }) => message);
  const errors = rule.trim() === "" ? ["The rule is empty."] : tell("error");
  const testText = errors.length === 0 ? (tests ?? makeTests(rule, grounds)) : tests;
  return {
    errors,
    warnings: tell("warning"),
    evaluation,
    testText,
    explanation: explainText(rule, environment).text,
    tests: errors.length > 0 || testText === undefined ? [] : runTests(testText, rule, grounds).tests,
    reads: listFieldUses(rule),
  };
}

/** Whoever reads a draft sees two who qualify and two who do not. */
const TESTS_OF_EACH_ANSWER = 2;

function makeTests(rule: string, { environment, isCancelled }: RuleGrounds): string | undefined {
  const { text, added } = generateTests({ rule, environment, fewest: TESTS_OF_EACH_ANSWER, isCancelled });
  return added === 0 ? undefined : text;
}

function findClause(rule: string, offset: number): FoundClause | undefined {
  let origin = 0;
  for (const { tree, firstToken, endToken, length, origin: shift } of parseQuery(rule).clauses) {
    const { starts, ends } = tree.tokens;
    const isLast = origin + length >= rule.length;
    if (endToken > firstToken && (offset < origin + length || isLast)) {
      const start = origin + starts[firstToken] - shift;
      const end = origin + ends[endToken - 1] - shift;
      const text = rule.slice(start, end);
      return { start, end, text, reads: listFieldUses(text) };
    }
    origin += length;
  }
  return undefined;
}
