/**
 * Where things are: the repository, what tests write, what the harness installs for itself.
 * Only names folders; creates nothing but temporary ones.
 */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

function isRepositoryRoot(folder: string): boolean {
  const manifest = path.join(folder, "package.json");
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "aep-workbench";
}

/**
 * Found by walking up, because the editor suite runs from a bundle in out/ and the others from test/; once, because what tells
 * the root is a long file.
 */
function findRepository(from: string): string {
  if (isRepositoryRoot(from)) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error("The harness must run from inside the repository.");
  return findRepository(parent);
}

const REPOSITORY = findRepository(__dirname);

/** The repository this file belongs to. */
export function repositoryFolder(): string {
  return REPOSITORY;
}

/** A path inside the repository. */
export function inRepository(...segments: string[]): string {
  return path.join(repositoryFolder(), ...segments);
}

/** Untracked folder of what the harness installs for itself: the editor and, where needed, its own Node. */
export function toolsFolder(): string {
  return process.env.AEP_TEST_TOOLS ?? inRepository(".vscode-test");
}

/** Untracked folder of results, screenshots and logs of the last run. */
export function testResultsFolder(): string {
  return process.env.AEP_TEST_RESULTS ?? inRepository("out", "test-results");
}

/** A fresh folder outside the repository; the caller removes it. */
export function makeTemporaryFolder(purpose: string): string {
  return mkdtempSync(path.join(tmpdir(), `aep-workbench-${purpose}-`));
}

/** The facts given beside the repository (../shared), or undefined where they are not there. */
export function findSharedFolder(): string | undefined {
  const folder = path.resolve(repositoryFolder(), "..", "shared");
  return existsSync(folder) ? folder : undefined;
}
