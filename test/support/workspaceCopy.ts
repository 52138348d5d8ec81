/**
 * Gives each test its own copy of a workspace, so that it may write in it.
 */
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { inRepository, makeTemporaryFolder } from "./folders.js";

/** Copies a folder, or the one of that name under test/fixtures, and returns the copy. */
export function copyWorkspace(workspace: string): string {
  const source = path.isAbsolute(workspace) ? workspace : inRepository("test", "fixtures", workspace);
  const folder = path.join(makeTemporaryFolder("workspace"), path.basename(source));
  cpSync(source, folder, { recursive: true });
  return folder;
}

/** Removes what `copyWorkspace` made. */
export function removeWorkspaceCopy(folder: string): void {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}
