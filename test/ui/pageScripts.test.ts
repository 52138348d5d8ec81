/**
 * The scripts of pages in a browser without an editor around them: what thousands of rows and failing parts do on the
 * screen. The host's side is played by the test, message by message.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { inRepository } from "../support/folders.js";
import { openPageScript } from "../support/pageScript.js";
import { useBrowser } from "../support/useBrowser.js";

const DATASET = {
  id: "x",
  name: "Big",
  connection: "Acme",
  sandbox: "dev",
  groups: [],
};

const AUDIENCE = {
  id: "x",
  name: "Ada's",
  connection: "Acme",
  sandbox: "dev",
  groups: [],
  evaluation: ["batch"],
  isEvaluationKnown: true,
  belongsTo: { mergePolicy: "m", folder: "f", tags: [] },
};

/** Runs in the page, so that the rows need not travel there: 5,000 of 60 columns. */
function sendRows(id: number): void {
  const columns = Array.from({ length: 60 }, (_value, column) => `column ${column}`);
  const rows = Array.from({ length: 5_000 }, (_row, row) =>
    Object.fromEntries(columns.map((name, column) => [name, { value: row * column, more: ["a", "b"] }])),
  );
  window.postMessage({ type: "answer", id, value: { hasData: true, rows } });
}

