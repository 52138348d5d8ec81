/**
 * Commands of an open preview: apply, discard, resume what a batch left. Reports what the platform now holds, which need
 * not be what was sent.
 */
import * as vscode from "vscode";
import { RESOURCE_KINDS, toPageCommand } from "../model/resourceKinds";
import { readText } from "../model/values";
import { toAccount, toSummary } from "../preview/session/batchAccount";
import type { BatchPreview, BatchResult, WriteResult } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { kindNodeId, resourceNode } from "../tree/nodes";
import { openDocument } from "../ui/editors";
import { findName, getPreviewId, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { offerConflict, tellBatch } from "./outcomeMessages";

/** The commands of this file. */
export const PREVIEW_COMMANDS: readonly Command[] = [
  { id: "aep.preview.apply", run: apply },
  { id: "aep.preview.discard", run: discard },
  { id: "aep.preview.resume", progress: "Planning what is left", run: resume },
];

/** Verbs whose past is not made by adding a letter. */
const PAST: Readonly<Record<string, string>> = {
  Publish: "Published",
  Undo: "Took back the change to",
  Add: "Added",
  Run: "Started the run of",
};

async function apply(services: Services, call: CommandCall): Promise<WriteResult | BatchResult> {
  const id = getPreviewId(services, call);
  const { previews, prompts } = services;
  if (call.isAutomated) {
    await previews.confirm(id, { confirmation: readText(getRecord(call)["confirm"]) ?? "" });
    return await previews.apply(id, call.signal);
  }
  await previews.confirm(id);
  const applied = await prompts.showProgress("Sending", (signal) => previews.apply(id, signal));
  if ("results" in applied) void reportBatch(services, applied);
  else if (applied.outcome === "applied") void report(services, applied);
  else void offerConflict(services, id);
  return applied;
}

async function discard(services: Services, call: CommandCall): Promise<void> {
  await services.previews.discard(getPreviewId(services, call));
}

async function resume(services: Services, call: CommandCall): Promise<BatchPreview> {
  const id = findName(call) ?? readText(getRecord(call)["batch"]) ?? "";
  const outcome = await services.previews.resume(id, call.signal);
  return call.isAutomated ? outcome : tellBatch(services, outcome);
}

async function report({ prompts }: Services, applied: WriteResult): Promise<void> {
  const { subject, target, id, verb, kind } = applied;
  const place = `${target.sandbox} of ${target.connection}`;
  if (!applied.isAsPlanned) {
    const text = `The platform took the change to “${subject}” in ${place}, but holds something other than what was sent. Look at it before going on.`;
    await prompts.tell({ severity: "warning", text });
    return;
  }
  const done = `${PAST[verb] ?? `${verb}d`} “${subject}” in ${place}; the platform now holds what was sent.`;
  const text = applied.isFoundLate
    ? `The connection broke while sending, so the platform was asked again. ${done}`
    : done;
  const written = RESOURCE_KINDS.find((known) => known === kind);
  const isThere = id !== undefined && verb !== "Delete" && written !== undefined;
  const pressed = await prompts.tell({ severity: "information", text, buttons: isThere ? ["Open"] : [] });
  if (pressed !== "Open" || !isThere) return;
  const row = { kind: written, id, name: subject, facts: [] };
  const node = { parent: undefined, ...resourceNode(kindNodeId(target, written), target, row) };
  await vscode.commands.executeCommand(toPageCommand(written), node);
}

/** A result for each object; where something is left, the account opens and the rest can be planned again. */
async function reportBatch({ prompts, previewDocuments }: Services, applied: BatchResult): Promise<void> {
  const { results, title, batch } = applied;
  const text = `${title}: ${toSummary(results)}`;
  const isDone = applied.outcome === "applied";
  const showAccount = async (): Promise<void> =>
    await openDocument(previewDocuments.putOne(batch, "Account", toAccount(applied)));
  if (!isDone) await showAccount();
  const severity = isDone ? "information" : "warning";
  const buttons = isDone ? ["Show Account"] : ["Preview the Rest"];
  const pressed = await prompts.tell({ severity, text, buttons });
  if (pressed === "Show Account") await showAccount();
  if (pressed === "Preview the Rest") await vscode.commands.executeCommand("aep.preview.resume", batch);
}
