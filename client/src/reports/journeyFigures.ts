/**
 * How each step of a journey does, as numbers by the name of the step: made from the answer to a report, or from counts of
 * Query Service. Pure. Steps are known by name alone, because that is what the data says of them.
 */

import { say, sayNumber } from "../words/say";
import { toNamesText, toPercentText } from "./numberText";
import type { ResultTable, ResultValue } from "./reportResult";
import type { ReportRole } from "./reportRoles";

/** What is counted per step, in the order a person goes through them. */
export const FIGURE_ROLES = [
  "entry",
  "send",
  "open",
  "click",
  "purchase",
] as const satisfies readonly ReportRole[];
export type FigureRole = (typeof FIGURE_ROLES)[number];

/** One thing that is counted. */
export interface FigureColumn {
  readonly role: FigureRole;
  /** As the source calls it. */
  readonly name: string;
  /** Why there are no numbers of it. */
  readonly failure?: string | undefined;
}

/** The numbers of one step, one a column. */
export interface StepFigures {
  readonly step: string;
  readonly values: readonly ResultValue[];
}

/** How a journey does. */
export interface JourneyFigures {
  /** Where the numbers come from, in words. */
  readonly source: string;
  readonly days: string;
  readonly columns: readonly FigureColumn[];
  readonly steps: readonly StepFigures[];
  /** What stands out, by rules. */
  readonly findings: readonly string[];
  /** What the numbers leave out. */
  readonly remarks: readonly string[];
  /** In a sentence; undefined where it would not be sure. */
  readonly summary: string | undefined;
}

/** What a report's table by step says; `metrics` names the metric of each role. */
export function readStepTable(
  table: ResultTable,
  metrics: Readonly<Partial<Record<FigureRole, string>>>,
): Pick<JourneyFigures, "columns" | "steps"> {
  const known = FIGURE_ROLES.flatMap((role) => {
    const place = table.columns.findIndex(({ id }) => id === metrics[role]);
    const column = table.columns[place];
    return column === undefined ? [] : [{ role, place, column }];
  });
  return {
    columns: known.map(({ role, column }) => ({ role, name: column.name, failure: column.failure })),
    steps: table.rows.map(({ label, values }) => ({
      step: label,
      values: known.map(({ place }) => values[place]),
    })),
  };
}

/** A step with the names of those that follow it. */
export interface StepWay {
  readonly step: string;
  readonly next: readonly string[];
}

/** Below this a count says little. */
const SMALL_COUNT = 100;

/** The step after which the smallest share goes on, of those whose entries and those of all that follow are known. */
export function findStepLoss(
  { columns, steps }: Pick<JourneyFigures, "columns" | "steps">,
  ways: readonly StepWay[],
): readonly string[] {
  const place = columns.findIndex(({ role }) => role === "entry");
  const entries = new Map(steps.map(({ step, values }) => [step, values[place]]));
  const losses = ways.flatMap(({ step, next }) => {
    const before = entries.get(step);
    const following = [...new Set(next)].map((name) => entries.get(name));
    if (before === undefined || before < SMALL_COUNT || following.length === 0) return [];
    if (following.includes(undefined)) return [];
    const after = following.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return after < before ? [{ step, before, after, share: 1 - after / before }] : [];
  });
  const [most] = losses.sort((one, other) => other.share - one.share);
  if (most === undefined) return [];
  const { step, before, after, share } = most;
  return [
    say(
      "The step that loses most: “{0}”, {1} in and {2} into what follows, {3} lost.",
      step,
      sayNumber(before),
      sayNumber(after),
      toPercentText(share),
    ),
  ];
}

/** What is to be said of numbers and steps that do not find each other. */
export function findUnmatched(steps: readonly StepFigures[], names: readonly string[]): readonly string[] {
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  const unknown = steps.filter(({ step }) => !names.includes(step)).map(({ step }) => step);
  return [
    ...(repeated.length === 0
      ? []
      : [
          say(
            "Several steps are called {0}; their numbers cannot be told apart and are shown at none.",
            quote(repeated),
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [say("Numbers of {0} belong to no step of this version.", quote(unknown))]),
  ];
}

const MOST_NAMED = 3;

function quote(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).map((name) => `“${name}”`);
  return toNamesText(named, names.length - MOST_NAMED);
}
