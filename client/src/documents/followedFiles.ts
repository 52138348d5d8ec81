/**
 * What becomes of the files of a kind in the open folders. Where a folder came, the files in it are looked for: on Linux the editor's
 * watcher tells of a folder that was generated, unpacked, checked out or moved here, and mostly not of what is in it. Where a folder
 * went, every editor tells of the folder alone. Reads no file, and does not look into folders of other people.
 */
import * as vscode from "vscode";
import type { Log } from "../log";
import { FOREIGN_FOLDERS, isForeignFolder, isWithin } from "../model/audienceFolder";

/** Whoever wants to know. */
export interface FileFollower {
  /** The files, as a pattern of the editor. */
  readonly pattern: string;
  /** They came or changed; one that did so once may be told twice. */
  readonly onChange: (files: readonly vscode.Uri[]) => void;
  /** A file of any kind went, or a folder with all that was in it: only the follower knows what that was. */
  readonly onGone: (fileOrFolder: vscode.Uri) => void;
  readonly log: Log;
}

/** Above it, folders that came together are found by one search of everything. */
const MOST_SEARCHES = 8;
/** Places that are asked at once whether they are folders. */
const LOOKS_AT_ONCE = 16;

/** Tells from now on, until disposed. */
export function followFiles({ pattern, onChange, onGone, log }: FileFollower): vscode.Disposable {
  const files = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
  const everything = vscode.workspace.createFileSystemWatcher("**/*");
  let isOver = false;
  const look = inBunches(async (came) => {
    try {
      const found = await findInFolders(pattern, came);
      if (found.length > 0 && !isOver) onChange(found);
    } catch (error) {
      log.error("A new folder could not be searched", error);
    }
  });
  return vscode.Disposable.from(
    files,
    everything,
    files.onDidCreate((file) => onChange([file])),
    files.onDidChange((file) => onChange([file])),
    everything.onDidCreate(look),
    // What goes and comes again within a moment is told as changed, with what is in it or not.
    everything.onDidChange(look),
    everything.onDidDelete(onGone),
    { dispose: () => (isOver = true) },
  );
}

/** An installation tells of thousands: what gathers while one bunch is looked at is the next. */
function inBunches(look: (uris: readonly vscode.Uri[]) => Promise<void>): (uri: vscode.Uri) => void {
  const gathered: vscode.Uri[] = [];
  let isLooking = false;
  const lookOn = async (): Promise<void> => {
    isLooking = true;
    // What the editor tells together, it tells in one go.
    await Promise.resolve();
    while (gathered.length > 0) await look(gathered.splice(0));
    isLooking = false;
  };
  return (uri) => {
    gathered.push(uri);
    if (!isLooking) void lookOn();
  };
}

async function findInFolders(pattern: string, came: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const folders = await keepFolders(keepTopmost(came.filter(isOwn)));
  const bases = folders.length > MOST_SEARCHES ? (vscode.workspace.workspaceFolders ?? []) : folders;
  const searches = bases.map((base) =>
    vscode.workspace.findFiles(new vscode.RelativePattern(base, pattern), FOREIGN_FOLDERS),
  );
  const places = new Set(folders.map(String));
  return (await Promise.all(searches)).flat().filter((file) => isWithin(file.toString(), places));
}

function isOwn(uri: vscode.Uri): boolean {
  return !vscode.workspace.asRelativePath(uri, false).split("/").some(isForeignFolder);
}

/** What is in one of the others is found with it. */
function keepTopmost(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  const places = new Map(uris.map((uri) => [uri.toString(), uri]));
  return [...places.values()].filter((uri) => !isWithin(vscode.Uri.joinPath(uri, "..").toString(), places));
}

async function keepFolders(uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const folders: vscode.Uri[] = [];
  for (let start = 0; start < uris.length; start += LOOKS_AT_ONCE) {
    const bunch = uris.slice(start, start + LOOKS_AT_ONCE);
    const areFolders = await Promise.all(bunch.map(isFolder));
    folders.push(...bunch.filter((_, index) => areFolders[index]));
  }
  return folders;
}

/** What is gone again meanwhile is none. */
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
