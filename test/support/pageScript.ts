/**
 * Opens the built script of a page in a browser without an editor around it, with the document and the policy that the
 * editor gives it. The host's side is played by the test, message by message.
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

/** Returns once the page waits for its content. */
export async function openPageScript(browser: Browser, choice: PageChoice): Promise<OpenPage> {
  const { name, script = name, showsMarkup = false, width = 1_000, language } = choice;
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const heard: ToHost[] = [];
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (line) => {
    if (line.type() === "error") errors.push(line.text());
  });
  await page.exposeFunction("hearHost", (message: unknown) => heard.push(toHostShape.parse(message)));
  await page.addInitScript(
    "window.acquireVsCodeApi = () => ({ postMessage: (said) => window.hearHost(said), getState: () => undefined, setState: () => undefined })",
  );
  const place = { page: name, connection: "Acme", sandbox: "dev", id: "x" };
  const styles = [`${SOURCE}/frame.css`, `${SOURCE}/${script}.css`];
  const body = toPageDocument({
    place,
    script: `${SOURCE}/${script}.js`,
    styles,
    language,
    title: name,
    nonce: "n",
    source: SOURCE,
    showsMarkup,
  });
  await page.route(`${SOURCE}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === "") return route.fulfill({ contentType: "text/html", body });
    return route.fulfill({ path: inRepository(path.join("dist", "pages", file)) });
  });
  await page.goto(`${SOURCE}/`);
  await page.locator("main[aria-busy]").waitFor();
  const tell = (message: ToPage) => page.evaluate((said) => window.postMessage(said), message);
  return { page, heard, errors, tell };
}
