/**
 * Small steps from platform values to the words of rows and tooltips. Pure; leaves out what is not known.
 */
import type { RowFact } from "./rows";

/** A fact that may be missing. */
export type PossibleFact = readonly [label: string, value: string | undefined];

/** The day and minute in UTC, the same for everyone who compares notes; `milliseconds` since 1970. */
export function toDateText(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || !Number.isFinite(milliseconds)) return undefined;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? undefined
    : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
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
