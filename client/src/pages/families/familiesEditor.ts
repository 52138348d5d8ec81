/**
 * What the page of equal and contained rules needs of the editor.
 */
import * as vscode from "vscode";
import { type EditorParts, toRuleSources } from "../../rules/editorRules";
import { openDocument } from "../../ui/editors";
import type { Prompts } from "../../ui/prompts";
import type { FamiliesEditor } from "./familiesHost";

/** The editor of one window. */
export function toFamiliesEditor(
  parts: EditorParts & { readonly prompts: Pick<Prompts, "showProgress"> },
): FamiliesEditor {
  return {
    ...toRuleSources(parts),
    showProgress: (title, task) => parts.prompts.showProgress(title, task),
    openFile: (file) => openDocument(vscode.Uri.parse(file, true)),
    nameFolder: (folder) => vscode.workspace.asRelativePath(vscode.Uri.parse(folder, true), true),
  };
}
