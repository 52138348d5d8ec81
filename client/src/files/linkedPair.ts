/**
 * The pair of the workspace that is an audience of a sandbox: by the link inside it, wherever it lies and whatever it is called.
 */
import * as vscode from "vscode";
import type { RemoteLink } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { openEditorFolder } from "./editorFolder";
import { readFolderIndex } from "./folderIndex";

/** A pair and what it knows of its audience. */
export interface LinkedPair {
  /** The file with the expression. */
  readonly uri: vscode.Uri;
  readonly link: RemoteLink;
}

/** The first pair with this id under the key of a sandbox; undefined when the workspace holds none. */
export async function findLinkedPair(
  { key, id }: { readonly key: string; readonly id: string },
  signal?: AbortSignal,
): Promise<LinkedPair | undefined> {
  for (const { uri: root } of vscode.workspace.workspaceFolders ?? []) {
    const { pairs } = await readFolderIndex(openEditorFolder(root), { signal });
    for (const { stem, file } of pairs) {
      const link = file.remotes[key];
      if (link?.id === id) return { uri: vscode.Uri.joinPath(root, stem + EXPRESSION_FILE_ENDING), link };
    }
  }
  return undefined;
}
