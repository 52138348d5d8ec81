/**
 * What the company sends, day by day, and how much of it belongs to a campaign: regular campaigns share a tenth of the e-mails, the
 * first in the list most, and nothing is sent before a campaign was made; journeys send everything else. Pure.
 */
import type { Seeded } from "../seeded";
import { listMetrics } from "./sampleAnalytics";
import type { CampaignRecord } from "./sampleCampaigns";
import { createShares, valueOfDay } from "./seasons";

/** What the tracking datasets call what happens to an e-mail. */
const EVENTS = ["sent", "delivered", "bounce", "open", "click", "unsubscribe"] as const;
export type MailEvent = (typeof EVENTS)[number];

/** Of all e-mails, journeys send the others. */
const PART = 0.1;
const BOUNCED = 0.012;
const UNSUBSCRIBED = 0.0015;

/** What a statement asks for; undefined where it asks for something else. */
export function findMailEvent(sql: string): MailEvent | undefined {
  const [, word] = /(?:feedbackStatus|interactionType) = '(\w+)'/.exec(sql) ?? [];
  return EVENTS.find((event) => event === word);
}

/** Who sends, and when it is. */
interface Mailing {
  readonly campaigns: readonly CampaignRecord[];
  readonly seeded: Seeded;
  readonly now: number;
}

/** What happened on the day that begins at `time`. */
interface Happening {
  readonly event: MailEvent;
  readonly time: number;
}

/** How often it happened to e-mails of the campaign. */
export function countCampaignDay(
  mailing: Mailing,
  { id, ...happening }: Happening & { readonly id: string },
): number {
  const mailers = mailing.campaigns.filter(isMailing);
  const place = mailers.findIndex(({ campaignId }) => campaignId === id);
  const campaign = mailers[place];
  if (campaign === undefined || Date.parse(String(campaign["createdAt"])) > happening.time) return 0;
  return countShare(mailing, happening, createShares(mailers.length)(place) * PART);
}

/** Of each e-mail so many messages of other channels; nobody tells whether a push message arrived. */
const CHANNELS: Readonly<Record<string, number>> = { email: 1, push: 0.2, sms: 0.0003 };

/** How often it happened to messages of a channel, of everybody or of journeys or campaigns alone. */
export function countChannelDay(
  mailing: Mailing,
  {
    channel,
    sender,
    ...happening
  }: Happening & { readonly channel: string; readonly sender: "journeys" | "campaigns" | undefined },
): number {
  if (channel === "push" && happening.event === "delivered") return 0;
  const all = countShare(mailing, happening, CHANNELS[channel] ?? 0);
  if (sender === undefined) return all;
  const ids = channel === "email" ? mailing.campaigns.map(({ campaignId }) => campaignId) : [];
  const ofCampaigns = ids.reduce((sum, id) => sum + countCampaignDay(mailing, { id, ...happening }), 0);
  return sender === "campaigns" ? ofCampaigns : all - ofCampaigns;
}

function countShare({ seeded, now }: Mailing, { event, time }: Happening, share: number): number {
  const count = (metricId: string): number => {
    const metric = listMetrics().find((one) => one.id === metricId);
    return metric === undefined ? 0 : Math.round(valueOfDay(seeded, metric, { time, now }) * share);
  };
  if (event === "open") return count("metrics/ajo_email_opens");
  if (event === "click") return count("metrics/ajo_email_clicks");
  const sent = count("metrics/ajo_email_sends");
  const bounced = Math.round(sent * BOUNCED);
  if (event === "unsubscribe") return Math.round(sent * UNSUBSCRIBED);
  return event === "sent" ? sent : event === "bounce" ? bounced : sent - bounced;
}

/** Published, and by e-mail. */
function isMailing({ campaignClass, status, packages }: CampaignRecord): boolean {
  const [first] = packages as readonly { readonly channel: string }[];
  return campaignClass === "regular" && status !== "DRAFT" && first?.channel === "email";
}
