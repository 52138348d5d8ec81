/**
 * Bundles the editor suite into one module that exports `run()`, the form every editor accepts.
 */
import path from "node:path";
import { build } from "esbuild";
import { inRepository, repositoryFolder } from "../support/folders.js";
import { listTestFiles } from "./layers.js";

/** Source of the suite: its test files, loaded when mocha is ready for them. */
function suiteSource(): string {
  const toImport = (file: string) => `./${path.relative(repositoryFolder(), file)}`;
  const loads = listTestFiles(["test/editor"]).map((file) => `require(${JSON.stringify(toImport(file))});`);
  return `import { runHostSuite } from "./test/runner/hostSuite.ts";
export const run = () => runHostSuite(() => { ${loads.join(" ")} });`;
}

/** Builds the suite and returns the path of the module. */
export async function bundleHostSuite(): Promise<string> {
  const outfile = inRepository("out", "editor", "suite.js");
  await build({
    stdin: { contents: suiteSource(), resolveDir: repositoryFolder(), loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    // As in what ships: some packages are CommonJS in a way no bundler can follow.
    mainFields: ["module", "main"],
    external: ["vscode"],
    sourcemap: "inline",
    // Mocha warns about its worker files, which only a parallel run would need.
    logLevel: "error",
  });
  return outfile;
}
