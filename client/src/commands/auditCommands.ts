/**
 * Commands of the audit trail: show what was changed from this computer, and preview what takes a change back.
 */
import type { AuditEntry } from "../audit/auditTrail";
import { findUndoObstacle } from "../audit/undo";
import { forgottenChange, unpassed } from "../model/refusals";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import { isRenamingOnly, toFieldWord } from "../preview/audience/changeSentence";
import type { Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { say, sayTime } from "../words/say";
import { findName, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const AUDIT_COMMANDS: readonly Command[] = [
  { id: "aep.audit.show", run: showChanges },
  { id: "aep.audit.undo", progress: say("Planning the inverse change"), run: undo },
];

/** Lists the changes; choosing one previews its inverse. A program gets the list. */
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
    label: toLabel(entry),
    description: say("{0} of {1}", entry.sandbox, entry.connection),
    detail: [
      sayTime(Date.parse(entry.at)),
      entry.itemNames === undefined ? "" : entry.name,
      entry.fields.map(toFieldWord).join(", "),
    ]
      .filter(Boolean)
      .join(" · "),
    value: entry,
  }));
  const title = say("Changes made from this computer: choose one to take it back, after a preview");
  const entry = await services.prompts.pick(title, choices);
  const obstacle = findUndoObstacle(entry);
  if (obstacle !== undefined) throw new UserError("notAllowed", obstacle);
  const report = await services.prompts.showProgress(say("Planning the inverse change"), (signal) =>
    planUndo(services, entry, signal),
  );
  return tellUndo(services, call, { report, entry });
}

/** What was renamed is found under both names, and taking that back is a renaming, too. Of a destination its audiences are told first. */
function toLabel({ verb, name, formerName, fields, itemNames = [name] }: AuditEntry): string {
  return formerName !== undefined && isRenamingOnly(fields)
    ? say("Rename “{0}” to “{1}”", formerName, name)
    : say("{0} “{1}”", say(verb), itemNames.join("”, “"));
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
    look:
      entry.kind === "audience" && entry.before === undefined
        ? say("Look at what will be gone")
        : say("Look at what “{0}” will be again", entry.name),
  });
}
