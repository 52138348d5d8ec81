/**
 * How often a file destination exports an audience, in the words of a person and as its settings say it. Pure.
 */
import { say } from "../words/say";
import { isRecord, readText } from "./values";

export type ExportRhythm = "daily" | "incremental" | "once";

/** What a person can choose. */
export const RHYTHMS: readonly { readonly label: string; readonly value: ExportRhythm }[] = [
  { label: say("All members, every day"), value: "daily" },
  { label: say("All members first, then changes every day"), value: "incremental" },
  { label: say("All members, once"), value: "once" },
];

/** How often settings of the platform export; what they add to a rhythm is not looked at. */
export function toRhythmText({ exportMode, schedule }: Readonly<Record<string, unknown>>): string {
  const isOnce = isRecord(schedule) && schedule["frequency"] === "ONCE";
  const repeated = exportMode === "FIRST_FULL_THEN_INCREMENTAL" ? "incremental" : "daily";
  return RHYTHMS.find(({ value }) => value === (isOnce ? "once" : repeated))?.label ?? "";
}

/** What becomes of an audience in a file destination; undefined where the settings have no schedule. */
export function toExportText(name: string, settings: Readonly<Record<string, unknown>>): string | undefined {
  const { schedule } = settings;
  if (!isRecord(schedule)) return undefined;
  const facts = [toRhythmText(settings), ...toStartText(schedule)];
  return say("“{0}” is exported: {1}.", name, facts.join(", "));
}

function toStartText({ frequency, startDate, startTime }: Readonly<Record<string, unknown>>): string[] {
  const [date, time] = [readText(startDate), readText(startTime)];
  if (date === undefined) return [];
  const start = time === undefined ? date : `${date}, ${time} UTC`;
  return [frequency === "ONCE" ? say("on {0}", start) : say("from {0}", start)];
}
