/**
 * A thing of the sample organisation for each page, one that has something to show in every part of it.
 */
import assert from "node:assert/strict";
import { listAudiences } from "../../../../client/src/api/audiences.js";
import { listCampaigns } from "../../../../client/src/api/campaigns.js";
import { listDataViews } from "../../../../client/src/api/cjaDataViews.js";
import { listComputedAttributes } from "../../../../client/src/api/computedAttributes.js";
import { listContentFragments, listContentTemplates } from "../../../../client/src/api/contentItems.js";
import { listDatasets } from "../../../../client/src/api/datasets.js";
import { listDestinationFlows } from "../../../../client/src/api/flows.js";
import { listJourneys } from "../../../../client/src/api/journeys.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { PROFILE_UNION } from "../../../../client/src/api/schemas.js";
import { audiencePage } from "../../../../client/src/pages/audience/audienceHost.js";
import { audienceContentShape } from "../../../../client/src/pages/audience/audiencePageContent.js";
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
import type { PageName } from "../../../../client/src/pages/frame/pageNames.js";
import { journeyPage } from "../../../../client/src/pages/journey/journeyHost.js";
import { journeyContentShape } from "../../../../client/src/pages/journey/journeyPageContent.js";
import { schemaPage } from "../../../../client/src/pages/schema/schemaHost.js";
import { schemaContentShape } from "../../../../client/src/pages/schema/schemaPageContent.js";
import type { SamplePlatform } from "../api/support/samplePlatform.js";
import type { PageOptions } from "./pageUnderTest.js";

type Kind = Omit<PageOptions, "id" | "page">;

/** What reads each page, and what the page believes. */
export const KINDS = {
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
export type Subject = keyof typeof KINDS;

/** A thing of each kind that has something to show in every part of its page. */
export async function findSubject({ session }: SamplePlatform, page: Subject): Promise<string> {
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
