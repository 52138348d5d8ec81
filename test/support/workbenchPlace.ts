/**
 * Where a workbench is opened: an editor, and a page of a browser that shows its windows. One place serves one window after the other, and
 * each begins as if it were the first. Opens no workspace; see workbench.ts.
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type EditorServer, type EditorServerOptions, startEditorServer } from "./editorServer.js";
import { loadInBrowser } from "./extensionInBrowser.js";
import { startBrowser } from "./startBrowser.js";

/** What a place is for. */
export interface PlaceOptions extends EditorServerOptions {
  /** Run the extension of the repository in the browser's own host, not in the server's. */
  readonly runsInBrowser?: boolean;
  readonly page?: BrowserContextOptions;
  /** A running browser, of which the place takes a context; one of its own unless given. */
  readonly browser?: Browser;
}

/** An editor, and the page that shows its windows. */
export interface WorkbenchPlace {
  readonly server: EditorServer;
  readonly page: Page;
  /** Closes the window that is open, with its extension host. */
  leave(): Promise<void>;
  /** Ends everything, and removes what was written. */
  end(): Promise<void>;
}

const VIEWPORT = { width: 1280, height: 800 };

/** Starts an editor, and a browser where none was given, with an empty page. */
export async function makePlace(options: PlaceOptions): Promise<WorkbenchPlace> {
  const server = await startEditorServer({ isShared: true, ...options });
  const browser = options.browser ?? (await startBrowser());
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: "reduce", ...options.page });
  if (options.runsInBrowser) await loadInBrowser(context, server.origin);
  const page = await context.newPage();
  // A window may ask whether it is to be left with what is unsaved.
  page.on("dialog", (dialog) => void dialog.accept());
  const end = async () => {
    try {
      await (options.browser === undefined ? browser : context).close();
    } finally {
      server.stop();
    }
  };
  const leave = async () => {
    await page.goto("about:blank");
  };
  return { server, page, leave, end };
}

/** Forgets what earlier windows left, in the browser and on the disk, and takes what the next one wants of settings, environment and size. */
export async function renewPlace({ server, page }: WorkbenchPlace, options: PlaceOptions): Promise<void> {
  for (const event of ["console", "pageerror"] as const) page.removeAllListeners(event);
  const context = page.context();
  await context.clearPermissions();
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "all" });
  await session.detach();
  server.forget(options);
  await page.setViewportSize(options.page?.viewport ?? VIEWPORT);
}
