/**
 * How much of what the company mails belongs to a campaign, day by day: regular campaigns share a tenth of it, the first in the list
 * most, and nothing is sent before a campaign was made. Pure.
 */
import type { Seeded } from "../seeded";
import { listMetrics } from "./sampleAnalytics";
import type { CampaignRecord } from "./sampleCampaigns";
import { createShares, valueOfDay } from "./seasons";

/** What the tracking datasets call what happens to an e-mail. */
const EVENTS = ["sent", "delivered", "bounce", "open", "click", "unsubscribe"] as const;
type MailEvent = (typeof EVENTS)[number];

/** Of all e-mails, journeys send the others. */
const PART = 0.1;
const BOUNCED = 0.012;
const UNSUBSCRIBED = 0.0015;

/** What a statement asks for; undefined where it asks for something else. */
export function findMailEvent(sql: string): MailEvent | undefined {
  const [, word] = /(?:feedbackStatus|interactionType) = '(\w+)'/.exec(sql) ?? [];
  return EVENTS.find((event) => event === word);
}

/** How often it happened on the day that begins at `time`. */
export function countCampaignDay(
  {
    campaigns,
    seeded,
    now,
  }: { readonly campaigns: readonly CampaignRecord[]; readonly seeded: Seeded; readonly now: number },
  { id, event, time }: { readonly id: string; readonly event: MailEvent; readonly time: number },
): number {
  const mailing = campaigns.filter(isMailing);
  const place = mailing.findIndex(({ campaignId }) => campaignId === id);
  const campaign = mailing[place];
  if (campaign === undefined || Date.parse(String(campaign["createdAt"])) > time) return 0;
  const share = createShares(mailing.length)(place) * PART;
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
