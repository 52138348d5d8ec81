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
  parts: ["Counts only events with Journey “Welcome”."],
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
      gaps: [],
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
      ["Counts only events with Journey “Welcome”."],
    ]);
  });

  it("is Markdown with the change, and a missing number named", () => {
    const text = toResultText(RESULT, "markdown");
    assert.match(
      text,
      /^# Orders\n\nShop, 2026-01-01 to 2026-01-07, compared with 2025-12-25 to 2025-12-31\.\n\nCounts only events with Journey “Welcome”\.\n/,
    );
    assert.ok(text.includes("mobile \\| app | no number |"), text);
    assert.ok(text.includes("| **Total** |  | 1,300 (+30 %) |"), text);
  });

  it("says in CSV and Markdown what is missing and why, not only that it is not there", () => {
    const [table] = RESULT.tables;
    assert.ok(table);
    const [column, row] = [table.columns[0], table.rows[0]];
    assert.ok(column && row);
    const broken: ReportResult = {
      ...RESULT,
      tables: [
        {
          ...table,
          gaps: ["Only 1 of 2 rows could be read."],
          columns: [{ ...column, failure: "=unknown" }],
          rows: [{ ...row, parts: undefined, failure: "too slow" }],
        },
      ],
    };
    const missing = [
      "Only 1 of 2 rows could be read.",
      "Orders, all: =unknown",
      '=cmd("x"), one, not broken down: too slow',
    ];
    const { data } = Papa.parse<string[]>(toResultText(broken, "csv"));
    assert.deepEqual(
      data.slice(-3).map(([text]) => text?.replace(/^'/, "")),
      missing,
    );
    const text = toResultText(broken, "markdown");
    assert.ok(text.includes(`\n- ${missing[0]}\n- ${missing[1]}\n- \\${missing[2]}\n`), text);
  });

  it("is Markdown in which no name becomes mark-up, another cell or another line", () => {
    const name = "![x](https://x.example/p.png) <b> a\\|b\n# c";
    const [table] = RESULT.tables;
    assert.ok(table);
    const odd: ReportResult = {
      ...RESULT,
      title: name,
      dataView: { ...RESULT.dataView, name },
      tables: [
        {
          ...table,
          title: name,
          dimension: { id: "d", name },
          columns: [{ id: "m", name, type: "int", failure: name }],
          rows: [{ id: "1", label: name, values: [400], before: [200] }],
        },
      ],
    };
    const text = toResultText(odd, "markdown");
    assert.doesNotMatch(text, /(?<!\\)[[\]<>]/, "every sign of mark-up is marked as text");
    for (const line of text.split("\n").filter((one) => one.startsWith("|")))
      assert.equal(line.match(/(?<!\\)(?:\\\\)*\|/g)?.length, 4, line);
    assert.equal(text.match(/^# /gm)?.length, 1);
  });

  it("is JSON with everything", () => {
    assert.deepEqual(JSON.parse(toResultText(RESULT, "json")).tables[0].totals, [1_300]);
  });
});
