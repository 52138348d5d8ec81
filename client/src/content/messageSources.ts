/**
 * Finds the authored messages behind a step of a journey or a campaign, and says where they belong. Reads only.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { MessagePlace } from "../api/campaignMessages";
import { type CampaignSummary, fetchCampaign, listCampaigns } from "../api/campaigns";
import { fetchJourney } from "../api/journeys";
import { collectItems } from "../api/pages";
import { vanished } from "../model/refusals";
import { UserError } from "../model/userError";
import { say } from "../words/say";

/** What a person points at. */
export type MessageOwner =
  | { readonly kind: "journey"; readonly id: string; readonly step: string }
  | { readonly kind: "campaign"; readonly id: string }
  | { readonly kind: "message"; readonly campaignId: string; readonly messageId: string };

/** Where a message belongs in the product, as far as the platform says. */
export interface MessageOrigin {
  readonly kind: "journey" | "campaign";
  readonly name: string | undefined;
  /** Lower case, as the platform calls it. */
  readonly state: string | undefined;
  /** The step of the journey. */
  readonly step: string | undefined;
}

/** A message that can be read. */
export interface FoundMessage {
  readonly place: MessagePlace;
  readonly channel: string | undefined;
  readonly origin: MessageOrigin;
}

/** The messages of an owner. Throws `notAllowed` where the platform names none. */
export async function findMessages(
  session: ApiSession,
  owner: MessageOwner,
  signal: AbortSignal,
): Promise<readonly FoundMessage[]> {
  const found = await readMessages(session, owner, signal);
  if (found.length > 0) return found;
  throw new UserError("notAllowed", say("The platform lists no message here whose content can be read."));
}

async function readMessages(
  session: ApiSession,
  owner: MessageOwner,
  signal: AbortSignal,
): Promise<readonly FoundMessage[]> {
  if (owner.kind === "journey") return await findOfStep(session, owner, signal);
  const campaignId = owner.kind === "campaign" ? owner.id : owner.campaignId;
  const campaign = await findCampaign(session, campaignId, signal);
  if (owner.kind === "message") {
    const { messageId } = owner;
    const found = campaign && listMessages(campaign).find(({ place }) => place.messageId === messageId);
    const origin: MessageOrigin = campaign
      ? toOrigin(campaign)
      : { kind: "campaign", name: undefined, state: undefined, step: undefined };
    return [found ?? { place: { campaignId, messageId }, channel: undefined, origin }];
  }
  if (campaign === undefined) throw vanished(say("The campaign"));
  return listMessages(campaign);
}

async function findOfStep(
  session: ApiSession,
  { id, step }: MessageOwner & { kind: "journey" },
  signal: AbortSignal,
): Promise<readonly FoundMessage[]> {
  const journey = await fetchJourney(session, id, { signal, includesCampaigns: true });
  const node = journey.nodes.find((candidate) => candidate.id === step);
  if (node === undefined) throw vanished(say("The step of the journey"));
  const { name, status: state } = journey;
  const origin: MessageOrigin = { kind: "journey", name, state, step: node.name };
  const campaignId = node.campaign?.campaignId;
  return (node.campaign?.packages ?? []).flatMap(({ channel, messages }) =>
    messages.flatMap(({ messageId, channel: own }) =>
      messageId === undefined || campaignId === undefined
        ? []
        : [{ place: { campaignId, messageId }, channel: own ?? channel, origin }],
    ),
  );
}

/** A campaign that was never published cannot be read alone; lists have it all the same. */
async function findCampaign(
  session: ApiSession,
  id: string,
  signal: AbortSignal,
): Promise<CampaignSummary | undefined> {
  try {
    return await fetchCampaign(session, id, { signal });
  } catch (error) {
    if (!isApiError(error, "notFound")) throw error;
    const all = await collectItems(listCampaigns(session, { includesInline: true }), signal);
    return all.find(({ campaignId }) => campaignId === id);
  }
}

function listMessages(campaign: CampaignSummary): readonly FoundMessage[] {
  const origin = toOrigin(campaign);
  return campaign.packages.flatMap(({ channel, messages }) =>
    messages.flatMap(({ messageId }) =>
      messageId === undefined
        ? []
        : [{ place: { campaignId: campaign.campaignId, messageId }, channel, origin }],
    ),
  );
}

/** The campaign behind a step of a journey is one nobody sees in the product. */
function toOrigin({ name, status, campaignClass, metadata }: CampaignSummary): MessageOrigin {
  const isInline = campaignClass === "inline";
  return {
    kind: isInline ? "journey" : "campaign",
    name: isInline ? metadata?.sourceName : name,
    state: isInline ? undefined : status?.toLowerCase(),
    step: isInline ? name : undefined,
  };
}
