/**
 * Text for audiences that the platform keeps as a tree (pql/json): an edited text goes back as a tree, where the way there
 * and back keeps it. Refuses to turn a tree into text on the platform, because the rule builder could not open it again.
 */
import type { Audience } from "../../api/audiences";
import type { ServerSeam } from "../../language/serverSeam";
import type { AudienceDraft } from "../../model/audienceDefinition";
import { keptAsTree } from "../../model/refusals";

/** The draft with its expression in the form the platform keeps. Throws `notAllowed` where there is none. */
export async function toStoredForm(
  server: Pick<ServerSeam, "rewriteTree">,
  now: Pick<Audience, "name" | "expression">,
  draft: AudienceDraft,
): Promise<AudienceDraft> {
  const [stored, wanted] = [now.expression, draft.expression];
  if (stored?.format !== "pql/json" || wanted === undefined || wanted.format === "pql/json") return draft;
  const rewritten = await server.rewriteTree({ stored: stored.value, text: wanted.value });
  if (rewritten === undefined) {
    const reason = "The language server, which turns text into one, is not running. Nothing was sent.";
    throw keptAsTree(now.name, reason, "notAllowed");
  }
  if ("problem" in rewritten) {
    const reason = `This text cannot take its place. ${rewritten.problem} Change it in Experience Platform. Nothing was sent.`;
    throw keptAsTree(now.name, reason, "notAllowed");
  }
  return { ...draft, expression: { format: "pql/json", value: rewritten.value } };
}
