/**
 * `npm run demo -- --check`: goes to the printed address as newcomers do, each in a window of their own, so that an address that only
 * looks right fails. Drives a browser on an editor that runs already; what they do there is demoPeople's.
 */
import assert from "node:assert/strict";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { testResultsFolder } from "../support/folders.js";
import { startBrowser } from "../support/startBrowser.js";
import { WorkbenchPage } from "../support/workbenchPage.js";
import { findDoneStep, PEOPLE } from "./demoPeople.js";

/** Rejects unless everybody the product is for gets from the address to what they came for, one of them from the bare address. */
export async function checkDemo(address: string): Promise<void> {
  const browser = await startBrowser();
  try {
    for (const [place, { play, success }] of PEOPLE.entries()) {
      await watch(await openPage(browser), async (workbench) => {
        if (place === 0) await visitBareOrigin(workbench, address);
        else await workbench.visit(address);
        await seeWelcome(workbench.page);
        await play(workbench);
        assert.deepEqual(workbench.consoleErrors, []);
        tell(success);
      });
    }
  } finally {
    await browser.close();
  }
}

/** Keeps a picture of what a failure looked like, and closes the window, which would go on drawing and answering beside the next one. */
async function watch(
  workbench: WorkbenchPage,
  act: (workbench: WorkbenchPage) => Promise<void>,
): Promise<void> {
  try {
    await act(workbench);
    await workbench.page.context().close();
  } catch (error) {
    const picture = path.join(testResultsFolder(), "demo.png");
    await workbench.screenshot(picture);
    process.stderr.write(`${workbench.consoleErrors.join("\n")}\nThe window as it was: ${picture}\n`);
    throw error;
  }
}

/** In a context of its own, which remembers nothing of the others. */
async function openPage(browser: Browser): Promise<WorkbenchPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  return new WorkbenchPage(await context.newPage());
}

/** The AEP view and the walkthrough stand there, the first step done. */
async function seeWelcome(page: Page): Promise<void> {
  await page.getByRole("treeitem", { name: "Sample Organisation" }).waitFor();
  await findDoneStep(page, "connect").waitFor();
  await page.locator(".gettingStartedContainer", { hasText: "Five Minutes with AEP" }).waitFor();
}

/** Who cuts the address short comes to the same place; one of the people does. */
async function visitBareOrigin(workbench: WorkbenchPage, address: string): Promise<void> {
  await workbench.visit(`${new URL(address).origin}/`);
  assert.equal(workbench.page.url(), address);
  tell("the bare address leads there as well");
}

function tell(text: string): void {
  process.stdout.write(`  ✔ ${text}\n`);
}
