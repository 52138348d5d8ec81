/**
 * Answers the two kinds of queries the organisation can run: a statement that was written for a rule, over its own people, and one
 * about the steps of a journey, the e-mails of a campaign or the messages of the sandbox over the tracking datasets, whoever wrote it.
 * What else somebody asks is not understood; a rule's statement that was changed is refused, never answered as if it were the rule's.
 */
import { findRuleOfSql, readEnvironment } from "../../../../server/src/pql/service";
import type { ExpressionSchemas } from "../pql/engine";
import type { Seeded } from "../seeded";
import { countCampaignDay, countChannelDay, findMailEvent, type MailEvent } from "./campaignNumbers";
import { createJourneyShares } from "./journeyNumbers";
import type { Population } from "./population";
import { listMetrics } from "./sampleAnalytics";
import type { CampaignRecord } from "./sampleCampaigns";
import type { DatasetEntry } from "./sampleDatasets";
import { countOfDay, valueOfDay } from "./seasons";

/** How a query ended: with so many rows, or with what is wrong. */
export type QueryEnd = { readonly rows: number } | { readonly fault: string };

/** What a query runs over. */
interface QueryPlace {
  readonly schemas: ExpressionSchemas;
  readonly population: Population;
  readonly datasets: Iterable<DatasetEntry>;
}

/** The first line by which our statements are known. */
const OURS = "-- Profiles that meet a PQL rule";

/** Runs a statement; undefined for one that is not about a rule. */
export function runRuleQuery(
  sql: string,
  { schemas, population, datasets }: QueryPlace,
): QueryEnd | undefined {
  if (!sql.startsWith(OURS)) return undefined;
  const stated = findRuleOfSql(sql, readEnvironment(schemas));
  if (stated === undefined) {
    return {
      fault: "The sample organisation runs statements that were written for a rule, as they were written",
    };
  }
  const known = new Set([...datasets].map(tableOf));
  const missing = [stated.tables.profile, ...stated.tables.events].find((table) => !known.has(table));
  if (missing !== undefined) return { fault: `Table or view not found: ${missing}` };
  return { rows: population.count({ text: stated.rule }, stated.now) ?? 0 };
}

function tableOf({ tags }: DatasetEntry): string | undefined {
  const names = (tags as Readonly<Record<string, readonly string[]>> | undefined)?.["adobe/pqs/table"];
  return names?.[0];
}

/** What a query runs over. */
interface TrackedPlace {
  readonly campaigns: readonly CampaignRecord[];
  readonly journeys: readonly { readonly id: string; readonly name: string }[];
  readonly seeded: Seeded;
  readonly now: number;
}

const DAY = 86_400_000;

/** The number of rows of a statement about a step, a campaign or the sandbox; undefined for any other. */
export function runTrackingQuery(sql: string, place: TrackedPlace): QueryEnd | undefined {
  const [from, to] = [...sql.matchAll(/TIMESTAMP '(\d{4}-\d{2}-\d{2})/g)].map(([, day = ""]) =>
    Date.parse(day),
  );
  if (from === undefined || to === undefined) return undefined;
  const days: number[] = [];
  for (let time = from; time <= to; time += DAY) days.push(time);
  const end = runStepQuery(sql, days, place) ?? runCampaignQuery(sql, days, place);
  return end === undefined || "fault" in end ? end : { rows: thinOut(sql, end.rows) };
}

/** Where a statement keeps the first rows and of the others one in so many. */
function thinOut(sql: string, rows: number): number {
  const [first, oneIn] = /<= (\d+) OR MOD\(\w+, (\d+)\) = 0$/.exec(sql)?.slice(1).map(Number) ?? [];
  if (first === undefined || oneIn === undefined || rows <= first) return rows;
  return first + Math.floor(rows / oneIn) - Math.floor(first / oneIn);
}

function runStepQuery(
  sql: string,
  days: readonly number[],
  { journeys, seeded, now }: TrackedPlace,
): QueryEnd | undefined {
  const metric = listMetrics().find(({ id }) => id === findMetric(sql));
  const step = findText(sql, /stepEvents\.nodeName = '((?:[^']|'')*)'/);
  const version = findText(sql, /journeyVersionID = '((?:[^']|'')*)'/);
  if (metric === undefined || (step === undefined && metric.id !== ENTRIES)) return undefined;
  const shares = createJourneyShares();
  const journey = journeys.find(({ id }) => id === version);
  if (step !== undefined && journey === undefined) return { rows: 0 };
  const parts =
    (step === undefined
      ? shares.ofAll(metric.id)
      : shares.ofStep(metric.id, { step, journey: journey?.name })) ?? [];
  const rows = days.reduce((sum, time) => {
    const amount = valueOfDay(seeded, metric, { time, now });
    return parts.reduce((counted, part) => counted + countOfDay(amount, { time, part }), sum);
  }, 0);
  return { rows };
}

function runCampaignQuery(sql: string, days: readonly number[], place: TrackedPlace): QueryEnd | undefined {
  const id = findText(sql, /messageExecution\.campaignID = '((?:[^']|'')*)'/);
  const event = findMailEvent(sql);
  if (event === undefined) return undefined;
  if (id === undefined) return runSandboxQuery(sql, { event, days }, place);
  return { rows: days.reduce((sum, time) => sum + countCampaignDay(place, { id, event, time }), 0) };
}

/** Channels that are counted one by one; what is in none of them is nothing here. */
function runSandboxQuery(
  sql: string,
  { event, days }: { readonly event: MailEvent; readonly days: readonly number[] },
  place: TrackedPlace,
): QueryEnd {
  const named = findText(sql, /channel\._id = '[^']*\/(\w+)'/);
  const channel = named ?? (/NOT IN/.test(sql) ? "other" : "email");
  const [found, isNot] = /journeyVersionID IS (NOT )?NULL/.exec(sql) ?? [];
  const sender = found === undefined ? undefined : isNot === undefined ? "campaigns" : "journeys";
  const rows = days.reduce((sum, time) => sum + countChannelDay(place, { channel, sender, event, time }), 0);
  return { rows };
}

const ENTRIES = "metrics/journey_step_entries";

function findMetric(sql: string): string | undefined {
  if (/interactionType = 'open'/.test(sql)) return "metrics/ajo_email_opens";
  if (/interactionType = 'click'/.test(sql)) return "metrics/ajo_email_clicks";
  if (/feedbackStatus = 'sent'/.test(sql)) return "metrics/ajo_email_sends";
  return /journeyNodeProcessed = TRUE/i.test(sql) ? ENTRIES : undefined;
}

function findText(sql: string, pattern: RegExp): string | undefined {
  return pattern.exec(sql)?.[1]?.replaceAll("''", "'");
}
