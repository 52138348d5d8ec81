// Checklist J: Customer Journey Analytics, its nameless lists, its reports and its short temper.
import assert from "node:assert/strict";
import { clientFor, clientOf, type SampleClient, text } from "./client.js";

type Page<Item> = {
  content: Item[];
  number: number;
  totalPages: number;
  firstPage: boolean;
  lastPage: boolean;
  totalElements: number;
};
type Report = {
  rows: { itemId: string; value: string; data: unknown[] }[];
  columns: { columnIds: string[]; columnErrors?: { columnId: string }[] };
  totalPages: number;
  totalElements: number;
  lastPage: boolean;
  summaryData: { totals: number[] };
};

const get = <Body>(client: SampleClient, path: string) => client.call<Body>(path, { host: "cja" });

function report(client: SampleClient, change: object = {}, settings: object = {}) {
  const [view] = get<Page<{ id: string }>>(client, "/data/dataviews").json.content;
  const body = {
    dataId: view?.id,
    dimension: "variables/daterangeday",
    globalFilters: [{ type: "dateRange", dateRange: "2026-08-01T00:00:00.000/2026-08-31T23:59:59.999" }],
    metricContainer: {
      metrics: [
        { columnId: "0", id: "metrics/visits" },
        { columnId: "1", id: "metrics/commerce.order.priceTotal" },
      ],
    },
    settings: { limit: 100, ...settings },
    ...change,
  };
  return client.call<Report>("/reports", { host: "cja", body });
}

describe("data views and connections", () => {
  it("come without names unless names are asked for, and owners never have one", () => {
    const client = clientFor();
    const bare = get<Page<{ name?: string; owner: { name: unknown } }>>(client, "/data/dataviews").json;
    assert.ok(bare.content.every(({ name, owner }) => name === undefined && owner.name === null));
    const full = get<Page<{ name?: string; parentDataGroupId?: string }>>(
      client,
      "/data/dataviews?expansion=name,parentDataGroupId",
    ).json;
    assert.ok(
      full.content.every(
        ({ name, parentDataGroupId }) => name !== undefined && parentDataGroupId !== undefined,
      ),
    );
    assert.ok(
      get<Page<{ name?: string }>>(client, "/data/connections").json.content.every(
        ({ name }) => name === undefined,
      ),
    );
  });

  it("show when they were modified to those who ask for it by its own word", () => {
    const client = clientFor();
    const modified = (expansion: string) =>
      get<Page<{ modifiedDate?: string }>>(client, `/data/dataviews?expansion=${expansion}`).json.content.map(
        ({ modifiedDate }) => modifiedDate !== undefined,
      );
    assert.ok(modified("name,modified").every((isShown) => isShown));
    assert.ok(modified("name,modifiedDate").every((isShown) => !isShown));
  });

  it("hold all dimensions and metrics of a data view in one answer", () => {
    const client = clientFor();
    const [view] = get<Page<{ id: string }>>(client, "/data/dataviews").json.content;
    for (const kind of ["dimensions", "metrics"]) {
      const parts = get<Page<unknown>>(client, `/data/dataviews/${view?.id}/${kind}`).json;
      assert.equal(parts.content.length, parts.totalElements);
      assert.ok(parts.lastPage);
    }
  });

  it("page from 0 and refuse more than a thousand at once", () => {
    const client = clientFor();
    const page = (number: number) =>
      get<Page<{ id: string }>>(client, `/data/dataviews?limit=2&page=${number}`).json;
    assert.deepEqual([page(0).firstPage, page(0).lastPage, page(1).lastPage], [true, false, true]);
    assert.notEqual(page(0).content[0]?.id, page(1).content[0]?.id);
    assert.equal(get(client, "/data/dataviews?limit=1001").status, 400);
  });

  it("need no sandbox header but an organisation header", () => {
    const client = clientFor();
    assert.equal(
      client.call("/data/dataviews", { host: "cja", headers: { "x-sandbox-name": "prod" } }).status,
      200,
    );
    assert.equal(
      client.call("/data/dataviews", { host: "cja", headers: { "x-gw-ims-org-id": undefined } }).status,
      400,
    );
  });

  it("refuse the audit log to technical accounts", () => {
    assert.equal(get(clientFor(), "/auditlogs/api/v1/auditlogs").status, 401);
  });
});

