/**
 * Reads a campaign whether or not it was ever published: the service reads only published ones on their own, but lists
 * all of them. Reads only.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession, CallOptions } from "../api/apiSession";
import { type Campaign, fetchCampaign, listCampaigns } from "../api/campaigns";
import { collectItems } from "../api/pages";

/** A campaign and whether the list is all there is of it. */
export interface FoundCampaign {
  readonly campaign: Campaign;
  /** It was never published, so its messages and versions cannot be read. */
  readonly isDraftOnly: boolean;
}

/** The campaign; throws `notFound` when neither the service nor its list knows it. */
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
