/**
 * Commands of what a preview leads to. Of an open one: apply, discard, resume what a batch left; they report what the platform now
 * holds, which need not be what was sent. Of a conflict: compare the three versions, resolve it in the editor, preview again.
 */
import * as vscode from "vscode";
import { unpassed } from "../model/refusals";
import { RESOURCE_KINDS, toPageCommand } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import { toAccount, toSummary } from "../preview/session/previewBatch";
import type { BatchPreview, BatchResult, Preview, WriteResult } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { kindNodeId, resourceNode } from "../tree/nodes";
import { openDocument } from "../ui/editors";
import { findName, findUri, getPreviewId, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { offerConflict, tellBatch, tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const PREVIEW_COMMANDS: readonly Command[] = [
  { id: "aep.preview.apply", run: apply },
  { id: "aep.preview.discard", run: discard },
  { id: "aep.preview.resume", progress: "Planning what is left", run: resume },
  { id: "aep.conflict.compare", run: ({ conflicts }, call) => conflicts.compare(getConflictId(call)) },
  { id: "aep.conflict.resolve", run: resolve },
  { id: "aep.conflict.previewResolution", run: previewResolution },
  { id: "aep.conflict.previewAgain", progress: "Planning again", run: previewAgain },
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

async function resolve(services: Services, call: CommandCall): Promise<string> {
  const uri = await services.conflicts.resolve(getConflictId(call));
  const text =
    "Choose a side, or both, above each conflict. Then press “Preview Resolution” in the editor title; nothing is sent before that.";
  if (!call.isAutomated) void offerPreview(services, text, uri);
  return uri.toString();
}

async function offerPreview({ prompts }: Services, text: string, uri: vscode.Uri): Promise<void> {
  const pressed = await prompts.tell({ severity: "information", text, buttons: ["Preview Resolution"] });
  if (pressed !== undefined) await vscode.commands.executeCommand("aep.conflict.previewResolution", uri);
}

/** The document in front, or a text given by a program. */
async function previewResolution(services: Services, call: CommandCall): Promise<Preview> {
  const { conflicts } = services;
  const given = readText(getRecord(call)["text"]);
  if (given !== undefined) {
    return await conflicts.get(getConflictId(call)).previewAgain(call.signal, given);
  }
  const uri = findUri(call) ?? vscode.window.activeTextEditor?.document.uri;
  const id = uri && conflicts.findByDocument(uri);
  if (uri === undefined || id === undefined) {
    throw new UserError("gone", "No conflict is being resolved in this document.");
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { name, previewAgain: preview } = conflicts.get(id);
  const report = await services.prompts.showProgress("Planning the resolution", (signal) =>
    preview(signal, document.getText()),
  );
  return tellOutcome(services, report, { name });
}

async function previewAgain({ conflicts }: Services, call: CommandCall): Promise<unknown> {
  return await conflicts.get(getConflictId(call)).previewAgain(call.signal);
}

function getConflictId(call: CommandCall): string {
  const id = findName(call) ?? readText(getRecord(call)["conflict"]);
  if (id !== undefined) return id;
  throw unpassed("the id of the conflict");
}