describe("page scripts", () => {
  const browser = useBrowser();

  it("keep a few of thousands of rows in the page, wherever it is scrolled to", async () => {
    const { page, heard, errors, tell } = await openPageScript(browser(), { name: "dataset" });
    await tell({ type: "content", content: DATASET });
    await page.getByRole("button", { name: "Show preview rows" }).click();
    const asked = heard.findLast((message) => message.type === "ask");
    assert.ok(asked?.type === "ask");
    await page.evaluate(sendRows, asked.id);
    const grid = page.getByRole("grid", { name: "Preview rows" });
    await grid.waitFor();
    const countRows = () => page.locator(".lines .line").count();
    assert.ok((await countRows()) < 60);
    await grid.evaluate((element) => element.scrollTo(0, 60_000));
    await page.locator("#row-2405").waitFor();
    assert.ok((await countRows()) < 60);
    await grid.press("End");
    await page.locator("#row-4999.active").waitFor();
    assert.ok((await countRows()) < 60);
    await page.getByRole("heading", { name: "Row 5000" }).waitFor();
    assert.deepEqual(errors, []);
  });

  it("show each part when it arrives, and offer to retry the one that failed", async () => {
    const { page, heard, errors, tell } = await openPageScript(browser(), { name: "audience" });
    await tell({ type: "content", content: AUDIENCE });
    await page.getByRole("heading", { level: 1, name: "Ada's" }).waitFor();
    const size = page.getByRole("region", { name: "Size" });
    await size.getByText("Reading…").waitFor();
    await tell({ type: "part", part: "size", section: { failure: "The platform asks to slow down." } });
    await size.getByText("The size could not be read. The platform asks to slow down.").waitFor();
    await tell({ type: "part", part: "mergePolicy", section: { value: "Acme default" } });
    await page.getByRole("region", { name: "Belongs to" }).getByText("Acme default").waitFor();
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    await size.getByRole("button", { name: "Retry: The size could not be read" }).press("Enter");
    assert.deepEqual(heard.at(-1), { type: "readPart", part: "size" });
    await tell({ type: "part", part: "size", section: { isReading: true } });
    await size.getByText("Reading…").waitFor();
    await tell({ type: "part", part: "size", section: { value: { source: "job", members: 12 } } });
    await size.getByText("12 members").waitFor();
    assert.deepEqual(errors, []);
  });

  it("tell a rule in plain words before its text, and show a tree as the text that people write", async () => {
    const { page, tell } = await openPageScript(browser(), { name: "audience" });
    const expression = { format: "pql/json", value: '{"nodeType":"literal"}' };
    await tell({ type: "content", content: { ...AUDIENCE, expression } });
    const rule = page.getByRole("region", { name: "Expression" });
    await rule.getByText('{"nodeType":"literal"}').waitFor();
    const plainWords = ["Everyone."];
    await tell({
      type: "part",
      part: "verdict",
      section: { value: { obstacles: [], plainWords, text: "true" } },
    });
    await rule.getByText("Kept as a tree (pql/json); shown as text.").waitFor();
    assert.equal(await rule.locator("pre").textContent(), "true");
    const titles = await page.getByRole("heading", { level: 2 }).allTextContents();
    assert.ok(titles.indexOf("In plain words") < titles.indexOf("Expression"), titles.join());
  });

  it("speak the language of their document, with its dates and numbers", async () => {
    const sentences = JSON.parse(readFileSync(inRepository("dist/l10n/bundle.l10n.de.json"), "utf8"));
    const language = { name: "de", sentences };
    const { page, errors, tell } = await openPageScript(browser(), { name: "audience", language });
    await page.getByText("Wird von der Plattform gelesen…").waitFor();
    const groups = [{ title: "Who and when", facts: [{ label: "Created by", value: "ada" }] }];
    const evaluatedAt = Date.UTC(2031, 4, 9, 13, 5);
    const size = { source: "job", members: 1_234_567, evaluatedAt, movement: { entered: 1_000 } };
    await tell({ type: "content", content: { ...AUDIENCE, groups, size: { value: size } } });
    const region = page.getByRole("region", { name: "Größe" });
    await region.getByText("1.234.567 Mitglieder").waitFor();
    await region.getByText("Zuletzt ausgewertet am 09.05.2031, 13:05 UTC.").waitFor();
    await region.getByText("Bei dieser Auswertung: 1.000 dazugekommen.").waitFor();
    await page.getByRole("group", { name: "Wer und wann" }).getByText("Angelegt von").waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    assert.deepEqual(errors, []);
  });

  it("say the outcomes of batches in the language of their document", async () => {
    const sentences = JSON.parse(readFileSync(inRepository("dist/l10n/bundle.l10n.de.json"), "utf8"));
    const language = { name: "de", sentences };
    const { page, tell } = await openPageScript(browser(), { name: "dataset", language });
    const statuses = ["success", "failure", "active", "of a later year"];
    const facts = { errors: [], createdAt: Date.UTC(2031, 4, 9), records: 47_622 };
    const list = statuses.map((status, index) => ({ id: `b${index}`, status, ...facts }));
    const head = { id: "d", name: "Orders", connection: "Acme", sandbox: "dev", groups: [] };
    const parts = { schemaTitle: { value: null }, labels: { value: { labels: [], fields: [] } } };
    await tell({
      type: "content",
      content: { ...head, ...parts, batches: { value: { list, hasMore: false } } },
    });
    const outcomes = page.getByRole("region", { name: "Alle Batches" }).locator("tbody td:nth-child(2)");
    await outcomes.first().waitFor();
    assert.deepEqual(await outcomes.allTextContents(), [
      "erfolgreich",
      "fehlgeschlagen",
      "aktiv",
      "of a later year",
    ]);
    // Below the plot as in the table, whatever language the browser speaks.
    await page.locator(".u-over").hover();
    assert.ok((await page.locator(".u-legend .u-value").allTextContents()).includes("47.622"));
  });

  it("let a part that nobody can read fail alone, and say so to the host", async () => {
    const { page, heard, tell } = await openPageScript(browser(), { name: "audience" });
    await tell({ type: "content", content: AUDIENCE });
    await tell({ type: "part", part: "journeys", section: { value: "no list" } });
    await page
      .getByText("The journeys could not be read. The page could not read what it was sent.")
      .waitFor();
    await page.getByRole("heading", { level: 1, name: "Ada's" }).waitFor();
    assert.ok(heard.some((message) => message.type === "broken"));
  });
});
