/**
 * Commands of the audit trail: show what was changed from this computer, and preview what takes a change back.
 */
import type { AuditEntry } from "../audit/auditTrail";
import { Cancelled, UserError } from "../model/userError";
import { readText } from "../model/values";
import type { PreviewReport } from "../preview/previewTypes";
import type { Services } from "../services";
import { findName, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { tellOutcome } from "./outcome";

/** The commands of this file. */
export const AUDIT_COMMANDS: readonly Command[] = [
  { id: "aep.audit.show", run: showChanges },
  { id: "aep.audit.undo", progress: "Planning the inverse change", run: undo },
];

/** Lists the changes; choosing one offers to preview its inverse. A program gets the list. */
async function showChanges(services: Services, call: CommandCall): Promise<unknown> {
  const entries = await services.audit.list();
  if (call.isAutomated) return entries;
  if (entries.length === 0) {
    void services.prompts.tell({
      severity: "information",
      text: "No change was made from this computer yet.",
    });
    return entries;
  }
  const choices = entries.map((entry) => ({
    label: `${entry.verb} “${entry.name}”`,
    description: `${entry.sandbox} of ${entry.connection}`,
    detail: [new Date(entry.at).toLocaleString(), entry.fields.join(", ")].filter(Boolean).join(" · "),
    value: entry,
  }));
  const entry = await services.prompts.pick("Changes made from this computer", choices);
  return await offerUndo(services, entry);
}

async function offerUndo(services: Services, entry: AuditEntry): Promise<PreviewReport | undefined> {
  const what = `${entry.verb} “${entry.name}”`;
  const text = `${what} in ${entry.sandbox} of ${entry.connection}, ${new Date(entry.at).toLocaleString()}.`;
  const canUndo = entry.kind === "audience";
  const buttons = canUndo ? ["Undo…"] : [];
  const pressed = await services.prompts.tell({ severity: "information", text, buttons });
  if (pressed === undefined) throw new Cancelled();
  const previews = await services.audiencePreviews();
  const report = await services.prompts.showProgress("Planning the inverse change", (signal) =>
    previews.previewUndo(entry.change, signal),
  );
  return tellOutcome(services, report, entry.name);
}

async function undo(services: Services, call: CommandCall): Promise<PreviewReport> {
  const change = findName(call) ?? readText(getRecord(call)["change"]);
  if (change === undefined) throw new UserError("badArguments", "Say which change.");
  const previews = await services.audiencePreviews();
  return await previews.previewUndo(change, call.signal);
}
