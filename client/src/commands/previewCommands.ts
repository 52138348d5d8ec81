/**
 * Commands of what a preview leads to. Of an open one: apply, discard, resume what a batch left; they report what the platform now
 * holds, which need not be what was sent. Of a conflict: compare the three versions, resolve it in the editor, preview again.
 */
import * as vscode from "vscode";
import { findUndoObstacle } from "../audit/undo";
import { unpassed } from "../model/refusals";
import { RESOURCE_KINDS, toPageCommand } from "../model/resourceKinds";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import { toAccount, toSummary } from "../preview/session/previewBatch";
import type { BatchPreview, BatchResult, Preview, WriteResult } from "../preview/session/previewTypes";
import type { Services } from "../services";
import { kindNodeId, resourceNode } from "../tree/nodes";
import { openDocument } from "../ui/editors";
import { later, say } from "../words/say";
import { findName, findUri, getPreviewId, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";
import { offerConflict, tellBatch, tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const PREVIEW_COMMANDS: readonly Command[] = [
  { id: "aep.preview.apply", run: apply },
  { id: "aep.preview.discard", run: discard },
  // A button of words shows the key of its command in a second line: those above a preview have commands without one.
  { id: "aep.preview.applyInTitle", run: apply },
  { id: "aep.preview.discardInTitle", run: discard },
  { id: "aep.preview.resume", progress: say("Planning what is left"), run: resume },
  { id: "aep.conflict.compare", run: ({ conflicts }, call) => conflicts.compare(getConflictId(call)) },
  { id: "aep.conflict.resolve", run: resolve },
  { id: "aep.conflict.previewResolution", run: previewResolution },
  { id: "aep.conflict.previewAgain", progress: say("Planning again"), run: previewAgain },
];

/** What was done, by the verb of the write. */
const DONE: Readonly<Record<string, string>> = {
  Create: later("Created “{0}” in {1}; the platform now holds what was sent."),
  Duplicate: later("Duplicated “{0}” in {1}; the platform now holds what was sent."),
  Update: later("Updated “{0}” in {1}; the platform now holds what was sent."),
  Publish: later("Published “{0}” in {1}; the platform now holds what was sent."),
  Deactivate: later("Deactivated “{0}” in {1}; the platform now holds what was sent."),
  Delete: later("Deleted “{0}” in {1}; the platform now holds what was sent."),
  Activate: later("Activated “{0}” in {1}; the platform now holds what was sent."),
  Remove: later("Removed “{0}” in {1}; the platform now holds what was sent."),
  Undo: later("Took back the change to “{0}” in {1}; the platform now holds what was sent."),
  Add: later("Added “{0}” in {1}; the platform now holds what was sent."),
  Run: later("Started the run of “{0}” in {1}; the platform now holds what was sent."),
};

/** A button under the message of a success. */
interface NextStep {
  readonly button: string;
  readonly command: string;
  /** What the command is about, as it takes it. */
  readonly of: unknown;
}

async function apply(services: Services, call: CommandCall): Promise<WriteResult | BatchResult | undefined> {
  const id = getPreviewId(services, call);
  const { previews } = services;
  if (call.isAutomated) {
    await previews.confirm(id, { confirmation: readText(getRecord(call)["confirm"]) ?? "" });
    return await previews.apply(id, call.signal);
  }
  return await previews.onlyOnce(id, () => applyShown(services, id));
}

async function applyShown(services: Services, id: string): Promise<WriteResult | BatchResult> {
  const { previews, prompts } = services;
  await previews.confirm(id);
  const applied = await prompts.showProgress(say("Sending"), (signal) => previews.apply(id, signal));
  if ("results" in applied) void reportBatch(services, applied);
  else if (applied.outcome === "applied") void report(services, applied);
  else void offerConflict(services, id);
  return applied;
}

async function discard(services: Services, call: CommandCall): Promise<void> {
  await services.previews.discard(getPreviewId(services, call));
  if (!call.isAutomated)
    void services.prompts.tell({ severity: "information", text: say("Nothing was sent.") });
}

async function resume(services: Services, call: CommandCall): Promise<BatchPreview> {
  const id = findName(call) ?? readText(getRecord(call)["batch"]) ?? "";
  const outcome = await services.previews.resume(id, call.signal);
  return call.isAutomated ? outcome : tellBatch(services, outcome);
}

async function report({ prompts }: Services, applied: WriteResult): Promise<void> {
  const { subject, target, verb } = applied;
  const place = say("{0} of {1}", target.sandbox, target.connection);
  if (!applied.isAsPlanned) {
    const text = say(
      "The platform took the change to “{0}” in {1}, but holds something other than what was sent. Look at it before going on.",
      subject,
      place,
    );
    await prompts.tell({ severity: "warning", text });
    return;
  }
  const done =
    applied.done ??
    say(DONE[verb] ?? `${verb}d “{0}” in {1}; the platform now holds what was sent.`, subject, place);
  const text = applied.isFoundLate
    ? say("The connection broke while sending, so the platform was asked again. {0}", done)
    : done;
  const steps = listNextSteps(applied);
  const buttons = steps.map(({ button }) => button);
  const pressed = await prompts.tell({ severity: "information", text, buttons });
  const step = steps.find(({ button }) => button === pressed);
  if (step !== undefined) await vscode.commands.executeCommand(step.command, step.of);
}

/** What can be done with what was just written, as buttons. */
function listNextSteps(applied: WriteResult): readonly NextStep[] {
  const { subject, target, id, verb, kind, change } = applied;
  const steps: NextStep[] = [];
  const written = RESOURCE_KINDS.find((known) => known === kind);
  if (id !== undefined && verb !== "Delete" && written !== undefined) {
    const row = { kind: written, id, name: subject, facts: [] };
    const node = { parent: undefined, ...resourceNode(kindNodeId(target, written), target, row) };
    steps.push({ button: say("Open"), command: toPageCommand(written), of: node });
    const publish = findPublication(applied);
    if (publish !== undefined) steps.push({ button: say("Publish"), command: publish, of: node });
  }
  const isFinal = findUndoObstacle(applied) !== undefined;
  if (change !== undefined && !isFinal)
    steps.push({ button: say("Undo…"), command: "aep.audit.undo", of: change });
  return steps;
}

/** What is created or changed as a draft is used by nobody until it is published. */
function findPublication({ kind, verb }: WriteResult): string | undefined {
  if (kind === "audience" && (verb === "Create" || verb === "Duplicate")) return "aep.audience.publish";
  return kind === "fragment" && verb === "Update" ? "aep.content.publish" : undefined;
}

/** A result for each object; where something is left, the account opens and the rest can be planned again. */
async function reportBatch({ prompts, previewDocuments }: Services, applied: BatchResult): Promise<void> {
  const { results, title, batch } = applied;
  const text = `${title}: ${toSummary(results)}`;
  const isDone = applied.outcome === "applied";
  const showAccount = async (): Promise<void> =>
    await openDocument(previewDocuments.putOne(batch, say("Account"), toAccount(applied)));
  if (!isDone) await showAccount();
  // An error with a button stays until it is answered; the rest has no other place on the screen.
  const severity = isDone ? "information" : "error";
  const buttons = isDone ? [say("Show Account")] : [say("Preview the Rest")];
  const pressed = await prompts.tell({ severity, text, buttons });
  if (pressed === say("Show Account")) await showAccount();
  if (pressed === say("Preview the Rest")) await vscode.commands.executeCommand("aep.preview.resume", batch);
}

async function resolve(services: Services, call: CommandCall): Promise<string> {
  const uri = await services.conflicts.resolve(getConflictId(call));
  const { hasMarkers } = await import("../model/mergeLines");
  const document = await vscode.workspace.openTextDocument(uri);
  const text = hasMarkers(document.getText(), [])
    ? say(
        "Choose a side, or both, above each conflict. Then press “Preview Resolution” in the editor title; nothing is sent before that.",
      )
    : say(
        "Both changes fit together; this is what they make. Press “Preview Resolution”; nothing is sent before that.",
      );
  if (!call.isAutomated) void offerPreview(services, text, uri);
  return uri.toString();
}

async function offerPreview({ prompts }: Services, text: string, uri: vscode.Uri): Promise<void> {
  const pressed = await prompts.tell({ severity: "information", text, buttons: [say("Preview Resolution")] });
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
    throw new UserError("gone", say("No conflict is being resolved in this document."));
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { name, previewAgain: preview } = conflicts.get(id);
  const report = await services.prompts.showProgress(say("Planning the resolution"), (signal) =>
    preview(signal, document.getText()),
  );
  return tellOutcome(services, report, { name });
}

async function previewAgain(services: Services, call: CommandCall): Promise<Preview> {
  const { name, previewAgain: preview } = services.conflicts.get(getConflictId(call));
  const report = await preview(call.signal);
  return call.isAutomated ? report : tellOutcome(services, report, { name });
}

function getConflictId(call: CommandCall): string {
  const id = findName(call) ?? readText(getRecord(call)["conflict"]);
  if (id !== undefined) return id;
  throw unpassed("the id of the conflict");
}
