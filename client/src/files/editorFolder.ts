/**
 * A folder of audience files as the editor holds it: unsaved changes count, and files of any file system the editor knows.
 */
import * as vscode from "vscode";
import { findText, replaceText } from "../documents/draftFiles";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import {
  type AudienceFolder,
  EXPRESSION_FILE_ENDING,
  FOREIGN_FOLDERS,
  isLeftover,
} from "../model/audienceFolder";

/** Opens a folder of the workspace. */
export function openEditorFolder(root: vscode.Uri): AudienceFolder {
  return {
    list: async () => {
      const found = await vscode.workspace.findFiles(
        new vscode.RelativePattern(root, `**/*{${EXPRESSION_FILE_ENDING},${AUDIENCE_FILE_ENDING}}`),
        FOREIGN_FOLDERS,
      );
      return found.flatMap((uri) => findRelativePath(root, uri) ?? []).sort();
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
