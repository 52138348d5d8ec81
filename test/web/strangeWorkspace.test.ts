/**
 * The extension in a folder that lies on no disk and that nobody has said to trust: both are declared in the manifest, and either would
 * turn the extension off where it were not.
 */
import { useWorkbench } from "../support/useWorkbench.js";

describe("the extension in a virtual folder that is not trusted", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    virtualFolder: "tmp:/",
    runsInBrowser: true,
    isRestricted: true,
  });

  it("shows its view, and finds problems in a text", async () => {
    const { page } = workbench();
    await page.locator(".statusbar-item").getByText("Restricted Mode").waitFor();
    await workbench().runCommand("View: Show AEP");
    await page
      .locator(".welcome-view-content")
      .getByText(/This editor runs in a browser/)
      .waitFor();
    await workbench().runCommand("File: New Untitled Text File");
    await workbench().runCommand("Change Language Mode");
    await workbench().choose("PQL", "PQL");
    await page.keyboard.type("loyalty.tier == 1");
    await page.locator(".monaco-editor .squiggly-error, .monaco-editor .squiggly-warning").first().waitFor();
  });
});
