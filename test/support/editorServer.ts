/**
 * Starts and stops the editor from the npm registry on a free loopback port, with a profile of its own.
 * Knows nothing of browsers or pages; see workbench.ts for those.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment } from "./cleanEnvironment.js";
import { makeTemporaryFolder } from "./folders.js";
import { installEditor } from "./installEditor.js";
import { endProcessGroup, runOrFail } from "./runProcess.js";

/** Nothing that asks, tips, updates or calls out, so that a test sees only what it did itself. */
const QUIET_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "window.dialogStyle": "custom",
  // A pointer that was left on a row would cover the next one with what it says of it.
  "workbench.hover.delay": 60_000,
};

/** Without an address for extensions the editor does not look for any on the network. */
const NO_MARKETPLACE = { EXTENSIONS_GALLERY: "{}" };

/** `environment` reaches the extension host; `settings` are laid over the quiet ones. */
export interface EditorServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Installed extensions; a fresh empty folder unless given. */
  readonly extensionsFolder?: string;
  /** A fixed port; any free one unless given. */
  readonly port?: number;
  /** Opened when the address names no folder. */
  readonly defaultFolder?: string;
}

/** A running editor. `log` is what it printed so far; `dataFolder` holds its logs and is removed by `stop`. */
export interface EditorServer {
  readonly origin: string;
  readonly dataFolder: string;
  log(): string;
  stop(): void;
}

function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  const text = JSON.stringify({ ...QUIET_SETTINGS, ...settings });
  // The oldest editor reads the machine's settings, the newest the user's.
  for (const place of ["Machine", "User"]) {
    const folder = path.join(dataFolder, "data", place);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "settings.json"), text);
  }
}

function serverParameters(options: EditorServerOptions, dataFolder: string): string[] {
  const { port = 0, defaultFolder, extensionsFolder = path.join(dataFolder, "extensions") } = options;
  return [
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off", "--disable-workspace-trust"],
    ...["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder],
    ...(defaultFolder === undefined ? [] : ["--default-folder", defaultFolder]),
  ];
}

/** The port the server says it listens on. Rejects with its output when it ends first. */
function readPort(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      const match = /agent listening on (\d+)/.exec(log());
      if (match !== null) resolve(Number(match[1]));
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`The editor did not start (${code}):\n${log().trim()}`)));
  });
}

/** Starts the editor, after installing it where it is not there yet. The caller stops it. */
export async function startEditorServer(options: EditorServerOptions = {}): Promise<EditorServer> {
  const editor = await installEditor();
  const dataFolder = makeTemporaryFolder("editor");
  writeSettings(dataFolder, options.settings ?? {});
  const child = spawn(
    editor.node,
    [editor.serverScript, ...editor.flags, ...serverParameters(options, dataFolder)],
    {
      env: cleanEnvironment({ ...NO_MARKETPLACE, ...options.environment }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    },
  );
  let log = "";
  const stop = () => {
    process.off("exit", stop);
    endProcessGroup(child);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.on("exit", stop);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += String(chunk)));
  try {
    const port = await readPort(child, () => log);
    return { origin: `http://127.0.0.1:${port}`, dataFolder, log: () => log, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Installs a packaged extension (.vsix) into an extensions folder, as a user's editor would. */
export async function installPackagedExtension(archive: string, extensionsFolder: string): Promise<void> {
  const editor = await installEditor();
  const dataFolder = makeTemporaryFolder("install");
  const parameters = ["--install-extension", archive, "--extensions-dir", extensionsFolder];
  try {
    await runOrFail(editor.node, [editor.serverScript, ...parameters, "--server-data-dir", dataFolder], {
      env: cleanEnvironment(NO_MARKETPLACE),
    });
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
