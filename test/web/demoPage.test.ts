/**
 * The page on which a visitor tries PQL, opened from the disk as a visitor who is offline opens it: problems and their fixes,
 * completion, the rule in words and its answer for a profile, by keyboard, in both themes.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator, Page } from "playwright-core";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { buildDemoPage } from "../support/buildDemoPage.js";
import { testResultsFolder } from "../support/folders.js";
import { takePicture } from "../support/pictures.js";
import { useBrowser } from "../support/useBrowser.js";

describe("the demo page", () => {
  const browser = useBrowser();
  let page: Page;
  let address: string;
  const asked: string[] = [];
  const errors: string[] = [];

  before("open it from the disk, without a network", async () => {
    address = pathToFileURL(await buildDemoPage()).href;
    const context = await browser().newContext({
      viewport: { width: 1200, height: 900 },
      colorScheme: "light",
    });
    await context.setOffline(true);
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (line) => {
      if (line.type() === "error") errors.push(line.text());
    });
    await page.goto(address);
  });
  afterEach("keep a picture of a failure", async function () {
    if (this.currentTest?.state !== "failed") return;
    await page.screenshot({ path: path.join(testResultsFolder(), "demo-page-failed.png"), fullPage: true });
  });

  const rule = (): Locator => page.getByRole("textbox", { name: "Rule in PQL" });
  const answer = (): Locator => page.locator("#answer");
  const problems = (): Locator => page.locator("#problems");
  const write = async (text: string): Promise<void> => {
    await rule().focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
  };

  it("says what the rule asks for, and that the person qualifies, with the values beside the text", async () => {
    await answer().getByText("Qualifies", { exact: true }).waitFor();
    await page
      .locator("#words")
      .getByText(/is more than 100/)
      .waitFor();
    await problems().getByText("No problems.").waitFor();
    await rule().locator(".hint").first().waitFor();
    await rule().locator(".pql-property").first().waitFor();
    const workers = page.workers().map((worker) => worker.url());
    assert.match(workers.join(), /^blob:/);
  });

  it("answers anew for another person, and for a profile that is typed", async () => {
    await page.getByRole("combobox", { name: "Person" }).selectOption({ index: 1 });
    await answer().getByText("Does not qualify").waitFor();
    const profile = page.getByRole("textbox", { name: "Profile as JSON" });
    await profile.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText('{"_acme": ');
    await answer().getByText("No answer").waitFor();
    await page.getByRole("combobox", { name: "Person" }).selectOption({ index: 0 });
    await answer().getByText("Qualifies", { exact: true }).waitFor();
  });

  it("names a problem, and a fix that is pressed by keyboard repairs it", async () => {
    await write('_acme.loyalty.tierr = "gold"');
    const fix = problems().getByRole("button", { name: /tier/ }).first();
    await fix.focus();
    await page.keyboard.press("Enter");
    await problems().getByText("No problems.").waitFor();
    assert.equal(
      await rule()
        .innerText()
        .then((text) => text.includes("tierr")),
      false,
    );
  });

  it("completes fields of the schema", async () => {
    await write("_acme.loyalty.ti");
    await page.keyboard.press("Control+Space");
    await page.getByRole("listbox").getByText("tier", { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("formats, and an empty rule is none", async () => {
    await write('_acme.loyalty.tier="gold"');
    await page.getByRole("button", { name: "Format" }).press("Enter");
    await rule().getByText('_acme.loyalty.tier = "gold"').waitFor();
    await write(" ");
    await page.getByText("Write a rule, and it is told here.").waitFor();
  });

  it("lets the keyboard leave its editors", async () => {
    await rule().focus();
    await page.keyboard.press("Tab");
    assert.equal(await rule().evaluate((element) => element.contains(document.activeElement)), false);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`leaves nothing for assistive technologies to stumble over, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.getByRole("combobox", { name: "Begin with" }).selectOption({ index: 1 });
      await problems().getByRole("button", { name: "Remove the quotes" }).waitFor();
      await rule().locator(".pql-keyword").first().waitFor();
      await takePicture(page, `demo-page-${colorScheme}`, { fullPage: true });
      assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    });
  }

  it("says it of a rule without problems, in a narrow window as well", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.getByRole("combobox", { name: "Begin with" }).selectOption({ index: 0 });
    await page.setViewportSize({ width: 420, height: 900 });
    await answer().getByText("Qualifies", { exact: true }).waitFor();
    await rule().locator(".hint").first().waitFor();
    await takePicture(page, "demo-page-narrow", { fullPage: true });
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });

  it("asks the network for nothing", () => {
    const outside = asked.filter((url) => !/^(blob|data):/.test(url) && url !== address);
    assert.deepEqual(outside, []);
    assert.deepEqual(errors, []);
  });
});
