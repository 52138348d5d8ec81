/**
 * Destinations, Journey Optimizer content and the helpers of the platform, as the sample organisation has them.
 */

import assert from "node:assert/strict";
import { fetchEffectiveAccess, judgeAccess } from "../../../../client/src/api/access";
import { isApiError } from "../../../../client/src/api/apiError";
import { listAudiences } from "../../../../client/src/api/audiences";
import { fetchMessageVariants } from "../../../../client/src/api/campaignMessages";
import { fetchCampaign, listCampaigns } from "../../../../client/src/api/campaigns";
import {
  fetchContentFragment,
  fetchContentTemplate,
  fetchFragmentPublication,
  listContentFragments,
  listContentTemplates,
} from "../../../../client/src/api/contentItems";
import { publishFragment, replaceContent, toContentBody } from "../../../../client/src/api/contentWrites";
import {
  fetchFlow,
  listConnectionSpecs,
  listDestinationFlows,
  listFlowRuns,
} from "../../../../client/src/api/flows";
import { patchFlow, toAdditionPatches, toRemovalPatches } from "../../../../client/src/api/flowWrites";
import { fetchMergePolicies } from "../../../../client/src/api/mergePolicies";
import { fetchNamespaces } from "../../../../client/src/api/namespaces";
import { collectItems } from "../../../../client/src/api/pages";
import { listTags } from "../../../../client/src/api/tagsAndFolders";
import { CONFIRMED } from "../../../support/confirmed";
import { createContent, deleteContentTemplate, patchContent } from "../../../support/contentCalls";
import { openSample, type SamplePlatform } from "./support/samplePlatform";

let sample: SamplePlatform;

/** After each test the organisation must have nothing to complain about. */
function useSample(sandbox: string): void {
  beforeEach(() => {
    sample = openSample({ sandbox });
  });
  afterEach(() => {
    const report = sample.organisation.traffic().report();
    assert.deepEqual(report.violations, []);
    assert.deepEqual(report.tripwires, [], "nothing was sent to anybody");
  });
}

describe("Helpers of the platform", () => {
  useSample("prod");

  it("are read completely", async () => {
    const { session } = sample;
    const policies = await fetchMergePolicies(session);
    assert.equal(policies.filter(({ isDefault }) => isDefault).length, 1);
    assert.ok((await fetchNamespaces(session)).some(({ code }) => code.toLowerCase() === "email"));
    const access = await fetchEffectiveAccess(session, ["/resource-types/segments"]);
    assert.equal(judgeAccess(access, "/resource-types/segments", "write"), "allowed");
    assert.ok((await collectItems(listTags(session, { pageSize: 2 }))).length > 2);
  });
});

describe("Destinations", () => {
  useSample("dev");

  it("are found by the name of their kind, whose id nobody knows beforehand", async () => {
    const { session } = sample;
    const specs = await collectItems(listConnectionSpecs(session));
    const flows = await collectItems(listDestinationFlows(session));
    const kinds = flows.map(
      ({ targetSpecIds }) => specs.find(({ id }) => targetSpecIds.includes(id))?.name ?? "",
    );
    assert.ok(
      kinds.some((name) => /marketo/i.test(name)),
      kinds.join(),
    );
    assert.ok(
      kinds.some((name) => /salesforce marketing cloud/i.test(name)),
      kinds.join(),
    );
    for (const { id } of flows) assert.ok((await collectItems(listFlowRuns(session, id))).length >= 0);
  });

  it("take an audience and give it back, and notice a change in between", async () => {
    const { session } = sample;
    const [row] = await collectItems(listDestinationFlows(session));
    const before = await fetchFlow(session, row?.id ?? "");
    const present = new Set(before.audiences.map(({ id }) => id));
    const audiences = await collectItems(listAudiences(session, { pageSize: 100 }));
    const extra = audiences.find(
      ({ id, lifecycleState }) => !present.has(id) && lifecycleState === "published",
    );
    assert.ok(extra);
    const addition = toAdditionPatches(before, [extra]);
    await patchFlow(session, { flow: before, patches: addition }, CONFIRMED);
    const after = await fetchFlow(session, before.id);
    assert.ok(after.audiences.some(({ id }) => id === extra.id));
    assert.notEqual(after.etag, before.etag);
    const stale = patchFlow(
      session,
      { flow: before, patches: toRemovalPatches(after, [extra.id]) },
      CONFIRMED,
    );
    await assert.rejects(stale, (error) => isApiError(error, "staleEtag"));
    await patchFlow(session, { flow: after, patches: toRemovalPatches(after, [extra.id]) }, CONFIRMED);
    const end = await fetchFlow(session, before.id);
    assert.deepEqual(
      end.audiences.map(({ id }) => id),
      before.audiences.map(({ id }) => id),
    );
  });
});

