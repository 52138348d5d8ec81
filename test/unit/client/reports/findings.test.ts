/**
 * What stands out in a table, against numbers worked out by hand.
 */
import assert from "node:assert/strict";
import { findFindings } from "../../../../client/src/reports/findings";
import type { ResultTable } from "../../../../client/src/reports/reportResult";

const column = (name: string, type = "int") => ({ id: name, name, type, failure: undefined });

/** Sessions, carts, checkouts, orders by channel; the totals are the sums. */
const TABLE: ResultTable = {
  title: "Steps",
  dimension: { id: "variables/channel", name: "Channel" },
  breakdowns: [],
  columns: [column("Sessions"), column("Carts"), column("Checkouts"), column("Orders")],
  steps: [0, 1, 2, 3],
  rows: [
    { id: "1", label: "Search", values: [6_000, 1_200, 600, 300], before: [5_000, 1_000, 500, 250] },
    { id: "2", label: "E-mail", values: [2_000, 800, 500, 400], before: [4_000, 1_600, 1_000, 800] },
    { id: "3", label: "Social", values: [1_950, 195, 90, 39], before: [1_900, 190, 90, 38] },
    { id: "4", label: "Push", values: [50, 40, 40, 40], before: [40, 30, 30, 30] },
    { id: "0", label: "No value", values: [200, 0, 0, 0], before: [200, 0, 0, 0] },
  ],
  totals: [10_200, 2_235, 1_230, 779],
  totalsBefore: [11_140, 2_820, 1_620, 1_118],
  gaps: [],
  allRows: 5,
  requests: [],
};

const textsOf = (table: ResultTable, kind: string): string[] =>
  findFindings(table).findings.flatMap((finding) => (finding.kind === kind ? [finding.text] : []));

describe("findings", () => {
  it("name what changed in total and where most", () => {
    assert.deepEqual(textsOf(TABLE, "change"), [
      // (10200 − 11140) / 11140 = −0.08438
      "Sessions: 10,200 after 11,140 before, −8.44 %.",
      // (2235 − 2820) / 2820 = −0.2074
      "Carts: 2,235 after 2,820 before, −20.7 %.",
      // (1230 − 1620) / 1620 = −0.2407
      "Checkouts: 1,230 after 1,620 before, −24.1 %.",
      // (779 − 1118) / 1118 = −0.3032
      "Orders: 779 after 1,118 before, −30.3 %.",
      // 2000 fewer; Search has only 1000 more.
      "Largest change: E-mail, Sessions 2,000 after 4,000 before, −50 %.",
    ]);
  });

  it("rank items by what arrives of what sets out, and leave out what is too small and what is no item", () => {
    // 400 / 2000; 39 / 1950. Push would win with 40 / 50 and is too small to say.
    assert.deepEqual(textsOf(TABLE, "best"), ["Best: E-mail, Orders of Sessions 20 %."]);
    assert.deepEqual(textsOf(TABLE, "worst"), ["Worst: Social, Orders of Sessions 2 %."]);
    assert.deepEqual(textsOf(TABLE, "small"), [
      "Too small to say: Push (50 Sessions). Below 100 chance decides.",
    ]);
  });

  it("call no item small of which there is no number", () => {
    const rows = TABLE.rows.map((row) =>
      row.id === "3" ? { ...row, values: [undefined, ...row.values.slice(1)] } : row,
    );
    assert.deepEqual(textsOf({ ...TABLE, rows }, "small"), [
      "Too small to say: Push (50 Sessions). Below 100 chance decides.",
    ]);
  });

  it("say of how many rows they are where there are more, and only then", () => {
    const scope = "What is said of single rows is of the 5 that were read, of 50,000.";
    const said = textsOf({ ...TABLE, allRows: 50_000 }, "small");
    assert.deepEqual(said.slice(1), [scope]);
    const alone = { ...TABLE, allRows: 50_000, rows: TABLE.rows.slice(4), totalsBefore: undefined };
    assert.ok(!textsOf(alone, "small").includes(scope), "nothing is said of single rows");
  });

  it("call no item best where all are alike", () => {
    const alike = TABLE.rows.map((row) => ({ ...row, values: [1_000, 500, 200, row.id === "1" ? 100 : 95] }));
    assert.deepEqual(textsOf({ ...TABLE, rows: alike }, "best"), []);
  });

  it("name the step that loses most, now and before", () => {
    // 1 − 2235/10200 = 0.7809, 1 − 1230/2235 = 0.4497, 1 − 779/1230 = 0.3667; before 1 − 2820/11140 = 0.7469.
    assert.deepEqual(textsOf(TABLE, "loss"), [
      "The step that loses most: from Sessions to Carts, 10,200 to 2,235, 78.1 % lost (before: 74.7 %).",
    ]);
  });

  it("recommend by rules, and show the condition that holds", () => {
    assert.deepEqual(
      findFindings(TABLE).recommendations.map(({ text }) => text),
      [
        "Work on the way from Sessions to Carts before any other.",
        "Look at what E-mail does otherwise than Social.",
        "Find the day since when there are fewer Orders: a table by day shows it.",
      ],
    );
    assert.match(findFindings(TABLE).recommendations[0]?.condition ?? "", /78\.1 % against 45 %/);
    const calm: ResultTable = {
      ...TABLE,
      rows: TABLE.rows.slice(0, 1),
      totals: [1_000, 800, 600, 500],
      totalsBefore: [1_000, 800, 600, 510],
    };
    assert.deepEqual(findFindings(calm).recommendations, []);
  });

  it("do not call a handful a change", () => {
    const few: ResultTable = {
      ...TABLE,
      columns: [column("Orders")],
      steps: [],
      totals: [12],
      totalsBefore: [6],
      rows: [{ id: "1", label: "Search", values: [12], before: [6] }],
    };
    assert.deepEqual(findFindings(few).findings, [
      { kind: "small", text: "Orders: 12 after 6 before is too small to call it a change." },
    ]);
  });

  it("rank by a rate where there are no steps, and days not at all", () => {
    const rated: ResultTable = {
      ...TABLE,
      columns: [column("Sessions"), column("Rate", "percent")],
      steps: [],
      totalsBefore: undefined,
      rows: [
        { id: "1", label: "Search", values: [6_000, 0.05] },
        { id: "2", label: "E-mail", values: [400, 0.2] },
        { id: "3", label: "Push", values: [20, 0.9] },
      ],
    };
    assert.deepEqual(textsOf(rated, "best"), ["Best: E-mail, Rate 20 %."]);
    const byDay = { ...rated, dimension: { id: "variables/daterangeday", name: "Day" } };
    assert.deepEqual(findFindings(byDay).findings, []);
  });

  it("say nothing of numbers that are missing", () => {
    const missing: ResultTable = {
      ...TABLE,
      rows: TABLE.rows.map((row) => ({ ...row, values: [undefined, undefined, undefined, undefined] })),
      totals: [undefined, undefined, undefined, undefined],
      totalsBefore: undefined,
    };
    const { findings } = findFindings(missing);
    assert.deepEqual(findings, []);
  });
});
