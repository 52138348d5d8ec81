/**
 * Plans of templates for a sandbox, and what is shown of numbers that a test counted for them.
 */
import { toRangeBefore } from "../../../../../client/src/reports/reportDates.js";
import type { ReportTemplate } from "../../../../../client/src/reports/reportTemplates.js";
import { listQuestions, planTracked } from "../../../../../client/src/reports/trackedPlan.js";
import { toTrackedResult } from "../../../../../client/src/reports/trackedReport.js";
import {
  type CountedRole,
  type TrackingQuestion,
  toTrackingStatement,
} from "../../../../../client/src/reports/trackingStatements.js";
import { TABLES } from "./trackedEvents.js";

export const RANGE = { from: "2026-03-02", to: "2026-03-08" };

/** What a template is counted from. */
export function plan(template: ReportTemplate, range: typeof RANGE) {
  const tables = planTracked(template, { sandbox: "prod", range, most: 60 });
  return { tables, questions: listQuestions(tables) };
}

const NAMES: Readonly<Record<CountedRole, string>> = {
  entry: "Entries",
  send: "Messages sent",
  delivered: "Delivered",
  bounce: "Bounced",
  open: "Opens",
  click: "Clicks",
  unsubscribe: "Unsubscribed",
};

/** What is shown of numbers, in the order of the questions. */
export function toResult({
  tables,
  questions,
  numbers,
}: ReturnType<typeof plan> & { readonly numbers: readonly number[] }) {
  return toTrackedResult({
    title: "Report",
    source: "here",
    range: RANGE,
    before: toRangeBefore(RANGE),
    tables,
    numbers: numbers.map((rows, place) => ({
      rows,
      sql: toTrackingStatement(questions[place] as TrackingQuestion, TABLES),
    })),
    toName: (role) => NAMES[role],
    reason: "because",
  });
}
