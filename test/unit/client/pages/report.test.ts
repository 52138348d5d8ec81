/**
 * The page of a report without an editor: how much of a long answer it is sent, how it gets the rest, and what a broken file,
 * a cancelled run and a spoiled answer look like on it.
 */
import assert from "node:assert/strict";
import Papa from "papaparse";
import {
  type ReportContent,
  reportRowsShape,
} from "../../../../client/src/pages/report/reportPageContent.js";
import { toStepBars } from "../../../../client/src/pages/report/reportPicture.js";
import { type Bend, toAnswer } from "../reports/support/bentReports.js";
import { plan, RANGE, toResult } from "../reports/support/trackedResults.js";
import { getTable, openReport, openReportPage } from "./openedReport.js";

const SKU = "variables/productListItems.SKU";
const HOUR = "variables/daterangehour";

describe("the page of a report", () => {
  it("is sent some hundred of 50,000 rows, turns to the others, and opens all of them as CSV", async () => {
    const said: string[] = [];
    const { page, created } = await openReport([{ dimension: SKU, rows: 50_000 }], {
      onSaid: (text) => said.push(text),
    });
    const table = getTable(page);
    assert.deepEqual([table.rows.length, table.count, table.allRows, table.gaps], [500, 50_000, 50_000, []]);
    assert.ok(JSON.stringify(page.content).length < 200_000, "the page is not sent what it does not draw");
    assert.match(said[30] ?? "", /^Product SKU: request 31, 30,000 of 50,000 rows so far\./);
    const turn = async (from: number) =>
      reportRowsShape.parse(await page.ask({ type: "rows", table: 0, from })).map(({ label }) => label);
    const [second, last] = [await turn(500), await turn(49_500)];
    assert.deepEqual([second.length, second[0]], [500, "SKU-100500"]);
    assert.deepEqual([last.length, last.at(-1)], [500, "SKU-149999"]);
    assert.deepEqual(await turn(50_000), []);
    await page.ask({ type: "openAs", form: "csv" });
    const { data } = Papa.parse<string[]>(created[0] ?? "");
    assert.equal(data.length, 50_002, "a heading, every row and the total");
    assert.equal(new Set(data.map(([label]) => label)).size, 50_002);
  });

  it("draws a whole trend, of which its table shows the beginning", async () => {
    const { page } = await openReport([{ dimension: HOUR }]);
    const { rows, trend, count } = getTable(page);
    assert.deepEqual([rows.length, count, trend?.times.length], [500, 720, 720]);
    assert.equal(trend?.values[0]?.length, 720);
    assert.equal(trend?.times.at(-1), Date.UTC(2025, 10, 30, 23));
  });

  it("names days as the reader writes them, whatever the platform calls them", async () => {
    const { page } = await openReport([{ dimension: "variables/daterangeday" }]);
    assert.equal(getTable(page).rows[0]?.label, "2025-11-01");
  });

  it("shows what arrived before a page failed, and what is missing", async () => {
    const bend: Bend = ({ page }) => (page === 2 ? toAnswer(500, {}) : undefined);
    const { page } = await openReport([{ dimension: SKU, rows: 5_000 }], { bend });
    const { count, gaps } = getTable(page);
    assert.equal(count, 2_000);
    assert.match(gaps[0] ?? "", /^Only 2,000 of 5,000 rows could be read/);
  });

  it("says why and for how long it waits, and that it goes on", async () => {
    const said: string[] = [];
    let struck = 0;
    const bend: Bend = ({ page }) =>
      page === 1 && struck++ === 0
        ? { ...toAnswer(429, {}), headers: { "content-type": "application/json", "retry-after": "4" } }
        : undefined;
    const { page } = await openReport([{ dimension: SKU, rows: 2_000 }], {
      bend,
      onSaid: (text) => said.push(text),
    });
    assert.deepEqual(said.slice(0, 2), [
      "Product SKU: request 1. The platform takes about one a second.",
      "Product SKU: request 2, 1,000 of 2,000 rows so far. The platform takes about one a second.",
    ]);
    // A little longer than it is asked to, so that not everybody comes back at once.
    assert.match(
      said.slice(2).join(),
      /^Product SKU: The platform asks to slow down\. Request 2 is sent again in [45] s\.$/,
    );
    assert.equal(getTable(page).count, 2_000);
  });

  it("says that it was cancelled, and is read again by its button", async () => {
    let isCancelled = false;
    const { page } = await openReport([{ dimension: SKU, rows: 3_000 }], {
      onSaid: (_text, cancel) => {
        if (!isCancelled) cancel();
        isCancelled = true;
      },
    });
    const failed = page.messages.at(-1);
    assert.ok(failed?.type === "failed", JSON.stringify(failed));
    assert.equal(failed.text, "Reading was given up.");
    await page.reading.read();
    assert.equal(getTable(page).count, 3_000);
  });

  it("names what is wrong with its file, and asks the platform nothing", async () => {
    for (const [spoil, said] of [
      [() => "{", "The report cannot be run. The file is no JSON."],
      [
        (text: string) => text.replace("2025-11-01", "2025-12-01"),
        "The report cannot be run. The last day is before the first.",
      ],
      [(text: string) => text.replace("tables", "table"), "The report cannot be run. tables is missing."],
    ] as const) {
      const { page } = await openReport([{ dimension: SKU }], { spoil });
      const failed = page.messages.at(-1);
      assert.equal(failed?.type === "failed" && failed.text, said);
    }
  });

  it("calls a number missing where the platform sent none, and shows rows without any", async () => {
    const bend: Bend = (_question, answer) => {
      for (const [place, data] of ["NaN", "Infinity", "-Infinity", null, "", {}, "12.5", -3].entries())
        Object.assign(answer.rows[place] ?? {}, { data: [data] });
      answer.rows.length = 8;
      Object.assign(answer, { totalElements: 8, lastPage: true });
      return undefined;
    };
    const { page } = await openReport([{ dimension: SKU }], { bend });
    assert.deepEqual(
      getTable(page).rows.map(({ values }) => values[0]),
      [null, null, null, null, null, null, 12.5, -3],
    );
    const empty = await openReport([{ dimension: SKU }], {
      bend: (_question, answer) =>
        void Object.assign(answer, { rows: [], totalElements: 0, totalPages: 0, lastPage: true }),
    });
    const steps = { ...getTable(page), steps: [0, 1], totals: [200, null] };
    assert.deepEqual(
      toStepBars(steps).map(({ text }) => text),
      ["200 (100 %)", "no number"],
    );
    const { rows, count, gaps, findings } = getTable(empty.page);
    assert.deepEqual([rows, count, gaps, findings], [[], 0, [], []]);
  });

  it("shows what was counted for a sandbox without a file, says what was not, and has it until the window is closed", async () => {
    const { tables, questions } = plan("combined", RANGE);
    const result = toResult({ tables, questions, numbers: questions.map((_question, place) => 100 + place) });
    const id = "combined";
    const { page, created } = await openReportPage({ id, findHanded: () => result });
    const { hasFile, dataView, days, tables: shown } = page.content as unknown as ReportContent;
    assert.deepEqual([hasFile, dataView, days], [false, "here", "2026-03-02 to 2026-03-08, days of UTC"]);
    const [size, mails] = shown;
    assert.deepEqual([size?.count, size?.requests], [0, []]);
    assert.match(size?.gaps.join(" ") ?? "", /^because .*not people/);
    assert.deepEqual(mails?.trend?.times.at(-1), Date.UTC(2026, 2, 8));
    assert.equal(mails?.trend?.before, undefined, "the days before were counted together");
    assert.match(
      mails?.requests[0] ?? "",
      /^-- Messages sent by the sandbox "prod" \(email\)\nSELECT 1 FROM \(/,
    );
    await page.ask({ type: "openAs", form: "markdown" });
    assert.match(created[0] ?? "", /## E-mail engagement.*\| 2026-03-02 \| 100 \|/s);
    const gone = await openReportPage({ id });
    const failed = gone.page.messages.at(-1);
    assert.equal(failed?.type === "failed" && failed.text, "The result is gone; run the report again.");
  });
});
