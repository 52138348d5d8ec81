/**
 * A copy of the repository to build in: packing throws away what was built, which other layers of a run still use. It takes along
 * what somebody else's clone holds, and stands in for what tests and git leave beside it, so that none of that can be shipped.
 */
import { cpSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRepository, makeTemporaryFolder, repositoryFolder } from "../support/folders.js";

/** Beside what is in a clone, as .gitignore has it. */
const NOT_COPIED = new Set([".git", ".vscode-test", "dist", "node_modules", "out"]);

const STAND_INS = [
  ".git/config",
  ".vscode-test/editor.js",
  "out/aep-workbench.vsix",
  "out/test-results/unit.json",
];

/** Copies the sources, with the installed packages behind a link; the caller removes it. */
export function copyRepository(): string {
  const folder = realpathSync(makeTemporaryFolder("repository"));
  const source = repositoryFolder();
  // Entry by entry: asked about each of two thousand files, Node takes four times as long.
  for (const name of readdirSync(source))
    if (!NOT_COPIED.has(name)) cpSync(path.join(source, name), path.join(folder, name), { recursive: true });
  symlinkSync(inRepository("node_modules"), path.join(folder, "node_modules"), "junction");
  for (const file of STAND_INS) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), "");
  }
  return folder;
}

/** Removes what `copyRepository` made, and nothing behind its link. */
export function removeRepositoryCopy(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
