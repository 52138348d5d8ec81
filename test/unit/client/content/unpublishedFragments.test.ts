/**
 * Fragments that messages use although they are not published, in the sample organisation whose e-mails end with a footer.
 */
import assert from "node:assert/strict";
import { fetchJourney, listJourneys } from "../../../../client/src/api/journeys";
import { collectItems } from "../../../../client/src/api/pages";
import { findUnpublishedFragments } from "../../../../client/src/content/unpublishedFragments";
import { toJourneyGraph } from "../../../../client/src/pages/journey/graph";
import { openSample } from "../api/support/samplePlatform";

const NEVER = new AbortController().signal;

describe("fragments that are not published", () => {
  it("are found in the messages of a journey, each once", async () => {
    const sample = openSample();
    const { session } = sample;
    const listed = (await collectItems(listJourneys(session))).find(({ name }) => name === "Welcome series");
    assert.ok(listed);
    const journey = await fetchJourney(session, listed.id, { includesCampaigns: true });
    const messages = toJourneyGraph(journey).steps.flatMap((step) => step.messages);
    assert.ok(messages.length > 1);
    assert.deepEqual(await findUnpublishedFragments(session, messages, NEVER), []);
    const { fragments } = sample.organisation.surroundings().state.content("dev");
    const [id, footer] = [...fragments].find(([, { record }]) => record["name"] === "Footer") ?? [];
    assert.ok(id !== undefined && footer !== undefined);
    fragments.set(id, { ...footer, record: { ...footer.record, status: "DRAFT" } });
    assert.deepEqual(await findUnpublishedFragments(session, messages, NEVER), [{ id, name: "Footer" }]);
  });

  it("are not claimed where a message cannot be read", async () => {
    const { session } = openSample();
    const nowhere = [{ campaignId: "none", messageId: "none" }];
    assert.deepEqual(await findUnpublishedFragments(session, nowhere, NEVER), []);
  });
});
