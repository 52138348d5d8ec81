/**
 * What pages of reports need of the editor.
 */
import * as vscode from "vscode";
import { findText } from "../../documents/draftFiles";
import { openDocument } from "../../ui/editors";
import type { Prompts } from "../../ui/prompts";
import type { ReportEditor } from "./reportHost";

/** The editor of one window. */
export function toReportEditor(prompts: Pick<Prompts, "showProgress">, now: () => number): ReportEditor {
  return {
    read: (file) => findText(vscode.Uri.parse(file, true)),
    open: (file) => openDocument(vscode.Uri.parse(file, true)),
    showProgress: (title, task) => prompts.showProgress(title, task),
    now,
  };
}
