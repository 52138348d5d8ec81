/**
 * Starts the browser of tests, in the leanest way that draws what people see. Knows nothing of pages.
 */
import { type Browser, chromium } from "playwright-core";
import { installBrowser } from "./installBrowser.js";

/** A second list would take the place of the first: so this one names what the driver of the browser switches off as well. */
const SWITCHED_OFF: readonly string[] = [
  // Takes a page that was changed on its way for one of the internet, and keeps it from this machine.
  "LocalNetworkAccessChecks",
  // Has a process ready for a page that may never come.
  "SpareRendererForSitePerProcess",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

const LEAN: readonly string[] = [
  // Where nobody looks and there is no graphics card, imitating one is most of the work of drawing: the processor draws by itself.
  "--disable-gpu",
  `--disable-features=${SWITCHED_OFF.join(",")}`,
];

/** Starts a browser; the caller closes it. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await installBrowser(), args: [...LEAN] });
}
