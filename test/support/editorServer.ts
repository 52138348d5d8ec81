/**
 * Starts and stops the editor from the npm registry on a free loopback port, with a profile of its own.
 * Knows nothing of browsers or pages; see workbench.ts for those.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { cleanEnvironment } from "./cleanEnvironment.js";
import { linkFewExtensions } from "./fewExtensions.js";
import { inRepository, makeTemporaryFolder } from "./folders.js";
import { type InstalledEditor, installEditor } from "./installEditor.js";
import { endProcessGroup, runOrFail } from "./runProcess.js";

/** Nothing that calls out or wants an account, whoever uses the editor. The start page is that of the makers of the package. */
const OFFLINE_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
};

/** What is drawn around and behind a text and no test reads; drawing is most of what an editor does with the processor. */
const UNREAD = {
  "breadcrumbs.enabled": false,
  "editor.bracketPairColorization.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.guides.highlightActiveIndentation": false,
  "editor.guides.indentation": false,
  "editor.hideCursorInOverviewRuler": true,
  "editor.matchBrackets": "never",
  "editor.minimap.enabled": false,
  "editor.overviewRulerBorder": false,
  "editor.renderLineHighlight": "none",
  "editor.stickyScroll.enabled": false,
};

/** What the editor draws and asks for by itself, where nobody looks at the window: its tests are told by the host what there is. */
const UNSEEN = {
  "editor.lightbulb.enabled": "off",
  "editor.links": false,
  "editor.occurrencesHighlight": "off",
  "editor.selectionHighlight": false,
  "editor.unicodeHighlight.ambiguousCharacters": false,
  "editor.unicodeHighlight.invisibleCharacters": false,
  "editor.wordBasedSuggestions": "off",
  "explorer.autoReveal": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.editor.showTabs": "none",
  "workbench.iconTheme": null,
  "workbench.layoutControl.enabled": false,
};

/** Nothing that asks or tips, so that a test sees only what it did itself. */
const TEST_SETTINGS = {
  "workbench.tips.enabled": false,
  "extensions.ignoreRecommendations": true,
  // Who looks for ports to pass on reads what all processes of the machine have open, again and again.
  "remote.autoForwardPorts": false,
  "remote.restoreForwardedPorts": false,
  "git.enabled": false,
  "window.dialogStyle": "custom",
  // A pointer that was left on a row would cover the next one with what it says of it.
  "workbench.hover.delay": 60_000,
  ...UNREAD,
};

/** Where folders are not simply trusted, nobody is asked either. */
const TRUST_SETTINGS = { "security.workspace.trust.startupPrompt": "never" };

/** Without an address for extensions the editor does not look for any on the network. */
const NO_MARKETPLACE = { EXTENSIONS_GALLERY: "{}" };

/** What may differ from window to window. `environment` reaches the extension host; `settings` are laid over those of the user. */
export interface WindowOptions {
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

/** With `environment` and `settings` of the first windows. */
export interface EditorServerOptions extends WindowOptions {
  /** Whose editor it is: a person keeps the editor's own settings. A test unless given. */
  readonly user?: "test" | "person";
  /** Whether no test looks at the window, as those do not that run inside the host. */
  readonly isUnseen?: boolean;
  /**
   * Whether it serves the windows of one suite after the other: each gets the environment of its own, and the editor's own extensions
   * that would start with each of them do not run.
   */
  readonly isShared?: boolean;
  /** Installed extensions; a fresh empty folder unless given. */
  readonly extensionsFolder?: string;
  /** Extensions of tests, which are installed into a folder that is not given. */
  readonly testExtensions?: readonly string[];
  /** Opens folders in restricted mode, as nobody has said yet whether they are to be trusted. */
  readonly isRestricted?: boolean;
  /** A fixed port; any free one unless given. */
  readonly port?: number;
  /** Where the bare origin leads: the workbench would open this folder under another name and know each file twice. */
  readonly defaultFolder?: string;
  /** What the editor takes for its language; its own words stay English without a language pack. */
  readonly language?: string;
}

/** A running editor. `log` is what it printed so far; `dataFolder` holds its logs and is removed by `stop`. */
export interface EditorServer {
  readonly origin: string;
  readonly dataFolder: string;
  log(): string;
  /** Forgets what windows kept on the disk; the next ones are opened with these. For when no window is open. */
  forget(next: WindowOptions): void;
  stop(): void;
}

/** A host that is about to end may still write. */
const PATIENTLY = { maxRetries: 5, retryDelay: 50 };

/** The oldest editor reads the machine's settings, the newest the user's. */
const SETTINGS_PLACES = ["Machine", "User"] as const;

function environmentFile(dataFolder: string): string {
  return path.join(dataFolder, "environment.json");
}

/** What a window finds when it is opened. */
function prepareWindow(dataFolder: string, options: EditorServerOptions): void {
  const { user = "test", isUnseen = false, settings, environment = {} } = options;
  writeFileSync(environmentFile(dataFolder), JSON.stringify(environment));
  const own = user === "test" ? { ...TEST_SETTINGS, ...(isUnseen ? UNSEEN : {}) } : {};
  const text = JSON.stringify({ ...OFFLINE_SETTINGS, ...own, ...TRUST_SETTINGS, ...settings });
  for (const place of SETTINGS_PLACES) {
    const folder = path.join(dataFolder, "data", place);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "settings.json"), text);
  }
}

