/**
 * Puts beside each row of a table what it was in the days before. Items are matched by id, moments by where they lie in their days.
 * Refuses to compare pieces of unlike length, such as a whole month with the last three days of one; what fails here costs the
 * comparison and no row.
 */
import type { Report } from "../api/cjaReports";
import { say, sayNumber } from "../words/say";
import { type DayRange, findPiece, isDateDimension } from "./reportDates";
import { MOST_REPORT_ROWS } from "./reportFile";
import { PAGE_ROWS, type TableQuestion, toItemsRequest, toTableRequest } from "./reportRequests";
import { type ResultRow, type ResultTable, toRows, toValues } from "./reportResult";
import { type TableAsking, toReason } from "./tableAsking";
import { readTablePages } from "./tablePages";

/** What is known of the days before. */
export interface PeriodBefore extends Pick<ResultTable, "rows" | "totalsBefore"> {
  readonly gaps: readonly string[];
}

/** Reads the days before and returns the rows with their numbers of then. */
export async function readPeriodBefore(
  question: TableQuestion,
  { rows, range }: { readonly rows: readonly ResultRow[]; readonly range: DayRange },
  asking: TableAsking,
): Promise<PeriodBefore> {
  const then = { ...question, range };
  try {
    return isDateDimension(question.table.dimension)
      ? await readMoments(question, { rows, then }, asking)
      : await readItems({ rows, then }, asking);
  } catch (error) {
    return {
      rows,
      totalsBefore: undefined,
      gaps: [say("The days before could not be counted: {0}", toReason(error))],
    };
  }
}

interface Compared {
  readonly rows: readonly ResultRow[];
  readonly then: TableQuestion;
}

async function readMoments(
  { table, range }: TableQuestion,
  { rows, then }: Compared,
  asking: TableAsking,
): Promise<PeriodBefore> {
  const { dimension, metrics } = table;
  const whole = { dimension, metrics, order: "natural", rows: MOST_REPORT_ROWS } as const;
  const { first, rows: former, gaps } = await readTablePages({ ...then, table: whole }, asking);
  const toPiece = ({ id }: ResultRow, within: DayRange) => findPiece(dimension, id, within);
  const found = new Map(former.map((row) => [toPiece(row, then.range), row.values]));
  found.delete(undefined);
  const compared = rows.map((row) => ({ ...row, before: found.get(toPiece(row, range)) }));
  const isCut = rows.length > 0 && former.length > 0 && !compared.some(({ before }) => before !== undefined);
  return {
    rows: compared,
    totalsBefore: toTotals(first, then),
    gaps: [
      ...gaps.map((gap) => say("In the days before: {0}", gap)),
      ...(isCut ? [say("No row is compared: the days before fall into other pieces than these days.")] : []),
    ],
  };
}

async function readItems({ rows, then }: Compared, asking: TableAsking): Promise<PeriodBefore> {
  // Totals are those of everything, which only a request without items has.
  const whole = await asking.send({ ...toTableRequest(then, 0), limit: 1 }, "shown");
  const found = new Map<string, ResultRow["values"]>();
  const gaps: string[] = [];
  for (let start = 0; start < rows.length && gaps.length === 0; start += PAGE_ROWS) {
    const ids = rows.slice(start, start + PAGE_ROWS).map(({ id }) => id);
    try {
      const answer = await asking.send(toItemsRequest(then, ids), start === 0 ? "shown" : undefined);
      for (const { id, values } of toRows(answer, then.table.metrics.length)) found.set(id, values);
    } catch (error) {
      gaps.push(
        say(
          "From row {0} on, the days before could not be counted: {1}",
          sayNumber(start + 1),
          toReason(error),
        ),
      );
    }
  }
  const compared = rows.map((row) => ({ ...row, before: found.get(row.id) }));
  return { rows: compared, totalsBefore: toTotals(whole, then), gaps };
}

function toTotals(answer: Report, { table }: TableQuestion): ResultTable["totalsBefore"] {
  return toValues(answer, answer.totals, table.metrics.length);
}
