/**
 * `npm run demo -- --check`: goes to the printed address as a newcomer does and takes the walkthrough's steps, so that an address
 * that only looks right fails. Drives a browser on an editor that runs already.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { testResultsFolder } from "../support/folders.js";
import { installBrowser } from "../support/installBrowser.js";
import { WorkbenchPage } from "../support/workbenchPage.js";

const AUDIENCE = "Cart above 100 euros";

/** Rejects unless the address does what it promises: a squiggle, a fix, a preview, and steps that tick themselves off. */
export async function checkDemo(address: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: await installBrowser() });
  try {
    await watch(await openPage(browser), async (workbench) => {
      await workbench.visit(address);
      await seeWelcome(workbench.page);
      await repairExpression(workbench);
      await takeSteps(workbench);
      assert.deepEqual(workbench.consoleErrors, []);
    });
    await watch(await openPage(browser), (workbench) => checkBareOrigin(workbench, address));
  } finally {
    await browser.close();
  }
}

/** Keeps a picture of what a failure looked like. */
async function watch(
  workbench: WorkbenchPage,
  act: (workbench: WorkbenchPage) => Promise<void>,
): Promise<void> {
  try {
    await act(workbench);
  } catch (error) {
    const picture = path.join(testResultsFolder(), "demo.png");
    await workbench.screenshot(picture);
    process.stderr.write(`${workbench.consoleErrors.join("\n")}\nThe window as it was: ${picture}\n`);
    throw error;
  }
}

/** In a context of its own, which remembers nothing of the others. */
async function openPage(browser: Browser): Promise<WorkbenchPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return new WorkbenchPage(await context.newPage());
}

/** The AEP view and the walkthrough stand there, the first step done. */
async function seeWelcome(page: Page): Promise<void> {
  await page.getByRole("treeitem", { name: "Sample Organisation" }).waitFor();
  await findStep(page, "connect").waitFor();
  await page.locator(".gettingStartedContainer", { hasText: "The First Five Minutes" }).waitFor();
  tell("the address opens the AEP view and the walkthrough, and its first step is done");
}

async function repairExpression(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  const editor = await workbench.openFile("loyal-carts.pql");
  const squiggle = editor.locator(".squiggly-error");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('_acme.loyalty.teir = "gold"');
  await squiggle.first().waitFor();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("tier").first().waitFor();
  await page.keyboard.press("Enter");
  await editor.locator(".view-lines", { hasText: "_acme.loyalty.tier" }).waitFor();
  await squiggle.first().waitFor({ state: "detached" });
  tell("a mistake in an expression is underlined, and its fix repairs it");
}

/** Opens an audience, edits it as a draft, previews the change; the walkthrough knows of all three. */
async function takeSteps(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  await page
    .getByRole("treeitem", { name: /^Audiences/ })
    .locator(".monaco-tl-twistie")
    .click();
  await page.getByRole("treeitem", { name: new RegExp(`^audience, ${AUDIENCE}`) }).click();
  await page.locator(`.tab.active[data-resource-name="${AUDIENCE}.pql"]`).waitFor();
  await workbench.runCommand("AEP: Edit Audience as Draft");
  await page.locator(`.tab.active.dirty[data-resource-name="${AUDIENCE}.pql"]`).waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(' and _acme.loyalty.tier = "gold"');
  await page.keyboard.press("Control+Alt+Enter");
  await page.getByText("Nothing is sent yet.").first().waitFor();
  await page.getByRole("tab", { name: "Walkthrough: AEP Workbench" }).click();
  for (const step of ["connect", "open", "edit", "preview"]) await findStep(page, step).waitFor();
  tell("the steps of the walkthrough tick themselves off");
}

/** The mark of a step that is done. */
function findStep(page: Page, step: string): Locator {
  return page.locator(`[data-done-step-id$="#${step}"].complete`).first();
}

/** Who cuts the address short comes to the same place. */
async function checkBareOrigin(workbench: WorkbenchPage, address: string): Promise<void> {
  await workbench.visit(`${new URL(address).origin}/`);
  assert.equal(workbench.page.url(), address);
  tell("the bare address leads there as well");
}

function tell(text: string): void {
  process.stdout.write(`  ✔ ${text}\n`);
}
