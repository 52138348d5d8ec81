/**
 * Commands of an open preview and of a conflict: apply, discard, compare, preview again. Reports what the platform now
 * holds, which need not be what was sent.
 */
import * as vscode from "vscode";
import { toDocumentUri } from "../documents/aepUri";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { AppliedPreview, OpenPreview } from "../preview/previews";
import type { Services } from "../services";
import { findName, getPreviewId, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const PREVIEW_COMMANDS: readonly Command[] = [
  { id: "aep.preview.apply", run: apply },
  { id: "aep.preview.discard", run: discard },
  { id: "aep.conflict.compare", run: compareConflict },
  { id: "aep.conflict.previewAgain", progress: "Planning again", run: previewAgain },
];

async function apply(services: Services, call: CommandCall): Promise<AppliedPreview> {
  const id = getPreviewId(call);
  const { previews, prompts } = services;
  if (call.isAutomated) {
    await previews.confirm(id, { confirmation: readText(getRecord(call)["confirm"]) ?? "" });
    return await previews.apply(id, call.signal);
  }
  await previews.confirm(id);
  const applied = await prompts.showProgress("Sending", (signal) => previews.apply(id, signal));
  void (applied.outcome === "applied" ? report(services, applied) : offerConflict(services, id));
  return applied;
}

async function discard({ previews }: Services, call: CommandCall): Promise<void> {
  await previews.discard(getPreviewId(call));
}

async function compareConflict({ conflicts }: Services, call: CommandCall): Promise<void> {
  await conflicts.compare(getConflictId(call));
}

async function previewAgain({ conflicts }: Services, call: CommandCall): Promise<unknown> {
  return await conflicts.get(getConflictId(call)).previewAgain(call.signal);
}

/** Says in words what the icons above the diff do, for whoever sees them for the first time. */
export async function offerApply(services: Services, preview: OpenPreview, name: string): Promise<void> {
  const text = `Nothing is sent yet. Look at “${name}” on the right, then apply or discard.`;
  const pressed = await services.prompts.tell({
    severity: "information",
    text,
    buttons: ["Apply", "Discard"],
  });
  if (pressed === "Apply") await vscode.commands.executeCommand("aep.preview.apply", preview.right);
  if (pressed === "Discard") await vscode.commands.executeCommand("aep.preview.discard", preview.right);
}

/** Says that a conflict stopped a write, and offers the ways on. Resolves when the message is gone. */
export async function offerConflict({ conflicts, prompts }: Services, id: string): Promise<void> {
  const { name, fields } = conflicts.get(id);
  const changed = fields.length === 0 ? "" : ` (${fields.join(", ")})`;
  const text = `“${name}” was changed on the platform since you started${changed}. Nothing was sent.`;
  const pressed = await prompts.tell({ severity: "warning", text, buttons: ["Compare", "Preview Again"] });
  if (pressed === "Compare") await vscode.commands.executeCommand("aep.conflict.compare", id);
  if (pressed === "Preview Again") await vscode.commands.executeCommand("aep.conflict.previewAgain", id);
}

async function report({ prompts }: Services, applied: AppliedPreview): Promise<void> {
  const { subject, target, id, verb } = applied;
  const place = `${target.sandbox} of ${target.connection}`;
  if (!applied.isAsPlanned) {
    const text = `The platform took the change to “${subject}” in ${place}, but holds something else than was sent. Look at it before going on.`;
    await prompts.tell({ severity: "warning", text });
    return;
  }
  const text = `${verb}d “${subject}” in ${place}; the platform holds it as sent.`;
  const buttons = id === undefined || verb === "Delete" ? [] : ["Open"];
  const pressed = await prompts.tell({ severity: "information", text, buttons });
  if (pressed !== "Open" || id === undefined) return;
  const reference = { ...target, kind: "audience", id } as const;
  await vscode.commands.executeCommand(
    "aep.resource.open",
    toDocumentUri({ reference, view: "expression" }, subject),
  );
}

function getConflictId(call: CommandCall): string {
  const id = findName(call) ?? readText(getRecord(call)["conflict"]);
  if (id !== undefined) return id;
  throw new UserError("badArguments", "Say which conflict.");
}
