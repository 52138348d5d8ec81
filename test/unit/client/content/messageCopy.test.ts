/**
 * A copy of an authored message: where it comes from, which fragments it uses, and what a person is told to do with it.
 */
import assert from "node:assert/strict";
import { listCampaigns } from "../../../../client/src/api/campaigns.js";
import { fetchJourney, listJourneys } from "../../../../client/src/api/journeys.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { fetchMessageCopies } from "../../../../client/src/content/contentReading.js";
import { toInstructions } from "../../../../client/src/content/messageInstructions.js";
import { findMessages, type MessageOrigin } from "../../../../client/src/content/messageSources.js";
import { findUsedFragments, listFragmentReferences } from "../../../../client/src/content/usedFragments.js";
import { openSamplePlace, patience } from "../preview/samplePlace.js";

async function findStep(session: ReturnType<typeof openSamplePlace>["session"], type: string) {
  for (const { id, name } of await collectItems(listJourneys(session))) {
    const { nodes } = await fetchJourney(session, id);
    const node = nodes.find((candidate) => candidate.type === type);
    if (node !== undefined) return { journey: id, name, step: node };
  }
  throw new Error(`The sample organisation has no step of type ${type}.`);
}

describe("the messages behind what a person points at", () => {
  it("are those of the step, with the journey they belong to", async () => {
    const { session } = openSamplePlace();
    const { journey, name, step } = await findStep(session, "email");
    const owner = { kind: "journey", id: journey, step: step.id } as const;
    const [found] = await findMessages(session, owner, patience);
    assert.ok(found);
    assert.equal(found.origin.kind, "journey");
    assert.equal(found.origin.name, name);
    assert.equal(found.origin.step, step.name);
    const [copy] = await fetchMessageCopies(session, found.place, patience);
    assert.ok(copy?.parts.some(({ ending, text }) => ending === ".html" && text.includes("<table")));
  });

  it("are found from the message alone, as pages name it", async () => {
    const { session } = openSamplePlace();
    const { journey, step } = await findStep(session, "email");
    const [found] = await findMessages(session, { kind: "journey", id: journey, step: step.id }, patience);
    assert.ok(found);
    const again = await findMessages(session, { kind: "message", ...found.place }, patience);
    assert.deepEqual(again[0]?.place, found.place);
    assert.equal(again[0]?.origin.kind, "journey");
  });

  it("are those of a campaign, drafts included", async () => {
    const session = openSamplePlace().session.withSandbox("prod");
    const campaigns = await collectItems(listCampaigns(session));
    for (const status of ["LIVE", "DRAFT"]) {
      const campaign = campaigns.find((one) => one.status === status);
      assert.ok(campaign);
      const found = await findMessages(session, { kind: "campaign", id: campaign.campaignId }, patience);
      assert.deepEqual(found[0]?.origin, {
        kind: "campaign",
        name: campaign.name,
        state: status.toLowerCase(),
        step: undefined,
      });
    }
  });

  it("are none for a step that sends nothing, and that is said", async () => {
    const { session } = openSamplePlace();
    const { journey, step } = await findStep(session, "wait");
    const owner = { kind: "journey", id: journey, step: step.id } as const;
    await assert.rejects(findMessages(session, owner, patience), /no message/);
  });
});

describe("the fragments of a message", () => {
  it("are read from tokens in any quotes and order, each once", () => {
    const text = `{{ fragment id="ajo:1234/5678" mode="inline" name="Footer" }}
      {{fragment name='Head' id='aem:/content/dam/head'}} {{{fragment id = "ajo:1234"}}} {{profile.fragment}} {{fragment mode="inline"}}`;
    assert.deepEqual(listFragmentReferences(text), [
      { id: "1234", origin: "ajo", name: "Footer" },
      { id: "/content/dam/head", origin: "aem", name: "Head" },
    ]);
  });

  it("are those of the sandbox, or say why they cannot be edited", async () => {
    const { session } = openSamplePlace();
    const found = await findUsedFragments(
      session,
      [
        { id: "footer", origin: "ajo", name: "Footer" },
        { id: "gone", origin: "ajo", name: "Nobody has this" },
        { id: "/content/x", origin: "aem", name: "Banner" },
      ],
      patience,
    );
    assert.deepEqual(
      found.map(({ name, obstacle }) => [name, obstacle === undefined]),
      [
        ["Footer", true],
        ["Nobody has this", false],
        ["Banner", false],
      ],
    );
    assert.match(found[2]?.obstacle ?? "", /Experience Manager/);
  });
});

describe("what to do with a copy", () => {
  const instruct = (origin: Partial<MessageOrigin>, of = 1): string =>
    toInstructions({
      name: "Welcome",
      sandbox: "prod",
      origin: { kind: "journey", name: "Welcome series", state: undefined, step: "Greet", ...origin },
      parts: [{ ending: ".html", title: "mark-up", text: "<p>" }],
      fragments: [{ id: "f", name: "Footer", obstacle: undefined }],
      variant: { number: 1, of },
    });

  it("depends on whether what holds the message is in use", () => {
    assert.match(instruct({ state: "live" }), /new version/);
    assert.match(instruct({ state: "draft" }), /edited as it is/);
    assert.match(instruct({ state: "finished" }), /duplicate/);
    assert.match(instruct({ kind: "campaign", state: "scheduled" }), /Modify campaign/);
    assert.match(instruct({ state: "hibernating" }), /hibernating.*If it is in use/);
    assert.match(instruct({}), /If it is in use/);
  });

  it("names the journey, the step, the files, the fragments and other variants", () => {
    const text = instruct({ state: "live" }, 3);
    for (const part of ["“Welcome series”", "“Greet”", "`updated.html`", "“Footer”", "variant 1 of 3"]) {
      assert.ok(text.includes(part), part);
    }
  });
});
