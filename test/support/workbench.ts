/**
 * A real workbench with everything it needs: an editor of its own, a profile, a browser and a copy of a workspace. How it is
 * driven stands in workbenchPage.ts.
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type EditorServer, type EditorServerOptions, startEditorServer } from "./editorServer.js";
import { loadInBrowser } from "./extensionInBrowser.js";
import { repositoryFolder } from "./folders.js";
import { startBrowser } from "./startBrowser.js";
import { toWorkbenchAddress, type WorkbenchAddress } from "./workbenchAddress.js";
import { WorkbenchPage } from "./workbenchPage.js";
import { copyWorkspace, removeWorkspaceCopy } from "./workspaceCopy.js";

/** `workspace` is a folder, or the name of one under test/fixtures; it is copied, so tests may write in it. */
export interface WorkbenchOptions extends EditorServerOptions {
  readonly workspace: string;
  /** Run the extension of the repository in the browser's own host, not in the server's. */
  readonly runsInBrowser?: boolean;
  /** The address of a folder that lies on no disk, opened in the place of the workspace. */
  readonly virtualFolder?: string;
  readonly page?: BrowserContextOptions;
  /** What the editor takes for its language; its own words stay English without a language pack. */
  readonly language?: string;
}

/** The browser takes a page that was changed on its way for one of the internet, which it keeps from this machine. */
export const CHANGED_PAGE: readonly string[] = ["--disable-features=LocalNetworkAccessChecks"];

/** Has the server's own host load the extension of the repository, unless another is meant. */
function chooseDevelopment(options: WorkbenchOptions): Pick<WorkbenchAddress, "extensionUnderDevelopment"> {
  return options.runsInBrowser === true ? {} : { extensionUnderDevelopment: repositoryFolder() };
}

/** Runs in every page before the editor says itself what it speaks. */
function speakIn(language: string): string {
  return `Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { get: () => "${language}", set: () => undefined });`;
}

/** One open workbench: its own editor, profile, browser and copy of a workspace. */
export class Workbench extends WorkbenchPage {
  readonly workspace: string;
  readonly #server: EditorServer;
  readonly #browser: Browser;

  private constructor(parts: { page: Page; workspace: string; server: EditorServer; browser: Browser }) {
    super(parts.page);
    this.workspace = parts.workspace;
    this.#server = parts.server;
    this.#browser = parts.browser;
  }

  /** Opens the workspace and returns once the workbench is drawn. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const workspace = copyWorkspace(options.workspace);
    const server = await startEditorServer(options);
    const browser = await startBrowser(options.runsInBrowser ? CHANGED_PAGE : []);
    // A context of its own, because axe opens a second page beside this one.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: "reduce",
      ...options.page,
    });
    if (options.runsInBrowser) await loadInBrowser(context, server.origin);
    if (options.language !== undefined) await context.addInitScript(speakIn(options.language));
    const page = await context.newPage();
    const workbench = new Workbench({ page, workspace, server, browser });
    const { virtualFolder = workspace } = options;
    const hasProposals = options.testExtensions !== undefined;
    const address = {
      origin: server.origin,
      workspace: virtualFolder,
      hasProposals,
      ...chooseDevelopment(options),
    };
    try {
      await workbench.visit(toWorkbenchAddress(address));
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  /** What the editor printed on its terminal. */
  get serverLog(): string {
    return this.#server.log();
  }

  /** Where the editor and the extension keep what they keep: settings, storage, logs. */
  get dataFolder(): string {
    return this.#server.dataFolder;
  }

  /** Ends browser and editor and removes everything they wrote. */
  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.stop();
    removeWorkspaceCopy(this.workspace);
  }
}
