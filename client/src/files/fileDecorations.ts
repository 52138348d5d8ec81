/**
 * Marks the files of pairs in the explorer with where they stand. Draws only.
 */
import * as vscode from "vscode";
import type { FileState } from "./comparison";
import type { FileStatus } from "./fileStatus";
import { toStatusSentence } from "./pairStatus";

interface Mark {
  readonly badge: string;
  readonly color: string;
}

const MARKS: Readonly<Partial<Record<FileState, Mark>>> = {
  changedHere: { badge: "M", color: "gitDecoration.modifiedResourceForeground" },
  changedThere: { badge: "↓", color: "gitDecoration.submoduleResourceForeground" },
  changedBoth: { badge: "!", color: "gitDecoration.conflictingResourceForeground" },
  onlyHere: { badge: "A", color: "gitDecoration.addedResourceForeground" },
};

/** Marks of pairs; nothing for pairs that are as the platform holds them. */
export class FileDecorations implements vscode.FileDecorationProvider {
  readonly onDidChangeFileDecorations: vscode.Event<undefined>;

  constructor(private readonly status: FileStatus) {
    this.onDidChangeFileDecorations = (listener, thisArgument, disposables) =>
      status.onDidChange(() => listener.call(thisArgument, undefined), undefined, disposables);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const found = this.status.find(uri);
    const mark = found && MARKS[found.status.comparison.state];
    if (found === undefined || mark === undefined) return undefined;
    const tooltip = toStatusSentence(found.status, found.folder.target.sandbox);
    return new vscode.FileDecoration(mark.badge, tooltip, new vscode.ThemeColor(mark.color));
  }
}
