/**
 * Counts over the tracking datasets of Journey Optimizer by Query Service, for whatever subject. The statements are shown first and run
 * after a yes; each costs computing time. Reads only, and keeps nothing.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchTrackingTables } from "../api/queryTables";
import { type DayRange, sayDays } from "../reports/reportDates";
import { UNCOUNTED_PURCHASES } from "../reports/trackingRemarks";
import { type CountedRole, type TrackingQuestion, toTrackingStatement } from "../reports/trackingStatements";
import type { Services } from "../services";
import { openUntitled } from "../ui/editors";
import { later, say } from "../words/say";

/** Nobody waits for more; each takes seconds at least. */
export const MOST_STATEMENTS = 60;

/** What each number is called. */
export const COUNTED_NAMES: Readonly<Record<CountedRole, string>> = {
  entry: later("Entries"),
  send: later("Messages sent"),
  delivered: later("Delivered"),
  bounce: later("Bounced"),
  open: later("Opens"),
  click: later("Clicks"),
  unsubscribe: later("Unsubscribed"),
};

/** Where is counted, and for what. */
export interface TrackingCount {
  readonly connection: string;
  readonly sandbox: string;
  /** Bound to the sandbox. */
  readonly session: ApiSession;
  /** At most `MOST_STATEMENTS`. */
  readonly questions: readonly TrackingQuestion[];
  /** Shown in the product's list of queries. */
  readonly name: string;
}

/** What was counted. */
export interface TrackingNumbers {
  /** In the order of the questions. */
  readonly rows: readonly number[];
  /** In the same order. */
  readonly statements: readonly string[];
  /** Where the numbers come from, in words. */
  readonly source: string;
  /** What is to be said of the numbers. */
  readonly remarks: readonly string[];
}

/** Asks, and counts number by number. */
export async function countTracked(
  services: Services,
  { connection, sandbox, session, questions, name }: TrackingCount,
): Promise<TrackingNumbers> {
  const tables = await services.prompts.showProgress(say("Looking for the tracking datasets"), (signal) =>
    fetchTrackingTables(session, { signal }),
  );
  const statements = questions.map((question) => toTrackingStatement(question, tables));
  await openUntitled(`${statements.join(";\n\n")};\n`, "sql");
  const { confirmQueries } = await import("../preview/queryCount");
  const query = await confirmQueries(services, { target: { connection, sandbox }, statements, name });
  const counts = await services.prompts.showProgress(say("Counting with Query Service"), (signal, report) =>
    runAll(statements.length, signal, async ({ place, done, signal: each }) => {
      report(say("{0} of {1} numbers counted", done, statements.length));
      return await query.run(session, place, { signal: each });
    }),
  );
  const asked = Object.values(tables).filter((table) =>
    statements.some((sql) => sql.includes(`FROM ${table}`)),
  );
  return {
    rows: counts.map(({ rows }) => rows),
    statements,
    source: say("the tracking datasets {0} by Query Service", asked.join(", ")),
    remarks: [
      UNCOUNTED_PURCHASES,
      ...(counts.some(({ isAtLeast }) => isAtLeast)
        ? [say("50,000 means at least so many: there the platform cuts results off.")]
        : []),
    ],
  };
}

/** Days as the datasets have them. */
export function toUtcText(range: DayRange): string {
  return say("{0} (UTC)", sayDays(range));
}

/** Queries under way at a time; the platform has room for more, but not for us alone. */
const AT_A_TIME = 4;

interface Turn {
  readonly place: number;
  /** How many have been answered. */
  readonly done: number;
  readonly signal: AbortSignal;
}

/** Runs everything, a few at a time, and returns the answers in order. The first failure ends the others, which are cancelled. */
async function runAll<Answer>(
  count: number,
  signal: AbortSignal,
  run: (turn: Turn) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const answers = new Map<number, Answer>();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let place = next++; place < count; place = next++)
      answers.set(place, await run({ place, done: answers.size, signal: either }));
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  } catch (error) {
    failing.abort();
    throw error;
  }
  return [...answers].sort(([one], [other]) => one - other).map(([, answer]) => answer);
}
