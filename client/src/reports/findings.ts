/**
 * What stands out in a table, worked out by rules: the largest change, the best and the worst item, the step that loses most, and
 * what follows from it. Pure, and no more than the numbers say: what is counted too rarely is named as too small to say.
 */

import { say, sayNumber } from "../words/say";
import { findChange, isRate, toChangeText, toNamesText, toPercentText, toValueText } from "./numberText";
import { isDateDimension } from "./reportDates";
import type { ResultColumn, ResultRow, ResultTable, ResultValue } from "./reportResult";

/** Below this a count says little: its own chance error is a tenth of it or more. */
const SMALL_COUNT = 100;

/** Something that stands out, with its numbers in the sentence. */
export interface Finding {
  readonly kind: "change" | "best" | "worst" | "loss" | "small";
  readonly text: string;
}

/** What to do, and the rule that says so. */
export interface Recommendation {
  readonly text: string;
  readonly condition: string;
}

/** What a table says. */
export interface Findings {
  readonly findings: readonly Finding[];
  readonly recommendations: readonly Recommendation[];
}

/** Works out what stands out in a table. */
export function findFindings(table: ResultTable): Findings {
  const loss = findLargestLoss(table);
  const ranking = rankItems(table);
  const ofItems = [...findItemChange(table), ...(ranking?.findings ?? [])];
  const findings = [
    ...findTotalChanges(table),
    ...ofItems,
    ...(ofItems.length === 0 ? [] : nameScope(table)),
    ...(loss === undefined ? [] : [loss.finding]),
  ];
  const recommendations = [recommendStep(loss), recommendItem(ranking), recommendTrend(table)];
  return { findings, recommendations: recommendations.flatMap((one) => one ?? []) };
}

/** One per metric that changed; a comparison was asked for, so that nothing changed is said as well. */
function findTotalChanges({ columns, totals, totalsBefore }: ResultTable): Finding[] {
  if (totalsBefore === undefined) return [];
  return columns.flatMap((column, index): Finding[] => {
    const [now, before] = [totals[index], totalsBefore[index]];
    const change = toChangeText(now, before);
    if (change === undefined || column.failure !== undefined || isRate(column)) return [];
    if (isSmall(now) && isSmall(before))
      return [
        toSmall(say("{0}: {1} is too small to call it a change.", column.name, toPair(column, now, before))),
      ];
    return [{ kind: "change", text: `${column.name}: ${toPair(column, now, before)}, ${change}.` }];
  });
}

/** The item whose first metric moved most, in numbers: a share alone would name the smallest items. */
function findItemChange({ columns, rows, dimension, totalsBefore }: ResultTable): Finding[] {
  const [column] = columns;
  if (totalsBefore === undefined || column === undefined || isDateDimension(dimension.id)) return [];
  const size = (row: ResultRow): number =>
    Math.abs((row.values[0] ?? Number.NaN) - (row.before?.[0] ?? Number.NaN));
  const [most] = rows.filter((row) => size(row) > 0).sort((one, other) => size(other) - size(one));
  if (most === undefined) return [];
  const [now, before] = [most.values[0], most.before?.[0]];
  if (isSmall(now) && isSmall(before)) return [];
  const change = toChangeText(now, before);
  const text = say("Largest change: {0}, {1} {2}", most.label, column.name, toPair(column, now, before));
  return [{ kind: "change", text: change === undefined ? `${text}.` : `${text}, ${change}.` }];
}

/** Of items that were not read nobody knows whether they changed more, or are better or worse. */
function nameScope({ rows, allRows }: ResultTable): Finding[] {
  if (rows.length >= allRows) return [];
  const [read, all] = [rows.length, allRows].map((count) => sayNumber(count));
  return [
    toSmall(say("What is said of single rows is of the {0} that were read, of {1}.", read ?? "", all ?? "")),
  ];
}

/** "1,200 after 1,000 before". */
function toPair(column: ResultColumn, now: ResultValue, before: ResultValue): string {
  return say("{0} after {1} before", toValueText(now, column), toValueText(before, column));
}

interface RankedItem {
  readonly label: string;
  readonly score: number;
}

interface Ranking {
  readonly best: RankedItem | undefined;
  readonly worst: RankedItem | undefined;
  readonly measure: Measure;
  readonly findings: readonly Finding[];
}

/** By what items are compared: what arrives of what sets out, or a rate of the table. */
interface Measure {
  readonly name: string;
  readonly of: (row: ResultRow) => number | undefined;
  /** What the rate stands on. */
  readonly base: { readonly column: ResultColumn; readonly place: number };
}

/** Items that only say that there is none. */
const NO_ITEM = /^\(?(no value|none|unspecified|not set)\)?$/i;

/** Best and worst by rate, never by size: the largest channel is not the best one. */
function rankItems(table: ResultTable): Ranking | undefined {
  const measure = isDateDimension(table.dimension.id) ? undefined : findMeasure(table);
  if (measure === undefined) return undefined;
  const items = table.rows.filter(({ id, label }) => id !== "0" && !NO_ITEM.test(label));
  const isCounted = (row: ResultRow): boolean => !isSmall(row.values[measure.base.place]);
  const ranked = items
    .filter(isCounted)
    .flatMap((row) => {
      const score = measure.of(row);
      return score === undefined ? [] : [{ label: row.label, score }];
    })
    .sort((one, other) => other.score - one.score);
  const best = ranked.length > 1 ? ranked[0] : undefined;
  const worst = best === undefined ? undefined : ranked.at(-1);
  const tell = (kind: "best" | "worst", item: RankedItem | undefined): Finding[] => {
    if (item === undefined || !isApart(best, worst)) return [];
    const parts = [item.label, measure.name, toPercentText(item.score)] as const;
    const text =
      kind === "best" ? say("Best: {0}, {1} {2}.", ...parts) : say("Worst: {0}, {1} {2}.", ...parts);
    return [{ kind, text }];
  };
  // What has no number is not known to be small.
  const small = items.filter((row) => row.values[measure.base.place] !== undefined && !isCounted(row));
  return {
    best,
    worst,
    measure,
    findings: [...tell("best", best), ...tell("worst", worst), ...nameSmall(small, measure)],
  };
}

