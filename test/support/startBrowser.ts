/**
 * Starts the browser of tests, in the leanest way that draws what people see. Knows nothing of pages.
 */
import { type Browser, chromium } from "playwright-core";
import { installBrowser } from "./installBrowser.js";

/** Where nobody looks and there is no graphics card, imitating one is most of the work of drawing: the processor draws by itself. */
const LEAN: readonly string[] = ["--disable-gpu"];

/** Starts a browser with further flags; the caller closes it. */
export async function startBrowser(flags: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({ executablePath: await installBrowser(), args: [...LEAN, ...flags] });
}
