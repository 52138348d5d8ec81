/**
 * What a person is told after a preview was asked for: that it is open, that there is nothing to do, or that a conflict
 * stands in the way. Every outcome gets a sentence; nobody waits for the answer to it.
 */
import * as vscode from "vscode";
import type { BatchPreview, Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";

/** How the outcome is told. */
interface Telling {
  /** What was to be written, where that is known. */
  readonly name?: string;
  /** Where to look before applying. */
  readonly look?: string;
}

/** Tells the outcome of one preview. */
export function tellOutcome(
  services: Services,
  preview: Preview,
  { name, look = `Look at “${name}” on the right` }: Telling,
): Preview {
  if (preview.kind === "open") void offerApply(services, preview.preview.id, look);
  if (preview.kind === "conflict") void offerConflict(services, preview.conflict);
  if (preview.kind === "nothing") {
    const what = name === undefined ? "it" : `“${name}”`;
    const text = `The platform already holds ${what} this way; there is nothing to send.`;
    void services.prompts.tell({ severity: "information", text });
  }
  return preview;
}

/** Tells the outcome of a preview of many. */
export function tellBatch(services: Services, outcome: BatchPreview): BatchPreview {
  const left = toLeftOutText(outcome.leftOut);
  if (outcome.kind === "batch") {
    void offerApply(services, outcome.batch.id, `Look at all ${outcome.batch.count} changes${left}`);
  } else void services.prompts.tell({ severity: "warning", text: `Nothing can be sent${left}.` });
  return outcome;
}

/** Says in words what the icons above the diff do, for whoever sees them for the first time. */
async function offerApply(services: Services, preview: string, what: string): Promise<void> {
  const pressed = await services.prompts.tell({
    severity: "information",
    text: `Nothing is sent yet. ${what}, then apply or discard.`,
    buttons: ["Apply", "Discard"],
  });
  if (pressed === "Apply") await vscode.commands.executeCommand("aep.preview.apply", preview);
  if (pressed === "Discard") await vscode.commands.executeCommand("aep.preview.discard", preview);
}

/** Says that a conflict stopped a write, and offers the ways on. Resolves when the message is gone. */
export async function offerConflict({ conflicts, prompts }: Services, id: string): Promise<void> {
  const conflict = conflicts.find(id);
  if (conflict === undefined) {
    const text = "It was changed on the platform since it was shown. Nothing was sent; preview again.";
    await prompts.tell({ severity: "warning", text });
    return;
  }
  const { name, fields, isThere } = conflict;
  const changed = fields.length === 0 ? "" : ` (${fields.join(", ")})`;
  const text = !isThere
    ? `“${name}” was deleted on the platform since you started. Nothing was sent.`
    : `“${name}” was changed on the platform since you started${changed}. Nothing was sent.`;
  const ways: Readonly<Record<string, string>> = {
    Resolve: "aep.conflict.resolve",
    Compare: "aep.conflict.compare",
    "Preview Again": "aep.conflict.previewAgain",
  };
  const pressed = await prompts.tell({ severity: "warning", text, buttons: Object.keys(ways) });
  const command = pressed === undefined ? undefined : ways[pressed];
  if (command !== undefined) await vscode.commands.executeCommand(command, id);
}

function toLeftOutText(leftOut: BatchPreview["leftOut"]): string {
  const [first] = leftOut;
  if (first === undefined) return "";
  const others = leftOut.length === 1 ? "" : ` and ${leftOut.length - 1} more`;
  return ` (left out: “${first.subject}”${others}: ${first.reason})`;
}
