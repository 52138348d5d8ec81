/**
 * The days before beside each row: every number is asked for on its own here, for the very hours or days it stands for.
 */
import assert from "node:assert/strict";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { fetchReport } from "../../../../client/src/api/cjaReports";
import { collectItems } from "../../../../client/src/api/pages";
import { findPiece } from "../../../../client/src/reports/reportDates";
import type { ReportTable } from "../../../../client/src/reports/reportFile";
import { runReport } from "../../../../client/src/reports/runReport";
import { openSample, type SamplePlatform } from "../api/support/samplePlatform";
import { type Bend, bendReports } from "./support/bentReports";

const VISITS = "metrics/visits";

describe("the days before, beside a trend", () => {
  let sample: SamplePlatform;
  let dataView = "";

  const run = async (
    table: Omit<ReportTable, "metrics">,
    { from, to, bend }: { readonly from: string; readonly to: string; readonly bend?: Bend },
  ) => {
    sample = openSample(bend === undefined ? {} : { bend: bendReports(bend) });
    const [view] = await collectItems(listDataViews(sample.session));
    dataView = view?.id ?? "";
    const tables = [{ ...table, metrics: [VISITS] }];
    const report = { title: "Test", dataView, dates: { from, to }, compareBefore: true, tables };
    const { session, clock } = sample;
    const result = await runReport(report, {
      session,
      signal: new AbortController().signal,
      now: clock.now(),
    });
    assert.ok(result.tables[0]);
    return result.tables[0];
  };

  const count = async (dateRange: string): Promise<number | undefined> => {
    const request = {
      dataViewId: dataView,
      dimension: "variables/daterangehour",
      metrics: [VISITS],
      dateRange,
    };
    const { totals } = await fetchReport(sample.session, request);
    return totals[0];
  };

  it("is that of the same day of then, where only the largest days are asked for", async () => {
    const table = await run(
      { dimension: "variables/daterangeday", order: "largest", rows: 3 },
      { from: "2025-11-01", to: "2025-11-30" },
    );
    assert.equal(table.rows.length, 3);
    for (const { id, before } of table.rows) {
      // 30 days earlier: the first of October is what the 31st of October was for the 30 days from the second on.
      const day = new Date(Date.UTC(2025, 10, Number(id.slice(5)) - 30)).toISOString().slice(0, 10);
      assert.equal(before?.[0], await count(`${day}T00:00:00.000/${day}T23:59:59.999`), day);
    }
  });

  it("is that of the same hour of then in more hours than one page holds", async () => {
    const table = await run(
      { dimension: "variables/daterangehour", rows: 1_440 },
      { from: "2025-11-01", to: "2025-12-30" },
    );
    assert.deepEqual([table.rows.length, table.gaps], [1_440, []]);
    assert.ok(table.rows.every(({ before }) => before?.[0] !== undefined));
    const { before, label } = table.rows.at(-3) ?? {};
    assert.equal(label, "21:00 2025-12-30");
    assert.equal(before?.[0], await count("2025-10-31T21:00:00.000/2025-10-31T21:59:59.999"));
  });

  it("is that of the same hour of then, though clocks were changed in one of the nights", async () => {
    // The night to 29 March has no hour from two to three in Berlin; the one a week later has it.
    const bend: Bend = ({ dimension }, answer) => {
      if (!dimension.endsWith("hour")) return undefined;
      answer.rows = answer.rows.filter(({ value }) => value !== "02:00 2026-03-29");
      return undefined;
    };
    const range = { from: "2026-04-04", to: "2026-04-10", bend };
    const table = await run({ dimension: "variables/daterangehour" }, range);
    const find = (label: string) => table.rows.find((row) => row.label === label)?.before?.[0];
    assert.equal(find("02:00 2026-04-05"), undefined, "there was no such hour");
    for (const hour of ["01", "03", "23"])
      assert.equal(
        find(`${hour}:00 2026-04-05`),
        await count(`2026-03-29T${hour}:00:00.000/2026-03-29T${hour}:59:59.999`),
        hour,
      );
    assert.equal(
      find("12:00 2026-04-10"),
      await count("2026-04-03T12:00:00.000/2026-04-03T12:59:59.999"),
      "the hours after it did not slip",
    );
  });

  it("is given for whole weeks, and for no pieces of unlike length", async () => {
    const weeks = await run(
      { dimension: "variables/daterangeweek" },
      { from: "2025-11-30", to: "2025-12-13" },
    );
    assert.deepEqual([weeks.rows.length, weeks.gaps], [2, []]);
    assert.equal(weeks.rows[1]?.before?.[0], await count("2025-11-23T00:00:00.000/2025-11-29T23:59:59.999"));
    const months = await run(
      { dimension: "variables/daterangemonth" },
      { from: "2025-12-01", to: "2025-12-31" },
    );
    assert.deepEqual(
      months.rows.map(({ label, before }) => [label, before]),
      [["Dec 2025", undefined]],
    );
    assert.deepEqual(months.gaps, [
      "No row is compared: the days before fall into other pieces than these days.",
    ]);
    assert.ok((months.totalsBefore?.[0] ?? 0) > 0, "31 days are compared with 31 days in total");
  });

  it("tells pieces of a month apart by how much of them is meant", () => {
    const month = "variables/daterangemonth";
    const april = findPiece(month, "1260301", { from: "2026-04-01", to: "2026-05-01" });
    assert.notEqual(april, findPiece(month, "1260201", { from: "2026-03-01", to: "2026-03-31" }));
    const august = findPiece(month, "1260701", { from: "2026-08-01", to: "2026-08-31" });
    assert.equal(august, findPiece(month, "1260601", { from: "2026-07-01", to: "2026-07-31" }));
    assert.equal(findPiece(month, "no moment", { from: "2026-07-01", to: "2026-07-31" }), undefined);
  });
});
