/**
 * Drives the page of a workbench from outside, the way a person does: keys, palette, what is on the screen and what a screen
 * reader is told. Waits on what can be seen, never on the clock. Starts and ends nothing; see workbench.ts.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { describeConsoleLine, isKnownFault, isKnownNoise } from "./knownNoise.js";

/** Until something is called absent. Far off, because a busy machine is no fault of what is tested; costs nothing when it is there. */
const PATIENCE_MS = 120_000;
/** The palette lists the commands known when it was opened, so a late one needs it opened again; each look is twice as long. */
const FIRST_ATTEMPT_MS = 2_000;

/** A page that shows a workbench, or is about to. */
export class WorkbenchPage {
  readonly page: Page;
  readonly #errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("console", (message) => {
      const line = describeConsoleLine(message.text(), message.location().url);
      if (message.type() === "error" && !isKnownNoise(line) && !isKnownFault(line)) this.#errors.push(line);
    });
    page.on("pageerror", ({ message, stack = message }) => {
      if (!isKnownFault(stack)) this.#errors.push(stack);
    });
  }

  /** Console errors that are not known noise of the editor. */
  get consoleErrors(): readonly string[] {
    return this.#errors;
  }

  /** Goes to an address and returns once the workbench is drawn. */
  async visit(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor();
  }

  /** The input line of the palette and of every other quick pick. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget:visible input[type=text]").first();
  }

  /** Runs a command by its title, through the palette, as a person would. */
  async runCommand(title: string): Promise<void> {
    const row = this.page.locator(".quick-input-widget .monaco-list-row").first();
    const wanted = row.filter({ hasText: title });
    for (let timeout = FIRST_ATTEMPT_MS; timeout < PATIENCE_MS; timeout *= 2) {
      await this.page.keyboard.press("F1");
      // An editor that closes at any of these moments takes the palette with it.
      const isRun = await this.quickInput
        .fill(`>${title}`, { timeout })
        .then(() => wanted.waitFor({ timeout }))
        .then(() => this.quickInput.press("Enter", { timeout }))
        .then(
          () => true,
          () => false,
        );
      if (isRun) return;
      await this.page.keyboard.press("Escape");
    }
    throw new Error(`The palette offers no command "${title}".`);
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
    await this.findFile(file);
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
    const editor = this.page.locator(".editor-group-container.active .monaco-editor").first();
    await editor.waitFor();
    return editor;
  }

  /** The editor looks for files once a time that its list is opened, and may miss one that was just written. */
  private async findFile(file: string): Promise<void> {
    for (let timeout = FIRST_ATTEMPT_MS; timeout < PATIENCE_MS; timeout *= 2) {
      await this.page.keyboard.press("Control+p");
      await this.quickInput.fill(file);
      const focused = this.page.locator(".quick-input-widget .monaco-list-row.focused");
      const isListed = await focused
        .filter({ hasText: file })
        .waitFor({ timeout })
        .then(
          () => true,
          () => false,
        );
      if (isListed) return await this.quickInput.press("Enter");
      await this.page.keyboard.press("Escape");
    }
    throw new Error(`The editor finds no file "${file}".`);
  }

  /** Leaves nothing in front, and nothing said, for those who go on in this window. */
  async tidy(): Promise<void> {
    const [tabs, toasts] = [this.page.locator(".tab"), this.page.locator(".notification-toast")];
    if ((await tabs.count()) > 0) await this.runCommand("View: Close All Editors");
    await tabs.first().waitFor({ state: "detached" });
    await this.runCommand("Notifications: Clear All Notifications");
    await toasts.first().waitFor({ state: "detached" });
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
}
