/**
 * Gives each test its own copy of a workspace, so that it may write in it.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { inRepository, makeTemporaryFolder } from "./folders.js";

/** A folder, or the one of that name under test/fixtures. */
function findWorkspace(workspace: string): string {
  return path.isAbsolute(workspace) ? workspace : inRepository("test", "fixtures", workspace);
}

/** Copies a folder, or the one of that name under test/fixtures, and returns the copy. */
export function copyWorkspace(workspace: string): string {
  const source = findWorkspace(workspace);
  const folder = path.join(makeTemporaryFolder("workspace"), path.basename(source));
  cpSync(source, folder, { recursive: true });
  return folder;
}

/** Removes what `copyWorkspace` made. */
export function removeWorkspaceCopy(folder: string): void {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

/** Removes what `copyWorkspace` made of this workspace, unless somebody wrote in it since, which is theirs. Tells whether it was kept. */
export function keepWhereWritten(folder: string, workspace: string): boolean {
  const isKept = existsSync(folder) && !holdSame(folder, findWorkspace(workspace));
  if (!isKept) removeWorkspaceCopy(folder);
  return isKept;
}

/** Whether the same files stand in both, with the same bytes. A folder that holds none is nobody's work. */
function holdSame(folder: string, other: string): boolean {
  const names = listFiles(folder).filter((name) => !isEmptySettings(folder, name));
  if (!isDeepStrictEqual(names, listFiles(other))) return false;
  return names.every((name) =>
    readFileSync(path.join(folder, name)).equals(readFileSync(path.join(other, name))),
  );
}

/** The editor makes this file when somebody looks at the settings of a folder; as long as it holds none, nobody wrote in it. */
function isEmptySettings(folder: string, name: string): boolean {
  if (name !== path.join(".vscode", "settings.json")) return false;
  return /^\s*\{\s*\}\s*$/.test(readFileSync(path.join(folder, name), "utf8"));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
