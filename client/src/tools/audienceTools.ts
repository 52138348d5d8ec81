/**
 * Tools about audiences: one with its rule as text and in plain English, and how many profiles a rule would match.
 */

import * as z from "zod";
import { fetchAudienceSize } from "../api/audienceSize";
import { type AudienceSummary, fetchAudience } from "../api/audiences";
import { estimateExpression } from "../api/estimates";
import { findEvaluation } from "../model/audienceDefinition";
import { faultyRule } from "../model/refusals";
import { later, say } from "../words/say";
import { RULE } from "./ruleTools";
import { defineTool, type Tool, type ToolContext } from "./tool";

const GET_AUDIENCE = defineTool({
  name: "get_audience",
  title: later("Read an audience"),
  description:
    "One audience: its rule as PQL and in plain English, state, evaluation, size, merge policy, labels and who changed it.",
  input: z.strictObject({ id: z.string().min(1).max(500) }),
  confirmation: ({ id }) => say("Read the audience {0}", id),
  async run({ id }, { session, knowledge, signal }) {
    const [audience, size] = await Promise.all([
      fetchAudience(session, id, { signal }),
      fetchAudienceSize(session, id, { signal }),
    ]);
    const rule = await findRule(audience, { knowledge, signal });
    const {
      name,
      description,
      lifecycleState,
      originName,
      mergePolicyId,
      labels,
      createdBy,
      updatedBy,
      updatedAt,
    } = audience;
    return {
      data: {
        id,
        name,
        description,
        state: lifecycleState,
        evaluation: findEvaluation(audience),
        origin: originName,
        rule,
        explanation: rule === undefined ? undefined : await knowledge.ask("explain", { rule }, signal),
        size,
        mergePolicyId,
        labels,
        createdBy,
        updatedBy,
        updated: updatedAt === undefined ? undefined : new Date(updatedAt).toISOString(),
      },
      readAt: session.clock.now(),
      notes: rule === undefined ? ["The audience has no rule that can be shown as PQL text."] : [],
    };
  },
});

async function findRule(
  { expression }: AudienceSummary,
  { knowledge, signal }: Pick<ToolContext, "knowledge" | "signal">,
): Promise<string | undefined> {
  if (expression === undefined || expression.value === "") return undefined;
  const [read] = await knowledge.ask("readRules", { expressions: [expression] }, signal);
  return read?.text;
}

const ESTIMATE = defineTool({
  name: "estimate_audience_size",
  title: later("Estimate the size of a rule"),
  description:
    "How many profiles a rule would match, estimated by the platform from a sample. Takes up to a minute. No profile is read.",
  input: z.strictObject({ rule: RULE }),
  confirmation: () => say("Estimate how many profiles the rule matches"),
  async run({ rule }, { session, knowledge, signal }) {
    const { problems } = await knowledge.ask("check", { rule }, signal);
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0)
      throw faultyRule(
        errors.map(({ message }) => message),
        "badArguments",
      );
    const { estimate } = await estimateExpression(
      session,
      { expression: { format: "pql/text", value: rule } },
      { signal },
    );
    const { estimatedSize, totalRows, standardError, confidenceInterval } = estimate;
    return {
      data: { estimatedSize, ofProfiles: totalRows, standardError, confidenceInterval },
      readAt: session.clock.now(),
      notes: ["This is an estimate from a sample, not a count."],
    };
  },
});

/** Tools about audiences. */
export const AUDIENCE_TOOLS: readonly Tool[] = [GET_AUDIENCE, ESTIMATE];
