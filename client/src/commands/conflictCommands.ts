/**
 * Commands of a conflict: compare the three versions, resolve it in the editor, preview what was resolved, or preview mine
 * again. Nothing is written here.
 */
import * as vscode from "vscode";
import { unpassed } from "../model/refusals";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import type { Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { findName, findUri, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const CONFLICT_COMMANDS: readonly Command[] = [
  { id: "aep.conflict.compare", run: ({ conflicts }, call) => conflicts.compare(getConflictId(call)) },
  { id: "aep.conflict.resolve", run: resolve },
  { id: "aep.conflict.previewResolution", run: previewResolution },
  { id: "aep.conflict.previewAgain", progress: "Planning again", run: previewAgain },
];

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