describe("Campaigns", () => {
  useSample("prod");

  it("are listed without the messages of journeys, and by name", async () => {
    const { session } = sample;
    const regular = await collectItems(listCampaigns(session, { pageSize: 4 }));
    const everything = await collectItems(listCampaigns(session, { includesInline: true }));
    assert.ok(regular.length > 0 && everything.length > regular.length);
    const part = (regular[0]?.name ?? "").slice(1, 6);
    const found = await collectItems(listCampaigns(session, { nameContains: part }));
    assert.ok(found.length > 0 && found.every(({ name }) => name.toLowerCase().includes(part.toLowerCase())));
  });

  it("open, show their messages as written, and render for invented people", async () => {
    const { session, organisation } = sample;
    const rows = await collectItems(listCampaigns(session, { includesInline: true }));
    let shown = 0;
    for (const { campaignId, packages } of rows) {
      const campaign = await fetchCampaign(session, campaignId).catch((error: unknown) => {
        assert.ok(isApiError(error, "notFound"));
        return undefined;
      });
      const messages = (campaign?.packages ?? packages).flatMap((entry) => entry.messages);
      for (const { messageId } of messages) {
        const variants = await fetchMessageVariants(session, {
          campaignId,
          messageId: messageId ?? "",
        }).catch((error: unknown) => {
          assert.ok(isApiError(error, "forbidden", "notFound"));
          return [];
        });
        shown += variants.filter(({ html }) => html !== undefined).length;
      }
    }
    assert.ok(shown > 0);
    assert.equal(organisation.traffic().report().profileLookups, 0);
  });
});

describe("Content", () => {
  useSample("dev");

  it("is listed by token and opens with a version", async () => {
    const { session } = sample;
    const templates = await collectItems(listContentTemplates(session, { pageSize: 2 }));
    const fragments = await collectItems(listContentFragments(session, { pageSize: 2 }));
    assert.ok(templates.length > 2 && fragments.length > 2);
    for (const { id } of templates) assert.ok((await fetchContentTemplate(session, id)).etag);
    for (const { id } of fragments) assert.ok((await fetchContentFragment(session, id)).etag);
  });

  it("lives through create, replace, patch and delete, and notices a change in between", async () => {
    const { session } = sample;
    const content = {
      name: "Made by a test",
      templateType: "html",
      channels: ["email"],
      source: { origin: "ajo" },
      template: { html: "<html><body>{{profile.person.name}}</body></html>", editorContext: {} },
    };
    const id = await createContent(session, { kind: "template", content }, CONFIRMED);
    const first = await fetchContentTemplate(session, id);
    const version = { kind: "template", id, etag: first.etag } as const;
    await replaceContent(
      session,
      { version, content: toContentBody({ ...first.raw, name: "Renamed" }) },
      CONFIRMED,
    );
    const late = replaceContent(session, { version, content: toContentBody(first.raw) }, CONFIRMED);
    await assert.rejects(late, (error) => isApiError(error, "staleEtag"));
    const second = await fetchContentTemplate(session, id);
    assert.equal(second.name, "Renamed");
    await patchContent(
      session,
      {
        version: { ...version, etag: second.etag },
        patches: [{ op: "add", path: "/description", value: "described" }],
      },
      CONFIRMED,
    );
    assert.equal((await fetchContentTemplate(session, id)).description, "described");
    await deleteContentTemplate(session, id, CONFIRMED);
    await assert.rejects(fetchContentTemplate(session, id), (error) => isApiError(error, "notFound"));
  });

  it("fragments are published and the publication followed to its end", async () => {
    for (const [scenario, end] of [
      ["default", "complete"],
      ["publication-error", "error"],
    ] as const) {
      const { session, clock } = openSample({ scenario });
      const [fragment] = await collectItems(listContentFragments(session));
      const start = await publishFragment(session, fragment?.id ?? "", CONFIRMED);
      const states: (string | undefined)[] = [];
      for (let look = 0; look < 10 && states.at(-1) !== end; look += 1) {
        await clock.sleep(start.retryAfterMs);
        states.push((await fetchFragmentPublication(session, fragment?.id ?? "")).status);
      }
      assert.equal(states.at(-1), end, states.join());
    }
  });
});
