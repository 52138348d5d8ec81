/**
 * Pages in bad weather: each part of each page fails alone, says why, and comes back when it is asked for again.
 */
import assert from "node:assert/strict";
import { listAudiences } from "../../../../client/src/api/audiences.js";
import { createAudience } from "../../../../client/src/api/audienceWrites.js";
import { listCampaigns } from "../../../../client/src/api/campaigns.js";
import { listDataViews } from "../../../../client/src/api/cjaDataViews.js";
import { listComputedAttributes } from "../../../../client/src/api/computedAttributes.js";
import { listContentFragments } from "../../../../client/src/api/contentFragments.js";
import { listContentTemplates } from "../../../../client/src/api/contentTemplates.js";
import { listDatasets } from "../../../../client/src/api/datasets.js";
import { listDestinationFlows } from "../../../../client/src/api/flows.js";
import { listJourneys } from "../../../../client/src/api/journeys.js";
import { fetchMergePolicies } from "../../../../client/src/api/mergePolicies.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { PROFILE_UNION } from "../../../../client/src/api/schemas.js";
import { audiencePage } from "../../../../client/src/pages/audience/audienceHost.js";
import {
  type AudienceVerdict,
  audienceContentShape,
} from "../../../../client/src/pages/audience/audiencePageContent.js";
import { campaignPage } from "../../../../client/src/pages/campaign/campaignHost.js";
import { campaignContentShape } from "../../../../client/src/pages/campaign/campaignPageContent.js";
import { fragmentPage, templatePage } from "../../../../client/src/pages/content/contentHost.js";
import { contentShape } from "../../../../client/src/pages/content/contentPageContent.js";
import { datasetPage } from "../../../../client/src/pages/dataset/datasetHost.js";
import { datasetContentShape } from "../../../../client/src/pages/dataset/datasetPageContent.js";
import { dataViewPage } from "../../../../client/src/pages/factSheet/dataViewHost.js";
import { destinationPage } from "../../../../client/src/pages/factSheet/destinationHost.js";
import { toFactsPage } from "../../../../client/src/pages/factSheet/factSheetHost.js";
import { factSheetShape } from "../../../../client/src/pages/factSheet/factSheetPageContent.js";
import type { PageName as AnyPageName } from "../../../../client/src/pages/frame/pageNames.js";
import { journeyPage } from "../../../../client/src/pages/journey/journeyHost.js";
import { journeyContentShape } from "../../../../client/src/pages/journey/journeyPageContent.js";
import {
  type MessagePlaceContent,
  variantsShape,
} from "../../../../client/src/pages/message/messageShapes.js";
import { schemaPage } from "../../../../client/src/pages/schema/schemaHost.js";
import { schemaContentShape } from "../../../../client/src/pages/schema/schemaPageContent.js";
import type { WeatherEffect, WeatherRule } from "../../../../client/src/sample/weather.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { openSample, type SamplePlatform } from "../api/support/samplePlatform.js";
import { type PageOptions, PageUnderTest } from "./pageUnderTest.js";

type Kind = Omit<PageOptions, "id" | "page">;

/** The page of a preview reads nothing from the platform. */
type PageName = Exclude<AnyPageName, "rendered">;

const KINDS = {
  audience: { host: audiencePage, shape: audienceContentShape },
  journey: { host: journeyPage, shape: journeyContentShape },
  campaign: { host: campaignPage, shape: campaignContentShape },
  template: { host: templatePage, shape: contentShape },
  fragment: { host: fragmentPage, shape: contentShape },
  dataset: { host: datasetPage, shape: datasetContentShape },
  schema: { host: schemaPage, shape: schemaContentShape },
  computedAttribute: { host: toFactsPage("computedAttribute"), shape: factSheetShape },
  destination: { host: destinationPage, shape: factSheetShape },
  dataView: { host: dataViewPage, shape: factSheetShape },
} satisfies Partial<Record<PageName, Kind>>;

/** The pages of things on the platform. */
type Subject = keyof typeof KINDS;

/** A thing of each kind that has something to show in every part of its page. */
async function findSubject({ session }: SamplePlatform, page: Subject): Promise<string> {
  const named = <Item>(
    items: readonly Item[],
    isMeant: (item: Item) => boolean,
    toId: (item: Item) => string,
  ) => {
    const found = items.find(isMeant);
    assert.ok(found !== undefined, `there is a ${page} to show`);
    return toId(found);
  };
  const byName = (name: string) => (item: { readonly name: string }) => item.name === name;
  switch (page) {
    case "audience": {
      const query = { nameContains: "Newsletter" };
      const audiences = await collectItems(listAudiences(session, query));
      return named(
        audiences,
        ({ tags, folderId }) => tags.length > 0 && folderId !== undefined,
        ({ id }) => id,
      );
    }
    case "journey":
      return named(await collectItems(listJourneys(session)), byName("Abandoned cart"), ({ id }) => id);
    case "campaign":
      return named(
        await collectItems(listCampaigns(session)),
        byName("Autumn look book"),
        ({ campaignId }) => campaignId,
      );
    case "template":
      return named(await collectItems(listContentTemplates(session)), byName("Birthday"), ({ id }) => id);
    case "fragment":
      return named(await collectItems(listContentFragments(session)), byName("Footer"), ({ id }) => id);
    case "dataset":
      return named(await collectItems(listDatasets(session)), byName("Acme CRM customers"), ({ id }) => id);
    case "destination": {
      const flows = await collectItems(listDestinationFlows(session));
      return named(
        flows,
        ({ state }) => state === "enabled",
        ({ id }) => id,
      );
    }
    case "dataView":
      return named(
        await collectItems(listDataViews(session)),
        () => true,
        ({ id }) => id,
      );
    case "computedAttribute":
      return named(
        await collectItems(listComputedAttributes(session)),
        () => true,
        ({ id }) => id,
      );
    case "schema":
      return PROFILE_UNION;
  }
}

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
