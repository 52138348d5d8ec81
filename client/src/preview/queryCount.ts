/**
 * Counting with Query Service: a statement the person has seen is run once, after a yes, and under a confirmation that lets
 * nothing but that query leave. It reads only, so it needs no permission level; on the production sandbox of a connection that
 * is read only it is off until the person types the sandbox's name.
 */
import type { ApiSession } from "../api/apiSession";
import { Confirmation } from "../api/confirmation";
import { type CountedRows, countRows, QUERY_CALLS, type QueryProgress } from "../api/queryRuns";
import { mistypedSandbox } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import { Cancelled } from "../model/userError";
import { say, sayCount } from "../words/say";
import type { GuardSources } from "./session/guards";

/** Statements that want to run. */
interface QueryWish {
  readonly target: SandboxTarget;
  readonly statements: readonly string[];
  /** Shown in the product's list of queries. */
  readonly name: string;
  /** The sandbox's name as given by a program; then nobody is asked. */
  readonly confirmation?: string | undefined;
}

const RUN = say("Run Query");

/** Queries somebody said yes to; made by `confirmQueries` only. */
interface ConfirmedQueries {
  /** Runs the statement at a place among those that were confirmed. */
  run(
    session: ApiSession,
    place: number,
    options: { readonly signal: AbortSignal; readonly onProgress?: (progress: QueryProgress) => void },
  ): Promise<CountedRows>;
}

/** Asks whether the statements may run. Rejects with `Cancelled` or `notConfirmed` where they may not. */
export async function confirmQueries(sources: GuardSources, wish: QueryWish): Promise<ConfirmedQueries> {
  const { target, statements, name, confirmation } = wish;
  const isOff = await isOffUnlessChosen(sources, target);
  if (confirmation !== undefined || isOff) await confirmByName(sources, wish);
  else {
    const text = toStatementsText(statements.length, target.sandbox);
    const pressed = await sources.prompts.tell({ severity: "information", text, buttons: [RUN] });
    if (pressed !== RUN) throw new Cancelled();
  }
  return {
    run: async (session, place, { signal, onProgress }) => {
      const sql = statements[place] ?? "";
      const given = new Confirmation("query", QUERY_CALLS);
      try {
        return await countRows(session, { sql, name, onProgress }, { signal, confirmation: given });
      } finally {
        given.end();
      }
    },
  };
}

function toStatementsText(count: number, sandbox: string): string {
  return sayCount(
    count,
    [
      "Query Service in {1} will run the statement in front. It reads, and its result is one row per profile with nothing of the person in it. Queries take computing time that your licence counts.",
      "Query Service in {1} will run the {0} statements in front, one after the other. They read, and their results are rows with nothing of a person in them. Queries take computing time that your licence counts.",
    ],
    sandbox,
  );
}

/** Whoever made a connection read only wants production left alone. */
async function isOffUnlessChosen(
  { connections, sandboxes }: GuardSources,
  target: SandboxTarget,
): Promise<boolean> {
  const isReadOnly = (connections.find(target.connection)?.permissions ?? "read") === "read";
  const row = await sandboxes.find(target);
  return isReadOnly && row?.type !== "development";
}

async function confirmByName({ prompts }: GuardSources, wish: QueryWish): Promise<void> {
  const { connection, sandbox } = wish.target;
  const typed =
    wish.confirmation ??
    (await prompts.ask({
      title: say("Count with Query Service"),
      prompt: say(
        "The connection “{0}” is read-only and “{1}” is a production sandbox, so queries are off here. Type the name of the sandbox to run this one.",
        connection,
        sandbox,
      ),
      placeholder: sandbox,
      check: (text) =>
        text.trim() === sandbox ? undefined : say("Type {0} to confirm, or press Escape.", sandbox),
    }));
  if (typed.trim() === sandbox) return;
  throw mistypedSandbox(typed);
}
