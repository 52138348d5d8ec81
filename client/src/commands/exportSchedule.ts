/**
 * When a file destination exports an audience that is added to it: asks for the rhythm and the first day, and says it in the
 * settings of the flow. Writes nothing.
 */
import type { FlowAudience } from "../api/flows";
import type { Services } from "../services";

type ExportSettings = FlowAudience["settings"];
type ExportRhythm = "daily" | "incremental" | "once";

const FILE_TEMPLATE = "%DESTINATION_NAME%_%SEGMENT_ID%_%DATETIME(YYYYMMdd_HHmmss)%";
const DAY_MS = 86_400_000;

const RHYTHMS: readonly { readonly label: string; readonly value: ExportRhythm }[] = [
  { label: "All members, every day", value: "daily" },
  { label: "All members first, then changes every day", value: "incremental" },
  { label: "All members, once", value: "once" },
];

/** Settings a person chose: those of the audiences that are there, or a schedule of its own. */
export async function askExportSettings(
  { prompts, now }: Pick<Services, "prompts" | "now">,
  likeOthers: ExportSettings | undefined,
): Promise<ExportSettings> {
  const choices = [
    ...(likeOthers === undefined
      ? []
      : [{ label: "Like the other audiences of this destination", value: likeOthers }]),
    ...RHYTHMS,
  ];
  const picked = await prompts.pick<ExportSettings | ExportRhythm>("What is exported, and when?", choices);
  if (typeof picked !== "string") return picked;
  const startDate = await prompts.ask({
    title: "First export",
    prompt: "Date of the first export",
    value: new Date(now() + DAY_MS).toISOString().slice(0, 10),
    check: findDateProblem,
  });
  return toExportSettings(picked, startDate);
}

/** A daily, incremental or single export from `startDate` (`YYYY-MM-DD`) on, at two in the morning UTC. */
function toExportSettings(rhythm: ExportRhythm, startDate: string): ExportSettings {
  return {
    filenameTemplate: FILE_TEMPLATE,
    exportMode: rhythm === "incremental" ? "FIRST_FULL_THEN_INCREMENTAL" : "DAILY_FULL_EXPORT",
    schedule: {
      frequency: rhythm === "once" ? "ONCE" : "DAILY",
      startDate,
      startTime: "02:00",
      triggerType: "SCHEDULED",
    },
  };
}

/** Undefined for a date a schedule can start on; otherwise what is wrong with it. */
function findDateProblem(text: string): string | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDate ? undefined : "Write the date as year-month-day, for example 2026-03-01.";
}