/** Installs extensions as an editor finds them when it starts with a folder it does not know. */
function placeExtensions(folders: readonly string[], extensionsFolder: string): void {
  for (const folder of folders) {
    const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    cpSync(folder, path.join(extensionsFolder, `${publisher}.${name}-${version}`), { recursive: true });
  }
}

/** Without what starts with each window: a shell is asked for its variables, and many extensions look around. */
function startingLittle({ serverScript }: InstalledEditor, dataFolder: string): readonly string[] {
  const few = path.join(dataFolder, "few-extensions");
  linkFewExtensions(path.join(path.dirname(serverScript), "..", "extensions"), few);
  return ["--force-disable-user-env", "--builtin-extensions-dir", few];
}

function serverParameters(options: EditorServerOptions, dataFolder: string): string[] {
  const { port = 0, extensionsFolder = path.join(dataFolder, "extensions") } = options;
  return [
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--without-connection-token",
    "--accept-server-license-terms",
    "--telemetry-level",
    "off",
    ...(options.isRestricted ? [] : ["--disable-workspace-trust"]),
    "--server-data-dir",
    dataFolder,
    "--extensions-dir",
    extensionsFolder,
  ];
}

/** Has Node load a module of ours into the editor, with what it is to know. */
function loadInto(module: string, name: string, value: string): string[] {
  const hook = pathToFileURL(inRepository("test", "support", module));
  hook.searchParams.set(name, value);
  return ["--import", hook.href];
}

function hooks({ defaultFolder, language, isShared }: EditorServerOptions, dataFolder: string): string[] {
  return [
    ...(isShared ? loadInto("environmentOfWindow.mjs", "file", environmentFile(dataFolder)) : []),
    ...(defaultFolder === undefined ? [] : loadInto("redirectToFolder.mjs", "folder", defaultFolder)),
    ...(language === undefined ? [] : loadInto("speakLanguage.mjs", "language", language)),
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
  prepareWindow(dataFolder, options);
  placeExtensions(options.testExtensions ?? [], path.join(dataFolder, "extensions"));
  const child = spawn(
    editor.node,
    [
      ...hooks(options, dataFolder),
      editor.serverScript,
      ...editor.flags,
      ...serverParameters(options, dataFolder),
      ...(options.isShared ? startingLittle(editor, dataFolder) : []),
    ],
    {
      env: cleanEnvironment({ ...NO_MARKETPLACE, ...(options.isShared ? {} : options.environment) }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    },
  );
  let log = "";
  const stop = () => {
    process.off("exit", stop);
    endProcessGroup(child);
    rmSync(dataFolder, { recursive: true, force: true, ...PATIENTLY });
  };
  process.on("exit", stop);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += String(chunk)));
  try {
    const port = await readPort(child, () => log);
    const forget = (next: WindowOptions) => {
      for (const place of SETTINGS_PLACES)
        rmSync(path.join(dataFolder, "data", place), { recursive: true, force: true, ...PATIENTLY });
      prepareWindow(dataFolder, { ...options, settings: next.settings, environment: next.environment });
    };
    return { origin: `http://127.0.0.1:${port}`, dataFolder, log: () => log, forget, stop };
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
