/**
 * The fact sheet in a browser: destinations and data views with their tables, names in the place of ids, and a kind of
 * which nothing is known but its fields.
 */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { type OpenPage, openPageScript } from "../support/pageScript.js";
import { useBrowser } from "../support/useBrowser.js";

const ID = "d25a9cf9-13cb-4a85-afb4-23e8e4588e66";

const DESTINATION = {
  kind: "destination",
  word: "Destination",
  id: "x",
  name: "S3 export",
  state: "enabled",
  connection: "Acme",
  sandbox: "dev",
  sourceTitle: "Sends to",
  tables: [
    {
      part: "members",
      title: "Audiences",
      label: "All audiences",
      empty: "It sends no audience.",
      failed: "The audiences could not be read",
    },
    {
      part: "others",
      title: "Runs",
      label: "All runs",
      empty: "It has not run yet.",
      failed: "The runs could not be read",
    },
  ],
  groups: [
    {
      title: "Sending",
      facts: [
        { label: "Kind of dataflow", field: "flowSpec", value: { id: ID, version: "1.0" } },
        {
          label: "Last run",
          field: "lastRunDetails",
          value: { state: "success", startedAtUTC: 1_718_000_000_123 },
        },
      ],
    },
  ],
};

const AUDIENCES = {
  columns: [{ title: "Audience" }, { title: "Schedule" }],
  rows: [[{ text: "Families", audienceId: "a" }, { text: "daily, at 02:00 UTC" }]],
  hasMore: false,
};

const RUNS = {
  columns: [
    { title: "Started", form: "time" },
    { title: "Records read", form: "number" },
  ],
  rows: Array.from({ length: 60 }, (_run, index) => [
    { text: "2026-11-28 23:00 UTC" },
    { text: String(48_210 + index) },
  ]),
  hasMore: true,
};

async function openDestination(browser: Browser): Promise<OpenPage> {
  const open = await openPageScript(browser, { name: "destination", script: "factSheet" });
  await open.tell({ type: "content", content: DESTINATION });
  await open.tell({ type: "part", part: "source", section: { value: "Amazon S3" } });
  await open.tell({ type: "part", part: "members", section: { value: AUDIENCES } });
  await open.tell({ type: "part", part: "others", section: { value: RUNS } });
  return open;
}

describe("a fact sheet", () => {
  const browser = useBrowser();

  it("shows a destination with its audiences and runs, and leads to an audience", async () => {
    const { page, heard, errors } = await openDestination(browser());
    await page.getByRole("region", { name: "Sends to" }).getByText("Amazon S3").waitFor();
    const numbers = page.getByRole("cell", { name: "48210" });
    assert.equal(await numbers.evaluate((cell) => getComputedStyle(cell).textAlign), "right");
    await page.getByText("The platform has more.").waitFor();
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    await page.getByRole("button", { name: "Families" }).press("Enter");
    const asked = heard.findLast((message) => message.type === "ask");
    assert.deepEqual(asked?.type === "ask" && asked.request, {
      type: "openPage",
      page: "audience",
      id: "a",
    });
    for (const width of [1_000, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const [content, view] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      assert.equal(content, view, `nothing runs out of a window of ${width}`);
    }
    assert.deepEqual(errors, []);
  });

  it("shows ids until their names arrive, keeps them beside the names, and says when names are refused", async () => {
    const { page, heard, tell } = await openDestination(browser());
    const fields = page.getByRole("region", { name: "All fields" });
    await fields.getByText("id: d25a9cf9", { exact: false }).waitFor();
    await tell({ type: "part", part: "names", section: { failure: "The credential is not allowed to." } });
    const retry = fields.getByRole("button", { name: /^Retry: Some names could not be read/ });
    await retry.press("Enter");
    assert.deepEqual(heard.at(-1), { type: "readPart", part: "names" });
    await tell({ type: "part", part: "names", section: { value: { "Kind of dataflow": "Audience files" } } });
    const name = fields.getByRole("definition").filter({ hasText: "Audience files" });
    assert.match((await name.getAttribute("title")) ?? "", new RegExp(ID));
    assert.equal(await retry.count(), 0);
    await fields.getByText("startedAtUTC: 2024-06-10 06:13 UTC", { exact: false }).click();
    assert.equal(await fields.locator("time").getAttribute("title"), "1718000000123");
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
  });

  it("shows a data view whose components cannot be read, and a kind without tables", async () => {
    const { page, tell } = await openPageScript(browser(), { name: "dataView", script: "factSheet" });
    const head = { id: "x", name: "Acme shops", connection: "Acme", sandbox: "(organisation)", groups: [] };
    const tables = [
      {
        part: "members",
        title: "Dimensions",
        label: "All dimensions",
        empty: "It has no dimensions.",
        failed: "The dimensions could not be read",
      },
    ];
    await tell({ type: "content", content: { ...head, kind: "dataView", word: "Data view", tables } });
    await tell({ type: "part", part: "members", section: { failure: "The service is not there." } });
    await page.getByText("The dimensions could not be read. The service is not there.").waitFor();
    assert.deepEqual(await listAccessibilityProblems(page, "body"), []);
    await tell({ type: "content", content: { ...head, kind: "dataView", word: "Data view", tables: [] } });
    await page.getByRole("region", { name: "All fields" }).waitFor();
    assert.equal(await page.getByRole("region", { name: "Dimensions" }).count(), 0);
  });
});
