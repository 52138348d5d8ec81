/**
 * A report as a person meets it: a template from the palette, what it needs confirmed once, its page read in light and dark.
 */
import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { testResultsFolder } from "../support/folders.js";
import { useWorkbench } from "../support/useWorkbench.js";

/** The editor's own frame around every webview has no title. */
const RULES_OF_THE_EDITOR = ["frame-title"];

describe("a report", () => {
  const workbench = useWorkbench({ workspace: "demo-workspace", environment: { AEP_DEMO: "1" } });
  const findPage = (): FrameLocator =>
    workbench().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

  it("on abandonment is made from a template, says where people drop off, and is readable in light and dark", async () => {
    const { page } = workbench();
    const choose = async (text: string) => {
      const row = page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
      await row.waitFor();
      await row.click();
    };
    await workbench().runCommand("View: Show AEP");
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: Report on Abandonment…");
    await choose("Acme all channels");
    await choose("Use these");
    await choose("Last 30 days");
    const front = findPage();
    await front.getByRole("heading", { level: 1, name: "Abandonment" }).waitFor();
    await front.getByText(/^The step that loses most: from Sessions to Cart additions/).waitFor();
    await front.getByText(/^Work on the way from Sessions/).waitFor();
    const table = front.getByRole("region", { name: "All numbers: Where people drop off" });
    await table.getByRole("row", { name: /^Total/ }).waitFor();
    await page.getByText("Acme all channels").first().waitFor();
    for (const theme of ["Dark Modern", "Light High Contrast"]) {
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+t");
      await workbench().choose(theme);
      await front.locator("body").waitFor();
      await workbench().screenshot(`${testResultsFolder()}/report-${theme.replaceAll(" ", "-")}.png`);
      const problems = await listAccessibilityProblems(page, "iframe.webview.ready", {
        except: RULES_OF_THE_EDITOR,
      });
      assert.deepEqual(problems, [], theme);
    }
    await front.getByRole("button", { name: "Open as Markdown" }).click();
    await page.getByText("# Abandonment").first().waitFor();
  });
});
