/**
 * What is said of many rules at once, as a person meets it: equal and contained audiences, and what a changed schema would
 * break; by keyboard, in every theme, empty, given up, and with files renamed through the editor's own preview.
 */
import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { listPageProblems } from "../support/accessibility.js";
import { takePicture } from "../support/pictures.js";
import { useWorkbench } from "../support/useWorkbench.js";
import type { Workbench } from "../support/workbench.js";

const COMMAND = "AEP: Show Duplicate and Contained Audiences";

function findPage({ page }: Workbench): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

async function search(workbench: Workbench, place: string): Promise<FrameLocator> {
  await workbench.runCommand("View: Close All Editors");
  await workbench.runCommand(COMMAND);
  await workbench.choose(place);
  return findPage(workbench);
}

async function listProblems(workbench: Workbench): Promise<string[]> {
  return await listPageProblems(findPage(workbench));
}

/** Answers the question of this title. */
async function answer(workbench: Workbench, title: string, text: string): Promise<void> {
  await workbench.page.locator(".quick-input-title", { hasText: title }).waitFor();
  await workbench.quickInput.fill(text);
  await workbench.quickInput.press("Enter");
}

/** Ticks the first change in the editor's preview of changes, where nothing is ticked yet, and applies it. */
async function renameConfirmed(workbench: Workbench): Promise<void> {
  const panel = workbench.page.locator(".bulk-edit-panel");
  await panel.getByRole("checkbox").first().waitFor();
  await workbench.page.keyboard.press("ArrowDown");
  await workbench.page.keyboard.press("Space");
  await panel.getByRole("checkbox", { checked: true }).first().waitFor();
  await takePicture(workbench.page, "impact-rename");
  await panel.getByRole("button", { name: "Apply" }).click();
}

describe("questions about all rules", () => {
  const workbench = useWorkbench({ workspace: "demo-workspace", environment: { AEP_DEMO: "1" } });

  it("show equal and contained audiences with sizes, walked by keyboard, and open them", async () => {
    const front = await search(workbench(), "Audiences of");
    const contained = front.getByRole("region", { name: "Contained", exact: true });
    await contained
      .getByText(/members/)
      .first()
      .waitFor();
    const picture = contained.getByRole("group", { name: "Containments" });
    await picture.waitFor();
    await takePicture(workbench().page, "families");
    const [outer] = await contained.getByRole("heading", { level: 3 }).allTextContents();
    assert.match(outer ?? "", / and [\d,]+ others?$/);
    await picture.locator('.box[tabindex="0"]').focus();
    await workbench().page.keyboard.press("ArrowRight");
    const inner = picture.locator(".box:focus");
    await inner.waitFor();
    await picture.scrollIntoViewIfNeeded();
    await takePicture(workbench().page, "families-picture");
    assert.deepEqual(await listProblems(workbench()), []);
    const name = (await inner.locator("title").textContent()) ?? "";
    await contained.getByRole("searchbox").fill(name);
    await contained
      .getByText("1 part that hang", { exact: false })
      .or(contained.getByText("parts that hang"))
      .waitFor();
    await picture
      .locator(".box", { hasText: name.slice(0, 20) })
      .first()
      .press("Enter");
    await findPage(workbench()).getByRole("region", { name: "Evaluation", exact: true }).waitFor();
  });

  it("say of a folder without duplicates that nothing could be proved", async () => {
    const front = await search(workbench(), "PQL files of");
    await front.getByText("3 rules compared.", { exact: false }).waitFor();
    await front.getByText("No two rules are equal, as far as can be proved.").waitFor();
    await front.getByText("No rule is contained in another, as far as can be proved.").waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
  });

  it("say what each rule would become, and rename it in a file through the editor's own preview", async () => {
    await workbench().runCommand("View: Close All Editors");
    await workbench().runCommand("AEP: Open Schema…");
    await workbench().choose("Profile (union)");
    const schema = findPage(workbench());
    await schema.getByRole("searchbox", { name: "Search fields" }).fill("_acme.loyalty.tier");
    await schema
      .getByRole("treeitem", { name: /^tier\b/ })
      .first()
      .click();
    await schema.getByRole("button", { name: "What would break…" }).press("Enter");
    await workbench().choose("The field is renamed");
    await answer(workbench(), "New path of _acme.loyalty.tier", "_acme.loyalty.rank");
    const front = findPage(workbench());
    const name = "What would break if _acme.loyalty.tier is renamed to _acme.loyalty.rank";
    await front.getByRole("heading", { level: 1, name }).waitFor();
    const files = front.getByRole("region", { name: "Files and drafts" });
    await files.getByText('_acme.loyalty.rank in ["gold", "platinum"]').waitFor();
    await takePicture(workbench().page, "impact");
    assert.deepEqual(await listProblems(workbench()), []);
    await files
      .getByRole("button", { name: "Rename in this file… audiences/loyal-carts.pql" })
      .press("Enter");
    await renameConfirmed(workbench());
    const editor = await workbench().openFile("loyal-carts.pql");
    await editor.locator(".view-line", { hasText: '_acme.loyalty.rank in ["gold", "platinum"]' }).waitFor();
  });

  it("lead an audience to the preview of an update", async () => {
    await workbench().runCommand("View: Close All Editors");
    await workbench().runCommand("AEP: What Would Break…");
    await workbench().choose("The field is renamed");
    await answer(workbench(), "Field that changes", "_acme.loyalty.tier");
    await answer(workbench(), "New path of _acme.loyalty.tier", "loyalty.tier");
    const front = findPage(workbench());
    const audiences = front.getByRole("region", { name: "Audiences" });
    const preview = audiences.getByRole("button", { name: /^Preview the update/ }).first();
    const name = (await preview.getAttribute("aria-label"))?.slice("Preview the update ".length);
    await preview.press("Enter");
    await workbench().page.locator(".monaco-diff-editor").first().waitFor();
    await workbench()
      .page.getByRole("tab", { name: `Update “${name}” in` })
      .waitFor();
    await takePicture(workbench().page, "impact-update");
  });
});
