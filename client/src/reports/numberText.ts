/**
 * Numbers of reports as people read them. A missing number is said to be missing.
 */
import { say, sayNumber } from "../words/say";
import type { ResultColumn, ResultValue } from "./reportResult";

/** A number of a column; rates as percent. */
export function toValueText(value: ResultValue, { type }: Pick<ResultColumn, "type">): string {
  if (value === undefined) return say("no number");
  if (isRate({ type })) return toPercentText(value);
  const isWhole = Number.isInteger(value) && type !== "currency";
  return sayNumber(value, {
    minimumFractionDigits: isWhole ? 0 : 2,
    maximumFractionDigits: isWhole ? 0 : 2,
  });
}

/** "12.3 %". */
export function toPercentText(share: number): string {
  const digits = Math.abs(share) < 0.1 ? 2 : 1;
  return `${sayNumber(share * 100, { maximumFractionDigits: digits })} %`;
}

/** "+4.2 %" or "−4.2 %"; undefined where there is nothing to compare with. */
export function toChangeText(now: ResultValue, before: ResultValue): string | undefined {
  const change = findChange(now, before);
  if (change === undefined) return undefined;
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  return `${sign}${toPercentText(Math.abs(change))}`;
}

/** The change as a share of what was before; undefined where that was nothing. */
export function findChange(now: ResultValue, before: ResultValue): number | undefined {
  return now === undefined || before === undefined || before === 0
    ? undefined
    : (now - before) / Math.abs(before);
}

/** Whether the numbers of a metric are shares, which cannot be added up. */
export function isRate({ type }: Pick<ResultColumn, "type">): boolean {
  return type?.toLowerCase() === "percent";
}

/** "Search, E-mail and 4 more"; without the rest where there is none. */
export function toNamesText(named: readonly string[], others: number): string {
  const names = named.join(", ");
  return others > 0 ? say("{0} and {1} more", names, sayNumber(others)) : names;
}
