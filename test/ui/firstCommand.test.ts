/**
 * Whoever begins in the palette, in a window where nothing has started the extension yet: the commands are there, and lead on.
 */
import { inRepository } from "../support/folders.js";
import { useWorkbench } from "../support/useWorkbench.js";

describe("the first command in a window", () => {
  // A folder without anything that would start the extension by itself.
  const workbench = useWorkbench({ workspace: inRepository("client", "media") });

  it("is offered before the AEP view was opened, and says how to connect where nothing is", async () => {
    const { page } = workbench();
    await workbench().runCommand("AEP: New Audience (Create");
    await page.getByRole("button", { name: "Use the Sample Organisation" }).first().click();
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: New Audience (Create");
    await page.getByText("Bought in the last 30 days").first().waitFor();
    await page.keyboard.press("Escape");
  });
});
