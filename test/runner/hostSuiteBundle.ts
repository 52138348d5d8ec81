/**
 * Bundles the editor suite into one module that exports `run()`, the form every editor accepts.
 */
import path from "node:path";
import { build } from "esbuild";
import { inRepository, repositoryFolder } from "../support/folders.js";
import { listTestFiles } from "./layers.js";

/** Tests that vary what the platform does, not what the editor does: one editor is enough for them. */
const PLATFORM_TESTS = [
  "bigOrganisation",
  "connections",
  "inventory",
  "messageCopy",
  "problemReport",
  "queryService",
  "reports",
  "ruleRelations",
  "sidebarWeather",
  "treeAudience",
  "undo",
  "writeMatrix",
  "writeOrder",
  "writePermissions",
  "writes.operations",
  "writes.other",
];

/** The files of the suite; with `AEP_TEST_SCOPE=editor` without those that vary the platform, which is said. */
function listSuiteFiles(): readonly string[] {
  const files = listTestFiles(["test/editor"]);
  if (process.env.AEP_TEST_SCOPE !== "editor") return files;
  process.stdout.write(`Run on the oldest editor only: ${PLATFORM_TESTS.join(", ")}\n`);
  return files.filter((file) => !PLATFORM_TESTS.includes(path.basename(file, ".test.ts")));
}

/** Source of the suite: its test files, loaded when mocha is ready for them. */
function suiteSource(): string {
  const toImport = (file: string) => `./${path.relative(repositoryFolder(), file)}`;
  const loads = listSuiteFiles().map((file) => `require(${JSON.stringify(toImport(file))});`);
  return `import { runHostSuite } from "./test/runner/hostSuite.ts";
export const run = () => runHostSuite(() => { ${loads.join(" ")} });`;
}

/** Builds the suite and returns the path of the module. */
export async function bundleHostSuite(): Promise<string> {
  const outfile = inRepository("out", "editor", `suite-${process.env.AEP_TEST_SCOPE ?? "whole"}.js`);
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
