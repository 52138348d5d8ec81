/**
 * New report files: in the folder `reports` of the workspace, or a document without a file where no folder is open.
 */
import * as vscode from "vscode";
import { assignFileNames } from "../files/fileNames";
import { REPORT_FILE_ENDING, type ReportFile, toReportText } from "../reports/reportFile";
import { findFree, openDocument, openNamed } from "../ui/editors";

const REPORT_FOLDER = "reports";

/** Writes the file and opens it. Returns its address. */
export async function createReportFile(report: ReportFile): Promise<vscode.Uri> {
  const stem = assignFileNames([{ id: "", name: report.title }]).get("") ?? report.title;
  const name = `${stem}${REPORT_FILE_ENDING}`;
  const text = toReportText(report);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined || vscode.workspace.fs.isWritableFileSystem(root.scheme) !== true)
    return (await openNamed(vscode.Uri.file(`/${name}`), text)).uri;
  const uri = await findFree(vscode.Uri.joinPath(root, REPORT_FOLDER, name));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await openDocument(uri);
  return uri;
}
