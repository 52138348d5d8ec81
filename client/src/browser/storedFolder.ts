/**
 * What the extension keeps, in the storage that the editor has in a browser. It writes files as a whole, so nothing is written
 * beside and moved.
 */
import * as vscode from "vscode";
import type { KeptFolder } from "../model/keptFolder";

/** Opens a folder; it need not exist yet. */
export function openStoredFolder(root: vscode.Uri): KeptFolder {
  const { fs } = vscode.workspace;
  const toUri = (path: string): vscode.Uri => vscode.Uri.joinPath(root, path);
  const read = async (path: string): Promise<string | undefined> => {
    const bytes = await orMissing(fs.readFile(toUri(path)));
    return bytes && new TextDecoder().decode(bytes);
  };
  const write = async (path: string, text: string): Promise<void> => {
    await fs.writeFile(toUri(path), new TextEncoder().encode(text));
  };
  return {
    read,
    write,
    append: async (path, text) => await write(path, `${(await read(path)) ?? ""}${text}`),
    list: async (folder) => ((await orMissing(fs.readDirectory(toUri(folder)))) ?? []).map(([name]) => name),
    remove: async (path) => void (await orMissing(fs.delete(toUri(path)))),
    addressOf: (path) => toUri(path).toString(),
  };
}

async function orMissing<Value>(reading: Thenable<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
