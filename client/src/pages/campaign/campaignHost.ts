/**
 * Reads what the campaign page shows: the campaign, the name of its audience, its versions, and its messages when they are
 * looked at. Changes nothing; no campaign can be changed from outside the product.
 */
import type { ApiSession } from "../../api/apiSession";
import { fetchAudience } from "../../api/audiences";
import { type Campaign, fetchCampaignOrDraft, listCampaignVersions } from "../../api/campaigns";
import { collectItems } from "../../api/pages";
import { findUnpublishedFragments } from "../../content/unpublishedFragments";
import { later } from "../../words/say";
import { readTagFacts } from "../frame/factNames";
import { type GroupText, time, toFactGroups } from "../frame/facts";
import {
  type PageContent,
  type PageContext,
  type PageHost,
  type PartReader,
  withoutAbsent,
} from "../frame/pageHost";
import { answerAboutMessage } from "../message/messageHost";
import {
  type CampaignContent,
  type CampaignPart,
  type CampaignVersions,
  campaignFiguresShape,
} from "./campaignPageContent";

export const campaignPage: PageHost = { load, answer: answerAboutMessage };

const GROUPS: readonly GroupText[] = later([
  {
    title: "Identity",
    fields: {
      campaignId: "Id",
      versionId: "Version id",
      liveVersionId: "Live version id",
      draftVersionId: "Draft version id",
      campaignType: "Type",
      category: "Category",
      campaignClass: "Class",
      status: "State (as written)",
      metadata: "Made by",
    },
  },
  {
    title: "Behaviour",
    fields: {
      schedule: "Schedule",
      audience: "Audience (as written)",
      identityNamespace: "Identity namespace",
      priority: "Priority",
      objectives: "Objectives",
      experiment: "Experiment",
      decisionPolicies: "Decision policies",
    },
  },
  {
    title: "Who and when",
    fields: {
      createdByName: "Created by",
      createdBy: "Created by (id)",
      createdAt: time("Created"),
      modifiedByName: "Changed by",
      modifiedBy: "Changed by (id)",
      modifiedAt: time("Changed"),
      publishedAt: time("Published"),
    },
  },
  { title: "Governance", fields: { labels: "Labels", tags: "Tags" } },
  { title: "Content", fields: { packages: "Messages (as written)" } },
]);

async function load({ session, place, signal, handed }: PageContext): Promise<PageContent> {
  const { campaign, isDraftOnly } = await fetchCampaignOrDraft(session, place.id, { signal });
  const content = {
    ...describe(campaign, { place, isDraftOnly }),
    ...withoutAbsent({ figures: campaignFiguresShape.safeParse(handed).data }),
  };
  const { audienceId } = content;
  const parts: Partial<Record<CampaignPart, PartReader>> = {
    ...(audienceId === undefined
      ? {}
      : { audienceName: () => readAudienceName(session, audienceId, signal) }),
    ...(isDraftOnly ? {} : { versions: () => readVersions(session, place.id, signal) }),
    unpublished: () => findUnpublishedFragments(session, content.messages, signal),
    names: () => readTagFacts({ session, signal }, campaign.raw["tags"]),
  };
  return { title: content.name, content, parts };
}

function describe(
  campaign: Campaign,
  { place, isDraftOnly }: Pick<PageContext, "place"> & { readonly isDraftOnly: boolean },
): Omit<CampaignContent, CampaignPart> {
  const { campaignId, name, description, status, audience, schedule, packages } = campaign;
  const kind = [campaign.campaignType, campaign.category].filter((word) => word !== undefined).join(", ");
  return {
    id: campaignId,
    isDraftOnly,
    connection: place.connection,
    sandbox: place.sandbox,
    name: name.trim() === "" ? campaignId : name,
    ...withoutAbsent({
      description,
      state: status?.toLowerCase(),
      kind: kind === "" ? undefined : kind,
      audienceId: audience?.audienceId,
      startsAt: schedule?.startDate,
      endsAt: schedule?.endDate,
    }),
    messages: packages.flatMap(({ channel, messages }) =>
      messages.flatMap(({ messageId }) =>
        messageId === undefined ? [] : [{ campaignId, messageId, ...withoutAbsent({ channel }) }],
      ),
    ),
    groups: toFactGroups(campaign.raw, GROUPS, ["name", "description", "_links"]),
  };
}

async function readAudienceName(session: ApiSession, id: string, signal: AbortSignal): Promise<string> {
  const { name } = await fetchAudience(session, id, { signal });
  return name.trim() === "" ? id : name;
}

async function readVersions(session: ApiSession, id: string, signal: AbortSignal): Promise<CampaignVersions> {
  const versions = await collectItems(listCampaignVersions(session, id), signal);
  const named = versions.flatMap(({ versionId, status, modifiedAt, modifiedBy, modifiedByName }) =>
    versionId === undefined
      ? []
      : [
          {
            id: versionId,
            ...withoutAbsent({
              status: status?.toLowerCase(),
              changedAt: modifiedAt,
              changedBy: modifiedByName || modifiedBy,
            }),
          },
        ],
  );
  return named.sort((one, other) => (other.changedAt ?? 0) - (one.changedAt ?? 0));
}
