/**
 * Gives mocha suites the browser that all of a process share: starting one is more work than most of what is shown in it. What a suite
 * opened in it is closed when the suite ends, so that every suite begins with contexts of its own. Starts no editor; see useWorkbench.ts.
 */
import type { Browser, BrowserContext } from "playwright-core";
import { startBrowser } from "./startBrowser.js";

/** Browsers by the flags they were started with; one that died is started anew. */
export class SharedBrowsers {
  readonly #started = new Map<string, Promise<Browser>>();

  /** The browser of these flags. Whoever takes it closes what they opened in it, and not the browser. */
  async take(flags: readonly string[] = []): Promise<Browser> {
    const key = flags.join(" ");
    const started = await this.#started.get(key);
    if (started?.isConnected() === true) return started;
    const starting = startBrowser(flags);
    this.#started.set(key, starting);
    return await starting;
  }
}

/** Ends with the process that runs the suites. */
export const SHARED_BROWSERS = new SharedBrowsers();

/** Call inside `describe`; the result returns the browser inside tests. */
export function useBrowser(): () => Browser {
  let taken: Browser | undefined;
  let others: ReadonlySet<BrowserContext> = new Set();
  before("take the browser", async () => {
    taken = await SHARED_BROWSERS.take();
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
