/**
 * The walkthrough of package.json: opens it, and tells the editor which steps were done, whichever way somebody did them. Steps are
 * ticked by context keys, because the editor does not hear of commands that rows, pages and messages of ours run. Registers no
 * command; what ticks which step stands in package.json.
 */
import * as vscode from "vscode";
import { PLATFORM_SCHEME } from "../../server/src/protocol/clientMessages";
import { readDocumentUri } from "./documents/aepUri";
import type { Log } from "./log";
import { listTabs } from "./ui/editors";

const WALKTHROUGH = "aep-workbench.aep-workbench#aep.firstFiveMinutes";

/** Shows the AEP view and, in front, the walkthrough; leaves alone a window in which something is open already. */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand("aep.platform.focus");
  if (listTabs().length > 0) return;
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", WALKTHROUGH, false);
  // Without this the first thing that is opened would take its place.
  await vscode.commands.executeCommand("workbench.action.keepEditor");
}

/** Tells the editor that a step is done, by the context key that package.json names. */
export function tickStep(log: Log, key: string): void {
  vscode.commands.executeCommand("setContext", key, true).then(undefined, (error: unknown) => {
    log.error(`The context key ${key} could not be set`, error);
  });
}

/** Watches for the steps that are done in documents; the others have context keys of their own. */
export function watchSteps(log: Log): vscode.Disposable {
  const done = new Set<string>();
  const tick = (key: string): void => {
    if (done.has(key)) return;
    done.add(key);
    tickStep(log, key);
  };
  const look = (document: vscode.TextDocument): void => {
    if (isAudience(document.uri)) tick("aep.hasOpenedAudience");
    if (isChangedPql(document)) tick("aep.hasChangedPql");
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
}

function isAudience(uri: vscode.Uri): boolean {
  return readDocumentUri(uri)?.reference.kind === "audience";
}

/** A draft counts from when it is opened: it has no file, so it is unsaved. */
function isChangedPql({ languageId, isDirty, uri }: vscode.TextDocument): boolean {
  return languageId === "pql" && isDirty && uri.scheme !== PLATFORM_SCHEME;
}
