/**
 * Tools about rules: check, explain, evaluate on made-up profiles, run tests. All computed here; the platform is asked for schemas
 * only, and a profile that is handed in goes nowhere.
 */
import * as z from "zod";
import {
  checkProfile,
  checkText,
  compileRule,
  explainText,
  isUsableClock,
  LineIndex,
  openAudienceTests,
  printExplanation,
} from "../../../server/src/pql/service";
import { UserError } from "../model/userError";
import { defineTool, type Tool } from "./tool";

/** Longest rule a tool reads. */
const LONGEST_RULE = 100_000;

/** A rule as tools take it. */
export const RULE = z
  .string()
  .min(1)
  .max(LONGEST_RULE)
  .describe('PQL text, for example homeAddress.city = "Oslo"');

const CLOCK = z
  .string()
  .max(40)
  .optional()
  .describe("The time of the evaluation, for example 2031-05-09T12:00:00Z; now where left out");

const CHECK = defineTool({
  name: "check_pql",
  title: "Check PQL",
  description:
    "Problems of a PQL rule against the sandbox's own schemas, with fixes, and how the platform can evaluate it (batch, streaming, edge). A rule with an error must not be proposed to a person.",
  input: z.strictObject({ rule: RULE }),
  async run({ rule }, { knowledge, signal }) {
    const { environment, readAt } = await knowledge.schemas(signal);
    const { problems, evaluation } = checkText(rule, environment);
    const lines = new LineIndex(rule);
    const rows = problems.map(({ code, severity, message, span, fixes }) => {
      const { line, character } = lines.positionAt(span.start);
      const fixed =
        fixes[0] === undefined
          ? undefined
          : { title: fixes[0].title, rule: applyEdits(rule, fixes[0].edits) };
      return {
        severity,
        code,
        message,
        line: line + 1,
        column: character + 1,
        text: rule.slice(span.start, span.end),
        fix: fixed,
      };
    });
    return {
      data: { ok: !rows.some(({ severity }) => severity === "error"), problems: rows, evaluation },
      readAt,
    };
  },
});

type Edit = { readonly span: { readonly start: number; readonly end: number }; readonly newText: string };

function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (edited, { span, newText }) => edited.slice(0, span.start) + newText + edited.slice(span.end),
      text,
    );
}

const EXPLAIN = defineTool({
  name: "explain_pql",
  title: "Explain PQL",
  description:
    "What a PQL rule asks for in plain English, made from the rule itself: every field, value, count and window is named.",
  input: z.strictObject({ rule: RULE }),
  async run({ rule }, { knowledge, signal }) {
    const { environment, readAt } = await knowledge.schemas(signal);
    return { data: { explanation: explainText(rule, environment).text }, readAt };
  },
});

/** Steps that one evaluation may take; far more than any real rule needs for one profile. */
const MOST_STEPS = 2_000_000;

const EVALUATE = defineTool({
  name: "evaluate_pql",
  title: "Evaluate PQL on a profile",
  description:
    "Whether a made-up profile qualifies for a rule, and why, clause by clause. The answer is true, false or unknown with its reasons. Invent the profile; never hand in a real person's data.",
  input: z.strictObject({
    rule: RULE,
    profile: z
      .record(z.string(), z.unknown())
      .describe("XDM as JSON; events under xEvent, each with a timestamp"),
    now: CLOCK,
    timeZone: z.string().max(60).optional(),
  }),
  async run({ rule, profile, now, timeZone }, { session, signal }) {
    const clock = { now: now ?? session.clock.now(), timeZone };
    if (!isUsableClock(clock))
      throw new UserError("badArguments", "now or timeZone is no time, or there is no such zone.");
    const compiled = compileOrThrow(rule, signal);
    const explanation = compiled.explain(profile, clock);
    return {
      data: {
        qualifies: explanation.value,
        reasons: explanation.reasons.map(({ code, message }) => ({ code, message })),
        why: printExplanation(explanation, rule),
        profileProblems: checkProfile(profile),
      },
    };
  },
});

function compileOrThrow(text: string, signal: AbortSignal) {
  const { rule, problems } = compileRule({ text }, { steps: MOST_STEPS, isCancelled: () => signal.aborted });
  if (rule !== undefined) return rule;
  throw new UserError(
    "badArguments",
    `The rule has errors: ${problems.map(({ message }) => message).join(" ")}`,
  );
}

/** Tests of a rule as tools take them. */
export const AUDIENCE_TESTS = z
  .strictObject({
    now: z.string().max(40),
    tests: z
      .array(
        z.strictObject({
          name: z.string().max(200),
          profile: z.record(z.string(), z.unknown()),
          qualifies: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
  })
  .describe('{"now":"2031-05-09T12:00:00Z","tests":[{"name":"…","profile":{…},"qualifies":true}]}');

const RUN_TESTS = defineTool({
  name: "run_audience_tests",
  title: "Run tests of a rule",
  description:
    "Runs tests of a rule: each a made-up profile and whether it qualifies. Tests have the form of an .audience-test.json file. Says for each whether it passed and why.",
  input: z.strictObject({
    rule: RULE,
    tests: AUDIENCE_TESTS,
  }),
  async run({ rule, tests }, { signal }) {
    const opened = openAudienceTests(JSON.stringify(tests), rule, {
      steps: MOST_STEPS,
      isCancelled: () => signal.aborted,
    });
    const results = [...opened.run()];
    const rows = results.map((result) => ({
      name: result.test.name,
      outcome: result.outcome,
      why: result.outcome === "passed" ? undefined : opened.explain(result),
    }));
    return {
      data: {
        passed: rows.every(({ outcome }) => outcome === "passed"),
        tests: rows,
        problems: opened.ruleProblems.map(({ message }) => message),
      },
    };
  },
});

/** Tools about rules. */
export const RULE_TOOLS: readonly Tool[] = [CHECK, EXPLAIN, EVALUATE, RUN_TESTS];
