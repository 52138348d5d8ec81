/**
 * How the e-mails of a campaign do, day by day, put together from what the tracking datasets were asked. Pure. What a dataset does
 * not tell is missing, never zero.
 */
import { say } from "../words/say";
import { toPercentText } from "./numberText";
import { findSummary } from "./performanceSummary";
import { addDays, countDays, type DayRange, sayDays } from "./reportDates";
import type { ResultValue } from "./reportResult";
import { UNTOLD_DELIVERY } from "./trackingRemarks";
import type { CountedRole } from "./trackingStatements";

/** What is counted of an e-mail, in the order it happens. */
export const MAIL_ROLES = [
  "send",
  "delivered",
  "bounce",
  "open",
  "click",
  "unsubscribe",
] as const satisfies readonly CountedRole[];
type MailRole = (typeof MAIL_ROLES)[number];

/** The numbers of some days, one a column. */
export interface DayFigures {
  readonly label: string;
  readonly values: readonly ResultValue[];
}

/** How a campaign does. */
export interface CampaignFigures {
  /** Where the numbers come from, in words. */
  readonly source: string;
  readonly days: string;
  readonly columns: readonly { readonly role: MailRole; readonly name: string }[];
  /** All days first. */
  readonly rows: readonly DayFigures[];
  readonly findings: readonly string[];
  readonly remarks: readonly string[];
  readonly summary: string | undefined;
}

/** The range in at most `most` parts of as many days each; the last may be shorter. */
export function splitRange(range: DayRange, most: number): readonly DayRange[] {
  const length = Math.max(1, Math.ceil(countDays(range) / most));
  const parts: DayRange[] = [];
  for (let from = range.from; from <= range.to; from = addDays(from, length)) {
    const to = addDays(from, length - 1);
    parts.push({ from, to: to < range.to ? to : range.to });
  }
  return parts;
}

/** Puts numbers together that were counted part by part, and in each part role by role. */
export function toCampaignFigures(
  counted: Pick<CampaignFigures, "source" | "days" | "columns" | "remarks"> & {
    readonly parts: readonly DayRange[];
    readonly numbers: readonly number[];
  },
): CampaignFigures {
  const { parts, numbers, remarks, ...facts } = counted;
  const raw = parts.map((_part, index) =>
    numbers.slice(index * MAIL_ROLES.length, (index + 1) * MAIL_ROLES.length),
  );
  const sums = MAIL_ROLES.map((_role, place) => raw.reduce((sum, values) => sum + (values[place] ?? 0), 0));
  const isDeliveryTold = sums[at("delivered")] !== 0 || sums[at("send")] === 0;
  const hide = (values: readonly number[]): readonly ResultValue[] =>
    values.map((value, place) => (place === at("delivered") && !isDeliveryTold ? undefined : value));
  const days = parts.map((part, index) => ({
    label: sayDays(part),
    values: hide(raw[index] ?? []),
  }));
  return {
    ...facts,
    rows: [...(days.length > 1 ? [{ label: say("All days"), values: hide(sums) }] : []), ...days],
    findings: findShares(sums),
    remarks: [...remarks, ...(isDeliveryTold ? [] : [UNTOLD_DELIVERY])],
    summary: findSummary(facts, days),
  };
}

/** Below this a share says little. */
const SMALL_COUNT = 100;

/** What of that which was sent went wrong. */
function findShares(sums: readonly number[]): readonly string[] {
  const sent = sums[at("send")] ?? 0;
  if (sent < SMALL_COUNT) return [];
  const toShare = (role: MailRole): string => toPercentText((sums[at(role)] ?? 0) / sent);
  return [
    say("Bounced, of what was sent: {0}.", toShare("bounce")),
    say("Unsubscriptions, of what was sent: {0}.", toShare("unsubscribe")),
  ];
}

function at(role: MailRole): number {
  return MAIL_ROLES.indexOf(role);
}
