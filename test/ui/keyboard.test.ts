/**
 * Reaching the extension by keyboard alone, as a screen-reader user does.
 */
import assert from "node:assert/strict";
import { useWorkbench } from "../support/useWorkbench.js";

describe("the AEP view by keyboard", () => {
  const workbench = useWorkbench({ workspace: "demo-workspace", environment: { AEP_DEMO: "1" } });

  it("is reached from the palette and named in the accessibility tree", async () => {
    await workbench().runCommand("View: Show AEP");
    const sideBar = workbench().page.locator(".part.sidebar");
    await sideBar.getByRole("heading", { name: "AEP" }).first().waitFor();
    assert.match(await workbench().ariaSnapshot(sideBar), /AEP/);
  });
});
