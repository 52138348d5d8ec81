// What clients of other people need beyond our own: lists that end, objects with the members they read, every service answered.
import assert from "node:assert/strict";
import { clientFor } from "./client.js";

describe("reads of other people's clients", () => {
  it("find the id of a sandbox and the types of sandboxes", () => {
    const { call } = clientFor();
    const base = "/data/foundation/sandbox-management";
    const { sandboxes } = call<{ sandboxes: { id: string }[] }>(`${base}/sandboxes`).json;
    assert.ok(sandboxes.every(({ id }) => /^[0-9a-f-]{36}$/.test(id)));
    assert.equal(call<{ sandboxTypes: object[] }>(`${base}/sandboxTypes`).json.sandboxTypes.length, 2);
  });

  it("come to an end where a list has one page, and where a search finds nothing", () => {
    const { call } = clientFor();
    type Policies = { _links: { next: { href: string } } };
    const ended = call<Policies>("/data/core/ups/config/mergePolicies").json._links.next.href;
    assert.equal(ended, "");
    const more = call<Policies>("/data/core/ups/config/mergePolicies?limit=1").json._links.next.href;
    assert.match(more, /^\/config\/mergePolicies\?limit=1&start=./);
    const labels = call<{ _links: { page: object } }>("/data/foundation/dulepolicy/labels/core").json;
    assert.deepEqual(labels._links.page, {});
    const search =
      "/data/core/ups/search/entities?schemaClass=x&namespace=AEPSegments&s=nobody-has-this-name";
    const found = call<{ page: { totalPages: number } }>(search, {
      headers: { "x-ups-search-version": "1.0" },
    });
    assert.equal(found.json.page.totalPages, 1);
  });

  it("find failed batches by both words, with the codes of their errors", () => {
    const { call } = clientFor();
    type Batches = Record<string, { errors: { code: string }[]; sandboxId: string }>;
    for (const status of ["failed", "failure"]) {
      const batches = Object.values(call<Batches>(`/data/foundation/catalog/batches?status=${status}`).json);
      assert.ok(batches.length > 0);
      assert.ok(batches.every(({ errors, sandboxId }) => errors[0]?.code !== "" && sandboxId !== ""));
    }
  });

  it("page through the runs of a schedule by time, each run once", () => {
    const { call } = clientFor();
    const base = "/data/foundation/query/schedules";
    const schedules = call<{ schedules: { id: string }[] }>(base).json.schedules;
    const ids: string[] = [];
    let query = "limit=3";
    while (query !== "") {
      type Runs = { runsSchedules: { id: string }[]; _page: { next?: string } };
      const { runsSchedules, _page } = call<Runs>(`${base}/${schedules[0]?.id}/runs?${query}`).json;
      ids.push(...runsSchedules.map(({ id }) => id));
      query = _page.next === undefined ? "" : `limit=3&start=${_page.next}`;
    }
    assert.equal(ids.length, 7);
    assert.equal(new Set(ids).size, 7);
  });

  it("see the filters of Customer Journey Analytics at both addresses, and pages where they ask for them", () => {
    const { call } = clientFor();
    const at = <Body>(path: string): Body => call<Body>(path, { host: "cja" }).json;
    assert.deepEqual(at("/filters"), at("/segments"));
    assert.ok(Array.isArray(at("/calculatedmetrics")));
    assert.ok(Array.isArray(at<{ content: unknown }>("/calculatedmetrics?page=0").content));
  });

  it("may ask how an execution went, but not start or cancel one", () => {
    const { call, organisation } = clientFor();
    const path = "/ajo/im/executions/schedules/one";
    assert.equal(call(path).status, 403);
    assert.equal(organisation.traffic().report().tripwires.length, 0);
    call(path, { method: "DELETE" });
    assert.equal(organisation.traffic().report().tripwires.length, 1);
  });
});
