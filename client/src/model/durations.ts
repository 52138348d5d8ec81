/**
 * Durations as the platform writes them, `PT72H`, and as people say them. Pure.
 */
import { sayNumber } from "../words/say";

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = ["week", "day", "hour", "minute", "second"] as const;
const HOURS_OF_DAY = 24;

/** So many of a unit. */
export type DurationPart = readonly [unit: (typeof UNITS)[number], count: number];

/** The parts that are not zero, the longest first; none where it is written in another way. */
export function readDuration(written: string): readonly DurationPart[] {
  const [, ...counts] = DURATION.exec(written) ?? [];
  return UNITS.flatMap((unit, index): readonly DurationPart[] => {
    const count = Number(counts[index] ?? 0);
    return count === 0 ? [] : [[unit, count]];
  });
}

/** `PT72H` in the language of the reader, whole days as days: `3 days`. What is written in another way stays as it is. */
export function sayDuration(written: string): string {
  const words = readDuration(written).map(([unit, count], _index, { length }) => {
    const areDays = unit === "hour" && length === 1 && count % HOURS_OF_DAY === 0;
    const options = { style: "unit", unit: areDays ? "day" : unit, unitDisplay: "long" } as const;
    return sayNumber(areDays ? count / HOURS_OF_DAY : count, options);
  });
  return words.join(" ") || written;
}
