/**
 * Small steps from platform values to the words of rows and tooltips. Pure; leaves out what is not known.
 */
import { sayTime } from "../words/say";
import type { RowFact } from "./rows";

/** A fact that may be missing. */
export type PossibleFact = readonly [label: string, value: string | undefined];

/** The day and minute in UTC as people read them; `milliseconds` since 1970. */
export function toDateText(milliseconds: number | undefined): string | undefined {
  return isMoment(milliseconds) ? sayTime(milliseconds) : undefined;
}

/** The same as it is kept in files, whoever writes them. */
export function toKeptDateText(milliseconds: number | undefined): string | undefined {
  if (!isMoment(milliseconds)) return undefined;
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function isMoment(milliseconds: number | undefined): milliseconds is number {
  return milliseconds !== undefined && !Number.isNaN(new Date(milliseconds).getTime());
}

/** A row needs something to stand for it; names can be empty or nothing but white space. */
export function toRowName(name: string, id: string): string {
  const readable = name.replace(/\s+/g, " ").trim();
  return readable === "" ? id : readable;
}

export function toKnownFacts(facts: readonly PossibleFact[]): readonly RowFact[] {
  return facts.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [[label, value] as const],
  );
}

/** `yes`, `no`, or undefined for unknown. */
export function toYesOrNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? "yes" : "no";
}
