/**
 * Customer Journey Analytics of the sample organisation: names, components, reports, and its tight limit.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { fetchAnalyticsComponent, listAnalyticsComponents } from "../../../../client/src/api/cjaComponents";
import {
  fetchDataView,
  fetchDataViewComponents,
  listCjaConnections,
  listDataViews,
} from "../../../../client/src/api/cjaDataViews";
import { fetchReport, type ReportRequest } from "../../../../client/src/api/cjaReports";
import { collectItems } from "../../../../client/src/api/pages";
import { openSample, type SamplePlatform } from "./support/samplePlatform";

describe("Customer Journey Analytics", () => {
  let sample: SamplePlatform;

  beforeEach(() => {
    sample = openSample();
  });

  afterEach(() => assert.deepEqual(sample.organisation.traffic().report().violations, []));

  async function openFirstView(): Promise<{ readonly id: string; readonly request: ReportRequest }> {
    const [view] = await collectItems(listDataViews(sample.session));
    const id = view?.id ?? "";
    const metrics = await fetchDataViewComponents(sample.session, { dataViewId: id, kind: "metrics" });
    const dimensions = await fetchDataViewComponents(sample.session, { dataViewId: id, kind: "dimensions" });
    const daily = dimensions.find((dimension) => /daterangeday/.test(dimension.id));
    assert.ok(metrics[0] && daily);
    const dateRange = "2025-12-01T00:00:00.000/2025-12-31T00:00:00.000";
    return { id, request: { dataViewId: id, dimension: daily.id, metrics: [metrics[0].id], dateRange } };
  }

  it("lists data views and connections with their names, without naming a sandbox", async () => {
    const session = sample.session.withSandbox(undefined);
    const views = await collectItems(listDataViews(session, { pageSize: 1 }));
    assert.ok(views.length > 0 && views.every(({ id, name }) => name !== id));
    const connections = await collectItems(listCjaConnections(session));
    assert.ok(connections.length > 0 && connections.every(({ name }) => name));
    assert.equal((await fetchDataView(session, views[0]?.id ?? "")).name, views[0]?.name);
  });

  it("lists filters and calculated metrics page by page, by name, with what they are made of", async () => {
    const { session } = sample;
    const filters = await collectItems(
      listAnalyticsComponents(session, "segments", { pageSize: 2, sortProperty: "name" }),
    );
    assert.deepEqual(
      filters.map(({ name }) => name),
      ["Gold members", "Orders above 100", "Returning people"],
    );
    const gold = listAnalyticsComponents(session, "segments", { nameContains: "gold" });
    assert.equal((await collectItems(gold)).length, 1);
    const [rate] = await collectItems(listAnalyticsComponents(session, "calculatedmetrics"));
    assert.ok(rate?.definition);
    const read = await fetchAnalyticsComponent(session, { kind: "calculatedmetrics", id: rate.id });
    assert.equal(read.name, rate.name);
  });

  it("counts by day", async () => {
    const { request } = await openFirstView();
    const report = await fetchReport(sample.session, request);
    assert.ok(report.rows.length >= 28);
    assert.ok(report.rows.some(({ values }) => (values[0] ?? 0) > 0));
    assert.deepEqual(report.columnErrors, []);
  });

  it("shows the error of an unknown metric beside the numbers of the others", async () => {
    const { request } = await openFirstView();
    const metrics = [...request.metrics, "metrics/no-such-metric"];
    const report = await fetchReport(sample.session, { ...request, metrics });
    assert.equal(report.columnErrors.length, 1);
    assert.ok(report.rows.some(({ values }) => (values[0] ?? 0) > 0));
  });

  it("refuses an unknown data view with words", async () => {
    const { request } = await openFirstView();
    const error = await fetchReport(sample.session, { ...request, dataViewId: "dv_nope" }).catch(
      (thrown: unknown) => thrown,
    );
    assert.ok(isApiError(error, "notFound", "validation") && error.message.length > 5);
  });

  it("stays below the limit however many ask at once", async () => {
    const { request } = await openFirstView();
    const answers = Array.from({ length: 20 }, () => fetchReport(sample.session, request));
    const done = await Promise.all(answers);
    assert.equal(done.length, 20);
  });

  it("says that a slow report failed, once", async () => {
    sample = openSample({ scenario: "slow-report" });
    const { request } = await openFirstView();
    const before = sample.urls.length;
    const failed = fetchReport(sample.session, request);
    await assert.rejects(failed, (error) => isApiError(error, "unavailable", "timeout"));
    assert.equal(sample.urls.length, before + 1);
  });

  it("is forbidden to a credential without the product, while the platform works", async () => {
    const { session } = openSample({ credential: "aep-only" });
    await assert.rejects(collectItems(listDataViews(session)), (error) => isApiError(error, "forbidden"));
  });
});
