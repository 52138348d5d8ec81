/**
 * Drives a real workbench from outside, the way a person does: keys, palette, what is on the screen
 * and what a screen reader is told. Waits on what can be seen, never on the clock.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { type EditorServer, type EditorServerOptions, startEditorServer } from "./editorServer.js";
import { repositoryFolder } from "./folders.js";
import { installBrowser } from "./installBrowser.js";
import { describeConsoleLine, isKnownNoise } from "./knownNoise.js";
import { toWorkbenchAddress } from "./workbenchAddress.js";
import { copyWorkspace, removeWorkspaceCopy } from "./workspaceCopy.js";

/** How long to wait for something to appear before calling it absent. */
const PATIENCE_MS = 30_000;
/** The palette lists the commands known when it was opened, so a late one needs it opened again. */
const PALETTE_ATTEMPT_MS = 2_000;

/** `workspace` is a folder, or the name of one under test/fixtures; it is copied, so tests may write in it. */
export interface WorkbenchOptions extends EditorServerOptions {
  readonly workspace: string;
  /** Open the extension that is installed in `extensionsFolder` instead of the one in the repository. */
  readonly useInstalledExtension?: boolean;
  readonly page?: BrowserContextOptions;
}

/** One open workbench: its own editor, profile, browser and copy of a workspace. */
export class Workbench {
  readonly page: Page;
  readonly workspace: string;
  readonly #server: EditorServer;
  readonly #browser: Browser;
  readonly #errors: string[] = [];

  private constructor(parts: { page: Page; workspace: string; server: EditorServer; browser: Browser }) {
    this.page = parts.page;
    this.workspace = parts.workspace;
    this.#server = parts.server;
    this.#browser = parts.browser;
    this.page.on("console", (message) => {
      const line = describeConsoleLine(message.text(), message.location().url);
      if (message.type() === "error" && !isKnownNoise(line)) this.#errors.push(line);
    });
    this.page.on("pageerror", (error) => this.#errors.push(error.stack ?? error.message));
  }

  /** Opens the workspace and returns once the workbench is drawn and the extension host answers. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const workspace = copyWorkspace(options.workspace);
    const server = await startEditorServer(options);
    const browser = await chromium.launch({ executablePath: await installBrowser() });
    // A context of its own, because axe opens a second page beside this one.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: "reduce",
      ...options.page,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const workbench = new Workbench({ page, workspace, server, browser });
    const development = options.useInstalledExtension
      ? {}
      : { extensionUnderDevelopment: repositoryFolder() };
    try {
      await page.goto(toWorkbenchAddress({ origin: server.origin, workspace, ...development }));
      await page.locator(".monaco-workbench .part.statusbar").waitFor();
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  /** Console errors that are not known noise of the editor. */
  get consoleErrors(): readonly string[] {
    return this.#errors;
  }

  /** What the editor printed on its terminal. */
  get serverLog(): string {
    return this.#server.log();
  }

  /** The input line of the palette and of every other quick pick. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget:visible input[type=text]").first();
  }

  /** Runs a command by its title, through the palette, as a person would. */
  async runCommand(title: string): Promise<void> {
    const row = this.page.locator(".quick-input-widget .monaco-list-row").first();
    const wanted = row.filter({ hasText: title });
    for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
      await this.page.keyboard.press("F1");
      // An editor that closes at this moment takes the palette with it.
      const isListed = await this.quickInput
        .fill(`>${title}`, { timeout: PALETTE_ATTEMPT_MS })
        .then(() => wanted.waitFor({ timeout: PALETTE_ATTEMPT_MS }))
        .then(
          () => true,
          () => false,
        );
      if (isListed) return await this.quickInput.press("Enter");
      await this.page.keyboard.press("Escape");
      if (Date.now() > giveUpAt) throw new Error(`The palette offers no command "${title}".`);
    }
  }

  /** Types into the open quick pick and takes what is then chosen, which must contain `wanted`. */
  async choose(typed: string, wanted = typed): Promise<void> {
    await this.quickInput.fill(typed);
    // An Enter that comes before the list is filtered takes what stood first until then.
    await this.page
      .locator(".quick-input-widget .monaco-list-row.focused")
      .filter({ hasText: wanted })
      .waitFor();
    await this.quickInput.press("Enter");
  }

  /** Opens a file of the workspace by its relative path and waits for its editor. */
  async openFile(file: string): Promise<Locator> {
    await this.page.keyboard.press("Control+p");
    await this.choose(file);
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
    const editor = this.page.locator(".editor-group-container.active .monaco-editor").first();
    await editor.waitFor();
    return editor;
  }

  /** The accessibility tree below a place, or of the whole window: what a screen reader is told. */
  ariaSnapshot(place?: Locator): Promise<string> {
    return (place ?? this.page.locator("body")).ariaSnapshot();
  }

  /** Writes a picture of the window. */
  async screenshot(file: string): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /** Ends browser and editor and removes everything they wrote. */
  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.stop();
    removeWorkspaceCopy(this.workspace);
  }
}
