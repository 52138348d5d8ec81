/**
 * Pages in bad weather: each part of each page fails alone, says why, and comes back when it is asked for again.
 */
import assert from "node:assert/strict";
import { createAudience } from "../../client/src/api/audienceWrites.js";
import { listCampaigns } from "../../client/src/api/campaigns.js";
import { fetchMergePolicies } from "../../client/src/api/mergePolicies.js";
import { collectItems } from "../../client/src/api/pages.js";
import type { AudienceVerdict } from "../../client/src/pages/audience/audiencePageContent.js";
import { type MessagePlaceContent, variantsShape } from "../../client/src/pages/message/messageShapes.js";
import type { WeatherEffect, WeatherRule } from "../../client/src/sample/weather.js";
import { CONFIRMED } from "../support/confirmed.js";
import { openSample, type SamplePlatform } from "../unit/client/api/support/samplePlatform.js";
import { findSubject, KINDS, type Subject } from "../unit/client/pages/pageSubjects.js";
import { PageUnderTest } from "../unit/client/pages/pageUnderTest.js";

/** Ids of the sample organisation are the same each time. */
const subjects = new Map<Subject, string>();

async function openPage(page: Subject, options: { readonly credential?: string } = {}) {
  const platform = openSample({ sandbox: "prod", ...options });
  const id = subjects.get(page) ?? "";
  return { platform, page: new PageUnderTest(platform, { page, id, ...KINDS[page] }) };
}

/** Parts of pages, and what of the platform each is read from. */
const PARTS: readonly (readonly [Subject, part: string, path: string])[] = [
  ["audience", "history", "/segment/jobs"],
  ["audience", "journeys", "/ajo/journey"],
  ["audience", "campaigns", "/campaigns"],
  ["audience", "destinations", "/flows"],
  ["audience", "mergePolicy", "/config/mergePolicies"],
  ["audience", "folder", "/unifiedfolders"],
  ["audience", "tags", "/unifiedtags"],
  ["campaign", "audienceName", "/audiences/"],
  ["campaign", "versions", "/versions"],
  ["fragment", "publication", "/liveFragment"],
  ["dataset", "batches", "/batches"],
  ["dataset", "labels", "/labels"],
  ["dataset", "schemaTitle", "/schemaregistry"],
  ["destination", "source", "/connectionSpecs"],
  ["destination", "others", "/runs"],
  ["destination", "names", "/targetConnections"],
  ["journey", "names", "/config/mergePolicies"],
  ["dataView", "source", "/data/connections"],
  ["dataView", "members", "/dimensions"],
  ["dataView", "others", "/metrics"],
];

/** What can happen to a request that makes its answer useless. */
const USELESS: readonly WeatherEffect[] = ["error", "reset-before", "unavailable-html", "cut", "null-body"];

function setWeather({ organisation }: SamplePlatform, weather: readonly WeatherRule[]): void {
  organisation.adjust({ weather });
}

