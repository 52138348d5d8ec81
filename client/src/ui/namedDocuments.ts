/**
 * New documents that already have the name they will be saved under, and names that nothing has yet. Loaded with what makes files;
 * writes none and overwrites nothing.
 */
import * as vscode from "vscode";

/**
 * Opens `text` as a new document whose tab says its name and which is saved there: `uri` is the file it will be. Where such a file
 * or document is, the name gets a number.
 */
export async function openNamed(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(
    (await findFree(uri)).with({ scheme: "untitled" }),
  );
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** The address with the first number behind its name under which there is neither a file nor an open document. */
export async function findFree(uri: vscode.Uri): Promise<vscode.Uri> {
  const [, stem = "", ending = ""] =
    /^(.*?)((?:\.[^./]*)*)$/.exec(uri.path.slice(uri.path.lastIndexOf("/") + 1)) ?? [];
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? "" : ` ${number}`}${ending}`;
    const candidate = vscode.Uri.joinPath(uri, "..", name);
    const isOpen = vscode.workspace.textDocuments.some((one) => one.uri.path === candidate.path);
    if (!isOpen && !(await isThere(candidate))) return candidate;
  }
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
