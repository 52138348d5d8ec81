/**
 * A report as a person meets it: a template from the palette, what it needs confirmed once, its page read in light and dark.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { findDocument, listPageProblems, RULES_OF_THE_THEME } from "../support/accessibility.js";
import { testResultsFolder } from "../support/folders.js";
import { takePicture } from "../support/pictures.js";
import {
  keepColours,
  listProblemsInThemes,
  readColours,
  readKeptColours,
  THEMES,
  type ThemeKind,
} from "../support/themes.js";
import { useWorkbench } from "../support/useWorkbench.js";
import type { Workbench } from "../support/workbench.js";

/** The kinds of theme, at last that in which a window begins, so that the next suite finds it so. */
const IN_TURN = (Object.keys(THEMES) as ThemeKind[]).sort(
  (one, other) => Number(one === "light") - Number(other === "light"),
);

describe("a report", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    environment: { AEP_DEMO: "1" },
    isTidy: true,
  });
  const findPage = (): FrameLocator =>
    workbench().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

  const choose = async (text: string): Promise<void> => {
    const row = workbench().page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
    await row.waitFor();
    await row.click();
  };

  /** Looks at the page in front in every theme of the editor, with a picture of each: by all rules in one, by what depends on colours in the others. */
  const readInThemes = async (name: string): Promise<void> => {
    const { page } = workbench();
    for (const kind of IN_TURN) {
      const theme = THEMES[kind];
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+t");
      await workbench().choose(theme);
      await findPage().locator(`body.vscode-${kind}`).waitFor();
      const colours = await readColours(findPage());
      if (process.env.UPDATE === "1") keepColours(kind, colours);
      assert.deepEqual(
        colours,
        readKeptColours()[kind],
        "pages without an editor wear the colours of the editor",
      );
      await takePicture(page, `${name}-${kind}`);
      const problems = await listPageProblems(findPage(), {
        only: kind === "dark" ? undefined : RULES_OF_THE_THEME,
      });
      assert.deepEqual(problems, [], theme);
    }
  };

  it("on abandonment is made from a template, says where people drop off, and is readable in every theme", async () => {
    const { page } = workbench();
    await workbench().runCommand("View: Show AEP");
    await page.getByText("Sample Organisation · dev").waitFor();
    await workbench().runCommand("AEP: Report on Abandonment…");
    await choose("Acme all channels");
    await choose("Yes, use these");
    await choose("Last 30 days");
    const front = findPage();
    await front.getByRole("heading", { level: 1, name: "Abandonment" }).waitFor();
    await front.getByText(/^The step that loses most: from Sessions to Cart additions/).waitFor();
    await front.getByText(/^Work on the way from Sessions/).waitFor();
    const table = front.getByRole("region", { name: "All numbers: Where people drop off" });
    const total = table.getByRole("row", { name: /^Total/ });
    await total.waitFor();
    const sessions = /^[\d,]+/.exec(await total.getByRole("cell").first().innerText())?.[0] ?? "";
    assert.ok(sessions.length > 8, sessions);
    assertNotKept(workbench(), sessions);
    await page.getByText("Acme all channels").first().waitFor();
    await readInThemes("report");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const title of ["Where people drop off", "Volume by day"]) {
      await front.getByRole("button", { name: `Copy the picture of ${title} as an image` }).click();
      await front.getByRole("status").getByText("Image copied").waitFor();
      const image = await readCopiedImage(page);
      writeFileSync(`${testResultsFolder()}/copied-${title.replaceAll(" ", "-")}.png`, image);
      assert.equal(image.readUInt32BE(16), 1_800, "twice as many pixels as it is wide");
    }
    await front.getByRole("button", { name: "Open as Markdown" }).click();
    await page.getByText("# Abandonment").first().waitFor();
    await workbench().runCommand("View: Revert and Close Editor");
  });

  it("on a journey is drawn on its steps, and readable in every theme", async () => {
    const { page } = workbench();
    await workbench().runCommand("View: Close All Editors");
    await workbench().runCommand("AEP: Find…");
    await workbench().quickInput.fill("Abandoned cart");
    await page
      .locator(".quick-input-widget .monaco-list-row", { hasText: "Abandoned cart" })
      .filter({ hasText: "journey" })
      .first()
      .click();
    const front = findPage();
    await front.getByRole("button", { name: "Show performance…" }).click();
    await choose("Acme all channels");
    await choose("Last 30 days");
    await choose("Yes, use these");
    const numbers = front.getByRole("region", { name: "Numbers of the steps" });
    await numbers.getByRole("row", { name: /^Cart abandoned [\d,]+/ }).waitFor();
    await front
      .getByRole("button", { name: /^E-mail: You left something, .*E-mail sends [\d,]+, E-mail opens/ })
      .waitFor();
    await front.getByText(/^The step that loses most: “/).waitFor();
    // The report above holds that these are the colours that the editor gives to pages.
    assert.deepEqual(await listProblemsInThemes(await findDocument(front), "journey-performance"), []);
  });
});

/** No file of the editor, the extension or the workspace holds the number. */
function assertNotKept({ dataFolder, workspace }: Workbench, number: string): void {
  const forms = [number, number.replaceAll(",", "")].map((form) => Buffer.from(form));
  const files = [path.join(dataFolder, "data"), workspace].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  assert.ok(
    files.some(({ name }) => name === "Abandonment.cja.json"),
    "the files were looked at",
  );
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name);
    const bytes = readFileSync(file);
    assert.ok(!forms.some((form) => bytes.includes(form)), `${file} holds ${number}`);
  }
}

/** The PNG on the clipboard. */
async function readCopiedImage(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bytes = new Uint8Array((await (await item?.getType("image/png"))?.arrayBuffer()) ?? []);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  });
  return Buffer.from(text, "base64");
}
