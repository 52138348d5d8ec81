/**
 * From a description to a preview as a person goes there: the model asks back, the draft opens with notes beside it, and the ordinary
 * preview is one button away. The model answers from a script, through the editor's own interface.
 */
import assert from "node:assert/strict";
import { TOOLS } from "../../client/src/tools/toolRegistry.js";
import { inRepository } from "../support/folders.js";
import { takePicture } from "../support/pictures.js";
import { useWorkbench } from "../support/useWorkbench.js";

const ANSWERS = [
  JSON.stringify({ question: "Do you mean the loyalty tier gold, or everybody with points?" }),
  JSON.stringify({ name: "Gold in Germany", rule: 'loyalty.level = "gold"' }),
  JSON.stringify({
    name: "Gold in Germany",
    rule: '_acme.loyalty.tier = "gold"\nand homeAddress.countryCode = "DE"',
  }),
];

/** The tools in the order in which `scripted-model` calls them. */
const CALLED = [
  "draft_audience",
  "find_fields",
  "describe_field",
  "list_things",
  "find_report_components",
  "run_report",
  "list_things",
  "get_thing",
  "get_audience",
  "what_uses_audience",
  "estimate_audience_size",
  "check_pql",
  "explain_pql",
  "evaluate_pql",
  "run_audience_tests",
  "relate_rules",
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
    await takePicture(page, "draft");
    await page.getByRole("button", { name: "Preview", exact: true }).first().click();
    await page.getByRole("tab", { name: "Create “Gold in Germany” in dev" }).waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor();
    await takePicture(page, "preview");
  });

  it("asks before each tool that another extension calls, in words, and answers from the sandbox in use", async () => {
    const { page } = workbench();
    await workbench().runCommand("View: Close All Editors");
    await workbench().runCommand("Scripted: Call Every Tool");
    const dialog = page.locator(".monaco-dialog-box");
    for (const name of CALLED) {
      const title = TOOLS.find((tool) => tool.name === name)?.title ?? "";
      const asked = dialog.filter({ hasText: title });
      await asked.getByText("in the sandbox dev. It only reads; the answer goes to the model.").waitFor();
      await takePicture(page, `tool-${name}`);
      await asked.getByRole("button", { name: "Yes" }).click();
      if (name === "draft_audience")
        await page.getByRole("tab", { name: "Create “Drafted by a tool” in dev" }).waitFor();
    }
    const lines = page.locator(".editor-group-container.active .view-lines");
    await lines.getByText(/relate_rules\s/).waitFor();
    const shown = (await lines.innerText()).replaceAll("\u00a0", " ").split("\n");
    assert.deepEqual(shown.sort(), CALLED.map((name) => `${name} answered from dev`).sort());
    assert.deepEqual(new Set(CALLED), new Set(TOOLS.map(({ name }) => name)));
  });
});
