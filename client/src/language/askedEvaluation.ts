/**
 * The evaluation that the file beside a rule asks for, above the rule beside what the rule allows: a rule that edge could take
 * is evaluated once a day where its file says so. Reads the file beside; judges nothing.
 */
import * as vscode from "vscode";
import { findText } from "../documents/draftFiles";
import type { Log } from "../log";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { say } from "../words/say";

const ASKED = /"evaluation"\s*:\s*"(edge|streaming|batch)"/;

/** Shows it until disposed. */
export function showAskedEvaluation(log: Log): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const follow = ({ path }: vscode.Uri): void => {
    if (path.endsWith(AUDIENCE_FILE_ENDING)) changed.fire();
  };
  const files = vscode.workspace.createFileSystemWatcher(`**/*${AUDIENCE_FILE_ENDING}`);
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async ({ uri }) => {
      try {
        return await toLenses(uri);
      } catch (error) {
        log.error("The file beside a rule could not be read", error);
        return [];
      }
    },
  };
  return vscode.Disposable.from(
    changed,
    files,
    files.onDidChange(follow),
    files.onDidCreate(follow),
    files.onDidDelete(follow),
    vscode.workspace.onDidChangeTextDocument(({ document }) => follow(document.uri)),
    vscode.languages.registerCodeLensProvider({ language: "pql", pattern: "**/*.pql" }, provider),
  );
}

async function toLenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return [];
  const description = `${uri.path.slice(0, -EXPRESSION_FILE_ENDING.length)}${AUDIENCE_FILE_ENDING}`;
  const [, asked] = ASKED.exec((await findText(uri.with({ path: description }))) ?? "") ?? [];
  if (asked === undefined) return [];
  const command = { title: say("Evaluated by: {0}", asked), command: "" };
  return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
}
