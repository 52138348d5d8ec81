/**
 * Makes the .vsix as it would be published: minified, from the allow-list in .vscodeignore.
 * Needs no network and asks nothing.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { inRepository, repositoryFolder } from "./folders.js";

/** Packages the extension (which builds it first) and returns the path of the .vsix under out/. */
export async function packageExtension(): Promise<string> {
  const packagePath = inRepository("out", "aep-workbench.vsix");
  await mkdir(path.dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: repositoryFolder(),
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return packagePath;
}
