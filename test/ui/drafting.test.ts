/**
 * From a description to a preview as a person goes there: the model asks back, the draft opens with notes beside it, and the ordinary
 * preview is one button away. The model answers from a script, through the editor's own interface.
 */
import { inRepository } from "../support/folders.js";
import { useWorkbench } from "../support/useWorkbench.js";

const ANSWERS = [
  JSON.stringify({ question: "Do you mean the loyalty tier gold, or everybody with points?" }),
  JSON.stringify({ name: "Gold in Germany", rule: 'loyalty.level = "gold"' }),
  JSON.stringify({
    name: "Gold in Germany",
    rule: '_acme.loyalty.tier = "gold"\nand homeAddress.countryCode = "DE"',
  }),
];

describe("drafting by keyboard", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    environment: { AEP_DEMO: "1", AEP_TEST_MODEL_ANSWERS: JSON.stringify(ANSWERS) },
    testExtensions: [inRepository("test/fixtures/scripted-model")],
  });

  it("asks back, shows the draft with what it leaves out, and leads to its preview", async () => {
    const { page } = workbench();
    const input = page.locator(".quick-input-box input");
    await workbench().runCommand("View: Show AEP");
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: Draft Audience from Description…");
    await page.getByText("Who should be in the audience?").first().waitFor();
    await input.fill("Loyal customers in Germany who bought skis");
    await page.keyboard.press("Enter");
    await page.getByText("Do you mean the loyalty tier gold").first().waitFor();
    await input.fill("Only gold");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "Gold in Germany.pql" }).waitFor();
    await page.getByRole("tab", { name: "About Gold in Germany.txt" }).waitFor();
    await page.getByText("bought skis").first().waitFor();
    await page.getByText("about", { exact: false }).filter({ hasText: "profiles" }).first().waitFor();
    if (process.env.AEP_SHOTS !== undefined)
      await page.screenshot({ path: `${process.env.AEP_SHOTS}/draft.png` });
    await page.getByRole("button", { name: "Preview", exact: true }).first().click();
    await page.getByRole("tab", { name: "Create “Gold in Germany” in dev" }).waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor();
    if (process.env.AEP_SHOTS !== undefined)
      await page.screenshot({ path: `${process.env.AEP_SHOTS}/preview.png` });
  });
});
