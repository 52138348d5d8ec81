/**
 * A new draft as a pair of files in the workspace: the expression, and beside it what else is known of the audience. Where no
 * folder is open, a document without a file. Sends nothing.
 */
import * as vscode from "vscode";
import { DRAFT_FOLDER } from "../documents/draftFiles";
import { assignFileNames } from "../files/fileNames";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { findFree, openDocument, openUntitled } from "../ui/editors";

/** What a draft starts with. */
export interface NewDraft {
  readonly name: string;
  readonly description?: string | undefined;
  /** Empty where it is still to be written. */
  readonly expression: string;
  /** Name of the merge policy. */
  readonly mergePolicy?: string | undefined;
  readonly evaluation?: string | undefined;
  readonly labels?: readonly string[] | undefined;
}

/** Writes the files and opens the expression. Returns its address. */
export async function createDraft(draft: NewDraft): Promise<vscode.Uri> {
  const { expression, ...facts } = draft;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined || vscode.workspace.fs.isWritableFileSystem(root.scheme) !== true) {
    return (await openUntitled(expression, "pql")).uri;
  }
  const stem = assignFileNames([{ id: "", name: draft.name }]).get("") ?? draft.name;
  const uri = await findFree(vscode.Uri.joinPath(root, DRAFT_FOLDER, `${stem}.pql`));
  const beside = uri.with({ path: uri.path.replace(/\.pql$/, AUDIENCE_FILE_ENDING) });
  const content = { ...facts, lifecycle: "draft" };
  await write(beside, `${JSON.stringify(content, undefined, 2)}\n`);
  await write(uri, expression === "" ? "" : `${expression}\n`);
  await openDocument(uri);
  return uri;
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
