/**
 * Reports of many pages whose answers are not what was promised: what arrived is kept, what did not is named, and no row counts twice.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { collectItems } from "../../../../client/src/api/pages";
import type { ReportFile, ReportTable } from "../../../../client/src/reports/reportFile";
import { runReport } from "../../../../client/src/reports/runReport";
import { openSample, type SamplePlatform } from "../api/support/samplePlatform";
import { type Bend, bendReports, toAnswer, toReset } from "./support/bentReports";

const VISITS = "metrics/visits";
const SKU = "variables/productListItems.SKU";
const CHANNEL = "variables/marketing_channel";
const THROTTLED = toAnswer(429, { error_code: "429050", message: "Too many requests" });
const BROKEN = toAnswer(500, { errorCode: "internal", errorDescription: "The report engine is busy" });

describe("a report of many pages", () => {
  let sample: SamplePlatform;

  const run = async (bend: Bend, tables: readonly ReportTable[], change: Partial<ReportFile> = {}) => {
    sample = openSample({ bend: bendReports(bend) });
    const [view] = await collectItems(listDataViews(sample.session));
    const dates = { from: "2025-12-01", to: "2025-12-07" };
    const report = { title: "Test", dataView: view?.id ?? "", dates, tables: [...tables], ...change };
    const { session, clock } = sample;
    return await runReport(report, { session, signal: new AbortController().signal, now: clock.now() });
  };

  const readPages = async (bend: Bend, rows = 5_000) => {
    const [table] = (await run(bend, [{ dimension: SKU, metrics: [VISITS], rows }])).tables;
    assert.ok(table);
    const ids = table.rows.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, "no row counts twice");
    return table;
  };

  const atPage = (page: number, bend: Bend): Bend => {
    return (question, answer) => (question.page === page ? bend(question, answer) : undefined);
  };

  const FAILURES: readonly (readonly [string, Bend])[] = [
    ["is throttled for good", () => THROTTLED],
    ["fails", () => BROKEN],
    [
      "breaks off",
      () => {
        throw toReset();
      },
    ],
    [
      "is a page of HTML",
      () => ({ status: 504, headers: { "content-type": "text/html" }, bytes: Buffer.from("<html>") }),
    ],
  ];
  for (const [title, bend] of FAILURES) {
    it(`keeps the rows before a page that ${title}, and says what is missing`, async () => {
      const table = await readPages(atPage(3, bend));
      assert.equal(table.rows.length, 3_000);
      assert.equal(table.allRows, 50_000);
      assert.equal(table.gaps.length, 1);
      assert.match(
        table.gaps[0] ?? "",
        /^Only 3,000 of 5,000 rows could be read, then the platform failed: \S/,
      );
    });
  }

  it("goes on after a page that failed once", async () => {
    let failed = 0;
    const table = await readPages(atPage(3, () => (failed++ === 0 ? BROKEN : undefined)));
    assert.deepEqual([table.rows.length, table.gaps], [5_000, []]);
  });

  it("says that a page holds nothing new, and takes no row twice", async () => {
    let second: unknown;
    const table = await readPages((question, answer) => {
      if (question.page === 1) second = structuredClone(answer.rows);
      if (question.page > 1) Object.assign(answer, { rows: second });
      return undefined;
    });
    assert.equal(table.rows.length, 2_000);
    assert.deepEqual(table.gaps, [
      "The platform sent only 2,000 of 5,000 rows; its next page held nothing new.",
      "The platform sent 1,000 rows twice; each stands here once.",
    ]);
  });

  it("says that rows slid from one page into the next", async () => {
    let last: { itemId?: string; value: string; data: unknown[] }[] = [];
    const table = await readPages((question, answer) => {
      if (question.page === 2) answer.rows.unshift(...last);
      last = answer.rows.slice(-2);
      return undefined;
    });
    assert.equal(table.rows.length, 5_000);
    assert.deepEqual(table.gaps, ["The platform sent 2 rows twice; each stands here once."]);
  });

  it("says that a page came empty, or ended early", async () => {
    const empty = await readPages(atPage(2, (_question, answer) => void answer.rows.splice(0)));
    assert.deepEqual(empty.gaps, [
      "The platform sent only 2,000 of 5,000 rows; its next page held nothing new.",
    ]);
    const early = await readPages(
      atPage(2, (_question, answer) => void Object.assign(answer, { lastPage: true })),
    );
    assert.equal(early.rows.length, 3_000);
    assert.deepEqual(early.gaps, [
      "The platform sent only 3,000 of 5,000 rows and said that there are no more.",
    ]);
  });

  it("says that the rows became fewer meanwhile", async () => {
    const table = await readPages(({ page }, answer) => {
      if (page > 1) Object.assign(answer, { totalElements: 2_400, lastPage: page === 2 });
      if (page === 2) answer.rows.splice(400);
      return undefined;
    });
    assert.deepEqual([table.rows.length, table.allRows], [2_400, 2_400]);
    assert.deepEqual(table.gaps, [
      "While the pages were read, the platform’s 50,000 rows became 2,400; some may be missing here.",
    ]);
  });

  it("asks for no page after the last, and has no gap where the rows are as many as were asked for", async () => {
    const pages: number[] = [];
    const table = await readPages(({ page }) => void pages.push(page), 2_500);
    assert.deepEqual([table.rows.length, table.gaps, pages], [2_500, [], [0, 1, 2]]);
  });

  it("keeps the other tables where one cannot be counted, and fails where none can", async () => {
    const bend: Bend = ({ dimension }) => (dimension === SKU ? BROKEN : undefined);
    const tables = [SKU, CHANNEL].map((dimension) => ({ dimension, metrics: [VISITS] }));
    const [failed, counted] = (await run(bend, tables)).tables;
    assert.deepEqual([failed?.rows, failed?.totals, failed?.title], [[], [undefined], "Product SKU"]);
    assert.match(failed?.gaps[0] ?? "", /^This table could not be counted: /);
    assert.deepEqual([counted?.rows.length, counted?.gaps], [8, []]);
    const error = await run(bend, tables.slice(0, 1)).catch((thrown: unknown) => thrown);
    assert.ok(isApiError(error, "unavailable"), String(error));
  });

  it("keeps the rows where the days before cannot be counted", async () => {
    const bend: Bend = ({ range }) => (range.startsWith("2025-11") ? BROKEN : undefined);
    for (const dimension of [CHANNEL, "variables/daterangeday"]) {
      const [table] = (await run(bend, [{ dimension, metrics: [VISITS] }], { compareBefore: true })).tables;
      assert.ok((table?.rows.length ?? 0) > 6);
      assert.equal(table?.totalsBefore, undefined);
      assert.match(table?.gaps.join() ?? "", /^The days before could not be counted: /);
    }
  });
});