describe("reports", () => {
  it("have one row per day with weekdays and seasons in them", () => {
    const { json } = report(clientFor());
    assert.equal(json.rows.length, 31);
    assert.equal(json.rows[0]?.value, "Aug 1, 2026");
    const visits = json.rows.map(({ data }) => Number(data[0]));
    assert.ok(Math.max(...visits) > 1.15 * Math.min(...visits));
    const year = (month: string): number =>
      Number(
        report(clientFor(), {
          globalFilters: [
            { type: "dateRange", dateRange: `2025-${month}-01T00:00:00.000/2025-${month}-28T00:00:00.000` },
          ],
        }).json.summaryData.totals[0],
      );
    assert.ok(year("12") > 1.2 * year("02"));
  });

  it("report a wrong metric in the columns, a wrong data view as 404, a wrong dimension as 400", () => {
    const wrong = report(clientFor(), {
      metricContainer: {
        metrics: [
          { columnId: "0", id: "metrics/visits" },
          { columnId: "7", id: "metrics/unknown" },
        ],
      },
    });
    assert.equal(wrong.status, 200);
    assert.deepEqual(
      wrong.json.columns.columnErrors?.map(({ columnId }) => columnId),
      ["7"],
    );
    assert.deepEqual(wrong.json.columns.columnIds, ["0"]);
    const noView = report(clientFor(), { dataId: "dv_unknown" });
    assert.equal(noView.status, 404);
    assert.match(noView.body, /"errorCode":"resource_not_found"/);
    assert.equal(report(clientFor(), { dimension: "variables/unknown" }).status, 400);
    assert.equal(report(clientFor(), { globalFilters: [] }).status, 400);
  });

  it("hold NaN and null", () => {
    const future = {
      globalFilters: [{ type: "dateRange", dateRange: "2027-01-01T00:00:00.000/2027-01-02T00:00:00.000" }],
      metricContainer: { metrics: [{ columnId: "0", id: "metrics/conversion_rate" }] },
    };
    assert.equal(report(clientFor(), future).json.rows[0]?.data[0], "NaN");
    const rows = report(clientFor(), { dimension: "variables/productListItems.SKU" }).json.rows;
    assert.ok(rows.some(({ data }) => data[1] === null));
  });

  it("page through fifty thousand values, largest first", () => {
    const client = clientFor();
    const page = (number: number) =>
      report(client, { dimension: "variables/productListItems.SKU" }, { limit: 1_000, page: number }).json;
    const first = page(0);
    assert.deepEqual([first.totalElements, first.totalPages], [50_000, 50]);
    assert.ok(Number(first.rows[0]?.data[0]) > Number(first.rows[999]?.data[0]));
    assert.equal(page(49).lastPage, true);
    assert.notEqual(page(1).rows[0]?.itemId, first.rows[0]?.itemId);
    assert.equal(report(client, {}, { limit: 50_001 }).status, 400);
  });

  it("time out with an HTML page after a simulated minute in the scenario that does", () => {
    const client = clientFor({ scenario: "slow-report" });
    const before = client.organisation.clock.now();
    const answer = report(client);
    assert.equal(answer.status, 504);
    assert.match(answer.headers["content-type"] ?? "", /html/);
    assert.equal(client.organisation.clock.now() - before, 60_000);
  });
});

describe("the request limit", () => {
  it("allows twelve calls in six seconds per credential, whoever makes them", () => {
    const client = clientFor();
    const twin = clientOf(client.organisation);
    const statuses = Array.from(
      { length: 13 },
      (_value, index) => get(index % 2 === 0 ? client : twin, "/data/dataviews").status,
    );
    assert.deepEqual(statuses, [...Array.from({ length: 12 }, () => 200), 429]);
    const refused = get<{ error_code: string }>(client, "/data/dataviews");
    assert.equal(text(refused.json.error_code), "429050");
    assert.equal(refused.headers["retry-after"], undefined);
    client.organisation.clock.advance(6_000);
    assert.equal(get(client, "/data/dataviews").status, 200);
  });
});
