/**
 * A marketer without a mouse: from the palette to a new audience, and from its name to its page and its definition.
 */
import assert from "node:assert/strict";
import { useWorkbench } from "../support/useWorkbench.js";

const NAME = "Birthdays by keyboard";

describe("an audience by keyboard", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    environment: { AEP_DEMO: "1" },
    isTidy: true,
  });

  it("begins with a condition on the field that is meant, and whoever chose wrongly goes back a step", async () => {
    const { page } = workbench();
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: New Audience (Create from Template, Copy or Rule)…");
    await workbench().choose("One condition");
    await workbench().choose("Household", "householdSize");
    await page.getByText("New Audience: Household size …").waitFor();
    await page.locator(".quick-input-left-action-bar .action-label").click();
    await page.getByText("New Audience: Field").waitFor();
    // The shortest way first: the schema knows many cities.
    await workbench().choose("city", "homeAddress.city");
    await workbench().choose("is");
    await page.getByText("New Audience: City is").waitFor();
    await page.locator(".quick-input-left-action-bar .action-label").click();
    await page.getByText("New Audience: City …").waitFor();
    await workbench().choose("is not");
    await page.getByText("New Audience: City is not").waitFor();
    await page.keyboard.type("Berlin");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "City is not Berlin.pql" }).waitFor();
    const offer = page.getByText("“City is not Berlin” is a draft here").first();
    await offer.waitFor();
    await workbench().runCommand("AEP: Preview Audience");
    await page.getByText("Nothing is sent yet.").first().waitFor();
    assert.equal(await offer.isVisible(), false, "the offer to preview does not cover the preview");
    // The next test presses its own offer, and makes its audience from no rule in front.
    const preview = page.getByRole("tab", { name: "Create “City is not Berlin” in dev" });
    await preview.waitFor();
    await page.keyboard.press("Control+Shift+Backspace");
    await preview.waitFor({ state: "detached" });
    await workbench().runCommand("Notifications: Clear All Notifications");
    await workbench().runCommand("View: Close All Editors");
  });

  it("begins with a template, is previewed and created, and is found first with its definition one key away", async () => {
    const { page } = workbench();
    const input = page.locator(".quick-input-box input");
    const row = (text: string) =>
      page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
    await workbench().runCommand("View: Show AEP");
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: New Audience (Create from Template, Copy or Rule)…");
    await row("Bought in the last 30 days").waitFor();
    await page.keyboard.type("birthday");
    await row("Bought in the last 30 days").waitFor({ state: "detached" });
    await row("Birthday this month").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Name of the audience").first().waitFor();
    await input.fill(NAME);
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: `${NAME}.pql` }).waitFor();
    await page.getByRole("button", { name: "Preview", exact: true }).first().click();
    await page.getByRole("tab", { name: `Create “${NAME}” in dev` }).waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor();
    await page.locator(".modified .view-line").filter({ hasText: "currentMonth" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText(`Created “${NAME}” in dev of Sample Organisation`).first().waitFor();
    await workbench().runCommand("AEP: Find…");
    await row(NAME).waitFor();
    await page.keyboard.press("F12");
    // The platform's copy beside the draft, which has the same name.
    await page
      .getByRole("tab", { name: `${NAME}.pql` })
      .nth(1)
      .waitFor();
    await page
      .locator(".editor-group-container.active .monaco-editor .view-line", { hasText: "Month" })
      .click();
    await page.keyboard.type("x");
    await page.getByText("The platform’s copy cannot be changed here.").first().waitFor();
    await workbench().runCommand("AEP: Find…");
    await row(NAME).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: NAME, exact: true }).waitFor();
    // With a page in front its audience would be meant.
    await workbench().runCommand("View: Close All Editors");
    await workbench().runCommand("AEP: Delete Audience…");
    await workbench().choose("Employees");
    const refusal = page.locator(".notification-list-item.expanded", { hasText: "“VIP suppression”" });
    await refusal.getByRole("button", { name: "OK" }).click();
    await workbench().runCommand("AEP: Deactivate Audience…");
    await page.getByText("Deactivate Audience in dev").waitFor();
    await page.keyboard.type("no audience is called this");
    const nothing = "No audience contains “no audience is called this” in its name";
    await page.getByRole("option", { name: nothing, exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await workbench().runCommand("AEP: Update Audience");
    await page.getByText("Update Audience in dev").waitFor();
    await page.keyboard.type("no audience is called this");
    const wayOut = `${nothing}, A new audience is made with “AEP: New Audience…”.`;
    await page.getByRole("option", { name: wayOut, exact: true }).waitFor();
    await page.keyboard.press("Escape");
  });
});
