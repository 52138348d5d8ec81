/**
 * Gives mocha suites the browser that all of a process share: starting one is more work than most of what is shown in it. What a suite
 * opened in it is closed when the suite ends, so that every suite begins with contexts of its own. Starts no editor; see useWorkbench.ts.
 */
import type { Browser, BrowserContext } from "playwright-core";
import { startBrowser } from "./startBrowser.js";

/** The browser of a process; one that died is started anew. */
export class SharedBrowser {
  #started: Promise<Browser> | undefined;

  /** Whoever takes it closes what they opened in it, and not the browser. */
  async take(): Promise<Browser> {
    const started = await this.#started;
    if (started?.isConnected() === true) return started;
    this.#started = startBrowser();
    return await this.#started;
  }
}

/** Ends with the process that runs the suites. */
export const SHARED_BROWSER = new SharedBrowser();

/** Call inside `describe`; the result returns the browser inside tests. */
export function useBrowser(): () => Browser {
  let taken: Browser | undefined;
  let others: ReadonlySet<BrowserContext> = new Set();
  before("take the browser", async () => {
    taken = await SHARED_BROWSER.take();
    others = new Set(taken.contexts());
  });
  after("close what was opened in it", async () => {
    const own = taken?.contexts().filter((context) => !others.has(context)) ?? [];
    await Promise.all(own.map((context) => context.close()));
  });
  return () => {
    if (taken === undefined) throw new Error("The browser is there only while the tests run.");
    return taken;
  };
}
