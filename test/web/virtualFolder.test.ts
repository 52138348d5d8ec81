/**
 * The extension in a folder that lies on no disk: the editor would turn it off there, did the manifest not say what works.
 */
import { useWorkbench } from "../support/useWorkbench.js";

describe("the extension in a virtual folder", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    virtualFolder: "tmp:/",
    runsInBrowser: true,
  });

  it("shows its view, and finds problems in a text", async () => {
    const { page } = workbench();
    await workbench().runCommand("View: Show AEP");
    await page
      .locator(".welcome-view-content")
      .getByText(/This editor runs in a browser/)
      .waitFor();
    // By its key: the palette puts another command with these words first.
    await page.keyboard.press("Control+Alt+n");
    await page.locator('.tab.active[data-resource-name="Untitled-1"]').waitFor();
    await workbench().runCommand("Change Language Mode");
    await workbench().choose("PQL", "PQL");
    await page.keyboard.type("loyalty.tier == 1");
    await page.locator(".monaco-editor .squiggly-error, .monaco-editor .squiggly-warning").first().waitFor();
  });
});
