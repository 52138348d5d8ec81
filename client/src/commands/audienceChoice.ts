/**
 * Has a person choose an audience by name. The platform does the searching, because there can be thousands.
 */
import type { SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { UserError } from "../model/userError";
import type { Services } from "../services";

/** Rows offered at once; whoever does not find theirs types more of the name. */
const MOST_CHOICES = 100;

/** Asks for part of the name (proposing `proposal`), then which of the audiences found. `verb` words the questions. */
export async function chooseAudience(
  services: Services,
  target: SandboxTarget,
  { proposal, verb }: { readonly proposal: string; readonly verb: string },
): Promise<ResourceRow> {
  const { prompts, lists } = services;
  const text = await prompts.ask({
    title: `${verb} Audience`,
    prompt: `Part of the name of the audience to ${verb.toLowerCase()}; empty lists the latest`,
    value: proposal,
  });
  const filter = text.trim() === "" ? undefined : text.trim();
  const rows = await prompts.showProgress("Searching audiences", async (signal) => {
    const request = { ...target, kind: "audience", pageSize: MOST_CHOICES, filter } as const;
    const walk = await (await lists()).openList(request);
    return (await walk.nextPage(signal)).rows;
  });
  if (rows.length === 0)
    throw new UserError("gone", `No audience in ${target.sandbox} contains “${text}” in its name.`);
  const choices = rows.map((row) => ({
    label: row.name,
    description: row.state ?? "",
    detail: row.id,
    value: row,
  }));
  return await prompts.pick(`${verb} which audience?`, choices);
}
