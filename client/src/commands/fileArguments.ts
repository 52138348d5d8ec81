/**
 * What commands on audience files are called with: files from the explorer, rows of the source control view, or the plain
 * object of a program. Asks nobody.
 */
import * as vscode from "vscode";
import { findStem } from "../files/editorFolder";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { isRecord } from "../model/values";
import type { Services } from "../services";
import { say } from "../words/say";
import { findUri, getRecord, readFileArgument } from "./arguments";
import type { CommandCall } from "./command";

/** The files a command was called on; undefined when it was called on none, which means all. */
export function findFileUris(call: CommandCall): readonly vscode.Uri[] | undefined {
  if (call.isAutomated) return readUris(getRecord(call)["files"]);
  const rows = call.args.flatMap(toRowUris);
  if (rows.length > 0) return rows;
  const [, selection] = call.args;
  const first = findUri(call);
  if (first === undefined) return undefined;
  const selected = Array.isArray(selection) ? selection.filter((one) => one instanceof vscode.Uri) : [];
  return selected.length > 0 ? selected : [first];
}

/** The folder of the explorer a command was called on, when it was one. */
export async function findFolderUri(call: CommandCall): Promise<vscode.Uri | undefined> {
  const uri = call.isAutomated ? undefined : findUri(call);
  if (uri === undefined || vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
  const { type } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.Directory) === 0 ? undefined : uri;
}

/** The audience file in front, when one is. */
export function findFrontFile(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri !== undefined && uri.scheme !== "untitled" && findStem(uri.path) !== undefined ? uri : undefined;
}

/** The workspace folder files go to: the one given, or the only one, or the first. Throws `badFile` without a workspace. */
export function getFilesRoot(given: unknown): vscode.Uri {
  const uri = readFileArgument(given);
  if (uri !== undefined) return uri;
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first !== undefined) return first.uri;
  throw new UserError("badFile", say("Open a folder first. The files are written into it."), {
    waysOut: [{ title: say("Open Folder"), command: "workbench.action.files.openFolder" }],
  });
}

/** The folder content is written into: the one given, or `content` in the workspace. Throws `badFile` without either. */
export function getContentFolder(call: CommandCall): vscode.Uri {
  const given = readFileArgument(getRecord(call)["folder"]);
  return given ?? vscode.Uri.joinPath(getFilesRoot(undefined), "content");
}

/** Opens a session of any sandbox of the target's connection. */
export function toSessionOpener(services: Services, target: SandboxTarget) {
  return async (sandbox: string) => await (await services.sessions()).open(target.connection, sandbox);
}

function toRowUris(value: unknown): readonly vscode.Uri[] {
  if (Array.isArray(value)) return value.filter(isRow).map(({ resourceUri }) => resourceUri);
  if (isRow(value)) return [value.resourceUri];
  const states = isRecord(value) ? value["resourceStates"] : undefined;
  return Array.isArray(states) ? states.filter(isRow).map(({ resourceUri }) => resourceUri) : [];
}

/** The row that stands for those not shown is none. */
function isRow(value: unknown): value is { readonly resourceUri: vscode.Uri } {
  return (
    isRecord(value) &&
    value["resourceUri"] instanceof vscode.Uri &&
    value["resourceUri"].scheme !== "aep-more"
  );
}

function readUris(value: unknown): readonly vscode.Uri[] | undefined {
  if (value === undefined) return undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => readFileArgument(one) ?? []);
}