describe("a page", () => {
  before("choose what pages are of", async () => {
    const platform = openSample({ sandbox: "prod" });
    for (const page of Object.keys(KINDS) as Subject[]) subjects.set(page, await findSubject(platform, page));
  });

  for (const name of Object.keys(KINDS) as Subject[]) {
    it(`(${name}) arrives whole in fair weather, and is shown again without asking again`, async () => {
      const { platform, page } = await openPage(name);
      await page.reading.show();
      assert.deepEqual(page.failed, []);
      assert.ok(Object.values(page.content).every((value) => !isWaiting(value) || name === "template"));
      assert.equal(page.titles.length, 1);
      const before = platform.urls.length;
      const whole = page.content;
      await page.reading.show();
      assert.deepEqual(page.content, whole);
      assert.equal(platform.urls.length, before);
    });

    it(`(${name}) that cannot be read says so, and reads when asked again`, async () => {
      const { platform, page } = await openPage(name);
      setWeather(platform, [{ effect: "reset-before" }]);
      await page.reading.show();
      const failed = page.messages.at(-1);
      assert.ok(failed?.type === "failed" && failed.text.length > 20);
      setWeather(platform, []);
      await page.reading.read();
      assert.deepEqual(page.failed, []);
    });
  }

  for (const [name, part, path] of PARTS) {
    it(`(${name}) stands without its ${part}, and has it after a retry`, async () => {
      const { platform, page } = await openPage(name);
      await page.reading.show();
      const fair = page.content;
      for (const effect of USELESS) {
        setWeather(platform, [{ effect, path }]);
        await page.reading.readPart(part);
        const section = page.part(part);
        assert.ok(
          "failure" in section && section.failure.length > 20,
          `${effect}: ${JSON.stringify(section)}`,
        );
        assert.deepEqual({ ...page.content, [part]: fair[part] }, fair, "the rest stands");
        setWeather(platform, []);
        await page.reading.readPart(part);
        assert.deepEqual(page.content, fair, effect);
      }
    });
  }

  it("stands when all of its parts fail at once", async () => {
    for (const name of new Set(PARTS.map(([page]) => page))) {
      const { platform, page } = await openPage(name);
      const parts = PARTS.filter(([owner]) => owner === name);
      setWeather(
        platform,
        parts.map(([, , path]) => ({ effect: "error", path })),
      );
      await page.reading.show();
      for (const [, part] of parts) assert.ok(page.failed.includes(part), `${name}: ${part}`);
      assert.ok(page.content["name"]);
    }
  });

  it("shows what a credential may read, and says what it may not", async () => {
    const { page } = await openPage("audience", { credential: "aep-only" });
    await page.reading.show();
    assert.deepEqual(page.failed, ["journeys", "campaigns"]);
    assert.match(JSON.stringify(page.part("campaigns")), /not allowed/);
    assert.ok("value" in page.part("history") && "value" in page.part("destinations"));
  });

  it("tells which evaluation rule and merge policy allow, also where the policies cannot be read", async () => {
    const { platform, page } = await openPage("audience");
    await page.reading.show();
    const { isActiveOnEdge, possible } = readVerdict(page);
    assert.equal(isActiveOnEdge, true);
    assert.ok(possible);
    setWeather(platform, [{ effect: "error", path: "/config/mergePolicies" }]);
    await page.reading.readPart("verdict");
    const unsure = readVerdict(page);
    assert.equal(unsure.isActiveOnEdge, undefined);
    assert.equal(unsure.possible, possible);
  });

  it("says of an audience whose merge policy is not active on edge that batch evaluates it", async () => {
    const platform = openSample({ sandbox: "prod" });
    const policies = await fetchMergePolicies(platform.session);
    const passive = policies.find(({ isActiveOnEdge }) => isActiveOnEdge === false);
    const rule = { format: "pql/text", value: 'homeAddress.city = "Oslo"' } as const;
    const audience = { name: "Passive", lifecycleState: "draft", expression: rule } as const;
    const { id } = await createAudience(
      platform.session,
      { ...audience, mergePolicyId: passive?.id },
      CONFIRMED,
    );
    const page = new PageUnderTest(platform, { page: "audience", id, ...KINDS.audience });
    await page.reading.show();
    assert.equal(readVerdict(page).possible, "batch");
    assert.match(JSON.stringify(readVerdict(page).obstacles), /not active on edge/);
    assert.match(readVerdict(page).plainWords?.join() ?? "", /homeAddress\.city.*"Oslo"/);
  });

  it("does not call a size unknown that nobody may see", async () => {
    const { platform, page } = await openPage("audience");
    await page.reading.show();
    setWeather(platform, [
      { effect: "refused", path: "/segment/jobs" },
      { effect: "refused", path: "/ups/audiences/" },
    ]);
    await page.reading.readPart("size");
    assert.ok("failure" in page.part("size"));
  });

  it("shows what has arrived while one part is slow, and gives that part up when it is closed", async () => {
    const { platform, page } = await openPage("audience");
    setWeather(platform, [{ effect: "delay", delayMs: 600_000, path: "/flows" }]);
    const reading = page.reading.show();
    const others = [
      "history",
      "journeys",
      "campaigns",
      "mergePolicy",
      "folder",
      "tags",
      "neighbours",
      "size",
    ];
    while (!others.every((part) => page.messages.some((message) => isArrived(message, part))))
      await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(page.part("destinations"), { isReading: true });
    const said = page.messages.length;
    page.reading.dispose();
    setWeather(platform, []);
    await Promise.race([reading, new Promise((resolve) => setImmediate(resolve))]);
    assert.equal(page.messages.length, said, "a closed page hears nothing");
  });

  it("reads a message when it is looked at, and again after the platform failed", async () => {
    const { platform, page } = await openPage("campaign");
    await page.reading.show();
    const [place] = page.content["messages"] as readonly MessagePlaceContent[];
    const request = { ...place, type: "message" };
    setWeather(platform, [{ effect: "error", path: "/messages/" }]);
    await assert.rejects(page.ask(request));
    setWeather(platform, []);
    const [variant] = variantsShape.parse(await page.ask(request));
    assert.match(variant?.html ?? "", /\{\{profile\.person\.name\.firstName\}\}/);
  });

  it("shows a campaign that was never published as far as its list goes", async () => {
    const platform = openSample({ sandbox: "prod" });
    const campaigns = await collectItems(listCampaigns(platform.session));
    const { campaignId = "" } = campaigns.find(({ status }) => status === "DRAFT") ?? {};
    const page = new PageUnderTest(platform, { page: "campaign", id: campaignId, ...KINDS.campaign });
    await page.reading.show();
    assert.deepEqual(page.failed, []);
    assert.equal(page.content["isDraftOnly"], true);
    assert.ok("value" in page.part("audienceName"));
  });

  it("drops what arrives after it was read anew", async () => {
    const { page } = await openPage("campaign");
    await Promise.all([page.reading.read(), page.reading.read()]);
    assert.equal(page.messages.filter(({ type }) => type === "content").length, 1);
    assert.deepEqual(page.failed, []);
  });

  it("ignores a retry of a part that is on its way, or that it does not have", async () => {
    const { platform, page } = await openPage("fragment");
    await page.reading.show();
    const before = platform.urls.length;
    await page.reading.readPart("nothing");
    assert.equal(platform.urls.length, before);
    await Promise.all([page.reading.readPart("publication"), page.reading.readPart("publication")]);
    assert.equal(platform.urls.length, before + 2);
  });
});

function readVerdict(page: PageUnderTest): AudienceVerdict {
  const section = page.part("verdict");
  assert.ok("value" in section, JSON.stringify(section));
  return section.value as AudienceVerdict;
}

function isWaiting(value: unknown): boolean {
  return typeof value === "object" && value !== null && "isReading" in value;
}

function isArrived(message: PageUnderTest["messages"][number], part: string): boolean {
  return message.type === "part" && message.part === part && !isWaiting(message.section);
}
