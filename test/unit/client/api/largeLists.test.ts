/**
 * Lists as large as organisations get: complete, interruptible anywhere, and cheap to keep.
 */
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isApiError } from "../../../../client/src/api/apiError";
import { type AudienceSummary, listAudiences } from "../../../../client/src/api/audiences";
import { type Answer, type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

/** An audience as wordy as the platform's, so that memory is measured on what really arrives. */
function toWordyAudience(index: number): object {
  const id = `${String(index).padStart(8, "0")}-aaaa-bbbb-cccc-dddddddddddd`;
  return {
    id,
    audienceId: id,
    name: `Customers of region ${index} with a cart`,
    description: `Everybody who put something into a cart in region ${index} and did not buy within ten days`,
    type: "SegmentDefinition",
    originName: "REAL_TIME_CUSTOMER_PROFILE",
    namespace: "AEPSegments",
    lifecycleState: "published",
    schema: { name: "_xdm.context.profile" },
    expression: {
      type: "PQL",
      format: "pql/text",
      value: `chain(xEvent, timestamp, [A: WHAT(eventType = "commerce.productListAdds" and commerce.region = ${index}), !B: WHAT(eventType = "commerce.purchases") WHEN(<= 10 days after A)])`,
    },
    mergePolicyId: "b1f5c2d0-0000-4000-8000-000000000000",
    evaluationInfo: {
      batch: { enabled: true },
      continuous: { enabled: false },
      synchronous: { enabled: false },
    },
    dependents: [],
    dependencies: [],
    labels: ["core/C1"],
    imsOrgId: "5A3C1E7F62D04B8A0A495FD1@AdobeOrg",
    sandbox: { sandboxId: "s", sandboxName: "prod", type: "production", default: true },
    createdBy: "someone@AdobeID",
    creationTime: 1_642_745_034_000,
    updateTime: 1_642_745_034_000,
    createEpoch: 1_642_745_034,
    updateEpoch: 1_642_745_034,
    _etag: '"6e00d1ab-0000-0200-0000-61ea4d4a0000"',
    definedOn: [
      {
        "meta:resourceType": "unions",
        "meta:containerId": "tenant",
        $ref: "https://ns.adobe.com/xdm/context/profile__union",
      },
    ],
  };
}

const serving =
  (total: number): Answer =>
  (response, request) => {
    const query = new URL(request.path, "http://x").searchParams;
    const limit = Number(query.get("limit"));
    const from = Number(query.get("start")) * limit;
    const size = Math.max(0, Math.min(limit, total - from));
    const children = Array.from({ length: size }, (_, index) => toWordyAudience(from + index));
    const pages = Math.ceil(total / limit);
    sendJson(response, 200, { children, _page: { totalCount: total, totalPages: pages } });
  };

/** Heap in use after collecting garbage, in bytes. */
function measureHeap(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

describe("A large list", () => {
  let stub: StubPlatform;

  afterEach(() => stub.stop());

  it("of ten thousand rows costs less than 60 MB", async () => {
    stub = await startStub(serving(10_000));
    const walk = listAudiences(stub.connection.openSession("prod"), { pageSize: 100 });
    const before = measureHeap();
    const rows: AudienceSummary[] = [];
    for await (const page of walk) rows.push(...page.items);
    stub.log.length = 0;
    stub.seen.length = 0;
    const megabytes = (measureHeap() - before) / 1024 / 1024;
    assert.equal(rows.length, 10_000);
    assert.ok(megabytes < 60, `${megabytes.toFixed(1)} MB`);
  });

  it("of two thousand can be interrupted at any page and finished later", async () => {
    stub = await startStub(serving(2_000));
    const walk = listAudiences(stub.connection.openSession("prod"));
    const ids = new Set<string>();
    for (let round = 0; ; round += 1) {
      if (round % 3 === 2) {
        const controller = new AbortController();
        const interrupted = walk.nextPage(controller.signal);
        setImmediate(() => controller.abort());
        await interrupted.then(
          (page) => page?.items.forEach(({ id }) => void ids.add(id)),
          (error: unknown) => assert.ok(isApiError(error, "cancelled")),
        );
        continue;
      }
      const page = await walk.nextPage();
      if (page === undefined) break;
      for (const { id } of page.items) ids.add(id);
      assert.equal(page.loaded, ids.size);
      assert.equal(page.total, 2_000);
    }
    assert.equal(ids.size, 2_000);
  });
});
