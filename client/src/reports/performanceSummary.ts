/**
 * How something that sends messages does, in one sentence: sums of what was counted. Pure. Says nothing where a number is missing or
 * was cut off, rather than something near it.
 */
import { sayCount, sayNumber } from "../words/say";
import type { ResultValue } from "./reportResult";
import { CUT_OFF } from "./trackingRemarks";

/** What was counted, in columns. */
interface Counted {
  readonly days: string;
  readonly columns: readonly { readonly role: string }[];
}

/** The sentence; undefined where it is not known how much was sent. */
export function findSummary(
  { days, columns }: Counted,
  rows: readonly { readonly values: readonly ResultValue[] }[],
): string | undefined {
  const [sent, opened, clicked] = ["send", "open", "click"].map((role) => {
    const place = columns.findIndex((column) => column.role === role);
    const known = rows.flatMap(({ values }) => values[place] ?? []);
    return known.length === 0 || known.includes(CUT_OFF) ? undefined : known.reduce((sum, one) => sum + one);
  });
  if (sent === undefined) return undefined;
  if (opened === undefined || clicked === undefined || sent === 0)
    return sayCount(sent, ["It sent {0} message, {1}.", "It sent {0} messages, {1}."], days);
  return sayCount(
    sent,
    [
      "It sent {0} message, with {1} opens and {2} clicks, {3}.",
      "It sent {0} messages, with {1} opens and {2} clicks, {3}.",
    ],
    sayNumber(opened),
    sayNumber(clicked),
    days,
  );
}
