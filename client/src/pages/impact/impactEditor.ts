/**
 * What the page of what would break needs of the editor. Files are changed through the editor's own preview, where each change
 * is confirmed.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../../server/src/protocol/clientMessages";
import { findText } from "../../documents/draftFiles";
import { askImpact } from "../../language/longQuestion";
import { EXPRESSION_FILE_ENDING, TESTS_FILE_ENDING } from "../../model/audienceFolder";
import { UserError } from "../../model/userError";
import type { ReadText } from "../../rules/brokenTexts";
import { type EditorParts, listFilesBelow, toRuleSources } from "../../rules/editorRules";
import { openPlace } from "../../ui/editors";
import type { Prompts } from "../../ui/prompts";
import { later, say } from "../../words/say";
import type { ImpactEditor, ProposedText } from "./impactHost";

const NOTHING_TICKED = later("Nothing was renamed. Changes that are ticked in the preview are applied.");

/** The editor of one window. */
export function toImpactEditor(
  parts: EditorParts & { readonly prompts: Pick<Prompts, "showProgress" | "tell"> },
): ImpactEditor {
  return {
    ...toRuleSources(parts),
    listTexts: listWorkspaceTexts,
    findImpact: (request, question) => parts.server.askLong((asked) => askImpact(asked, request, question)),
    showProgress: (title, task) => parts.prompts.showProgress(title, task),
    openPlace: async (file, { line, column }) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
      await openPlace(document, new vscode.Position(line, column));
    },
    propose: async (texts) => {
      // Nothing is ticked there at first, and applying nothing looks like applying.
      if (!(await propose(texts)))
        void parts.prompts.tell({ severity: "information", text: say(NOTHING_TICKED) });
    },
    previewUpdate: async (update) => {
      const preview = await vscode.commands.executeCommand<{ readonly kind: string } | undefined>(
        CLIENT_COMMANDS.previewAudience,
        { action: "update", ...update },
      );
      if (preview?.kind === "nothing")
        throw new UserError("gone", say("The audience has the new name already; read this page again."));
    },
  };
}

/** Rules and tests of all folders, and PQL that was never saved. */
async function listWorkspaceTexts(signal: AbortSignal): Promise<readonly ReadText[]> {
  const texts: ReadText[] = [];
  const add = (
    kind: ReadText["kind"],
    { uri, name, text }: { uri: vscode.Uri; name: string; text: string },
  ) => texts.push({ kind, id: uri.toString(), name, state: undefined, format: "pql/text", value: text });
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const file of await listFilesBelow(uri, EXPRESSION_FILE_ENDING, signal)) add("file", file);
    for (const file of await listFilesBelow(uri, TESTS_FILE_ENDING, signal)) add("test", file);
  }
  for (const document of vscode.workspace.textDocuments) {
    const { uri, languageId } = document;
    if (uri.scheme === "untitled" && languageId === "pql")
      add("draft", { uri, name: uri.path, text: document.getText() });
  }
  return texts;
}

/** True where something was renamed. */
async function propose(texts: readonly ProposedText[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const documents: vscode.TextDocument[] = [];
  for (const { file, before, after } of texts) {
    const uri = vscode.Uri.parse(file, true);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText() !== before || (await findText(uri)) === undefined)
      throw new UserError(
        "conflict",
        say("{0} was changed since; read it again.", vscode.workspace.asRelativePath(uri)),
      );
    documents.push(document);
    const label = say("Rename fields");
    const [start, end] = findDifference(before, after);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - end));
    edit.replace(uri, range, after.slice(start, after.length - end), { label, needsConfirmation: true });
  }
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  return documents.some((document, at) => document.getText() === texts[at]?.after);
}

/** How much of both texts is equal at the beginning and at the end. */
function findDifference(before: string, after: string): readonly [start: number, end: number] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [start, end];
}
