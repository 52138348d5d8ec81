/**
 * Runs the editor suite inside the extension host of an editor from the npm registry:
 * `editorLayer.ts [name of the layer]`. `AEP_TEST_GREP` chooses tests by title, `AEP_TEST_EDITOR` the editor.
 */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import type { Page } from "playwright-core";
import { type EditorServer, startEditorServer } from "../support/editorServer.js";
import { inRepository, repositoryFolder, testResultsFolder } from "../support/folders.js";
import { exitOnSignals } from "../support/runProcess.js";
import { writeTestIdentity } from "../support/selfSigned.js";
import { startBrowser } from "../support/startBrowser.js";
import { toWorkbenchAddress } from "../support/workbenchAddress.js";
import { copyWorkspace, removeWorkspaceCopy } from "../support/workspaceCopy.js";
import { SUITE_BEGINS } from "./hostSuite.js";
import { bundleHostSuite } from "./hostSuiteBundle.js";
import { LAYER_DEADLINE_MS } from "./layers.js";
import { findResult, formatCounts, judgeResult, removeResult, resultFile } from "./results.js";

const LAYER = process.argv[2] ?? "editor";
/** The host may lose its connection while it starts and then reports an end without having run anything. */
const LAUNCHES = 3;
/** Before the layer's own, so that there is time to keep what was seen. */
const SUITE_DEADLINE_MS = LAYER_DEADLINE_MS - 120_000;
const EVIDENCE = path.join(testResultsFolder(), LAYER);
/** Everything the extension host said on its console, of every launch of this run. */
const HOST_LOG = path.join(EVIDENCE, "host.log");

/** Resolves when the editor reports the suite's end, or rejects at the deadline. */
async function waitForSuite(page: Page, address: string): Promise<void> {
  let hasBegun = false;
  await page.exposeFunction("codeAutomationLog", (severity: string, parts: unknown[]) => {
    const line = `[${severity}] ${format(...parts)}`;
    appendFileSync(HOST_LOG, `${line}\n`);
    hasBegun ||= line.includes(SUITE_BEGINS);
    // Mocha reports here; warnings and errors are the editor's own and stay in the log.
    if (hasBegun && severity === "info") process.stdout.write(`${format(...parts)}\n`);
  });
  const ended = new Promise<void>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error("The suite did not end.")), SUITE_DEADLINE_MS);
    void page.exposeFunction("codeAutomationExit", () => {
      clearTimeout(deadline);
      resolve();
    });
  });
  await page.goto(address);
  await ended;
}

/** Keeps what explains a failure, beside the host's log. */
async function keepEvidence(page: Page, server: EditorServer): Promise<void> {
  writeFileSync(path.join(EVIDENCE, "server.log"), server.log());
  await page.screenshot({ path: path.join(EVIDENCE, "window.png") });
}

/** Launches the editor once with the suite and returns when the suite ended or the deadline passed. */
async function launch(suite: string, workspace: string): Promise<void> {
  const environment = { AEP_TEST_RESULT: resultFile(LAYER), ...writeTestIdentity(EVIDENCE) };
  const testExtensions = ["scripted-model", "test-observer"].map((name) =>
    inRepository("test", "fixtures", name),
  );
  const server = await startEditorServer({ environment, testExtensions, isUnseen: true });
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  const extensionUnderDevelopment = repositoryFolder();
  try {
    await waitForSuite(
      page,
      toWorkbenchAddress({
        origin: server.origin,
        workspace,
        extensionUnderDevelopment,
        suite,
        hasProposals: true,
      }),
    );
  } catch (error) {
    console.error(error);
  } finally {
    if (hasFailed()) await keepEvidence(page, server);
    await browser.close();
    server.stop();
  }
}

function hasFailed(): boolean {
  return judgeResult(LAYER, findResult(LAYER)).failed > 0;
}

async function main(): Promise<number> {
  exitOnSignals();
  const suite = await bundleHostSuite();
  removeResult(LAYER);
  rmSync(EVIDENCE, { recursive: true, force: true });
  mkdirSync(EVIDENCE, { recursive: true });
  for (let launches = 0; launches < LAUNCHES && findResult(LAYER) === undefined; launches++) {
    const workspace = copyWorkspace("demo-workspace");
    await launch(suite, workspace).finally(() => removeWorkspaceCopy(workspace));
  }
  const result = judgeResult(LAYER, findResult(LAYER));
  process.stdout.write(`${formatCounts(result)}\n`);
  return result.failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
