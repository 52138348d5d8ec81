/**
 * The way from nothing to an audience's definition by keyboard alone, as a screen reader tells it.
 */
import assert from "node:assert/strict";
import { listAccessibilityProblems, RULES_OF_THE_THEME } from "../support/accessibility.js";
import { useWorkbench } from "../support/useWorkbench.js";

/** Rows above the audiences, with some to spare. */
const ROWS_AT_MOST = 20;

describe("the AEP view by keyboard", () => {
  const workbench = useWorkbench({ workspace: "demo-workspace", environment: { AEP_DEMO: "1" } });

  it("is reached from the palette and names what it holds", async () => {
    await workbench().runCommand("View: Show AEP");
    const tree = workbench().page.getByRole("tree", { name: "Platform" });
    await tree.getByRole("treeitem", { name: "Audiences" }).waitFor();
    const told = await workbench().ariaSnapshot(tree);
    assert.match(told, /treeitem "Sample Organisation.*" \[expanded\] \[level=1\]/);
    assert.match(told, /treeitem "Sandbox Production, production/);
  });

  it("opens a definition with arrows and Enter", async () => {
    const { page } = workbench();
    const audiences = page.getByRole("treeitem", { name: "Audiences", exact: true });
    await page.getByRole("tree", { name: "Platform" }).focus();
    await page.keyboard.press("Home");
    const isFocused = async () => (await audiences.getAttribute("class"))?.includes("focused") === true;
    for (let steps = 0; steps < ROWS_AT_MOST && !(await isFocused()); steps++) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("ArrowRight");
    await page.locator('[role=treeitem][aria-level="4"]').first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".tab.active[data-resource-name$='.pql']").waitFor();
  });

  it("is told to assistive technology without faults", async () => {
    const place = ".part.sidebar .pane-body";
    assert.deepEqual(await listAccessibilityProblems(workbench().page, place, RULES_OF_THE_THEME), []);
  });
});
