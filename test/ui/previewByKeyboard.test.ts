/**
 * The main job without a mouse: from a file to a previewed, confirmed and reported audience.
 */
import { useWorkbench } from "../support/useWorkbench.js";

describe("a preview by keyboard", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    environment: { AEP_DEMO: "1" },
    isTidy: true,
  });

  it("opens as a diff that says what will be sent, and sends nothing when discarded", async () => {
    const { page } = workbench();
    // Not the audience that the other test creates.
    await workbench().openFile("big-spenders.pql");
    await page.getByText("Sample Organisation · dev").waitFor();
    await page.keyboard.press("Control+Alt+Enter");
    await page.getByText("Name of the audience").first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("How is it evaluated?").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: /Create “big-spenders” in dev/ }).waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor();
    // The message goes after a while: the same words stand above the diff for as long as it is open.
    for (const words of ["Apply", "Discard"])
      await page.locator(".editor-actions .action-label", { hasText: words }).waitFor();
    // Whoever hears the screen reads the difference line by line, with what is known of the audience.
    await page.keyboard.press("F7");
    const lines = page.getByRole("list", { name: /^Accessible Diff Viewer/ });
    for (const words of [
      "Sandbox **dev** (development)",
      "Used by: nothing yet",
      "_acme.orders.average(total) > 80",
    ])
      await lines.getByRole("listitem").filter({ hasText: words }).waitFor();
    await page.keyboard.press("Escape");
    await lines.waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+Backspace");
    await page.getByRole("tab", { name: /Create “big-spenders” in dev/ }).waitFor({ state: "detached" });
    await page.getByText("Nothing was sent.").first().waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor({ state: "hidden" });
  });

  it("is applied with a key, reported, and stands first in the sidebar", async () => {
    const { page } = workbench();
    await workbench().openFile("loyal-carts.pql");
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: Preview Audience");
    await page.getByRole("tab", { name: /Create “Loyal carts above 100” in dev/ }).waitFor();
    await page.locator(".modified .view-line").filter({ hasText: "platinum" }).first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Created “Loyal carts above 100” in dev of Sample Organisation").first().waitFor();
    const offer = page.getByText("Nothing is sent yet.");
    await offer.first().waitFor({ state: "hidden" });
    // The editor keeps the offer in its list; whoever presses it there is told calmly that it is done.
    await workbench().runCommand("Notifications: Show Notifications");
    await offer.first().waitFor();
    await page
      .locator(".notifications-center .notification-list-item", { hasText: "Nothing is sent yet." })
      .first()
      .getByRole("button", { name: "Apply" })
      .click();
    await page.getByText("This change was already applied or discarded").first().waitFor();
    await workbench().runCommand("Notifications: Clear All Notifications");
    await workbench().runCommand("View: Show AEP");
    const audiences = page.getByRole("treeitem", { name: /^Audiences\b/ });
    await audiences.waitFor();
    if ((await audiences.getAttribute("aria-expanded")) !== "true") await audiences.click();
    await page.getByRole("treeitem", { name: /^audience, Loyal carts above 100, draft/ }).waitFor();
  });
});
