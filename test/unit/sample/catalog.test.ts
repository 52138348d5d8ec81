// Checklist G and the reference lists: datasets, batches, previews, labels, and the small lists around them.
import assert from "node:assert/strict";
import { PROFILE_CANARY } from "../../../client/src/sample/data/people.js";
import { clientFor, type SampleClient, text } from "./client.js";

const CATALOG = "/data/foundation/catalog";

type Dataset = {
  name?: unknown;
  schemaRef?: object;
  created?: number;
  classification?: { managedBy: string };
};

const datasets = (client: SampleClient, query = "limit=100"): Record<string, Dataset> =>
  client.call<Record<string, Dataset>>(`${CATALOG}/dataSets?${query}`).json;

function idOf(client: SampleClient, name: string): string {
  return Object.entries(datasets(client)).find(([, entry]) => entry.name === name)?.[0] ?? "";
}

describe("the catalog", () => {
  it("lists maps that hold half-created entries", () => {
    // Production was tidied: real clients stop at a dataset without a name.
    assert.ok(Object.values(datasets(clientFor())).every(({ name }) => typeof name === "string"));
    const entries = Object.values(
      clientFor().call<Record<string, Dataset>>(`${CATALOG}/dataSets?limit=100`, { sandbox: "dev" }).json,
    );
    assert.ok(entries.some((entry) => Object.keys(entry).length === 0));
    assert.ok(entries.some((entry) => typeof entry.name === "object"));
    assert.ok(entries.some((entry) => entry.name === undefined && entry.schemaRef === undefined));
  });

  it("holds the system datasets of Journey Optimizer", () => {
    const system = Object.values(datasets(clientFor())).filter(
      (entry) => entry.classification?.managedBy === "SYSTEM",
    );
    for (const name of [
      "AJO Email Tracking Experience Event Dataset",
      "AJO Message Feedback Event Dataset",
      "Journey Step Events",
      "AJO Entity Dataset",
    ]) {
      assert.ok(
        system.some((entry) => entry.name === name),
        name,
      );
    }
  });

  it("pages by offset, twenty at a time, and refuses limits of 0 and above 100", () => {
    const client = clientFor();
    assert.equal(Object.keys(datasets(client, "")).length, 20);
    const all = Object.keys(datasets(client));
    assert.deepEqual(Object.keys(datasets(client, "limit=5&start=5")), all.slice(5, 10));
    assert.equal(client.call(`${CATALOG}/dataSets?limit=0`).status, 400);
    assert.equal(client.call(`${CATALOG}/dataSets?limit=101`).status, 400);
    assert.equal(client.call(`${CATALOG}/dataSets?limit=50&properties=observableSchema`).status, 400);
  });

  it("drops properties that were not asked for", () => {
    const keys = new Set(
      Object.values(datasets(clientFor(), "limit=100&properties=name,created")).flatMap((entry) =>
        Object.keys(entry),
      ),
    );
    assert.deepEqual([...keys].sort(), ["created", "name"]);
  });

  it("wraps a single dataset in a map and answers 404 for an unknown one", () => {
    const client = clientFor();
    const id = idOf(client, "Acme CRM customers");
    assert.equal(
      client.call<Record<string, Dataset>>(`${CATALOG}/dataSets/${id}`).json[id]?.name,
      "Acme CRM customers",
    );
    assert.equal(client.call(`${CATALOG}/dataSets/unknown`).status, 404);
  });

  it("has batches in each status, filtered by dataset, status and time", () => {
    const client = clientFor();
    const id = idOf(client, "Acme CRM customers");
    const batches = client.call<Record<string, { status: string; created: number; errors?: object[] }>>(
      `${CATALOG}/batches?dataSet=${id}&limit=100&orderBy=desc:created`,
    ).json;
    const list = Object.values(batches);
    for (const status of [
      "success",
      "failure",
      "loading",
      "loaded",
      "staged",
      "processing",
      "aborted",
      "inactive",
      "retrying",
    ]) {
      assert.ok(
        list.some((batch) => batch.status === status),
        status,
      );
    }
    assert.ok(list.find((batch) => batch.status === "failure")?.errors);
    assert.deepEqual(
      list.map(({ created }) => created),
      list.map(({ created }) => created).sort((a, b) => b - a),
    );
    const after = list[2]?.created ?? 0;
    assert.equal(
      Object.keys(client.call(`${CATALOG}/batches?dataSet=${id}&limit=100&createdAfter=${after}`).json)
        .length,
      2,
    );
  });
});

