/**
 * Opens the built script of a page in a browser without an editor around it, with the document and the policy that the
 * editor gives it. The host's side is played by the test, message by message. One window of a browser shows one page after the other,
 * each in a new document: a new window is more work than most of what is shown in it.
 */
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { toPageDocument } from "../../client/src/pages/frame/pageDocument.js";
import type { PageName } from "../../client/src/pages/frame/pageNames.js";
import { type ToHost, type ToPage, toHostShape } from "../../client/src/pages/frame/protocol.js";
import type { Language } from "../../client/src/words/say.js";
import { inRepository } from "./folders.js";

const SOURCE = "https://files.example";

/** One page in a browser, and what it has said to its host. */
export interface OpenPage {
  readonly page: Page;
  readonly heard: ToHost[];
  readonly errors: string[];
  tell(message: ToPage): Promise<void>;
}

/** Which page, and how it is opened. */
export interface PageChoice {
  readonly name: PageName;
  /** The folder of its script, where it is not called like the page. */
  readonly script?: string;
  readonly showsMarkup?: boolean;
  readonly width?: number;
  readonly language?: Language;
}

const DOCUMENT = `${SOURCE}/`;

/** What a page finds in the place of the editor. */
const EDITOR =
  "window.acquireVsCodeApi = () => ({ postMessage: (said) => window.hearHost(said), getState: () => undefined, setState: () => undefined })";

/** A window that shows pages, and whose turn it is. */
interface PageWindow {
  readonly page: Page;
  body: string;
  heard: ToHost[];
}

async function openWindow(browser: Browser): Promise<PageWindow> {
  const page = await (await browser.newContext()).newPage();
  const window: PageWindow = { page, body: "", heard: [] };
  await page.exposeFunction("hearHost", (said: unknown) => window.heard.push(toHostShape.parse(said)));
  await page.addInitScript(EDITOR);
  await page.route(`${SOURCE}/**`, (route) => {
    const address = route.request().url();
    if (address === DOCUMENT) return route.fulfill({ contentType: "text/html", body: window.body });
    return route.fulfill({ path: inRepository(path.join("dist", "pages", new URL(address).pathname)) });
  });
  return window;
}

/** The window of each browser; one that was closed is opened anew. */
class PageWindows {
  readonly #windows = new WeakMap<Browser, PageWindow>();

  /** The window without what the page before it left there. */
  async take(browser: Browser): Promise<PageWindow> {
    const last = this.#windows.get(browser);
    const window = last?.page.isClosed() === false ? last : await openWindow(browser);
    this.#windows.set(browser, window);
    for (const event of ["console", "pageerror"] as const) window.page.removeAllListeners(event);
    await window.page.goto("about:blank");
    await window.page.mouse.move(0, 0);
    window.heard = [];
    return window;
  }
}

const PAGE_WINDOWS = new PageWindows();

/** Returns once the page waits for its content. Until the next one is opened in this browser. */
export async function openPageScript(browser: Browser, choice: PageChoice): Promise<OpenPage> {
  const { name, script = name, showsMarkup = false, width = 1_000, language } = choice;
  const shown = await PAGE_WINDOWS.take(browser);
  const { page, heard } = shown;
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (line) => {
    if (line.type() === "error") errors.push(line.text());
  });
  const place = { page: name, connection: "Acme", sandbox: "dev", id: "x" };
  const styles = [`${SOURCE}/frame.css`, `${SOURCE}/${script}.css`];
  shown.body = toPageDocument({
    place,
    script: `${SOURCE}/${script}.js`,
    styles,
    language,
    title: name,
    nonce: "n",
    source: SOURCE,
    showsMarkup,
  });
  await page.setViewportSize({ width, height: 800 });
  await page.goto(DOCUMENT);
  await page.locator("main[aria-busy]").waitFor();
  const tell = (message: ToPage) => page.evaluate((said) => window.postMessage(said), message);
  return { page, heard, errors, tell };
}
