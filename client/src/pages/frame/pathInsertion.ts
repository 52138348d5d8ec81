/**
 * Puts a field's path where the person last wrote PQL. While a page is in front no text editor is, so the last one is
 * remembered. Refuses documents that cannot be changed.
 */
import * as vscode from "vscode";

/** Remembers the last PQL editor until disposed. */
export class PathInsertion implements vscode.Disposable {
  private readonly listener: vscode.Disposable;
  private last: vscode.TextEditor | undefined;

  constructor() {
    this.remember(vscode.window.activeTextEditor);
    this.listener = vscode.window.onDidChangeActiveTextEditor((editor) => this.remember(editor));
  }

  /** Replaces the selection of the last PQL editor by `text`; the document's name, or undefined when there is none. */
  async insert(text: string): Promise<string | undefined> {
    const document = this.last?.document;
    if (this.last === undefined || document === undefined || document.isClosed) return undefined;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, this.last.selection, text);
    const isDone = await vscode.workspace.applyEdit(edit);
    return isDone ? document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1) : undefined;
  }

  dispose(): void {
    this.listener.dispose();
  }

  private remember(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== "pql") return;
    const isWritable = vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme);
    if (editor.document.isUntitled || isWritable === true) this.last = editor;
  }
}
