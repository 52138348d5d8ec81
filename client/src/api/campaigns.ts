/**
 * Campaigns of Adobe Journey Optimizer, read only: there is no public write (docs/platform.md#journey-optimizer).
 * Refuses to list inline campaigns by default; those are the messages inside journeys.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { collectItems, type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  flag,
  getShapeWithRaw,
  identifier,
  listOf,
  part,
  text,
  textOrEmpty,
  time,
  type WithRaw,
} from "./tolerantShapes";

/** Base of the campaign service. */
export const CAMPAIGN_SERVICE_PATH = "/journey/campaigns/service";

const PAGE_SIZE = 50;

const packageShape = z.object({
  packageId: text,
  packageName: text,
  status: text,
  channel: text,
  surface: part(z.object({ surfaceId: text, surfaceType: text })),
  messages: listOf(z.object({ messageId: text, treatmentId: text })),
});

/** A date that is not enabled does not count. */
const scheduleShape = z
  .object({ startDate: time, startDateEnabled: flag, endDate: time, endDateEnabled: flag })
  .transform(({ startDate, startDateEnabled, endDate, endDateEnabled }) => ({
    startDate: startDateEnabled === false ? undefined : startDate,
    endDate: endDateEnabled === false ? undefined : endDate,
  }));

const campaignShape = z.object({
  campaignId: identifier,
  versionId: text,
  draftVersionId: text,
  liveVersionId: text,
  name: textOrEmpty,
  description: text,
  /** Free text. */
  status: text,
  campaignType: text,
  category: text,
  /** `regular`, or `inline` for messages of journeys. */
  campaignClass: text,
  createdAt: time,
  createdBy: text,
  modifiedAt: time,
  modifiedBy: text,
  modifiedByName: text,
  publishedAt: time,
  audience: part(z.object({ audienceId: text, audienceType: text })),
  identityNamespace: text,
  packages: listOf(packageShape),
  tags: listOf(z.object({ id: text, name: text })),
  metadata: part(z.object({ sourceType: text, sourceName: text })),
  schedule: part(scheduleShape),
  archived: flag,
});

/** A campaign as a row of a list. */
export type CampaignSummary = z.output<typeof campaignShape>;

/** A campaign with every field as received. */
export type Campaign = WithRaw<CampaignSummary>;

/** What to list. */
export interface CampaignQuery {
  /** "Contains"; `*` has a meaning of its own to the service and is left out. */
  readonly nameContains?: string | undefined;
  /** Default false. */
  readonly includesInline?: boolean | undefined;
  /** Field name, `-` in front for descending. Default `name`. */
  readonly orderBy?: string | undefined;
  readonly pageSize?: number | undefined;
}

/** Lists campaigns. Pages count from one; the service ignores `limit`. */
export function listCampaigns(session: ApiSession, query: CampaignQuery = {}): PageWalk<Campaign> {
  return walkCampaigns(session, `${CAMPAIGN_SERVICE_PATH}/campaigns`, query);
}

export function listCampaignVersions(session: ApiSession, campaignId: string): PageWalk<Campaign> {
  const path = `${CAMPAIGN_SERVICE_PATH}/campaigns/${toAddressPart(campaignId)}/versions`;
  return walkCampaigns(session, path, { includesInline: true });
}

/** One campaign. `notFound` also for a campaign that was never published; its message says so. */
export async function fetchCampaign(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<Campaign> {
  const path = `${CAMPAIGN_SERVICE_PATH}/campaigns/${toAddressPart(id)}`;
  try {
    const { body } = await session.send({ path, ...options });
    return getShapeWithRaw(campaignShape, findObject(body)?.["data"] ?? body, "a campaign");
  } catch (error) {
    throw isApiError(error, "notFound") && error.serviceCode === DRAFT_ONLY ? toDraftOnly(error) : error;
  }
}

/** A campaign and whether the list is all there is of it. */
export interface FoundCampaign {
  readonly campaign: Campaign;
  /** It was never published, so its messages and versions cannot be read. */
  readonly isDraftOnly: boolean;
}

/**
 * A campaign whether or not it was ever published: the service reads only published ones on their own, but lists all of them.
 * Throws `notFound` when neither knows it.
 */
export async function fetchCampaignOrDraft(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<FoundCampaign> {
  try {
    return { campaign: await fetchCampaign(session, id, options), isDraftOnly: false };
  } catch (error) {
    if (!isApiError(error, "notFound")) throw error;
    const campaigns = await collectItems(listCampaigns(session), options.signal);
    const found = campaigns.find(({ campaignId }) => campaignId === id);
    if (found === undefined) throw error;
    return { campaign: found, isDraftOnly: true };
  }
}

/** Service code of a campaign that exists but has no published version. */
const DRAFT_ONLY = "CJMCMP-2044-404";

function toDraftOnly({ status, serviceCode, requestId, operation }: ApiError): ApiError {
  const reason = { kind: "draftOnly" } as const;
  return new ApiError("notFound", { reason, status, serviceCode, requestId, operation });
}

function walkCampaigns(session: ApiSession, path: string, query: CampaignQuery): PageWalk<Campaign> {
  return walkPages(session, {
    style: "pageFromOne",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: CAMPAIGN_SERVICE_PATH,
    toRequest: ({ index, limit }) => ({
      path,
      query: { count: limit, page: index, orderby: query.orderBy ?? "name", property: toFilter(query) },
    }),
    findEntries: (body) => findObject(body)?.["data"],
    findItem: findCampaign,
    getId: (campaign) => campaign.versionId ?? campaign.campaignId,
  });
}

/** Lists hold the same objects as single reads. */
function findCampaign(entry: unknown): Campaign | undefined {
  const read = findShape(campaignShape, entry);
  return read === undefined ? undefined : { ...read, raw: findObject(entry) ?? {} };
}

/** The service's filter language; quotes inside a name would end the value, so they become wildcards. */
function toFilter(query: CampaignQuery): string | undefined {
  const name = query.nameContains?.trim().replaceAll("*", "").replaceAll('"', "*") ?? "";
  const parts = [
    ...(query.includesInline ? [] : ["campaignClass!=inline"]),
    ...(name === "" ? [] : [`name=like="${name}"`]),
  ];
  return parts.length === 0 ? undefined : parts.join(";");
}
