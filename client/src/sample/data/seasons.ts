/**
 * How busy Acme is: one number per metric and hour of history, with weekdays, seasons, campaigns and noise, so that plots
 * look like a retail company. Pure; the same moment always has the same value.
 */
import type { Seeded } from "../seeded";
import type { Metric } from "./sampleAnalytics";

const DAY = 86_400_000;
const WEEKDAYS = [1.12, 0.96, 0.93, 0.95, 1.0, 1.05, 1.2];
/** Month factors, January first: sales in January and July, Christmas from late November. */
const MONTHS = [1.1, 0.88, 0.92, 0.97, 0.98, 0.95, 1.08, 0.9, 0.98, 1.02, 1.38, 1.45];

/** Returns the value of a plain metric on the UTC day that contains `time`. Days after `now` have none; today is as full as it is old. */
export function valueOfDay(
  seeded: Seeded,
  metric: Metric,
  moment: { readonly time: number; readonly now: number },
): number {
  const start = Math.floor(moment.time / DAY) * DAY;
  if (start > moment.now) return 0;
  const date = new Date(start);
  const years = (start - Date.UTC(2024, 0, 1)) / (365 * DAY);
  const trend = 1 + 0.09 * years;
  const noise = 0.93 + 0.14 * seeded.stream(`noise/${metric.id}/${start}`)();
  const campaign = isCampaignDay(date) ? 1.55 : 1;
  const filled = Math.min(1, (moment.now - start) / DAY);
  const value =
    metric.daily *
    trend *
    noise *
    campaign *
    filled *
    (WEEKDAYS[date.getUTCDay()] ?? 1) *
    (MONTHS[date.getUTCMonth()] ?? 1);
  return metric.type === "int" ? Math.round(value) : Math.round(value * 100) / 100;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Returns how many of `amount` on a day belong to a part of it, as a whole number. It is rounded up so often that the days add up, also where
 * much less than one belongs to the part each day.
 */
export function countOfDay(
  amount: number,
  { time, part }: { readonly time: number; readonly part: number },
): number {
  const place = Math.floor(time / DAY) * GOLDEN + part * 9_973;
  return Math.floor(amount * part + (place - Math.floor(place)));
}

/** Black Friday week and the first days of a sale. */
function isCampaignDay(date: Date): boolean {
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  return (month === 10 && day >= 23 && day <= 29) || ((month === 0 || month === 6) && day >= 2 && day <= 5);
}

/** Returns the share of each place among `count` values: a long tail that sums to about one. */
export function createShares(count: number): (index: number) => number {
  const exponent = count > 100 ? 0.85 : 1.15;
  let total = 0;
  for (let place = 1; place <= Math.min(count, 400); place++) total += place ** -exponent;
  return (index) => (index + 1) ** -exponent / total;
}
