/**
 * What Query Service is asked about the steps of a journey, over the tracking datasets of Journey Optimizer
 * (docs/platform.md#query-service). The service tells how many rows a statement has and nothing else, so each number is a statement
 * of its own, whose rows hold nothing of a person. Pure.
 */
import type { FigureRole } from "./journeyFigures";
import type { DayRange } from "./reportDates";

/** Tables, by what they hold. */
export interface TrackingTables {
  readonly steps: string;
  readonly feedback: string;
  readonly tracking: string;
}

/** Purchases are in no tracking dataset. */
export type CountedRole = Exclude<FigureRole, "purchase">;

/** Which number. */
export interface StepQuestion {
  readonly journeyVersionId: string;
  readonly step: string;
  readonly role: CountedRole;
  readonly range: DayRange;
}

const STEP = "_experience.journeyOrchestration.stepEvents";
const MESSAGE = "_experience.customerJourneyManagement";

const WORDS: Readonly<Record<CountedRole, string>> = {
  entry: "Entries into the step",
  send: "Messages sent by the step",
  open: "E-mails of the step opened",
  click: "Clicks in e-mails of the step",
};

/** The statement that has a row for each of them. */
export function toStepStatement(question: StepQuestion, tables: TrackingTables): string {
  const { journeyVersionId, step, role, range } = question;
  const days = [
    `timestamp >= TIMESTAMP ${quote(`${range.from} 00:00:00`)}`,
    `timestamp < TIMESTAMP ${quote(`${range.to} 00:00:00`)} + INTERVAL '1' DAY`,
  ];
  const isOfStep = [
    `${STEP}.journeyVersionID = ${quote(journeyVersionId)}`,
    `${STEP}.nodeName = ${quote(step)}`,
  ];
  const head = `-- ${WORDS[role]} ${JSON.stringify(step)}`;
  if (role === "entry") {
    const isEntry = [
      `${STEP}.journeyNodeProcessed = TRUE`,
      `${STEP}.eventID IS DISTINCT FROM 'createInstance'`,
    ];
    return toText(head, `SELECT 1 FROM ${tables.steps}`, [...isOfStep, ...isEntry, ...days]);
  }
  const actions = `SELECT ${STEP}.actionID FROM ${tables.steps} WHERE ${isOfStep.join(" AND ")}`;
  const table = role === "send" ? tables.feedback : tables.tracking;
  const what =
    role === "send"
      ? `${MESSAGE}.messageDeliveryfeedback.feedbackStatus = 'sent'`
      : `${MESSAGE}.messageInteraction.interactionType = '${role}'`;
  return toText(head, `SELECT 1 FROM ${table}`, [
    `${MESSAGE}.messageExecution.journeyVersionID = ${quote(journeyVersionId)}`,
    `${MESSAGE}.messageExecution.journeyActionID IN (${actions})`,
    what,
    ...days,
  ]);
}

function toText(head: string, select: string, conditions: readonly string[]): string {
  return `${head}\n${select}\nWHERE ${conditions.join("\n  AND ")}`;
}

/** A text in SQL; names of steps are anything. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
