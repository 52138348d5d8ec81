/**
 * Runs tests of the editor suite, and others like them, in the browser's own extension host. They are the same tests: the bundle
 * gives them what they use of Node's `assert`, and there is nothing else of Node to be had.
 */
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "node:util";
import { type BuildOptions, build, type Plugin } from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import type { LayerResult } from "../runner/results.js";
import { type EditorServer, startEditorServer } from "./editorServer.js";
import { loadInBrowser } from "./extensionInBrowser.js";
import { inRepository, repositoryFolder, testResultsFolder } from "./folders.js";
import { describeConsoleLine, isKnownFault, isKnownNoise } from "./knownNoise.js";
import { SHARED_BROWSER } from "./useBrowser.js";
import { toWorkbenchAddress } from "./workbenchAddress.js";
import { copyWorkspace, removeWorkspaceCopy } from "./workspaceCopy.js";

/** Which tests run. */
export interface BrowserSuite {
  /** Files of tests, relative to the repository. */
  readonly files: readonly string[];
  /** Which of their tests, by a pattern; all unless given. */
  readonly grep?: string | undefined;
}

/** What came of it. */
export interface BrowserSuiteEnd {
  readonly result: LayerResult;
  /** What the console called an error and nobody expected. */
  readonly consoleErrors: readonly string[];
}

const SUITE = "out/web/suite.js";
const MODEL = "out/web/scripted-model";
const RESULT_MARK = "Result of the suite: ";
const DEADLINE_MS = 280_000;

/** Gives the tests of the editor suite an `assert` without Node, and mocha's build for browsers as the script it is. */
const partsForBrowsers: Plugin = {
  name: "parts for browsers",
  setup({ onResolve, onLoad }) {
    const namespace = "for-browsers";
    onResolve({ filter: /^(?:node:assert\/strict|mocha\/mocha\.js)$/ }, ({ path: name }) => ({
      path: name,
      namespace,
    }));
    onLoad({ filter: /^mocha/, namespace }, async ({ path: name }) => ({
      // Its package says that its files were modules; taken for one, it would answer in the place of the whole suite.
      contents: await readFile(inRepository("node_modules", name), "utf8"),
    }));
    onLoad({ filter: /^node:assert/, namespace }, () => ({
      contents: `export { assertInBrowser as default } from "./test/web/host/assertInBrowser.ts";`,
      resolveDir: repositoryFolder(),
      loader: "ts",
    }));
  },
};

const FOR_BROWSERS: BuildOptions = {
  bundle: true,
  platform: "browser",
  format: "cjs",
  target: "es2022",
  mainFields: ["module", "main"],
  // As the build of the extension has it.
  alias: { papaparse: "papaparse/papaparse.min.js" },
  external: ["vscode"],
  logLevel: "error",
};

async function bundleSuite({ files, grep }: BrowserSuite): Promise<void> {
  const loads = files.map((file) => `require(${JSON.stringify(`./${file}`)});`);
  const contents = `import { runInHost } from "./test/web/host/browserSuite.ts";
export const run = () => runInHost(() => { ${loads.join(" ")} }, ${JSON.stringify({ grep, mark: RESULT_MARK })});`;
  await build({
    stdin: { contents, resolveDir: repositoryFolder(), loader: "ts" },
    ...FOR_BROWSERS,
    outfile: inRepository(SUITE),
    plugins: [partsForBrowsers],
  });
}

/** The extension that gives the editor a language model, in one file, as hosts in a browser want it. */
async function bundleModel(): Promise<void> {
  const folder = inRepository("test", "fixtures", "scripted-model");
  const target = inRepository(MODEL);
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const { main, ...rest } = manifest;
  await build({
    ...FOR_BROWSERS,
    entryPoints: [path.join(folder, main)],
    outfile: path.join(target, main),
    define: { "process.env": "{}" },
  });
  await writeFile(path.join(target, "package.json"), JSON.stringify({ ...rest, browser: main }));
}

interface Opened {
  readonly server: EditorServer;
  readonly context: BrowserContext;
  readonly workspace: string;
}

/** Builds the suite, runs it in a fresh editor and returns what it said at its end. */
export async function runBrowserSuite(suite: BrowserSuite): Promise<BrowserSuiteEnd> {
  await Promise.all([bundleSuite(suite), bundleModel()]);
  const browser = await SHARED_BROWSER.take();
  const opened: Opened = {
    server: await startEditorServer({ isUnseen: true }),
    context: await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" }),
    workspace: copyWorkspace("demo-workspace"),
  };
  try {
    return await runIn(opened);
  } finally {
    await opened.context.close();
    opened.server.stop();
    removeWorkspaceCopy(opened.workspace);
  }
}

async function runIn({ server: { origin }, context, workspace }: Opened): Promise<BrowserSuiteEnd> {
  await loadInBrowser(context, origin, { suite: SUITE, testExtensions: [MODEL] });
  const page = await context.newPage();
  const consoleErrors: string[] = [];
  page.on("console", (message) => {
    const line = describeConsoleLine(message.text(), message.location().url);
    if (message.type() === "error" && !isKnownNoise(line) && !isKnownFault(line)) consoleErrors.push(line);
  });
  page.on("pageerror", ({ message, stack = message }) => {
    if (!isKnownFault(stack)) consoleErrors.push(stack);
  });
  const result = waitForResult(page);
  await page.goto(toWorkbenchAddress({ origin, workspace, hasProposals: true }));
  void sayYes(page);
  return { result: await result, consoleErrors };
}

/** The person who allows whatever the editor asks for, as long as the page is there. */
async function sayYes(page: Page): Promise<void> {
  const yes = page.locator(".monaco-dialog-box").getByRole("button", { name: "Yes" });
  while (!page.isClosed()) await yes.click({ timeout: 0 }).catch(() => undefined);
}

/** What the host says at its end; a picture and its words stay where it says nothing. */
async function waitForResult(page: Page): Promise<LayerResult> {
  const log = path.join(testResultsFolder(), "web-host.log");
  mkdirSync(path.dirname(log), { recursive: true });
  rmSync(log, { force: true });
  let result: LayerResult | undefined;
  const ended = new Promise<void>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error("The suite did not end.")), DEADLINE_MS);
    void page.exposeFunction("codeAutomationLog", (severity: string, parts: unknown[]) => {
      const line = format(...parts);
      appendFileSync(log, `[${severity}] ${line}\n`);
      const place = line.indexOf(RESULT_MARK);
      if (place >= 0) result = JSON.parse(line.slice(place + RESULT_MARK.length));
    });
    void page.exposeFunction("codeAutomationExit", () => {
      clearTimeout(deadline);
      resolve();
    });
  });
  try {
    await ended;
  } catch (error) {
    await page.screenshot({ path: path.join(testResultsFolder(), "web-host.png") });
    throw error;
  }
  if (result === undefined) throw new Error(`The suite left no result; ${log} says more.`);
  return result;
}
