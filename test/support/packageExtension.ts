/**
 * Makes the .vsix as it would be published: minified, from the allow-list in .vscodeignore.
 * Needs no network and asks nothing.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { repositoryFolder } from "./folders.js";
import { tightenArchive } from "./tightArchive.js";

/** Packages the extension of the repository or of a copy (which builds it first) and returns the path of the .vsix under its out/. */
export async function packageExtension(folder: string = repositoryFolder()): Promise<string> {
  const packagePath = path.join(folder, "out", "aep-workbench.vsix");
  await mkdir(path.dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: folder,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  await tightenArchive(packagePath);
  return packagePath;
}
