/**
 * The tool that makes a draft of a rule: the files of the audience, and everything a person needs to judge it. Creates nothing, on
 * the platform or on disk.
 */

import * as z from "zod";
import { faultyRule } from "../model/refusals";
import { later, say } from "../words/say";
import { type DraftJudgement, judgeDraft, listDoubts } from "./draftJudgement";
import { type HandedDraft, handOverDraft } from "./draftPairFiles";
import { AUDIENCE_TESTS, RULE } from "./ruleTools";
import { defineTool, type Tool } from "./tool";

const INPUT = z.strictObject({
  name: z.string().trim().min(1).max(200).describe("Name of the audience, as the others are named"),
  rule: RULE,
  description: z.string().max(1_000).optional().describe("What the audience is for"),
  request: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      "What the person asked for, word for word; the answer names the phrases that the rule does not hold",
    ),
  evaluation: z.enum(["batch", "streaming", "edge"]).optional(),
  tests: AUDIENCE_TESTS.optional().describe(
    "Made-up profiles: two that qualify and two that do not. Made from the rule where left out",
  ),
});

const DRAFT = defineTool({
  name: "draft_audience",
  title: later("Draft an audience"),
  description:
    "The files of a new audience (rule, fields, tests, and a plan for `aep apply` where one can be made) with an explanation, the phrases of the request that the rule does not hold, how its tests end, and audiences that are much the same. Creates nothing: a person looks at the files and applies them.",
  input: INPUT,
  confirmation: ({ name }) => say("Draft the files of an audience “{0}”; nothing is created", name),
  async run({ tests, ...draft }, context) {
    const { name, rule, request } = draft;
    const proposed = { name, rule, request, tests: tests && JSON.stringify(tests, undefined, 2) };
    const judgement = await judgeDraft(proposed, context);
    if (judgement.errors.length > 0) throw faultyRule(judgement.errors, "badArguments");
    const { planner, signal } = context;
    const filed = { ...draft, testText: judgement.testText };
    const handed = await handOverDraft(filed, { planner, signal, doubts: listDoubts(judgement) });
    return {
      data: toDraftData(judgement, handed),
      files: handed.files,
      readAt: context.session.clock.now(),
      notes: [...listNotes(judgement), ...handed.notes],
    };
  },
});

function toDraftData(judgement: DraftJudgement, { howToApply }: HandedDraft) {
  const { explanation, unheld, tests, similar, warnings } = judgement;
  const { edge, streaming, batch } = judgement.evaluation;
  return {
    explanation,
    notHeldByTheRule: unheld,
    tests,
    canBeEvaluated: { edge: edge.answer, streaming: streaming.answer, batch: batch.answer },
    similarAudiences: similar,
    warnings,
    howToApply,
  };
}

function countFailed({ tests }: DraftJudgement): number {
  return tests.filter(({ outcome }) => outcome !== "passed").length;
}

function listNotes(judgement: DraftJudgement): readonly string[] {
  const { unheld, tests, similar } = judgement;
  const failed = countFailed(judgement);
  return [
    ...(unheld.length === 0 ? [] : ["The rule leaves out parts of the request; name them to the person."]),
    ...(failed === 0
      ? []
      : [`${failed} of ${tests.length} tests did not end as expected: the rule or the tests are wrong.`]),
    ...(similar.length === 0 ? [] : ["There are audiences that are much the same; one of them may do."]),
  ];
}

export const DRAFT_TOOLS: readonly Tool[] = [DRAFT];
