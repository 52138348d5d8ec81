/**
 * What the writes to flows and content send, and that none goes out without the version that was shown.
 */

import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { publishFragment, replaceContent, toContentBody } from "../../../../client/src/api/contentWrites";
import type { Flow } from "../../../../client/src/api/flows";
import { readFlowAudiences } from "../../../../client/src/api/flows";
import {
  patchFlow,
  startAdhocRun,
  toAdditionPatches,
  toRemovalPatches,
} from "../../../../client/src/api/flowWrites";
import { CONFIRMED } from "../../../support/confirmed";
import { createContent, deleteContentTemplate, patchContent } from "../../../support/contentCalls";
import { type Answer, type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

const SELECTORS = ["a", "b", "c"].map((id) => ({
  type: "PLATFORM_SEGMENT",
  value: { id, name: id.toUpperCase() },
}));

const RAW = {
  id: "f",
  transformations: [{ params: { mappings: {} } }, { params: { segmentSelectors: { selectors: SELECTORS } } }],
};

const FLOW: Pick<Flow, "id" | "etag" | "audiences" | "raw"> = {
  id: "f",
  etag: '"7"',
  audiences: readFlowAudiences(RAW),
  raw: RAW,
};

describe("Changing a flow", () => {
  const flow = FLOW as Flow;

  it("adds audiences where the others are, and none twice", () => {
    const additions = [
      { id: "b", name: "B" },
      { id: "n", name: "N", settings: { exportMode: "DAILY_FULL_EXPORT" } },
    ];
    assert.deepEqual(toAdditionPatches(flow, additions), [
      {
        op: "add",
        path: "/transformations/1/params/segmentSelectors/selectors/-",
        value: { type: "PLATFORM_SEGMENT", value: { id: "n", name: "N", exportMode: "DAILY_FULL_EXPORT" } },
      },
    ]);
  });

  it("removes from the end, so that positions stay true", () => {
    const paths = toRemovalPatches(flow, ["a", "c", "zzz"]).map(({ path }) => path);
    const base = "/transformations/1/params/segmentSelectors/selectors";
    assert.deepEqual(paths, [`${base}/2`, `${base}/0`]);
  });
});

describe("A write", () => {
  let stub: StubPlatform;

  afterEach(() => stub.stop());

  async function open(answer: Answer) {
    stub = await startStub(answer);
    return stub.connection.openSession("dev");
  }

  it("to a flow carries its etag, quotes included, and understands both answers", async () => {
    const session = await open((response) => sendJson(response, 200, { id: "f", etag: '"8"' }));
    const result = await patchFlow(session, { flow: FLOW, patches: [] }, CONFIRMED);
    assert.equal(result.etag, '"8"');
    assert.deepEqual([stub.calls()[0]?.headers["if-match"], stub.calls()[0]?.body], ['"7"', "[]"]);
    await stub.stop();
    const silent = await patchFlow(
      await open((response) => response.writeHead(202).end()),
      {
        flow: FLOW,
        patches: [],
      },
      CONFIRMED,
    );
    assert.deepEqual([silent.etag, silent.status], [undefined, 202]);
  });

  it("to a changed object is a stale version: 412 of flows, 409 of content", async () => {
    const stale = (error: unknown) => isApiError(error, "staleEtag");
    const flows = await open((response) =>
      sendJson(response, 412, { errorMessage: "Supplied version=[1] does not match" }),
    );
    await assert.rejects(patchFlow(flows, { flow: FLOW, patches: [] }, CONFIRMED), stale);
    await stub.stop();
    const content = await open((response) => sendJson(response, 409, { title: "conflict" }));
    const version = { kind: "fragment", id: "x", etag: '"1"' } as const;
    await assert.rejects(replaceContent(content, { version, content: {} }, CONFIRMED), stale);
  });

  it("without a version is refused before anything is sent", async () => {
    const session = await open((response) => sendJson(response, 200, {}));
    const version = { kind: "template", id: "x", etag: undefined } as const;
    for (const attempt of [
      () => patchFlow(session, { flow: { id: "f", etag: undefined }, patches: [] }, CONFIRMED),
      () => replaceContent(session, { version, content: {} }, CONFIRMED),
    ]) {
      await assert.rejects(attempt(), (error) => isApiError(error, "refused"));
    }
    assert.equal(stub.calls().length, 0);
  });

  it("of new content finds the id in a header", async () => {
    for (const headers of [{ "x-resource-id": "new" }, { location: "/templates/new" }]) {
      const session = await open((response) => response.writeHead(201, headers).end());
      assert.equal(
        await createContent(session, { kind: "template", content: { name: "x" } }, CONFIRMED),
        "new",
      );
      assert.equal(stub.calls()[0]?.headers["content-type"], "application/vnd.adobe.ajo.template.v1+json");
      await stub.stop();
    }
    const session = await open((response) => response.writeHead(201).end());
    const lost = createContent(session, { kind: "fragment", content: {} }, CONFIRMED);
    await assert.rejects(lost, (error) => isApiError(error, "badResponse"));
  });

  it("of content uses one exact media type", async () => {
    const session = await open((response) => response.writeHead(204).end());
    await patchContent(
      session,
      {
        version: { kind: "fragment", id: "a/b", etag: '"1"' },
        patches: [{ op: "replace", path: "/name", value: "x" }],
      },
      CONFIRMED,
    );
    await deleteContentTemplate(session, "t", CONFIRMED);
    const [patch, removal] = stub.calls();
    assert.deepEqual(
      [patch?.headers["content-type"], patch?.path],
      ["application/json-patch+json", "/ajo/content/fragments/a%2Fb"],
    );
    assert.deepEqual(
      [removal?.method, removal?.headers["content-type"], removal?.body],
      ["DELETE", undefined, ""],
    );
    assert.deepEqual(
      [patch?.headers["accept"], removal?.headers["accept"]],
      ["application/vnd.adobe.ajo.fragment.v1.0+json", "application/vnd.adobe.ajo.template.v1+json"],
    );
  });

  it("of content sends channels as a list and no fields of the server", () => {
    const body = toContentBody({ id: "x", channels: "email", createdAt: 1, name: "N", template: {} });
    assert.deepEqual(body, { channels: ["email"], name: "N", template: {} });
  });

  it("that publishes says when to look again", async () => {
    const session = await open((response) => response.writeHead(202, { "retry-after": "3" }).end());
    assert.equal((await publishFragment(session, "x", CONFIRMED)).retryAfterMs, 3_000);
  });

  it("that starts an export trusts only links to the platform", async () => {
    const request = { flowId: "f", audienceIds: ["a"] };
    const order = (statusURL: string) => ({ order: [{ segment: "a", order: "o", statusURL }] });
    const good = "https://platform.adobe.io/data/foundation/flowservice/runs/run-1";
    const runs = await startAdhocRun(
      await open((response) => sendJson(response, 200, order(good))),
      request,
      CONFIRMED,
    );
    assert.deepEqual(runs, [{ audienceId: "a", runId: "run-1" }]);
    await stub.stop();
    const session = await open((response) => sendJson(response, 200, order("https://evil.example/runs/1")));
    assert.deepEqual(await startAdhocRun(session, request, CONFIRMED), [
      { audienceId: "a", runId: undefined },
    ]);
    assert.equal(stub.calls().length, 1);
  });
});
