/**
 * What a destination flow needs to know of an audience that is added: a schedule for files, a mapping for some streams,
 * nothing otherwise. Told by what stands on the flow already and by the name of its kind, never by ids. Pure.
 */
import type { Flow } from "../../api/flows";

/** A value as it stands in a selector. */
export type SelectorSettings = Readonly<Record<string, unknown>>;

/** What must be asked before an audience is added. */
export interface DestinationNeeds {
  readonly isFile: boolean;
  readonly needsMapping: boolean;
  /** How the audiences that are on the flow are exported; undefined when there is none, or nothing to copy. */
  readonly likeOthers: SelectorSettings | undefined;
}

/** When a file is written. */
export type ExportRhythm = "daily" | "incremental" | "once";

/** Settings of the export, copied from others on the flow; the rest belongs to the one audience. */
const EXPORT_FIELDS = ["filenameTemplate", "exportMode", "schedule"];

/** File destinations that are no plain storage; compared as a whole, because the streaming kinds have similar names. */
const FILE_KINDS = ["salesforce marketing cloud", "adobe campaign", "oracle eloqua", "oracle responsys"];
const FILE_TEMPLATE = "%DESTINATION_NAME%_%SEGMENT_ID%_%DATETIME(YYYYMMdd_HHmmss)%";

/** The kind of a destination: its name and category in the catalogue. */
export interface DestinationKind {
  readonly name: string;
  readonly category: string | undefined;
}

/** What the flow needs. */
export function findNeeds(flow: Flow, kind: DestinationKind | undefined): DestinationNeeds {
  const others = flow.audiences.map(({ settings }) => settings);
  const exported = others.find((settings) => EXPORT_FIELDS.some((field) => settings[field] !== undefined));
  const name = kind?.name.toLowerCase() ?? "";
  const isFile = exported !== undefined || isFileKind(name, kind?.category);
  const isMapped = others.some((settings) => settings["mappingId"] !== undefined);
  return {
    isFile,
    needsMapping: !isFile && (isMapped || name.includes("salesforce marketing cloud")),
    likeOthers: exported && pick(exported),
  };
}

/** The settings of a daily, incremental or single export from `startDate` (`YYYY-MM-DD`) on, at two in the morning UTC. */
export function toExportSettings(rhythm: ExportRhythm, startDate: string): SelectorSettings {
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

/** A date a schedule can start on; otherwise what is wrong with it. */
export function findDateProblem(text: string): string | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDate ? undefined : "Write the date as year-month-day, for example 2026-03-01.";
}

function isFileKind(name: string, category: string | undefined): boolean {
  return category?.toLowerCase() === "cloudstorage" || FILE_KINDS.includes(name);
}

function pick(settings: SelectorSettings): SelectorSettings {
  const kept = Object.entries(settings).filter(([field]) => EXPORT_FIELDS.includes(field));
  return Object.fromEntries(kept);
}
