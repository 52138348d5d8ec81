/**
 * Commands of the audit trail: show what was changed from this computer, and preview what takes a change back.
 */
import type { AuditEntry } from "../audit/auditTrail";
import { findUndoObstacle } from "../audit/undo";
import { forgottenChange, unpassed } from "../model/refusals";
import { Cancelled, UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { say } from "../words/say";
import { findName, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const AUDIT_COMMANDS: readonly Command[] = [
  { id: "aep.audit.show", run: showChanges },
  { id: "aep.audit.undo", progress: say("Planning the inverse change"), run: undo },
];

/** Lists the changes; choosing one offers to preview its inverse. A program gets the list. */
async function showChanges(services: Services, call: CommandCall): Promise<unknown> {
  const entries = await services.audit.list();
  if (call.isAutomated) return entries;
  if (entries.length === 0) {
    void services.prompts.tell({
      severity: "information",
      text: say("No change was made from this computer yet."),
    });
    return entries;
  }
  const choices = entries.map((entry) => ({
    label: `${say(entry.verb)} “${entry.name}”`,
    description: say("{0} of {1}", entry.sandbox, entry.connection),
    detail: [new Date(entry.at).toLocaleString(), [...(entry.itemNames ?? []), ...entry.fields].join(", ")]
      .filter(Boolean)
      .join(" · "),
    value: entry,
  }));
  const entry = await services.prompts.pick(say("Changes made from this computer"), choices);
  return await offerUndo(services, call, entry);
}

/** Where nothing takes a change back, the reason stands where the button would. */
async function offerUndo(
  services: Services,
  call: CommandCall,
  entry: AuditEntry,
): Promise<Preview | undefined> {
  const { prompts } = services;
  const what = `${say(entry.verb)} “${entry.name}”`;
  const text = say(
    "{0} in {1} of {2}, {3}.",
    what,
    entry.sandbox,
    entry.connection,
    new Date(entry.at).toLocaleString(),
  );
  const obstacle = findUndoObstacle(entry);
  const buttons = obstacle === undefined ? [say("Undo…")] : [];
  const words = obstacle === undefined ? text : `${text} ${obstacle}`;
  const pressed = await prompts.tell({ severity: "information", text: words, buttons });
  if (pressed === undefined) throw new Cancelled();
  const report = await prompts.showProgress(say("Planning the inverse change"), (signal) =>
    planUndo(services, entry, signal),
  );
  return tellUndo(services, call, { report, entry });
}

async function undo(services: Services, call: CommandCall): Promise<Preview> {
  const change = findName(call) ?? readText(getRecord(call)["change"]);
  if (change === undefined) throw unpassed("the id of the change");
  const entry = await services.audit.find(change);
  if (entry === undefined) throw forgottenChange();
  return tellUndo(services, call, { report: await planUndo(services, entry, call.signal), entry });
}

/** The inverse as a preview of the entry's own kind. */
async function planUndo(services: Services, entry: AuditEntry, signal: AbortSignal): Promise<Preview> {
  switch (entry.kind) {
    case "audience":
      return await (await services.audiencePreviews()).previewUndo(entry.change, signal);
    case "destination":
      return await (await services.destinationPreviews()).previewUndo(entry, signal);
    case "template":
    case "fragment":
      return await (await services.contentPreviews()).previewUndo(entry, signal);
    default:
      throw new UserError("notAllowed", say("A change of a {0} cannot be undone here.", entry.kind));
  }
}

function tellUndo(
  services: Services,
  call: CommandCall,
  { report, entry }: { readonly report: Preview; readonly entry: AuditEntry },
): Preview {
  if (call.isAutomated) return report;
  return tellOutcome(services, report, {
    name: entry.name,
    look: say("Look at what “{0}” will be again", entry.name),
  });
}
