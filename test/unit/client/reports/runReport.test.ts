/**
 * Running report files against the sample organisation: every number is worked out here by another way than the run takes.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { listAnalyticsComponents } from "../../../../client/src/api/cjaComponents";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { fetchReport } from "../../../../client/src/api/cjaReports";
import { collectItems } from "../../../../client/src/api/pages";
import type { ReportFile, ReportTable } from "../../../../client/src/reports/reportFile";
import { runReport } from "../../../../client/src/reports/runReport";
import type { ReportProgress } from "../../../../client/src/reports/tableAsking";
import { openSample, type SamplePlatform } from "../api/support/samplePlatform";

const ORDERS = "metrics/commerce.purchases.value";
const VISITS = "metrics/visits";
const CHANNEL = "variables/marketing_channel";
const DAY = "variables/daterangeday";

describe("running a report", () => {
  let sample: SamplePlatform;
  let dataView = "";

  async function open(scenario?: string): Promise<void> {
    sample = openSample(scenario === undefined ? {} : { scenario });
    const [view] = await collectItems(listDataViews(sample.session));
    dataView = view?.id ?? "";
  }

  beforeEach(() => open());
  afterEach(() => assert.deepEqual(sample.organisation.traffic().report().violations, []));

  const run = async (
    table: ReportTable,
    change: Partial<ReportFile> = {},
    onProgress?: (progress: ReportProgress) => void,
  ) => {
    const dates = { from: "2025-12-01", to: "2025-12-07" };
    const report: ReportFile = { title: "Test", dataView, dates, tables: [table], ...change };
    const signal = new AbortController().signal;
    const now = sample.clock.now();
    const result = await runReport(report, { session: sample.session, signal, now, onProgress });
    const [first] = result.tables;
    assert.ok(first);
    return { ...result, table: first };
  };

  /** The number of one metric in total, asked for on its own. */
  async function count(metric: string, dateRange: string): Promise<number> {
    const request = { dataViewId: dataView, dimension: DAY, metrics: [metric], dateRange };
    const { rows } = await fetchReport(sample.session, request);
    return rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
  }

  it("counts a trend whose days add up to the totals, in the order of days", async () => {
    const { table, range } = await run({ dimension: DAY, metrics: [VISITS, ORDERS] });
    assert.deepEqual(range, { from: "2025-12-01", to: "2025-12-07" });
    assert.equal(table.rows.length, 7);
    assert.deepEqual(
      table.rows.map(({ id }) => id),
      [...table.rows].map(({ id }) => id).sort(),
    );
    const sum = table.rows.reduce((total, { values }) => total + (values[0] ?? 0), 0);
    assert.equal(table.totals[0], sum);
    assert.equal(sum, await count(VISITS, "2025-12-01T00:00:00.000/2025-12-07T23:59:59.999"));
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ["Sessions", "Orders"],
    );
  });

  it("keeps the failure of one metric beside the numbers of the others", async () => {
    const { table } = await run({ dimension: DAY, metrics: [VISITS, "metrics/none", ORDERS] });
    assert.match(table.columns[1]?.failure ?? "", /does not exist/);
    const orders = await count(ORDERS, "2025-12-01T00:00:00.000/2025-12-07T23:59:59.999");
    assert.deepEqual(table.totals.slice(1), [undefined, orders]);
    assert.ok(table.rows.every(({ values }) => values[1] === undefined && (values[2] ?? 0) > 0));
  });

  it("counts calculated metrics by name, their total from the totals", async () => {
    const made = await collectItems(listAnalyticsComponents(sample.session, "calculatedmetrics"));
    const rate = made.find(({ name }) => name === "E-mail click rate");
    assert.ok(rate);
    const { table } = await run({ dimension: DAY, metrics: [rate.id] });
    assert.deepEqual(table.columns[0], { id: rate.id, name: rate.name, type: "percent", failure: undefined });
    const week = "2025-12-01T00:00:00.000/2025-12-07T23:59:59.999";
    const share =
      (await count("metrics/ajo_email_clicks", week)) / (await count("metrics/ajo_email_sends", week));
    assert.ok(Math.abs((table.totals[0] ?? 0) - share) < 0.0001);
  });

  it("puts the period before beside each item and the totals", async () => {
    const { table, before } = await run(
      { dimension: CHANNEL, metrics: [ORDERS], rows: 3 },
      { compareBefore: true },
    );
    assert.deepEqual(before, { from: "2025-11-24", to: "2025-11-30" });
    assert.equal(table.rows.length, 3);
    assert.equal(table.allRows, 8);
    const then = await count(ORDERS, "2025-11-24T00:00:00.000/2025-11-30T23:59:59.999");
    assert.equal(table.totalsBefore?.[0], then);
    // The largest of eight channels has 1 of the sum of 1/n^1.15.
    const all = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, place) => sum + place ** -1.15, 0);
    assert.equal(table.rows[0]?.before?.[0], Math.round(then / all));
    assert.equal(table.rows[2]?.before?.[0], Math.round((then * 3 ** -1.15) / all));
  });

  it("compares days with the same day of the period before, whatever the order of the rows", async () => {
    const { table } = await run(
      { dimension: DAY, metrics: [VISITS], order: "largest" },
      { compareBefore: true },
    );
    const monday = table.rows.find(({ id }) => id === "1251101");
    assert.equal(monday?.before?.[0], await count(VISITS, "2025-11-24T00:00:00.000/2025-11-24T23:59:59.999"));
    const values = table.rows.map((row) => row.values[0] ?? 0);
    assert.deepEqual(
      values,
      [...values].sort((one, other) => other - one),
    );
  });

  it("breaks rows down into a second dimension", async () => {
    const { table } = await run({
      dimension: CHANNEL,
      metrics: [ORDERS],
      rows: 3,
      breakdown: { dimension: "variables/device.type", rows: 2 },
    });
    const [first, second, third] = table.rows;
    assert.deepEqual(
      first?.parts?.map(({ label }) => label),
      ["mobile", "desktop", "tablet"],
    );
    const parts = second?.parts?.reduce((sum, { values }) => sum + (values[0] ?? 0), 0) ?? 0;
    assert.ok(Math.abs(parts - (second?.values[0] ?? 0)) <= 3, `${parts} of ${second?.values[0]}`);
    assert.equal(third?.parts, undefined);
  });

  it("breaks parts down once more, of what they and their row have in common", async () => {
    const { table } = await run({
      dimension: CHANNEL,
      metrics: [VISITS],
      rows: 2,
      breakdown: {
        dimension: "variables/device.type",
        rows: 1,
        breakdown: { dimension: "variables/placeContext.geo.countryCode", rows: 2, items: 10 },
      },
    });
    assert.deepEqual(
      table.breakdowns.map(({ name }) => name),
      ["Device type", "Country"],
    );
    const [first, second] = table.rows[0]?.parts ?? [];
    assert.equal(first?.parts?.length, 10);
    const parts = first?.parts?.reduce((sum, { values }) => sum + (values[0] ?? 0), 0) ?? 0;
    assert.ok(Math.abs(parts - (first?.values[0] ?? 0)) <= 10, `${parts} of ${first?.values[0]}`);
    assert.equal(second?.parts?.length, 10);
    assert.equal(table.rows[1]?.parts, undefined);
    // A request for the rows, one for the parts of the first, and one for each of its first two parts.
    assert.equal(table.requests.length, 4);
    const { metricFilters } = (table.requests[2] as { metricContainer: { metricFilters: object[] } })
      .metricContainer;
    assert.equal(metricFilters.length, 2);
  });

  it("keeps the failure of a breakdown at its row", async () => {
    const { table } = await run({
      dimension: CHANNEL,
      metrics: [ORDERS],
      rows: 3,
      breakdown: { dimension: "variables/none", rows: 2 },
    });
    const [first, second, third] = table.rows;
    assert.match(first?.failure ?? "", /variables\/none does not exist/);
    assert.ok(second?.failure !== undefined && second.parts === undefined && (second.values[0] ?? 0) > 0);
    assert.equal(third?.failure, undefined);
  });

  it("pages through 50,000 rows, below the limit of the platform, and tells how far it is", async () => {
    const told: ReportProgress[] = [];
    const { table } = await run(
      { dimension: "variables/productListItems.SKU", metrics: [VISITS], rows: 50_000 },
      {},
      (progress) => told.push(progress),
    );
    assert.equal(table.rows.length, 50_000);
    assert.equal(new Set(table.rows.map(({ id }) => id)).size, 50_000);
    assert.deepEqual(told.at(-1), { table: "Product SKU", rows: 49_000, ofRows: 50_000, requests: 50 });
    assert.equal(table.requests.length, 1);
  });

  it("tells that it waits because the platform asks to slow down, and goes on", async () => {
    await open("reports-throttled");
    const told: ReportProgress[] = [];
    const { table } = await run({ dimension: DAY, metrics: [VISITS] }, {}, (progress) => told.push(progress));
    assert.equal(table.rows.length, 7);
    const waits = told.flatMap(({ requests, wait }) => (wait === undefined ? [] : [{ requests, ...wait }]));
    assert.equal(waits.length, 2);
    assert.ok(
      waits.every(
        ({ requests, milliseconds, isThrottled }) => requests === 1 && milliseconds >= 2_000 && isThrottled,
      ),
    );
  });

  it("asks for what is shown as sent", async () => {
    const { table } = await run(
      { dimension: CHANNEL, metrics: [ORDERS] },
      { where: [{ dimension: "variables/device.type", equals: "mobile" }], filters: ["s1"] },
    );
    const text = JSON.stringify(table.requests[0]);
    assert.match(text, /"segmentId":"s1"/);
    assert.match(text, /"context":"visitors","pred":\{"func":"streq","str":"mobile"/);
  });

  it("ends when it is cancelled", async () => {
    const controller = new AbortController();
    const report: ReportFile = {
      title: "Test",
      dataView,
      dates: { last: 7 },
      tables: [{ dimension: "variables/productListItems.SKU", metrics: [VISITS], rows: 50_000 }],
    };
    let requests = 0;
    const running = runReport(report, {
      session: sample.session,
      signal: controller.signal,
      now: sample.clock.now(),
      onProgress: () => {
        requests += 1;
        if (requests === 3) controller.abort();
      },
    });
    const error = await running.catch((thrown: unknown) => thrown);
    assert.ok(isApiError(error, "cancelled"));
    assert.equal(requests, 3);
  });

  for (const id of ["dv_none", "dv/../../reports?x=1#y", 'dv <b>&"', "…"])
    it(`says that the data view is gone, whatever its id is: ${id}`, async () => {
      dataView = id;
      const error = await run({ dimension: DAY, metrics: [VISITS] }).catch((thrown: unknown) => thrown);
      assert.ok(isApiError(error, "notFound"), String(error));
      const asked = sample.urls.at(-1) ?? "";
      assert.ok(asked.includes(`/data/dataviews/${encodeURIComponent(id)}?`), asked);
    });
});
