/**
 * What each remaining resource asks for and how it reads odd answers, on a hand-written platform.
 */
import assert from "node:assert/strict";
import { fetchEffectiveAccess, judgeAccess } from "../../../../client/src/api/access";
import { isApiError } from "../../../../client/src/api/apiError";
import type { ApiSession } from "../../../../client/src/api/apiSession";
import { fetchMessageVariants } from "../../../../client/src/api/campaignMessages";
import { fetchCampaign, listCampaigns } from "../../../../client/src/api/campaigns";
import { fetchDataViewComponents, listDataViews } from "../../../../client/src/api/cjaDataViews";
import { fetchReport, toReportBody } from "../../../../client/src/api/cjaReports";
import { listComputedAttributes } from "../../../../client/src/api/computedAttributes";
import { fetchContentTemplate, listContentTemplates } from "../../../../client/src/api/contentItems";
import { fetchFlow, listDestinationFlows } from "../../../../client/src/api/flows";
import { fetchJourney, type JourneyNode } from "../../../../client/src/api/journeys";
import { fetchMergePolicies } from "../../../../client/src/api/mergePolicies";
import { fetchNamespaces } from "../../../../client/src/api/namespaces";
import { collectItems } from "../../../../client/src/api/pages";
import { fetchMarketingActions, fetchPolicyConstraints } from "../../../../client/src/api/policies";
import { fetchFolder, listTags } from "../../../../client/src/api/tagsAndFolders";
import { type SeenRequest, type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

describe("On the wire", () => {
  let stub: StubPlatform;

  // A test that asks nobody may come first.
  afterEach(() => stub?.stop());

  /** Answers with the next of `bodies` (the last one again and again). */
  async function serve(...bodies: readonly unknown[]): Promise<ApiSession> {
    let next = 0;
    stub = await startStub((response) => {
      sendJson(response, 200, bodies[Math.min(next, bodies.length - 1)]);
      next += 1;
    });
    return stub.connection.openSession("dev");
  }

  function firstCall(): SeenRequest & { readonly query: URLSearchParams; readonly pathname: string } {
    const call = stub.calls()[0];
    assert.ok(call);
    const url = new URL(call.path, "http://x");
    return { ...call, query: url.searchParams, pathname: url.pathname };
  }

  it("merge policies are walked by token", async () => {
    const session = await serve(
      { children: [{ id: "a", name: "A", default: "true" }], _page: { next: "tok" } },
      { children: [{ id: "b", identityGraph: { type: "pdg" } }], _page: { next: "" } },
    );
    const policies = await fetchMergePolicies(session);
    assert.deepEqual(
      policies.map(({ id, name, isDefault }) => [id, name, isDefault]),
      [
        ["a", "A", true],
        ["b", "b", false],
      ],
    );
    assert.equal(firstCall().query.get("schema.name"), "_xdm.context.profile");
  });

  it("namespaces are a bare array at the root of the host", async () => {
    const session = await serve([
      { id: 1, code: "Email", idType: "Email", custom: false },
      { code: "CRM" },
      7,
    ]);
    assert.deepEqual(
      (await fetchNamespaces(session)).map(({ code }) => code),
      ["Email", "CRM"],
    );
    assert.equal(firstCall().pathname, "/data/core/idnamespace/identities");
    await stub.stop();
    await assert.rejects(fetchNamespaces(await serve({})), (error) => isApiError(error, "badResponse"));
  });

  it("computed attributes come in pages of at most 40, and keep the name people gave them", async () => {
    const session = await serve({
      _page: { totalCount: 2, pageSize: 2 },
      children: [
        { id: "a", name: "orders", displayName: "Orders", updateEpoch: 1572555225, keepCurrent: true },
        { id: "b", name: "visits", expression: { format: "pql/text", value: "xEvent.count()" } },
        { name: "without an id" },
      ],
    });
    const attributes = await collectItems(listComputedAttributes(session, { pageSize: 100, sortBy: "name" }));
    assert.deepEqual(
      attributes.map(({ id, displayName, updateEpoch, expression }) => [
        id,
        displayName,
        updateEpoch,
        expression?.value,
      ]),
      [
        ["a", "Orders", 1_572_555_225_000, undefined],
        ["b", "", undefined, "xEvent.count()"],
      ],
    );
    assert.equal(firstCall().pathname, "/data/core/ca/attributes");
    assert.equal(firstCall().query.get("limit"), "40");
    assert.equal(firstCall().query.get("sortBy"), "name");
  });

  it("marketing actions and constraints", async () => {
    const actions = await fetchMarketingActions(
      await serve({ children: [{ name: "email" }], _page: {} }),
      "custom",
    );
    assert.equal(actions[0]?.name, "email");
    await stub.stop();
    const session = await serve({ duleLabels: ["C1"], violatedPolicies: [{ name: "No third parties" }] });
    const result = await fetchPolicyConstraints(session, {
      owner: "core",
      name: "a/b",
      labels: ["C1", "C3"],
    });
    assert.equal(result.violations[0]?.name, "No third parties");
    assert.match(firstCall().path, /core\/a%2Fb\/constraints\?duleLabels=C1%2CC3$/);
  });

  it("access is allowed, forbidden or unknown", async () => {
    const session = await serve({ policies: { "/a": ["read"], "/b": ["*"], "/c": [] } });
    const access = await fetchEffectiveAccess(session, ["/a", "/b", "/c", "/d"]);
    assert.deepEqual(JSON.parse(firstCall().body), ["/a", "/b", "/c", "/d"]);
    const verdicts = ["/a", "/b", "/c", "/d"].map((name) => judgeAccess(access, name, "write"));
    assert.deepEqual(verdicts, ["forbidden", "allowed", "forbidden", "unknown"]);
    await stub.stop();
    stub = await startStub((response) => sendJson(response, 403, { title: "no" }));
    const refused = await fetchEffectiveAccess(stub.connection.openSession("dev"), ["/a"]);
    assert.equal(judgeAccess(refused, "/a", "read"), "unknown");
  });

  it("folders name the sandbox, tags do not, both on their own host", async () => {
    const folder = await fetchFolder(await serve({ id: "root", name: "All" }), {
      kind: "segment",
      id: "root",
    });
    assert.equal(folder.name, "All");
    assert.deepEqual([firstCall().host, firstCall().headers["x-sandbox-name"]], ["experience", "dev"]);
    await stub.stop();
    const tags = await collectItems(
      listTags(await serve({ tags: [{ id: "t", name: "T" }], _page: { next: null } })),
    );
    assert.equal(tags[0]?.name, "T");
    assert.deepEqual([firstCall().host, firstCall().headers["x-sandbox-name"]], ["experience", undefined]);
  });

  it("flows show their audiences only when read one by one", async () => {
    const flow = {
      id: "f",
      name: "To somewhere",
      etag: '"7"',
      inheritedAttributes: { targetConnections: [{ id: "t", connectionSpec: { id: "spec" } }] },
      transformations: [
        { params: { profileSelectors: { selectors: [{ value: { path: "x" } }] } } },
        {
          params: {
            segmentSelectors: {
              selectors: [
                { type: "PLATFORM_SEGMENT", value: { id: "a", name: "A", exportMode: "DAILY_FULL_EXPORT" } },
                { value: null },
                { value: { id: "ext", systemSegmentId: "sys" } },
              ],
            },
          },
        },
      ],
    };
    const read = await fetchFlow(await serve({ items: [flow] }), "f");
    assert.equal(read.etag, '"7"');
    assert.deepEqual(read.targetSpecIds, ["spec"]);
    assert.deepEqual(
      read.audiences.map(({ id, transformationIndex, selectorIndex }) => [
        id,
        transformationIndex,
        selectorIndex,
      ]),
      [
        ["a", 1, 0],
        ["sys", 1, 2],
      ],
    );
    await stub.stop();
    const list = await collectItems(listDestinationFlows(await serve({ items: [{ id: "f" }], _links: {} })));
    assert.equal(list.length, 1);
    assert.equal(firstCall().query.get("property"), "inheritedAttributes.properties.isDestinationFlow==true");
    await stub.stop();
    await assert.rejects(fetchFlow(await serve({ items: [] }), "f"), (error) =>
      isApiError(error, "notFound"),
    );
  });

  it("campaigns count pages from one, hide journey messages and search at the service", async () => {
    const session = await serve({
      data: [{ campaignId: "c", name: "C" }],
      _page: { page: 1, totalPages: 1, totalCount: 1 },
    });
    const [campaign] = await collectItems(listCampaigns(session, { nameContains: ' spr"ing* ' }));
    assert.equal(campaign?.campaignId, "c");
    const { query } = firstCall();
    assert.deepEqual([query.get("page"), query.get("count"), query.get("limit")], ["1", "50", null]);
    assert.equal(query.get("property"), 'campaignClass!=inline;name=like="spr*ing"');
    await stub.stop();
    stub = await startStub((response) =>
      sendJson(response, 404, {
        type: "https://ns.adobe.com/aep/errors/CJMCMP-2044-404",
        title: "x",
        message: "y",
      }),
    );
    await assert.rejects(fetchCampaign(stub.connection.openSession("dev"), "c"), {
      code: "notFound",
      reason: { kind: "draftOnly" },
    });
  });

  it("messages come as authored, in odd shapes, or not at all", async () => {
    const variants = [
      { variantId: "v", subject: "S", html: { body: "<p>{{profile.person.name}}</p>" } },
      { text: { body: "t" } },
    ];
    for (const [body, count] of [
      [{ variants }, 2],
      [{ variants: null }, 0],
      [{}, 0],
      [null, 0],
      [variants, 2],
    ] as const) {
      const read = await fetchMessageVariants(await serve(body), { campaignId: "c", messageId: "m" });
      assert.equal(read.length, count);
      if (count > 0) assert.equal(read[0]?.html, "<p>{{profile.person.name}}</p>");
      await stub.stop();
    }
  });

  it("journeys keep every step, whatever it is", async () => {
    const session = await serve({
      id: "j",
      status: "LIVE",
      tags: [{ id: "t", name: null }],
      nodes: [
        { id: 1, type: "somethingNew", transitions: [{ targetNodeId: "nowhere" }], mystery: { kept: 1 } },
        { type: "no id" },
        {
          id: "e",
          campaign: { campaignId: "c", packages: [{ channel: "email", messages: [{ messageId: "m" }] }] },
        },
      ],
    });
    const journey = await fetchJourney(session, "j-1700000000000", { includesCampaigns: true });
    const steps: readonly JourneyNode[] = journey.nodes;
    assert.equal(journey.status, "live");
    assert.deepEqual(
      steps.map(({ id }) => id),
      ["1", "e"],
    );
    assert.deepEqual(steps[0]?.raw?.["mystery"], { kept: 1 });
    assert.equal(firstCall().query.get("include"), "campaigns,surfaces");
  });

  it("templates need their own media types and carry the etag in a header", async () => {
    stub = await startStub((response) => {
      response.writeHead(200, { "content-type": "application/vnd.adobe.ajo.template.v1+json", etag: '"3"' });
      response.end(JSON.stringify({ id: "t", name: "T", channels: "email", templateType: "content" }));
    });
    const template = await fetchContentTemplate(stub.connection.openSession("dev"), "t");
    assert.deepEqual([template.etag, template.channels], ['"3"', ["email"]]);
    assert.equal(firstCall().headers["accept"], "application/vnd.adobe.ajo.template.v1+json");
    await stub.stop();
    const session = await serve({ items: [], _page: { next: null } });
    await collectItems(listContentTemplates(session, { properties: ["a==b", "c==d"] }));
    assert.deepEqual(firstCall().query.getAll("property"), ["a==b", "c==d"]);
    assert.equal(firstCall().headers["accept"], "application/vnd.adobe.ajo.template-list.v1+json");
  });

  it("data views ask for their names, and stay more than a second apart", async () => {
    const session = await serve(
      { content: [{ id: "dv1" }], lastPage: false },
      { content: [{ id: "dv2", name: "Two", owner: { name: null } }], lastPage: true },
    );
    const before = stub.clock.now();
    const views = await collectItems(listDataViews(session));
    assert.deepEqual(
      views.map(({ name }) => name),
      ["dv1", "Two"],
    );
    assert.match(firstCall().query.get("expansion") ?? "", /^name,.*\bmodified\b/);
    assert.equal(firstCall().headers["x-sandbox-name"], undefined);
    assert.ok(stub.clock.now() - before > 1_000);
  });

  it("dimensions are read from a list or an envelope", async () => {
    for (const body of [
      [{ id: "variables/a", title: "A" }],
      { content: [{ id: "variables/a", name: "A" }] },
    ]) {
      const found = await fetchDataViewComponents(await serve(body), { dataViewId: "d", kind: "dimensions" });
      assert.deepEqual(
        found.map(({ name }) => name),
        ["A"],
      );
      await stub.stop();
    }
    await serve({});
  });

  it("reports keep unknown numbers unknown and show the errors of single metrics", async () => {
    const session = await serve({
      lastPage: true,
      columns: { columnIds: ["0", 1], columnErrors: [{ columnId: "1", errorCode: "x" }] },
      rows: [{ itemId: "5", value: "May", data: [1, "NaN", "Infinity", null, "7"] }, { data: "x" }],
      summaryData: { totals: [8] },
    });
    const request = {
      dataViewId: "d",
      dimension: "variables/daterangeday",
      metrics: ["metrics/visits"],
      dateRange: "a/b",
    };
    const report = await fetchReport(session, request);
    assert.deepEqual(report.rows[0]?.values, [1, undefined, undefined, undefined, 7]);
    assert.deepEqual(report.rows[1]?.values, []);
    assert.equal(report.columnErrors.length, 1);
    assert.deepEqual(report.totals, [8]);
    assert.deepEqual(JSON.parse(firstCall().body), JSON.parse(JSON.stringify(toReportBody(request))));
  });

  it("a report request filters, sorts and pages as asked", () => {
    const body = toReportBody({
      dataViewId: "d",
      dimension: "x",
      metrics: ["m1", "m2"],
      dateRange: "a/b",
      segmentIds: ["s"],
      limit: 5_000,
      page: 2,
      sort: { by: "metric", direction: "desc" },
      search: "shoe",
    });
    assert.deepEqual(body["globalFilters"], [
      { type: "dateRange", dateRange: "a/b" },
      { type: "segment", segmentId: "s" },
    ]);
    assert.deepEqual(body["metricContainer"], {
      metrics: [
        { columnId: "0", id: "m1", sort: "desc" },
        { columnId: "1", id: "m2" },
      ],
    });
    assert.deepEqual(
      [(body["settings"] as { limit: number }).limit, (body["settings"] as { page: number }).page],
      [1_000, 2],
    );
  });
});
