/**
 * Local drafts: a `.pql` document and, beside it, `name.audience.json` with everything else and the link to the audience.
 * Reads what the person sees (unsaved text included) and writes only the link file, after an audience was written.
 */
import * as vscode from "vscode";
import {
  AUDIENCE_FILE_ENDING,
  type AudienceFile,
  EMPTY_AUDIENCE_FILE,
  readAudienceFile,
  type SeenAudience,
  toAudienceFileText,
  toBaseAfterWrite,
} from "../model/audienceFile";
import { unopenedPql } from "../model/refusals";
import { closeUnsaved, openDocument } from "../ui/editors";

/** The folder of the workspace that new drafts go to. */
export const DRAFT_FOLDER = "audiences";

/** What a `.pql` file's name ends in. */
const EXPRESSION_ENDING = ".pql";

/** An expression with what is known of the audience it belongs to. */
export interface LocalDraft {
  readonly document: vscode.TextDocument;
  readonly expression: string;
  readonly file: AudienceFile;
  /** The name without ending; serves as the audience's name until a file gives another. */
  readonly fallbackName: string;
}

/** Reads the draft a `.pql` document belongs to. Throws `badFile` for other documents and an unreadable link file. */
export async function readLocalDraft(uri: vscode.Uri): Promise<LocalDraft> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.languageId !== "pql") {
    throw unopenedPql();
  }
  const text = await findBeside(uri);
  return {
    document,
    expression: document.getText().trim(),
    file: text === undefined ? EMPTY_AUDIENCE_FILE : readAudienceFile(text),
    fallbackName: document.isUntitled && !uri.path.endsWith(EXPRESSION_ENDING) ? "" : toBaseName(uri),
  };
}

/** The text of the file beside an expression; of a document without a file, of the document beside it, which has none either. */
async function findBeside(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme === "untitled") return findOpen(toBeside(uri))?.getText();
  const path = toLinkUri(uri);
  return path === undefined ? undefined : await findText(path);
}

/** Writes what was seen on the platform into the file beside the expression; documents without a file have none. */
export async function saveLink(document: vscode.TextDocument, seen: SeenAudience): Promise<void> {
  const uri = toLinkUri(document.uri);
  if (uri === undefined) return;
  const before = await findText(uri);
  const file = before === undefined ? EMPTY_AUDIENCE_FILE : readAudienceFile(before);
  const value = document.getText().trim();
  const base = toBaseAfterWrite({ file, seen, expression: { format: "pql/text", value } });
  const isTree = seen.definition.expression?.format === "pql/json";
  const text = seen.text ?? (isTree ? file.remotes[seen.key]?.text : undefined);
  await replaceText(uri, toAudienceFileText(file, { ...seen, base, text }));
}

/**
 * Leaves no unsaved draft of what the platform now holds: a file is saved, and a document without a file gives its place to `held`,
 * the platform's copy. Whoever typed on since keeps what they typed.
 */
export async function settleDraft(
  document: vscode.TextDocument,
  sent: string,
  held: vscode.Uri,
): Promise<void> {
  if (document.isClosed || !document.isDirty || document.getText().trim() !== sent.trim()) return;
  if (!document.isUntitled) {
    await document.save();
    return;
  }
  const beside = findOpen(toBeside(document.uri));
  await closeUnsaved(document);
  if (beside?.isUntitled === true) await closeUnsaved(beside);
  await openDocument(held);
}

/** The file beside a `.pql` file; undefined for documents that are not files or cannot be written. */
export function toLinkUri(uri: vscode.Uri): vscode.Uri | undefined {
  const isFile =
    uri.path.endsWith(EXPRESSION_ENDING) && vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
  if (!isFile || uri.scheme === "untitled") return undefined;
  return toBeside(uri);
}

function toBeside(uri: vscode.Uri): vscode.Uri {
  const stem = uri.path.endsWith(EXPRESSION_ENDING) ? uri.path.slice(0, -EXPRESSION_ENDING.length) : uri.path;
  return uri.with({ path: stem + AUDIENCE_FILE_ENDING });
}

/** The text of a file as the person sees it, unsaved changes included; undefined when there is no such file. */
export async function findText(uri: vscode.Uri): Promise<string | undefined> {
  // An open document without changes may not have noticed yet that its file was written.
  const open = findOpen(uri);
  if (open?.isDirty === true) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

/** Writes a file. An open document with unsaved changes is edited, so that nothing the person typed is overwritten on disk. */
export async function replaceText(uri: vscode.Uri, text: string): Promise<void> {
  const open = findOpen(uri);
  if (open === undefined || !open.isDirty) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    uri,
    new vscode.Range(new vscode.Position(0, 0), open.lineAt(open.lineCount - 1).range.end),
    text,
  );
  await vscode.workspace.applyEdit(edit);
}

function findOpen(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

function toBaseName(uri: vscode.Uri): string {
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  return name.endsWith(EXPRESSION_ENDING) ? name.slice(0, -EXPRESSION_ENDING.length) : name;
}
