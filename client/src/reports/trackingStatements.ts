/**
 * What Query Service is asked about the steps of a journey, the e-mails of a campaign and the messages of a sandbox, over the tracking
 * datasets of Journey Optimizer (docs/platform.md#query-service). The service tells how many rows a statement has and nothing else, so each number is a
 * statement of its own, whose rows hold nothing of a person. Pure.
 */
import type { DayRange } from "./reportDates";
import { thinOut } from "./thinnedRows";

/** Tables, by what they hold. */
export interface TrackingTables {
  readonly steps: string;
  readonly feedback: string;
  readonly tracking: string;
}

/** What the datasets can tell; purchases are in none of them. */
export type CountedRole = "entry" | "send" | "delivered" | "bounce" | "open" | "click" | "unsubscribe";

/** Channels that are told apart; whatever is none of the first three is another. */
export type TrackedChannel = "email" | "push" | "sms" | "other";

/** What a number is about. */
export type TrackingSubject =
  | { readonly kind: "step"; readonly journeyVersionId: string; readonly name: string }
  | { readonly kind: "campaign"; readonly campaignId: string; readonly name: string }
  | {
      readonly kind: "sandbox";
      readonly name: string;
      readonly channel: TrackedChannel;
      /** Who sends; undefined for both. */
      readonly sender?: "journeys" | "campaigns";
    };

/** Which number. */
export interface TrackingQuestion {
  readonly subject: TrackingSubject;
  readonly role: CountedRole;
  readonly range: DayRange;
}

const STEP = "_experience.journeyOrchestration.stepEvents";
const MESSAGE = "_experience.customerJourneyManagement";

interface RoleFacts {
  /** `_` stands for the subject. */
  readonly words: string;
  readonly table: keyof TrackingTables;
  readonly conditions: readonly string[];
}

const feedback = (words: string, status: string): RoleFacts => ({
  words,
  table: "feedback",
  conditions: [`${MESSAGE}.messageDeliveryfeedback.feedbackStatus = '${status}'`],
});
const interaction = (words: string, type: string): RoleFacts => ({
  words,
  table: "tracking",
  conditions: [`${MESSAGE}.messageInteraction.interactionType = '${type}'`],
});

const ROLES: Readonly<Record<CountedRole, RoleFacts>> = {
  entry: {
    words: "Entries into _",
    table: "steps",
    conditions: [`${STEP}.journeyNodeProcessed = TRUE`, `${STEP}.eventID IS DISTINCT FROM 'createInstance'`],
  },
  send: feedback("Messages sent by _", "sent"),
  delivered: feedback("Messages of _ delivered", "delivered"),
  bounce: feedback("Messages of _ bounced", "bounce"),
  open: interaction("E-mails of _ opened", "open"),
  click: interaction("Clicks in e-mails of _", "click"),
  unsubscribe: interaction("Unsubscriptions from e-mails of _", "unsubscribe"),
};

/** The statement that has a row for each of them; of a whole sandbox fewer, which `readThinned` understands. */
export function toTrackingStatement(
  { subject, role, range }: TrackingQuestion,
  tables: TrackingTables,
): string {
  const { words, table, conditions } = ROLES[role];
  const head = words.replace("_", () => toSubjectText(subject));
  const all = [
    ...listConditions(subject, table, tables),
    ...conditions,
    `timestamp >= TIMESTAMP ${quote(`${range.from} 00:00:00`)}`,
    `timestamp < TIMESTAMP ${quote(`${range.to} 00:00:00`)} + INTERVAL '1' DAY`,
  ];
  const source = `FROM ${tables[table]}\nWHERE ${all.join("\n  AND ")}`;
  return `-- ${head}\n${subject.kind === "sandbox" ? thinOut(source) : `SELECT 1 ${source}`}`;
}

function toSubjectText(subject: TrackingSubject): string {
  const text = `the ${subject.kind} ${JSON.stringify(subject.name)}`;
  if (subject.kind !== "sandbox") return text;
  const { channel, sender } = subject;
  return `${text} (${sender === undefined ? "" : `${sender}, `}${channel})`;
}

/** What makes a row of a table one of the subject. */
function listConditions(
  subject: TrackingSubject,
  table: keyof TrackingTables,
  tables: TrackingTables,
): readonly string[] {
  switch (subject.kind) {
    case "step":
      return listStepConditions(subject, table, tables);
    case "campaign":
      return [
        `${MESSAGE}.messageExecution.campaignID = ${quote(subject.campaignId)}`,
        ...listMessageConditions("email", table),
      ];
    case "sandbox": {
      // Steps are of journeys alone.
      if (table === "steps") return [];
      const isOfJourney = `${MESSAGE}.messageExecution.journeyVersionID IS`;
      const { channel, sender } = subject;
      return [
        ...(sender === undefined ? [] : [`${isOfJourney} ${sender === "journeys" ? "NOT NULL" : "NULL"}`]),
        ...listMessageConditions(channel, table),
      ];
    }
  }
}

function listStepConditions(
  { journeyVersionId, name }: Extract<TrackingSubject, { readonly kind: "step" }>,
  table: keyof TrackingTables,
  { steps }: TrackingTables,
): readonly string[] {
  const version = quote(journeyVersionId);
  const isOfStep = [`${STEP}.journeyVersionID = ${version}`, `${STEP}.nodeName = ${quote(name)}`];
  if (table === "steps") return isOfStep;
  const actions = `SELECT ${STEP}.actionID FROM ${steps} WHERE ${isOfStep.join(" AND ")}`;
  return [
    `${MESSAGE}.messageExecution.journeyVersionID = ${version}`,
    `${MESSAGE}.messageExecution.journeyActionID IN (${actions})`,
  ];
}

function listMessageConditions(channel: TrackedChannel, table: keyof TrackingTables): readonly string[] {
  return [
    // Proofs; where nothing is said it is unknown.
    `${MESSAGE}.messageProfile.isTestExecution IS DISTINCT FROM TRUE`,
    // The other table holds e-mails only.
    ...(table === "feedback" ? [toChannelCondition(channel)] : []),
  ];
}

/** Channels that have a name of their own here. */
const NAMED_CHANNELS = ["email", "push", "sms"] as const;

function toChannelCondition(channel: TrackedChannel): string {
  const id = `${MESSAGE}.messageProfile.channel._id`;
  const toAddress = (name: string): string => quote(`https://ns.adobe.com/xdm/channels/${name}`);
  if (channel !== "other") return `${id} = ${toAddress(channel)}`;
  return `COALESCE(${id}, '') NOT IN (${NAMED_CHANNELS.map(toAddress).join(", ")})`;
}

/** A text in SQL; names of steps are anything. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
