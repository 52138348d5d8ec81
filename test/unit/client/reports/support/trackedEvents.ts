/**
 * Rows of the tracking datasets made here, as SQL that DuckDB understands, and the sample organisation asked what it would count.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { TrackingQuestion } from "../../../../../client/src/reports/trackingStatements.js";
import { toTrackingStatement } from "../../../../../client/src/reports/trackingStatements.js";
import { runTrackingQuery } from "../../../../../client/src/sample/data/sampleQueries.js";
import { openSample } from "../../api/support/samplePlatform.js";

export const TABLES = { steps: "steps", feedback: "feedback", tracking: "tracking" };

/** Something that happened to a message. */
export interface TrackedEvent {
  readonly at: string;
  readonly what: string;
  readonly campaign?: string | undefined;
  /** The version of the journey that sent it. */
  readonly journey?: string | undefined;
  /** Nothing where the dataset names none. */
  readonly channel?: string | null;
  readonly isTest?: boolean | undefined;
}

/** Makes the two tables of messages: one of what was sent, one of what people did. */
export async function createMessageTables(
  connection: DuckDBConnection,
  events: readonly TrackedEvent[],
): Promise<void> {
  const isFeedback = ({ what }: TrackedEvent): boolean => /sent|delivered|bounce/.test(what);
  for (const [name, rows] of [
    [TABLES.feedback, events.filter(isFeedback)],
    [TABLES.tracking, events.filter((event) => !isFeedback(event))],
  ] as const)
    await connection.run(`CREATE OR REPLACE TABLE ${name} AS ${rows.map(toRow).join(" UNION ALL ")}`);
}

function toRow({ at, what, campaign, journey, channel = "email", isTest }: TrackedEvent): string {
  const text = (value: string | undefined) =>
    value === undefined ? "NULL::VARCHAR" : `'${value.replaceAll("'", "''")}'`;
  const address = channel === null ? undefined : `https://ns.adobe.com/xdm/channels/${channel}`;
  const management = `{
    'messageExecution': {'campaignID': ${text(campaign)}, 'journeyVersionID': ${text(journey)}},
    'messageProfile': {'isTestExecution': ${isTest ?? "NULL"}::BOOLEAN, 'channel': {'_id': ${text(address)}}},
    'messageDeliveryfeedback': {'feedbackStatus': ${text(what)}},
    'messageInteraction': {'interactionType': ${text(what)}}
  }`;
  return `SELECT TIMESTAMP ${text(at)} AS "timestamp", {'customerJourneyManagement': ${management}} AS _experience`;
}

/** The sample organisation's production, and what Query Service would count there. */
export function openTracked() {
  const sample = openSample({ sandbox: "prod" });
  const { state, seeded } = sample.organisation.surroundings();
  const { campaigns } = state.campaigns("prod");
  const place = { journeys: [], campaigns, seeded, now: sample.clock.now() };
  const count = (question: TrackingQuestion): number => {
    const end = runTrackingQuery(toTrackingStatement(question, TABLES), place);
    return end !== undefined && "rows" in end ? end.rows : Number.NaN;
  };
  return { session: sample.session, count, sample };
}
