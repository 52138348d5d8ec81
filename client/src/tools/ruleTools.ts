/**
 * Tools about rules: check, explain, evaluate on made-up profiles, run tests. All computed here; the platform is asked for schemas
 * only, and a profile that is handed in goes nowhere.
 */

import * as z from "zod";
import { faultyRule } from "../model/refusals";
import { UserError } from "../model/userError";
import { later } from "../words/say";
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
  title: later("Check PQL"),
  description:
    "Problems of a PQL rule against the sandbox's own schemas, with fixes, and how the platform can evaluate it (batch, streaming, edge). A rule with an error must not be proposed to a person.",
  input: z.strictObject({ rule: RULE }),
  async run({ rule }, { knowledge, signal }) {
    const { readAt } = await knowledge.schemas(signal);
    const { problems, evaluation } = await knowledge.ask("check", { rule }, signal);
    return {
      data: { ok: !problems.some(({ severity }) => severity === "error"), problems, evaluation },
      readAt,
    };
  },
});

const EXPLAIN = defineTool({
  name: "explain_pql",
  title: later("Explain PQL"),
  description:
    "What a PQL rule asks for in plain English, made from the rule itself: every field, value, count and window is named.",
  input: z.strictObject({ rule: RULE }),
  async run({ rule }, { knowledge, signal }) {
    const { readAt } = await knowledge.schemas(signal);
    return { data: { explanation: await knowledge.ask("explain", { rule }, signal) }, readAt };
  },
});

const EVALUATE = defineTool({
  name: "evaluate_pql",
  title: later("Evaluate PQL on a profile"),
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
  async run({ now, ...asked }, { session, knowledge, signal }) {
    const question = { ...asked, now: now ?? session.clock.now() };
    const found = await knowledge.ask("evaluate", question, signal);
    if (found.kind === "badClock")
      throw new UserError(
        "badArguments",
        "`now` is not a time, or `timeZone` is not the name of a time zone.",
      );
    if (found.kind === "badRule") throw faultyRule(found.messages, "badArguments");
    const { kind: _kind, ...data } = found;
    return { data };
  },
});

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
  title: later("Run tests of a rule"),
  description:
    "Runs tests of a rule: each a made-up profile and whether it qualifies. Tests have the form of an .audience-test.json file. Says for each whether it passed and why.",
  input: z.strictObject({
    rule: RULE,
    tests: AUDIENCE_TESTS,
  }),
  async run({ rule, tests }, { knowledge, signal }) {
    const question = { rule, tests: JSON.stringify(tests) };
    const { tests: ends, problems } = await knowledge.ask("runTests", question, signal);
    const rows = ends.map(({ name, outcome, why }) => ({ name, outcome, why }));
    return {
      data: { passed: rows.every(({ outcome }) => outcome === "passed"), tests: rows, problems },
    };
  },
});

/** Tools about rules. */
export const RULE_TOOLS: readonly Tool[] = [CHECK, EXPLAIN, EVALUATE, RUN_TESTS];
