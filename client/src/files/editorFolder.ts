/**
 * A folder of audience files as the editor holds it: unsaved changes count, and files of any file system the editor knows.
 * Finds the pair that is an audience of a sandbox by the link inside it, wherever it lies and whatever it is called.
 */
import * as vscode from "vscode";
import { findText, replaceText } from "../documents/draftFiles";
import { AUDIENCE_FILE_ENDING, type RemoteLink } from "../model/audienceFile";
import {
  type AudienceFolder,
  EXPRESSION_FILE_ENDING,
  FOREIGN_FOLDERS,
  isLeftover,
} from "../model/audienceFolder";

/** Opens a folder of the workspace. Pairs that are `named` are looked up, however the editor is told to search. */
export function openEditorFolder(root: vscode.Uri, named: readonly vscode.Uri[] = []): AudienceFolder {
  return {
    list: async () => {
      const [found, asked] = await Promise.all([
        vscode.workspace.findFiles(
          new vscode.RelativePattern(root, `**/*{${EXPRESSION_FILE_ENDING},${AUDIENCE_FILE_ENDING}}`),
          FOREIGN_FOLDERS,
        ),
        findNamed(root, named),
      ]);
      return [...new Set([...found.flatMap((uri) => findRelativePath(root, uri) ?? []), ...asked])].sort();
    },
    read: async (path) => await findText(vscode.Uri.joinPath(root, path)),
    write: async (path, text) => await replaceText(vscode.Uri.joinPath(root, path), text),
    removeLeftovers: async () => {
      const found = await vscode.workspace.findFiles(
        new vscode.RelativePattern(root, "**/*.new"),
        FOREIGN_FOLDERS,
      );
      for (const uri of found) if (isLeftover(uri.path)) await vscode.workspace.fs.delete(uri);
    },
  };
}

/** The paths of both files of each pair that is named, where they exist. */
async function findNamed(root: vscode.Uri, named: readonly vscode.Uri[]): Promise<readonly string[]> {
  const stems = named.flatMap((uri) => findStem(findRelativePath(root, uri) ?? "") ?? []);
  const paths = stems.flatMap((stem) => [stem + EXPRESSION_FILE_ENDING, stem + AUDIENCE_FILE_ENDING]);
  const texts = await Promise.all(paths.map(async (path) => await findText(vscode.Uri.joinPath(root, path))));
  return paths.filter((_, index) => texts[index] !== undefined);
}

/** The path of a file below a folder, with "/"; undefined when it is elsewhere. */
export function findRelativePath(root: vscode.Uri, uri: vscode.Uri): string | undefined {
  const prefix = root.path.endsWith("/") ? root.path : `${root.path}/`;
  const isBelow =
    uri.scheme === root.scheme && uri.authority === root.authority && uri.path.startsWith(prefix);
  return isBelow ? uri.path.slice(prefix.length) : undefined;
}

/** The path both files of a pair share; undefined for other files. */
export function findStem(path: string): string | undefined {
  const ending = [EXPRESSION_FILE_ENDING, AUDIENCE_FILE_ENDING].find((one) => path.endsWith(one));
  return ending === undefined ? undefined : path.slice(0, -ending.length);
}

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
  const { readFolderIndex } = await import("./folderIndex");
  for (const { uri: root } of vscode.workspace.workspaceFolders ?? []) {
    const { pairs } = await readFolderIndex(openEditorFolder(root), { signal });
    for (const { stem, file } of pairs) {
      const link = file.remotes[key];
      if (link?.id === id) return { uri: vscode.Uri.joinPath(root, stem + EXPRESSION_FILE_ENDING), link };
    }
  }
  return undefined;
}
