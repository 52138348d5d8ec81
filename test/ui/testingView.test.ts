/**
 * Tests of audiences as a person meets them in the Testing view: run, read, covered, run again with a save, stopped. What a run
 * says is proven in test/lsp/audienceTests.test.ts; here is what of it is seen.
 */
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { makeTemporaryFolder } from "../support/folders.js";
import { takePicture } from "../support/pictures.js";
import { useWorkbench } from "../support/useWorkbench.js";

const NOW = "2031-05-09T12:00:00Z";
const gold = { city: "Oslo", points: 11, tier: "gold" };

/** One test a line, so that all stand on the screen. */
function toTests(tests: readonly object[]): string {
  return `{"now": "${NOW}", "tests": [\n${tests.map((test) => JSON.stringify(test)).join(",\n")}\n]}\n`;
}

/** Rules with tests: some fail, some are at fault. */
const FILES: Readonly<Record<string, string>> = {
  "cart.pql": 'city = "Oslo"\nand points > 10\nand not (tier = "none" or tier = "test")\n',
  "cart.audience-test.json": toTests([
    { name: "gold in Oslo", profile: gold, qualifies: true },
    { name: "no points", profile: { city: "Oslo", tier: "gold" }, qualifies: true },
    { name: "no profile", qualifies: true },
    { name: "no time", now: "yesterday", profile: gold, qualifies: true },
  ]),
  "torn.pql": 'city = "Oslo"\n',
  "torn.audience-test.json": `{ "now": "${NOW}", "tests": [ oops`,
  "town.pql": 'city = "Oslo"\n',
  "town.audience-test.json": toTests([{ name: "in town", profile: { city: "Oslo" }, qualifies: true }]),
};

/** Tests of which each looks at a million rows: all of them take minutes, so a run that is stopped is stopped in its middle. */
const MANY = 400;
const VARIABLES = ["A", "B", "C", "D", "E", "F"];
const LONG_RULE = VARIABLES.reduceRight(
  (inner, name) => `(exists ${name} from items where ${inner})`,
  `${VARIABLES.map((name) => `${name}.n`).join(" + ")} > 100`,
);
const LONG_TESTS = toTests(
  Array.from({ length: MANY }, (_, index) => ({
    name: `long ${index}`,
    profile: { items: Array.from({ length: 10 }, (_item, n) => ({ n })) },
    qualifies: false,
  })),
);

