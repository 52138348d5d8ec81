/**
 * `npm run demo`: opens a real VS Code on a small workspace with the sample organisation connected.
 * Desktop VS Code where there is one, else the editor from the npm registry, whose address it prints.
 * `--check` goes to that address itself, does what a newcomer does there, and ends. `--language de` speaks German, in the browser.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { findDesktopEditor } from "../support/desktopEditor.js";
import { type EditorServer, installPackagedExtension, startEditorServer } from "../support/editorServer.js";
import { inRepository, makeTemporaryFolder, repositoryFolder } from "../support/folders.js";
import { runOrFail } from "../support/runProcess.js";
import { toWorkbenchAddress } from "../support/workbenchAddress.js";
import { copyWorkspace, keepWhereWritten, removeWorkspaceCopy } from "../support/workspaceCopy.js";
import { checkDemo } from "./demoCheck.js";

/** The folder that is opened, under test/fixtures. */
const WORKSPACE = "demo-workspace";

const { values: OPTIONS } = parseArgs({
  options: { check: { type: "boolean", default: false }, language: { type: "string" } },
});

/** Whether nobody is there: what the check does in the workspace is no one's work. */
const IS_CHECK = OPTIONS.check;

/** Tells the extension to connect to the sample organisation and to open the walkthrough by itself. */
const DEMO_ENVIRONMENT = { AEP_DEMO: "1", AEP_DEMO_TOUR: "1" };

/** What `--skip-welcome` is to desktop VS Code: on a slow machine the editor's own welcome would come late and take the walkthrough's place. */
const WITHOUT_WELCOME = { "workbench.startupEditor": "none" };

/** Builds, opens desktop VS Code and waits until its window is closed. Nobody's own settings are touched. */
async function openDesktop(editor: string, workspace: string, profile: string): Promise<void> {
  await runOrFail(process.execPath, [inRepository("esbuild.mjs")], { cwd: repositoryFolder() });
  const parameters = [
    "--wait",
    "--new-window",
    "--disable-workspace-trust",
    "--skip-welcome",
    "--skip-release-notes",
    "--user-data-dir",
    path.join(profile, "data"),
    "--extensions-dir",
    path.join(profile, "extensions"),
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    `--extensionDevelopmentPath=${repositoryFolder()}`,
    workspace,
  ];
  process.stdout.write(`Opening ${editor}. The demo ends when its window is closed.\n`);
  const child = spawn(editor, parameters, { env: cleanEnvironment(DEMO_ENVIRONMENT), stdio: "inherit" });
  await Promise.race([once(child, "exit"), waitForInterrupt()]);
}

/** Resolves at Ctrl-C, which arrives twice when both the terminal and npm pass it on. */
function waitForInterrupt(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

/** Starts the editor from the npm registry with the packaged extension, as a user would have it. */
async function startDemoServer(workspace: string, profile: string): Promise<EditorServer> {
  process.stdout.write("Preparing the editor from the npm registry…\n");
  const extensionsFolder = path.join(profile, "extensions");
  const packaging = ["--import", "tsx", inRepository("test/runner/package.ts")];
  await runOrFail(process.execPath, packaging, { cwd: repositoryFolder() });
  await installPackagedExtension(inRepository("out/aep-workbench.vsix"), extensionsFolder);
  return await startEditorServer({
    environment: DEMO_ENVIRONMENT,
    extensionsFolder,
    defaultFolder: workspace,
    user: "person",
    ...(OPTIONS.language && { language: OPTIONS.language }),
    settings: WITHOUT_WELCOME,
  });
}

async function serve(workspace: string, profile: string): Promise<void> {
  const server = await startDemoServer(workspace, profile);
  const address = toWorkbenchAddress({ origin: server.origin, workspace });
  try {
    process.stdout.write(`\nOpen this address in a browser:\n\n  ${address}\n\nCtrl-C ends the demo.\n`);
    if (!IS_CHECK) return await waitForInterrupt();
    await checkDemo(address);
    process.stdout.write("The demo works.\n");
  } catch (error) {
    process.stderr.write(server.log());
    throw error;
  } finally {
    server.stop();
  }
}

/** Leaves nothing behind but what a person wrote. */
function clearAway(workspace: string, profile: string): void {
  if (IS_CHECK) removeWorkspaceCopy(workspace);
  else if (keepWhereWritten(workspace, WORKSPACE)) {
    process.stdout.write(`Your files are kept in ${workspace}.\n`);
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Who asks for a language that nobody translated is told, and not answered in English. */
function refuseUntranslated({ language }: typeof OPTIONS): void {
  if (language === undefined || existsSync(inRepository("l10n", `bundle.l10n.${language}.json`))) return;
  throw new Error(`There is no ${language}: --language takes de.`);
}

async function main(): Promise<void> {
  refuseUntranslated(OPTIONS);
  const workspace = copyWorkspace(WORKSPACE);
  const profile = makeTemporaryFolder("profile");
  // A desktop editor needs a language pack from its marketplace for any language but English.
  const desktop = IS_CHECK || OPTIONS.language !== undefined ? undefined : findDesktopEditor();
  try {
    await (desktop === undefined ? serve(workspace, profile) : openDesktop(desktop, workspace, profile));
  } finally {
    clearAway(workspace, profile);
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
