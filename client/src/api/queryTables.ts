/**
 * The tables of a sandbox that a rule is counted over: snapshots of profiles, and datasets of events that feed profiles
 * (docs/platform.md#query-service). Reads the catalog only.
 */
import type { ApiSession, CallOptions } from "./apiSession";
import { type DatasetSummary, listDatasets } from "./datasets";
import { collectItems } from "./pages";

/** A dataset as Query Service knows it. */
export interface QueryTable {
  /** As people know it. */
  readonly name: string;
  readonly table: string;
}

/** What there is to count over. */
export interface QueryTables {
  /** One for each merge policy. */
  readonly snapshots: readonly QueryTable[];
  readonly events: readonly QueryTable[];
}

const SNAPSHOT = /^profile[-_ ]?(?:snapshot[-_ ]?export|attribute)/i;

/** Finds the tables of the session's sandbox. */
export async function fetchQueryTables(
  session: ApiSession,
  { signal }: CallOptions = {},
): Promise<QueryTables> {
  const datasets = await collectItems(listDatasets(session), signal);
  const isOfEvents = ({ behavior, isProfileEnabled }: DatasetSummary): boolean =>
    behavior === "time-series" && isProfileEnabled === true;
  return {
    snapshots: datasets.filter(({ name }) => SNAPSHOT.test(name)).map(toTable),
    events: datasets.filter(isOfEvents).map(toTable),
  };
}

const STEPS = /^journey step events$/i;
const FEEDBACK = /^ajo message feedback event dataset$/i;
const TRACKING = /^ajo email tracking experience event dataset$/i;

/** Finds the tables in which Journey Optimizer keeps what happened; where the catalog hides one, it has its usual name. */
export async function fetchTrackingTables(
  session: ApiSession,
  { signal }: CallOptions = {},
): Promise<{ readonly steps: string; readonly feedback: string; readonly tracking: string }> {
  const datasets = await collectItems(listDatasets(session), signal);
  const find = (name: RegExp, usual: string): string => {
    const found = datasets.find((dataset) => name.test(dataset.name));
    return found === undefined ? usual : toTable(found).table;
  };
  return {
    steps: find(STEPS, "journey_step_events"),
    feedback: find(FEEDBACK, "ajo_message_feedback_event_dataset"),
    tracking: find(TRACKING, "ajo_email_tracking_experience_event_dataset"),
  };
}

/** The catalog tells the table's name; without that it is made from the dataset's as the product makes it. */
function toTable({ name, tags }: DatasetSummary): QueryTable {
  const table = tags["adobe/pqs/table"]?.[0] ?? name.toLowerCase().replace(/\W+/g, "_");
  return { name, table };
}