describe("tests of audiences in the Testing view", () => {
  const folder = makeTemporaryFolder("testing-view");
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
  const workbench = useWorkbench({ workspace: folder });
  after(() => rmSync(folder, { recursive: true }));

  /** The row of a file or test in this state. */
  const row = (name: string, state: string): Locator =>
    workbench()
      .page.getByRole("treeitem", { name: new RegExp(`^${name} \\(${state}\\)`) })
      .first();
  /** How many of the tests of the last run passed. */
  const summary = (text: string | RegExp): Locator =>
    workbench().page.locator(".result-summary", { hasText: text }).first();
  /** A test that follows a failed one begins in a new window, which shows the files. */
  const openView = () => workbench().runCommand("View: Show Testing");
  const picture = (name: string) => takePicture(workbench().page, `testing-view-${name}`);

  it("run together, those at fault stopping no other, and a failure shows its tree and what decided in the rule", async () => {
    const { page } = workbench();
    // The editor draws no marks in a text that is the first to be opened after a run.
    await workbench().openFile("cart.pql");
    await openView();
    await row("cart", ".*").waitFor();
    await workbench().runCommand("Test: Run All Tests");
    await row("town", "Passed").waitFor();
    await row("torn", "Errored").waitFor();
    await row("cart", "Errored").click();
    await page.keyboard.press("ArrowRight");
    await row("gold in Oslo", "Passed").waitFor();
    await row("no points", "Failed").waitFor();
    await row("no profile", "Errored").waitFor();
    await row("no time", "Errored").waitFor();
    for (const fault of ["The file is not JSON here", "The test has no `profile`", "`now` must be a time"])
      await page.getByRole("treeitem", { name: fault }).first().waitFor();
    await page
      .getByRole("treeitem", { name: "“no points” expected true, but the rule answers false." })
      .click();
    for (const side of ["→ ✔ points > 10", "→ ✘ points > 10 (missing against 10"])
      await page.locator(".monaco-diff-editor .view-line", { hasText: side }).first().waitFor();
    const mark = page.locator(".test-error-content-widget", { hasText: "This decided “no points”" });
    await mark.waitFor();
    const line = page.locator(".editor-group-container .view-line", { hasText: "and points > 10" }).first();
    const [markBox, lineBox] = [await mark.boundingBox(), await line.boundingBox()];
    assert.ok(
      markBox && lineBox && Math.abs(markBox.y - lineBox.y) < lineBox.height / 2,
      "it marks its clause",
    );
    await picture("failure");
  });

  it("run alone: at the cursor, and from the gutter", async () => {
    const { page } = workbench();
    await openView();
    await workbench().openFile("cart.audience-test.json");
    await page.locator(".testing-run-glyph").nth(3).waitFor();
    await page.keyboard.press("Control+;");
    await page.keyboard.press("f");
    await summary("1/4").waitFor();
    // What the editor makes of both sides are the answers, and nothing torn out of their trees.
    await page.locator(".test-error-content-widget", { hasText: /false ─+…─+ != true ─+…─+$/ }).waitFor();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await workbench().runCommand("Test: Run Test at Cursor");
    await summary("1/1").waitFor();
    await page.locator(".testing-run-glyph.codicon-testing-failed-icon").first().click();
    await summary("0/1").waitFor();
    await workbench().runCommand("Test Results: Focus on Test Results View");
    // What the panel shows before anybody chose one of its messages.
    await page
      .locator(".test-output-peek-message-container .xterm-rows", { hasText: "✘ points > 10" })
      .first()
      .waitFor();
    await picture("gutter");
  });

  it("run with every save while continuous run is on", async () => {
    const { page } = workbench();
    await openView();
    await workbench().runCommand("Test: Start Continuous Run");
    await page.locator(".quick-input-list .monaco-list-row").first().click();
    await workbench().quickInput.press("Enter");
    await workbench().openFile("town.pql");
    for (const [city, state] of [
      ["Bergen", "Failed"],
      ["Oslo", "Passed"],
    ] as const) {
      await page.keyboard.press("Control+a");
      await page.keyboard.type(`city = "${city}"`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+s");
      await row("town", state).waitFor();
    }
    await workbench().runCommand("Test: Stop Continuous Run");
  });

  it("stop in the middle when they are cancelled", async () => {
    const { page, workspace } = workbench();
    await openView();
    writeFileSync(path.join(workspace, "long.pql"), LONG_RULE);
    writeFileSync(path.join(workspace, "long.audience-test.json"), LONG_TESTS);
    await workbench().openFile("long.audience-test.json");
    await page.locator(".testing-run-glyph").nth(3).waitFor();
    // By keys: once tests ran with coverage, the palette lists that command first whichever of the two is typed.
    await page.keyboard.press("Control+;");
    await page.keyboard.press("f");
    await row("long", "Running").waitFor();
    await page.keyboard.press("Control+;");
    await page.keyboard.press("Control+x");
    await row("long", "Running").waitFor({ state: "detached" });
    const [said = ""] = await page.locator(".result-summary").first().allTextContents();
    const passed = Number(/(\d+)\/\d+/.exec(said)?.[1] ?? 0);
    assert.ok(passed < MANY, said);
    await picture("stopped");
    // Whoever runs all tests next would wait for these.
    for (const file of ["long.pql", "long.audience-test.json"]) rmSync(path.join(workspace, file));
    await page.getByRole("treeitem", { name: /^long \(/ }).waitFor({ state: "detached" });
  });

  it("cover a rule: a percentage in the view, and each clause in the text", async () => {
    const { page } = workbench();
    await openView();
    await workbench().openFile("cart.audience-test.json");
    await page.locator(".testing-run-glyph").nth(3).waitFor();
    await workbench().runCommand("Test: Run Tests with Coverage in Current File");
    const share = page.locator(".test-coverage-list-item", { hasText: "cart.pql" });
    await share.filter({ hasText: "25.00%" }).first().waitFor();
    const editor = await workbench().openFile("cart.pql");
    await editor.locator(".coverage-deco-gutter.coverage-deco-hit").first().waitFor();
    await editor.locator(".coverage-deco-gutter.coverage-deco-miss").first().waitFor();
    await picture("coverage");
  });
});
