/**
 * Drafting in one call, for agents that lend their model to servers (sampling): the loop asks it, checks what it says, and hands back
 * what a person needs to judge. Knows the protocol; creates nothing.
 */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
import { toFailureText } from "../model/failureText";
import { listDoubts } from "../tools/draftJudgement";
import { handOverDraft } from "../tools/draftPairFiles";
import { type DraftingOutcome, draftAudience } from "../tools/loop/draftLoop";
import { toDraftText } from "../tools/loop/draftText";
import { type LanguageModel, LONGEST_ANSWER } from "../tools/loop/modelAnswer";
import type { ToolContext } from "../tools/tool";

/** Enough for a rule and four tests. */
const MOST_TOKENS = 4_000;

const DESCRIPTION =
  "From a description in words to a checked and tested rule, with what it leaves out and the files of the audience. Asks your own model, so your program has to offer sampling; without it use the prompt draft_audience. Creates nothing.";

/** Adds the tool that drafts from a description. */
export function addDrafting(server: McpServer, place: Omit<ToolContext, "signal">): void {
  const title = "Draft an audience from a description";
  const annotations = { title, readOnlyHint: true, destructiveHint: false, openWorldHint: true };
  const inputSchema = z.strictObject({ description: z.string().min(1).max(2_000) });
  server.registerTool(
    "draft_from_description",
    { title, description: DESCRIPTION, inputSchema, annotations },
    async ({ description }, { signal }) => {
      if (server.server.getClientCapabilities()?.sampling === undefined) return toReply(NO_SAMPLING, true);
      try {
        const outcome = await draftAudience({
          request: description,
          knowledge: place.knowledge,
          signal,
          model: toModel(server),
        });
        return toReply(await toOutcomeText(outcome, { ...place, signal }), outcome.kind === "unfinished");
      } catch (error) {
        signal.throwIfAborted();
        return toReply(toFailureText(error, "pipeline"), true);
      }
    },
  );
}

const NO_SAMPLING =
  "Your program does not lend its model to servers (sampling). Use the prompt draft_audience, or find_fields, check_pql and draft_audience one after the other.";

function toModel(server: McpServer): LanguageModel {
  return {
    complete: async (prompt, signal) => {
      const messages = [{ role: "user" as const, content: { type: "text" as const, text: prompt } }];
      const { content } = await server.server.createMessage(
        { messages, maxTokens: MOST_TOKENS, temperature: 0 },
        { signal },
      );
      // What is no text is no draft; one sign more than allowed is enough to be refused.
      return content.type === "text" ? content.text.slice(0, LONGEST_ANSWER + 1) : "";
    },
  };
}

async function toOutcomeText(
  outcome: DraftingOutcome,
  { session: { sandbox }, planner, signal }: ToolContext,
): Promise<string> {
  if (outcome.kind === "question") return JSON.stringify({ sandbox, askThePerson: outcome.question });
  if (outcome.kind === "unfinished")
    return `No rule without errors came of it. The last one: ${outcome.problems.join(" ")} Describe the audience in other words, or write the rule with find_fields and check_pql.`;
  const { name, rule, judgement } = outcome.draft;
  const { unheld, similar, testText } = judgement;
  const handed = await handOverDraft(
    { name, rule, testText },
    { planner, doubts: listDoubts(judgement), signal },
  );
  const data = { summary: toDraftText(outcome.draft), notHeldByTheRule: unheld, similarAudiences: similar };
  return JSON.stringify({ sandbox, ...data, ...handed }, undefined, 1);
}

function toReply(text: string, isError: boolean) {
  return { isError, content: [{ type: "text" as const, text }] };
}
