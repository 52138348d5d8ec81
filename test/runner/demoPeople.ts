/**
 * The three people the product is for, each from the printed address in a window of their own to what they came for. Says what was
 * reached and keeps a picture of every station, to be looked at; starts no editor and no browser.
 */
import path from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { testResultsFolder } from "../support/folders.js";
import type { WorkbenchPage } from "../support/workbenchPage.js";

/** Somebody who has just opened the address. */
export interface Person {
  readonly name: "engineer" | "analyst" | "marketer";
  /** What they have reached when `play` returns. */
  readonly success: string;
  readonly play: (workbench: WorkbenchPage) => Promise<void>;
}

const OPENED_AUDIENCE = "Cart above 100 euros";

/** In the order in which they are played: the last leaves a draft behind, which the editor would show to whoever comes after. */
export const PEOPLE: readonly Person[] = [
  {
    name: "analyst",
    success:
      "an analyst finds an audience by a part of its name, and reads all about it, its journey and its e-mail",
    play: readAboutAudience,
  },
  {
    name: "marketer",
    success: "a marketer publishes an audience of production with a choice, a look and a confirmation",
    play: publishAudience,
  },
  {
    name: "engineer",
    success:
      "an engineer completes a field, repairs a mistake, previews a change, and the steps tick themselves off",
    play: async (workbench) => {
      await repairExpression(workbench);
      await completeField(workbench);
      await takeSteps(workbench);
    },
  },
];

/** The mark of a step of the walkthrough that is done. */
export function findDoneStep(page: Page, step: string): Locator {
  return page.locator(`[data-done-step-id$="#${step}"].complete`).first();
}

async function readAboutAudience(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("AEP: Find…");
  await workbench.quickInput.fill("abandoned");
  const found = page.locator(".quick-input-widget .monaco-list-row", { hasText: "Cart abandoned today" });
  await found.first().waitFor();
  await keepPicture(workbench, "analyst-1-found");
  await found.first().click();
  const front = frontPage(page);
  await front.getByRole("heading", { level: 1, name: "Cart abandoned today" }).waitFor();
  const users = front.getByRole("region", { name: "Used by" });
  await users.getByRole("button", { name: "Abandoned cart" }).waitFor();
  await keepPicture(workbench, "analyst-2-audience");
  await users.getByRole("button", { name: "Abandoned cart" }).click();
  await front.getByRole("heading", { level: 1, name: "Abandoned cart" }).waitFor();
  await keepPicture(workbench, "analyst-3-journey");
  await front.getByRole("button", { name: /^E-mail: You left something/ }).click();
  await front.getByRole("tab", { name: "HTML", selected: true }).waitFor();
  await keepPicture(workbench, "analyst-4-email");
}

async function publishAudience(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("AEP: Choose Sandbox…");
  await workbench.choose("Production");
  await page.getByText("Sample Organisation · prod").waitFor();
  await workbench.runCommand("AEP: Publish Audience (or Reactivate)…");
  await workbench.choose("even crm", "Even CRM ring");
  await page.getByRole("tab", { name: /Publish “Even CRM ring” in prod/ }).waitFor();
  await page.locator(".modified .view-line", { hasText: "Publishes" }).first().waitFor();
  await page.getByText("Nothing is sent yet.").first().waitFor();
  await keepPicture(workbench, "marketer-1-preview");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/This changes production/).waitFor();
  await keepPicture(workbench, "marketer-2-question");
  await workbench.quickInput.fill("prod");
  await workbench.quickInput.press("Enter");
  await page
    .getByText(/Published “Even CRM ring” in prod/)
    .first()
    .waitFor();
  await keepPicture(workbench, "marketer-3-published");
}

async function repairExpression(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  const editor = await workbench.openFile("loyal-carts.pql");
  await editor.getByText(/^Evaluation:/).waitFor();
  await keepPicture(workbench, "engineer-1-opened");
  const squiggle = editor.locator(".squiggly-error");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('_acme.loyalty.teir = "gold"');
  await squiggle.first().waitFor();
  await keepPicture(workbench, "engineer-2-mistake");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("tier").first().waitFor();
  await page.keyboard.press("Enter");
  await editor.locator(".view-lines", { hasText: "_acme.loyalty.tier" }).waitFor();
  await squiggle.first().waitFor({ state: "detached" });
}

async function completeField(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" and homeAddress.ci");
  await page.locator(".suggest-widget .monaco-list-row", { hasText: "city" }).first().waitFor();
  await keepPicture(workbench, "engineer-3-completion");
  await page.keyboard.press("Escape");
}

/** Opens an audience, edits it as a draft, previews the change; the walkthrough knows of all three. */
async function takeSteps(workbench: WorkbenchPage): Promise<void> {
  const { page } = workbench;
  await page
    .getByRole("treeitem", { name: /^Audiences/ })
    .locator(".monaco-tl-twistie")
    .click();
  await page.getByRole("treeitem", { name: new RegExp(`^audience, ${OPENED_AUDIENCE}`) }).click();
  await page.locator(`.tab.active[data-resource-name="${OPENED_AUDIENCE}.pql"]`).waitFor();
  await workbench.runCommand("AEP: Edit Audience as Draft");
  await page.locator(`.tab.active.dirty[data-resource-name="${OPENED_AUDIENCE}.pql"]`).waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(' and _acme.loyalty.tier = "gold"');
  await page.keyboard.press("Control+Alt+Enter");
  await page.getByText("Nothing is sent yet.").first().waitFor();
  await keepPicture(workbench, "engineer-4-preview");
  await page.getByRole("tab", { name: "Walkthrough: AEP Workbench" }).click();
  for (const step of ["connect", "open", "edit", "preview"]) await findDoneStep(page, step).waitFor();
  await keepPicture(workbench, "engineer-5-steps");
}

/** The page of ours that is in front. */
function frontPage(page: Page): FrameLocator {
  return page
    .locator("iframe.webview.ready")
    .filter({ visible: true })
    .contentFrame()
    .frameLocator("iframe#active-frame");
}

async function keepPicture(workbench: WorkbenchPage, name: string): Promise<void> {
  await workbench.screenshot(path.join(testResultsFolder(), "people", `${name}.png`));
}
