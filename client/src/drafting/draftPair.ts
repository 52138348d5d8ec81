/**
 * A new draft as a pair of files in the workspace: the expression, and beside it what else is known of the audience. Where no
 * folder is open, a document without a file. Sends nothing.
 */
import * as vscode from "vscode";
import { DRAFT_FOLDER } from "../documents/draftFiles";
import { assignFileNames } from "../files/fileNames";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { openDocument, openUntitled } from "../ui/editors";
import { findFree, openNamed } from "../ui/namedDocuments";

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
  const place = await findPlace(draft);
  if (place === undefined) return (await openUntitled(draft.expression, "pql")).uri;
  const { expression, facts } = toTexts(draft);
  await write(place.beside, facts);
  await write(place.uri, expression);
  await openDocument(place.uri);
  return place.uri;
}

/** Opens the draft as two documents that are saved as files once somebody saves them. Returns the address of the expression. */
export async function openUnsavedDraft(draft: NewDraft): Promise<vscode.Uri> {
  const place = await findPlace(draft);
  if (place === undefined) return (await openUntitled(draft.expression, "pql")).uri;
  const { expression, facts } = toTexts(draft);
  await openNamed(place.beside, facts);
  return (await openNamed(place.uri, expression)).uri;
}

/** The two files; undefined where no folder is open that can be written to. */
async function findPlace({
  name,
}: NewDraft): Promise<{ readonly uri: vscode.Uri; readonly beside: vscode.Uri } | undefined> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined || vscode.workspace.fs.isWritableFileSystem(root.scheme) !== true) return undefined;
  const stem = assignFileNames([{ id: "", name }]).get("") ?? name;
  const uri = await findFree(vscode.Uri.joinPath(root, DRAFT_FOLDER, `${stem}.pql`));
  return { uri, beside: uri.with({ path: uri.path.replace(/\.pql$/, AUDIENCE_FILE_ENDING) }) };
}

function toTexts({ expression, ...facts }: NewDraft): {
  readonly expression: string;
  readonly facts: string;
} {
  return {
    expression: expression === "" ? "" : `${expression}\n`,
    facts: `${JSON.stringify({ ...facts, lifecycle: "draft" }, undefined, 2)}\n`,
  };
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
