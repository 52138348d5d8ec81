/**
 * What was measured of a campaign stands on its page, and in a sentence on the page of its audience; what was handed over in another
 * form stands nowhere.
 */
import assert from "node:assert/strict";
import { listCampaigns } from "../../../../client/src/api/campaigns.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { openSample } from "../api/support/samplePlatform.js";
import { KINDS } from "./pageSubjects.js";
import { PageUnderTest } from "./pageUnderTest.js";

const FIGURES = {
  source: "here",
  days: "these days",
  columns: [{ role: "send", name: "Messages sent" }],
  rows: [{ label: "2026-03-02", values: [12] }],
  findings: [],
  remarks: [],
  summary: "It sent 12 messages, these days.",
};

async function openPages(handed: unknown) {
  const platform = openSample({ sandbox: "prod" });
  const campaigns = await collectItems(listCampaigns(platform.session));
  const { campaignId, audience } = campaigns.find(({ name }) => name === "Autumn look book") ?? {};
  assert.ok(campaignId !== undefined && audience?.audienceId !== undefined);
  const findHanded = (place: { readonly page: string; readonly id: string }): unknown =>
    place.page === "campaign" && place.id === campaignId ? handed : undefined;
  const open = async (page: "campaign" | "audience", id: string) => {
    const opened = new PageUnderTest(platform, { page, id, ...KINDS[page], findHanded });
    await opened.reading.show();
    return opened;
  };
  return {
    campaign: await open("campaign", campaignId),
    audience: await open("audience", audience.audienceId),
  };
}

describe("what was measured of a campaign", () => {
  it("stands on its page with its days, and on the page of its audience in a sentence", async () => {
    const { campaign, audience } = await openPages(FIGURES);
    const { columns: _columns, ...figures } = FIGURES;
    assert.deepEqual(campaign.content["figures"], { ...figures, columns: [{ name: "Messages sent" }] });
    const users = audience.part("campaigns");
    assert.ok("value" in users);
    const told = (users.value as readonly { name: string; performance?: string }[]).filter(
      ({ performance }) => performance !== undefined,
    );
    assert.deepEqual(
      told.map(({ name, performance }) => [name, performance]),
      [["Autumn look book", FIGURES.summary]],
    );
  });

  it("stands nowhere in another form", async () => {
    const { campaign, audience } = await openPages("12");
    assert.equal(campaign.content["figures"], undefined);
    assert.doesNotMatch(JSON.stringify(audience.part("campaigns")), /performance/);
  });
});
