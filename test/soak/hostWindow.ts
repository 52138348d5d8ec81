/**
 * Opens a window of the editor with a program of ours in its extension host, as the editor tests are started, and returns what that
 * program wrote. Measures nothing itself.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { startEditorServer } from "../support/editorServer.js";
import { inRepository, makeTemporaryFolder } from "../support/folders.js";
import { startBrowser } from "../support/startBrowser.js";
import { toWorkbenchAddress } from "../support/workbenchAddress.js";
import { copyWorkspace, removeWorkspaceCopy } from "../support/workspaceCopy.js";
import { type Incident, readIncidents } from "./processReports.js";

/** The host may lose its connection while it starts and then reports an end without having run anything. */
const LAUNCHES = 3;
const DEADLINE_MS = 1_200_000;

/** What to run, and on what. */
export interface HostProgram {
  /** A file of this folder that exports `run()`. */
  readonly entry: string;
  /** The extension that is loaded from source. */
  readonly extension: string;
  readonly workspace: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a program wrote, and everything the window said meanwhile. */
export interface HostRun<Result> {
  readonly result: Result;
  readonly lines: readonly string[];
  readonly incidents: readonly Incident[];
}

/** Bundles a program for an extension host. */
async function bundle(entry: string): Promise<string> {
  const outfile = inRepository("out", "soak", `${entry}.js`);
  await build({
    entryPoints: [inRepository("test", "soak", `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    external: ["vscode"],
    logLevel: "error",
  });
  return outfile;
}

/** Resolves when the editor reports the program's end, or rejects at the deadline. */
async function waitForEnd(page: Page, address: string, hear: (line: string) => void): Promise<void> {
  await page.exposeFunction("codeAutomationLog", (severity: string, parts: unknown[]) =>
    hear(`[${severity}] ${format(...parts)}`),
  );
  page.on("console", (message) => hear(`[${message.type()}] ${message.text()}`));
  page.on("pageerror", ({ message, stack = message }) => hear(`[pageerror] ${stack}`));
  const ended = new Promise<void>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error("The program did not end.")), DEADLINE_MS);
    void page.exposeFunction("codeAutomationExit", () => {
      clearTimeout(deadline);
      resolve();
    });
  });
  await page.goto(address);
  await ended;
}

async function launch(program: HostProgram, { suite, folder }: Launch): Promise<string[]> {
  const workspace = copyWorkspace(program.workspace);
  const hook = pathToFileURL(inRepository("test", "soak", "reportProcess.mjs")).href;
  const server = await startEditorServer({
    environment: {
      NODE_OPTIONS: `--import=${hook}`,
      AEP_SOAK_FOLDER: folder,
      AEP_SOAK_RESULT: toResultFile(folder),
      ...program.environment,
    },
  });
  const browser = await startBrowser();
  const lines: string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const address = toWorkbenchAddress({
      origin: server.origin,
      workspace,
      suite,
      extensionUnderDevelopment: program.extension,
    });
    await waitForEnd(page, address, (line) => {
      lines.push(line);
      if (line.startsWith("[info] soak:")) process.stdout.write(`${line.slice("[info] ".length)}\n`);
    });
    return [...lines, ...server.log().split("\n")];
  } finally {
    await browser.close();
    server.stop();
    removeWorkspaceCopy(workspace);
  }
}

interface Launch {
  readonly suite: string;
  readonly folder: string;
}

function toResultFile(folder: string): string {
  return path.join(folder, "result.txt");
}

/** Runs a program to its end. */
export async function runInHost<Result>(program: HostProgram): Promise<HostRun<Result>> {
  const suite = await bundle(program.entry);
  for (let launches = 1; ; launches++) {
    const folder = makeTemporaryFolder("soak");
    try {
      const lines = await launch(program, { suite, folder });
      const file = toResultFile(folder);
      if (existsSync(file)) {
        const { error, result } = JSON.parse(readFileSync(file, "utf8"));
        if (error !== undefined) throw new Error(error);
        return { result, lines, incidents: readIncidents(folder) };
      }
      if (launches === LAUNCHES)
        throw new Error(`The program wrote no result:\n${lines.slice(-40).join("\n")}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
