/**
 * Marks the files of pairs in the explorer with where they stand. Draws only.
 */
import * as vscode from "vscode";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { type Comparison, type FileState, toFieldsState } from "./comparison";
import type { FileStatus } from "./fileStatus";
import { toStatusSentence } from "./pairStatus";

interface Mark {
  readonly badge: string;
  readonly color: string;
}

const MARKS: Readonly<Partial<Record<FileState, Mark>>> = {
  changedHere: { badge: "↑", color: "gitDecoration.modifiedResourceForeground" },
  changedThere: { badge: "↓", color: "gitDecoration.submoduleResourceForeground" },
  changedBoth: { badge: "!", color: "gitDecoration.conflictingResourceForeground" },
  onlyHere: { badge: "+", color: "gitDecoration.addedResourceForeground" },
};

/** Marks of files; nothing for those that are as the platform holds them. Signs, because letters would pass for those of git. */
export class FileDecorations implements vscode.FileDecorationProvider {
  readonly onDidChangeFileDecorations: vscode.Event<undefined>;

  constructor(private readonly status: FileStatus) {
    this.onDidChangeFileDecorations = (listener, thisArgument, disposables) =>
      status.onDidChange(() => listener.call(thisArgument, undefined), undefined, disposables);
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const found = this.status.find(uri);
    const mark = found && MARKS[toStateOfFile(found.status.comparison, uri)];
    if (found === undefined || mark === undefined) return undefined;
    const tooltip = toStatusSentence(found.status, found.folder.target.sandbox);
    return new vscode.FileDecoration(mark.badge, tooltip, new vscode.ThemeColor(mark.color));
  }
}

/** Of a pair, the file that differs is marked: the expression stands in one, all other fields in the other. */
function toStateOfFile(comparison: Comparison, uri: vscode.Uri): FileState {
  if (comparison.state === "onlyHere" || comparison.state === "onlyThere") return comparison.state;
  const isExpression = uri.path.endsWith(EXPRESSION_FILE_ENDING);
  const keepOwn = (fields: Comparison["here"]): Comparison["here"] =>
    fields.filter((field) => (field === "expression") === isExpression);
  const { here, there, conflicting } = comparison;
  return toFieldsState({ here: keepOwn(here), there: keepOwn(there), conflicting: keepOwn(conflicting) });
}
