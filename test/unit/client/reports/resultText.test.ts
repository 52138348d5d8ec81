/**
 * Results as text: read back by a library, with every row and number, and nothing that a spreadsheet would run.
 */
import assert from "node:assert/strict";
import Papa from "papaparse";
import { toResultText } from "../../../../client/src/reports/resultText";
import type { ReportResult } from "../../../../client/src/reports/runReport";

const RESULT: ReportResult = {
  title: "Orders",
  dataView: { id: "dv", name: "Shop", timeZone: "UTC" },
  range: { from: "2026-01-01", to: "2026-01-07" },
  before: { from: "2025-12-25", to: "2025-12-31" },
  tables: [
    {
      title: "By page",
      dimension: { id: "d", name: "Page" },
      breakdowns: [{ id: "b", name: "Device" }],
      columns: [{ id: "m", name: "Orders, all", type: "int", failure: undefined }],
      rows: [
        {
          id: "1",
          label: '=cmd("x"), one',
          values: [1_200.5],
          before: [1_000],
          parts: [{ id: "2", label: "mobile | app", values: [undefined] }],
        },
      ],
      totals: [1_300],
      totalsBefore: [1_000],
      allRows: 1,
      steps: [],
      requests: [],
    },
  ],
};

describe("a result as text", () => {
  it("is CSV that a library reads back", () => {
    const { data, errors } = Papa.parse(toResultText(RESULT, "csv"));
    assert.deepEqual(errors, []);
    assert.deepEqual(data, [
      ["Page", "Device", "Orders, all", "Orders, all, before"],
      [`'=cmd("x"), one`, "", "1200.5", "1000"],
      [`'=cmd("x"), one`, "mobile | app", "", ""],
      ["Total", "", "1300", "1000"],
    ]);
  });

  it("is Markdown with the change, and a missing number named", () => {
    const text = toResultText(RESULT, "markdown");
    assert.match(
      text,
      /^# Orders\n\nShop, 2026-01-01 to 2026-01-07, compared with 2025-12-25 to 2025-12-31\./,
    );
    assert.ok(text.includes("mobile \\| app | no number |"), text);
    assert.ok(text.includes("| **Total** |  | 1,300 (+30 %) |"), text);
  });

  it("is JSON with everything", () => {
    assert.deepEqual(JSON.parse(toResultText(RESULT, "json")).tables[0].totals, [1_300]);
  });
});
