/**
 * Report files: what is read, what is wrong with them and where, and which days they mean.
 */
import assert from "node:assert/strict";
import { findItemTime, toDayRange, toRangeBefore, toToday } from "../../../../client/src/reports/reportDates";
import { type ReportFile, readReportFile, toReportText } from "../../../../client/src/reports/reportFile";
import { findReportProblems } from "../../../../client/src/reports/reportProblems";

const REPORT: ReportFile = {
  title: "Orders",
  dataView: "dv_1",
  dates: { from: "2026-03-01", to: "2026-03-31" },
  tables: [{ dimension: "variables/channel", metrics: ["metrics/orders"] }],
};

const component = (id: string) => ({ id, name: id, description: undefined, type: "int", isHidden: false });
const COMPONENTS = { dimensions: [component("variables/channel")], metrics: [component("metrics/orders")] };

describe("a report file", () => {
  it("is read as it was written", () => {
    assert.deepEqual(readReportFile(toReportText(REPORT)), { report: REPORT });
  });

  it("says where its form is wrong", () => {
    const read = readReportFile(JSON.stringify({ ...REPORT, tables: [{ dimension: "variables/channel" }] }));
    assert.ok("problems" in read);
    assert.deepEqual(read.problems[0].path, ["tables", 0, "metrics"]);
    assert.match(read.problems[0].message, /^tables\[0\]\.metrics is missing/);
    assert.ok("problems" in readReportFile("{"));
  });

  it("names ids the data view lacks, each at its place", () => {
    const report: ReportFile = {
      ...REPORT,
      where: [{ dimension: "variables/none", equals: "x" }],
      tables: [
        {
          dimension: "variables/channel",
          metrics: ["metrics/orders", "metrics/none"],
          breakdown: { dimension: "variables/other", breakdown: { dimension: "variables/deep" } },
          steps: ["metrics/orders", "metrics/lost"],
        },
      ],
    };
    const found = findReportProblems(report, COMPONENTS).map(({ path }) => path.join("."));
    assert.deepEqual(found, [
      "where.0.dimension",
      "tables.0.metrics.1",
      "tables.0.steps.1",
      "tables.0.breakdown.dimension",
      "tables.0.breakdown.breakdown.dimension",
      "tables.0.steps.1",
    ]);
    assert.deepEqual(findReportProblems(REPORT, COMPONENTS), []);
    assert.equal(findReportProblems(report, undefined).length, 1);
  });

  it("knows calculated metrics and filters, and says nothing of those that could not be read", () => {
    const report: ReportFile = {
      ...REPORT,
      filters: ["s_gold", "s_lost"],
      tables: [{ dimension: "variables/channel", metrics: ["cm_rate", "cm_lost"] }],
    };
    const made = { calculatedMetrics: [component("cm_rate")], filters: [component("s_gold")] };
    assert.deepEqual(
      findReportProblems(report, { ...COMPONENTS, ...made }).map(({ message }) => message),
      ["No filter “s_lost” is shared with this credential.", "The data view has no metric “cm_lost”."],
    );
    assert.deepEqual(findReportProblems(report, COMPONENTS), []);
  });

  it("names days the calendar lacks, and ranges the platform refuses", () => {
    const find = (from: string, to: string) =>
      findReportProblems({ ...REPORT, dates: { from, to } }, undefined).map(({ message }) => message);
    assert.match(find("2026-02-30", "2026-03-01").join(), /no day “2026-02-30”/);
    assert.match(find("2026-03-02", "2026-03-01").join(), /before the first/);
    assert.match(find("2024-01-01", "2026-03-01").join(), /18 months/);
    assert.deepEqual(find("2024-02-29", "2024-02-29"), []);
  });

  it("means whole days, the last ones up to yesterday, and as many before", () => {
    const last = toDayRange({ last: 7 }, "2026-03-03");
    assert.deepEqual(last, { from: "2026-02-24", to: "2026-03-02" });
    assert.deepEqual(toRangeBefore(last), { from: "2026-02-17", to: "2026-02-23" });
    assert.deepEqual(toRangeBefore({ from: "2026-03-01", to: "2026-03-31" }), {
      from: "2026-01-29",
      to: "2026-02-28",
    });
  });

  it("takes today from where the data view is", () => {
    const late = Date.UTC(2026, 2, 3, 23, 30);
    assert.equal(toToday(late, "Europe/Berlin"), "2026-03-04");
    assert.equal(toToday(late, undefined), "2026-03-03");
    assert.equal(toToday(late, "Nowhere/Atlantis"), "2026-03-03");
  });

  it("reads moments from item ids", () => {
    assert.equal(findItemTime("1260015"), Date.UTC(2026, 0, 15));
    assert.equal(findItemTime("126001514"), Date.UTC(2026, 0, 15, 14));
    assert.equal(findItemTime("1000000"), undefined);
    assert.equal(findItemTime("e-mail"), undefined);
  });
});
