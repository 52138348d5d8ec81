/**
 * Answers queries about the steps of a journey over the tracking datasets: what the statement names is read, whoever wrote it, and
 * counted as reports count it. A statement that asks anything else is not understood.
 */
import type { Seeded } from "../seeded";
import { shareOfStep } from "./journeyNumbers";
import type { QueryEnd } from "./ruleQueries";
import { listMetrics } from "./sampleAnalytics";
import { valueOfDay } from "./seasons";

/** What a query runs over. */
export interface TrackedPlace {
  readonly journeys: readonly { readonly id: string; readonly name: string }[];
  readonly seeded: Seeded;
  readonly now: number;
}

const DAY = 86_400_000;

/** The number of rows of a statement about a step; undefined for any other. */
export function runJourneyQuery(sql: string, { journeys, seeded, now }: TrackedPlace): QueryEnd | undefined {
  const metric = listMetrics().find(({ id }) => id === findMetric(sql));
  const step = findText(sql, /stepEvents\.nodeName = '((?:[^']|'')*)'/);
  const version = findText(sql, /journeyVersionID = '((?:[^']|'')*)'/);
  const days = [...sql.matchAll(/TIMESTAMP '(\d{4}-\d{2}-\d{2})/g)].map(([, day = ""]) => Date.parse(day));
  const [from, to] = days;
  if (metric === undefined || step === undefined || from === undefined || to === undefined) return undefined;
  const journey = journeys.find(({ id }) => id === version);
  if (journey === undefined) return { rows: 0 };
  let sum = 0;
  for (let time = from; time <= to; time += DAY) sum += valueOfDay(seeded, metric, { time, now });
  return { rows: Math.round(sum * shareOfStep(metric.id, { step, journey: journey.name })) };
}

function findMetric(sql: string): string | undefined {
  if (/interactionType = 'open'/.test(sql)) return "metrics/ajo_email_opens";
  if (/interactionType = 'click'/.test(sql)) return "metrics/ajo_email_clicks";
  if (/feedbackStatus = 'sent'/.test(sql)) return "metrics/ajo_email_sends";
  return /journeyNodeProcessed = TRUE/i.test(sql) ? "metrics/journey_step_entries" : undefined;
}

function findText(sql: string, pattern: RegExp): string | undefined {
  return pattern.exec(sql)?.[1]?.replaceAll("''", "'");
}
