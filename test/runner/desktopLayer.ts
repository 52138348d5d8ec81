/**
 * `npm run test:electron`: the editor suite in desktop VS Code, the one VSCODE_PATH names or one that
 * @vscode/test-electron downloads. Without a display it runs under Xvfb where that is installed.
 */
import { rmSync } from "node:fs";
import { runTests } from "@vscode/test-electron";
import { hasDisplay } from "../support/desktopEditor.js";
import { makeTemporaryFolder, repositoryFolder } from "../support/folders.js";
import { findOnPath } from "../support/installBrowser.js";
import { runProcess } from "../support/runProcess.js";
import { copyWorkspace, removeWorkspaceCopy } from "../support/workspaceCopy.js";
import { bundleHostSuite } from "./hostSuiteBundle.js";
import { LAYER_DEADLINE_MS } from "./layers.js";
import { findResult, formatCounts, judgeResult, removeResult, resultFile } from "./results.js";

const LAYER = "electron";

/** Runs this program again with a virtual display. */
async function runUnderXvfb(): Promise<number> {
  const xvfb = findOnPath("xvfb-run");
  if (xvfb === undefined) {
    throw new Error("There is no display and no Xvfb. Install xvfb, or set DISPLAY.");
  }
  const parameters = ["-a", process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const { code } = await runProcess(xvfb, parameters, { deadlineMs: LAYER_DEADLINE_MS, echo: true });
  return code ?? 1;
}

async function launch(suite: string, workspace: string, profile: string): Promise<void> {
  const { VSCODE_PATH = "" } = process.env;
  await runTests({
    ...(VSCODE_PATH === "" ? {} : { vscodeExecutablePath: VSCODE_PATH }),
    extensionDevelopmentPath: repositoryFolder(),
    extensionTestsPath: suite,
    extensionTestsEnv: { AEP_TEST_RESULT: resultFile(LAYER) },
    launchArgs: [
      workspace,
      "--disable-extensions",
      "--disable-workspace-trust",
      "--skip-welcome",
      "--user-data-dir",
      profile,
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}

async function main(): Promise<number> {
  if (!hasDisplay()) return await runUnderXvfb();
  removeResult(LAYER);
  const suite = await bundleHostSuite();
  const workspace = copyWorkspace("demo-workspace");
  const profile = makeTemporaryFolder("desktop");
  try {
    await launch(suite, workspace, profile);
  } catch (error) {
    // A failed test also ends here; the result file tells which it was.
    console.error(error instanceof Error ? error.message : error);
    if (findResult(LAYER) === undefined)
      console.error("No desktop VS Code could be had. Set VSCODE_PATH to one.");
  } finally {
    removeWorkspaceCopy(workspace);
    rmSync(profile, { recursive: true, force: true });
  }
  const result = judgeResult(LAYER, findResult(LAYER));
  process.stdout.write(`${formatCounts(result)}\n`);
  return result.failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