describe("dataset previews", () => {
  const preview = (client: SampleClient, name: string) =>
    client.call<{ data: Record<string, unknown>[] }>(
      `/data/foundation/export/datasets/${idOf(client, name)}/preview`,
    );

  it("show nested rows with nulls, long values and identities, among them a planted one", () => {
    const { body, json } = preview(clientFor(), "Acme CRM customers");
    assert.ok(json.data.some((row) => row["mobilePhone"] === null));
    assert.ok(json.data.some((row) => typeof row["personalEmail"] === "object"));
    assert.match(body, /[^"]{5000}/);
    assert.ok(body.includes(PROFILE_CANARY));
  });

  it("show events for event datasets and answer 404 without a successful batch", () => {
    const client = clientFor();
    assert.ok(
      preview(client, "Acme Web events").json.data.every((row) => typeof row["timestamp"] === "string"),
    );
    assert.equal(preview(client, "Acme Surveys").status, 404);
  });

  it("offer the files of a batch, whole and in ranges", () => {
    const client = clientFor();
    const id = idOf(client, "Acme CRM customers");
    const [batch] = Object.keys(client.call(`${CATALOG}/batches?dataSet=${id}&status=success`).json);
    const files = client.call<{ data: { dataSetFileId: string }[] }>(
      `/data/foundation/export/batches/${batch}/files`,
    ).json.data;
    const path = `/data/foundation/export/files/${files[0]?.dataSetFileId}?path=part-0.json`;
    assert.equal(client.call(path).status, 200);
    const part = client.call(path, { headers: { range: "bytes=0-9" } });
    assert.equal(part.status, 206);
    assert.equal(part.body.length, 10);
  });
});

describe("dataset labels", () => {
  it("are 404 until set, need an If-Match to change, and refuse a stale one", () => {
    const client = clientFor();
    const path = (name: string): string => `/data/foundation/dataset/datasets/${idOf(client, name)}/labels`;
    const never = client.call(path("Acme Web events"));
    assert.deepEqual([never.status, text(never.json.status)], [404, "NOT_FOUND"]);
    const known = client.call(path("Acme CRM customers"));
    assert.equal(known.status, 200);
    const etag = known.headers["etag"] ?? "";
    const put = (match?: string) =>
      client.call(path("Acme CRM customers"), {
        method: "PUT",
        body: { labels: ["C1"] },
        headers: { "if-match": match },
      });
    assert.equal(put().status, 400);
    assert.equal(put(etag).status, 200);
    assert.equal(put(etag).status, 409);
  });
});

describe("the reference lists", () => {
  it("send namespaces as a bare list and merge policies in an envelope", () => {
    const { call } = clientFor();
    const namespaces = call<{ code: string; id: number }[]>("/data/core/idnamespace/identities").json;
    assert.ok(Array.isArray(namespaces) && namespaces.some(({ code }) => code === "CRMID"));
    const policies = call<{ children: { default: boolean }[] }>(
      "/data/core/ups/config/mergePolicies?default=true",
    ).json.children;
    assert.deepEqual(
      policies.map((policy) => policy.default),
      [true],
    );
  });

  it("sort, filter and page computed attributes as their service says", () => {
    const { call } = clientFor();
    const list = (query: string) => {
      const { _page, children } = call<{
        _page: { totalCount: number; next?: string };
        children: { name: string; status: string }[];
      }>(`/data/core/ca/attributes${query}`).json;
      return { total: _page.totalCount, next: _page.next, names: children.map(({ name }) => name) };
    };
    const all = list("");
    assert.deepEqual(list("?sortBy=name").names, [...all.names].sort());
    assert.deepEqual(list("?sortBy=-name").names, [...all.names].sort().reverse());
    assert.deepEqual(list("?limit=3"), { total: all.total, next: "3", names: all.names.slice(0, 3) });
    assert.deepEqual(list("?limit=3&offset=3").names, all.names.slice(3));
    assert.deepEqual(list("?property=name=lastOrder").names, ["lastOrder"]);
    assert.deepEqual(list("?property=name=contains(order)&sortBy=name").names, [
      "largestOrder",
      "lastOrder",
      "ordersLast30Days",
    ]);
    assert.ok(!list("?property=status!=DRAFT").names.includes("checkoutsLastWeek"));
  });

  it("evaluate labels against marketing actions", () => {
    const { call } = clientFor();
    const base = "/data/foundation/dulepolicy";
    assert.ok(
      call<{ children: { name: string }[] }>(`${base}/labels/core`).json.children.some(
        ({ name }) => name === "C1",
      ),
    );
    const violated = (labels: string) =>
      call<{ violatedPolicies: object[] }>(
        `${base}/marketingActions/core/exportToThirdParty/constraints?duleLabels=${labels}`,
      ).json.violatedPolicies.length;
    assert.equal(violated("C1,C3"), 1);
    assert.equal(violated("C3"), 0);
  });

  it("report effective permissions that agree with what calls may do, or refuse to say", () => {
    const ask = (credential: string, scenario = "default") =>
      clientFor({ scenario }, credential).call<{ policies: Record<string, string[]> }>(
        "/data/foundation/access-control/acl/effective-policies",
        { body: ["/resource-types/segments", "/permissions/manage-segments"] },
      );
    assert.deepEqual(ask("full").json.policies["/resource-types/segments"], ["read", "write", "delete"]);
    assert.deepEqual(ask("reader").json.policies, {
      "/resource-types/segments": ["read"],
      "/permissions/manage-segments": [],
    });
    assert.equal(ask("full", "policies-forbidden").status, 403);
  });

  it("hold folders per sandbox and tags for the organisation", () => {
    const { call } = clientFor();
    const root = call<{ children: { name: string }[] }>("/unifiedfolders/folders/segment/root/subfolders", {
      host: "experience",
    }).json;
    assert.ok(root.children.some(({ name }) => name === "Loyalty"));
    const first = call<{ tags: object[]; _page: { next?: string } }>("/unifiedtags/tags?limit=5", {
      host: "experience",
      sandbox: null,
    }).json;
    assert.equal(first.tags.length, 5);
    const second = call<{ tags: object[] }>(`/unifiedtags/tags?limit=5&start=${first._page.next}`, {
      host: "experience",
      sandbox: null,
    }).json;
    assert.notDeepEqual(second.tags[0], first.tags[0]);
  });

  it("find people, count each lookup, and say 404 with almost nothing for strangers", () => {
    const client = clientFor();
    const find = (id: string) =>
      client.call(
        `/data/core/ups/access/entities?schema.name=_xdm.context.profile&entityId=${id}&entityIdNS=CRMID`,
      );
    assert.equal(Object.keys(find("C-100001").json).length, 1);
    assert.deepEqual(find("nobody").json, { statusCode: "404" });
    assert.equal(client.organisation.traffic().report().profileLookups, 2);
  });

  it("run a query without ever sending rows", () => {
    const client = clientFor();
    const started = client.call("/data/foundation/query/queries", {
      body: { dbName: "prod:all", sql: "select 1", name: "x" },
    });
    assert.equal(started.status, 202);
    client.organisation.clock.advance(6_000);
    const done = client.call(`/data/foundation/query/queries/${text(started.json.id)}`).json;
    assert.equal(done.state, "SUCCESS");
    assert.equal(done.rows, undefined);
  });
});
