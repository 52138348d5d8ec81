/**
 * Texts of local files as people see them: unsaved changes count. Decides nothing about what they hold.
 */
import * as vscode from "vscode";

/** The text of a file; undefined when there is none. */
export async function findLocalText(uri: vscode.Uri): Promise<string | undefined> {
  const address = uri.toString();
  // A document without unsaved changes may not have noticed yet what another program wrote.
  const open = vscode.workspace.textDocuments.find(({ uri: other }) => other.toString() === address);
  if (open?.isDirty === true) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

/** Writes a file, with the folders it is in. */
export async function writeLocalText(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