/** Rates within a tenth of each other are alike: chance alone makes one of them the first. */
function isApart(best: RankedItem | undefined, worst: RankedItem | undefined): boolean {
  return best !== undefined && worst !== undefined && best.score - worst.score >= best.score / 10;
}

function findMeasure({ columns, steps }: ResultTable): Measure | undefined {
  const [first, last] = [steps[0], steps.at(-1)];
  const [base, goal] = [columns[first ?? -1], columns[last ?? -1]];
  if (first !== undefined && last !== undefined && base !== undefined && goal !== undefined)
    return {
      name: say("{0} of {1}", goal.name, base.name),
      of: (row) => toShare(row.values[last], row.values[first]),
      base: { column: base, place: first },
    };
  const rate = columns.findIndex(isRate);
  const place = columns.findIndex((column) => !isRate(column) && column.failure === undefined);
  const [rated, counted] = [columns[rate], columns[place]];
  if (rated === undefined || counted === undefined) return undefined;
  return { name: rated.name, of: (row) => row.values[rate], base: { column: counted, place } };
}

const MOST_NAMED = 3;

function nameSmall(rows: readonly ResultRow[], { base: { column, place } }: Measure): Finding[] {
  if (rows.length === 0) return [];
  const named = rows
    .slice(0, MOST_NAMED)
    .map(({ label, values }) => `${label} (${toValueText(values[place], column)} ${column.name})`);
  const items = toNamesText(named, rows.length - MOST_NAMED);
  return [toSmall(say("Too small to say: {0}. Below {1} chance decides.", items, SMALL_COUNT))];
}

interface Loss {
  readonly from: string;
  readonly to: string;
  readonly share: number;
  /** What the next worst step loses. */
  readonly next: number;
  readonly finding: Finding;
}

/** Of steps that follow each other in total, the one after which the least is left. */
function findLargestLoss({ columns, totals, totalsBefore, steps }: ResultTable): Loss | undefined {
  const losses = steps
    .slice(1)
    .flatMap((to, index) => {
      const from = steps[index] ?? 0;
      const share = toLoss(totals[from], totals[to]);
      return share === undefined || share <= 0 || isSmall(totals[from]) ? [] : [{ from, to, share }];
    })
    .sort((one, other) => other.share - one.share);
  const [most, next] = losses;
  const [source, goal] = [columns[most?.from ?? -1], columns[most?.to ?? -1]];
  if (most === undefined || source === undefined || goal === undefined) return undefined;
  const before = toLoss(totalsBefore?.[most.from], totalsBefore?.[most.to]);
  const text = say(
    "The step that loses most: from {0} to {1}, {2} to {3}, {4} lost{5}.",
    source.name,
    goal.name,
    toValueText(totals[most.from], source),
    toValueText(totals[most.to], goal),
    toPercentText(most.share),
    before === undefined ? "" : ` (${say("before: {0}", toPercentText(before))})`,
  );
  return {
    from: source.name,
    to: goal.name,
    share: most.share,
    next: next?.share ?? 0,
    finding: { kind: "loss", text },
  };
}

function recommendStep(loss: Loss | undefined): Recommendation | undefined {
  if (loss === undefined || loss.share < 0.5 || loss.share - loss.next < 0.1) return undefined;
  return {
    text: say("Work on the way from {0} to {1} before any other.", loss.from, loss.to),
    condition: say(
      "One step loses half or more, and at least 10 points more than the next: {0} against {1}.",
      toPercentText(loss.share),
      toPercentText(loss.next),
    ),
  };
}

function recommendItem(ranking: Ranking | undefined): Recommendation | undefined {
  const { best, worst, measure } = ranking ?? {};
  if (best === undefined || worst === undefined || best.score <= 0 || worst.score * 2 > best.score)
    return undefined;
  return {
    text: say("Look at what {0} does otherwise than {1}.", best.label, worst.label),
    condition: say(
      "The best rate is at least twice the worst, both on {0} or more: {1} {2} against {3}.",
      SMALL_COUNT,
      measure?.name ?? "",
      toPercentText(best.score),
      toPercentText(worst.score),
    ),
  };
}

/** What the report is about in the end: the last step, or the first metric. */
function recommendTrend({ columns, totals, totalsBefore, steps }: ResultTable): Recommendation | undefined {
  const place = steps.at(-1) ?? 0;
  const column = columns[place];
  const change = findChange(totals[place], totalsBefore?.[place]);
  if (column === undefined || change === undefined || change > -0.1 || isSmall(totalsBefore?.[place]))
    return undefined;
  return {
    text: say("Find the day since when there are fewer {0}: a table by day shows it.", column.name),
    condition: say("It fell by a tenth or more: {0}.", toPair(column, totals[place], totalsBefore?.[place])),
  };
}

function isSmall(count: ResultValue): boolean {
  return count === undefined || Math.abs(count) < SMALL_COUNT;
}

function toSmall(text: string): Finding {
  return { kind: "small", text };
}

function toShare(part: ResultValue, whole: ResultValue): number | undefined {
  return part === undefined || whole === undefined || whole === 0 ? undefined : part / whole;
}

function toLoss(from: ResultValue, to: ResultValue): number | undefined {
  const kept = toShare(to, from);
  return kept === undefined ? undefined : 1 - kept;
}
