/**
 * Runs one reading statement in Query Service and tells how many rows it has (docs/platform.md#query-service). Sent only
 * under a confirmation, never twice, and cancelled when nobody waits any longer. Refuses whatever does not only read.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError, isCancellation } from "./apiError";
import type { ApiSession, WriteOptions } from "./apiSession";
import type { ConfirmedCall } from "./confirmation";
import { count, getShape, identifier, listOf, text } from "./tolerantShapes";

const QUERY_PATH = "/data/foundation/query/queries";

/** What a confirmation of a query is for: to start it, and to cancel it. */
export const QUERY_CALLS: readonly ConfirmedCall[] = [
  ["POST", /^\/data\/foundation\/query\/queries$/],
  ["PATCH", /^\/data\/foundation\/query\/queries\/[^/]+$/],
];

/** Interactive queries end at so many rows; nobody says whether others do. */
const MOST_ROWS = 50_000;
const WAITS_MS = [2_000, 3_000, 5_000, 8_000, 15_000] as const;
const GIVE_UP_AFTER_MS = 3_600_000;
const POLL_DEADLINE_MS = 20_000;

const runShape = z.object({
  id: identifier,
  state: text,
  rowCount: count,
  elapsedTime: count,
  errors: listOf(z.object({ message: text })),
});

/** How far a query is. */
export interface QueryProgress {
  readonly state: string;
  readonly elapsedMs: number;
}

/** A finished query. */
export interface CountedRows {
  readonly rows: number;
  /** True where the number is exactly that at which results are known to be cut off. */
  readonly isAtLeast: boolean;
  readonly elapsedMs: number | undefined;
}

/** A statement and whom to tell how far it is. */
export interface RowCountRequest {
  readonly sql: string;
  /** Shown in the product's list of queries. */
  readonly name: string;
  readonly onProgress?: ((progress: QueryProgress) => void) | undefined;
}

/** Counts the rows of a statement. Aborting cancels the query at the platform. */
export async function countRows(
  session: ApiSession,
  request: RowCountRequest,
  options: WriteOptions,
): Promise<CountedRows> {
  if (!isReading(request.sql)) throw new ApiError("refused", { reason: { kind: "changingQuery" } });
  const { body } = await session.send({
    method: "POST",
    path: QUERY_PATH,
    body: { dbName: `${session.sandbox ?? "prod"}:all`, sql: request.sql, name: request.name },
    repeat: "never",
    ...options,
  });
  const { id } = getShape(runShape, body, "a query");
  try {
    return await poll(session, id, { ...request, signal: options.signal });
  } catch (error) {
    if (isCancellation(error) || isApiError(error, "timeout")) await cancel(session, id, options);
    throw error;
  }
}

/** One statement that begins with SELECT or WITH; what stands in texts does not count. */
export function isReading(sql: string): boolean {
  const bare = sql.replace(/--[^\n]*|'[^']*'|`[^`]*`/g, " x ");
  const isOne = !bare.trim().replace(/;$/, "").includes(";");
  return (
    isOne &&
    /^(?:\s*x\b)*\s*(?:select|with)\b/i.test(bare) &&
    !/\b(?:insert|create|drop|alter|delete|update|copy)\b/i.test(bare)
  );
}

async function poll(
  session: ApiSession,
  id: string,
  { onProgress, signal }: RowCountRequest & { readonly signal?: AbortSignal | undefined },
): Promise<CountedRows> {
  const startedAt = session.clock.now();
  for (let look = 0; ; look++) {
    await session.clock.sleep(WAITS_MS[Math.min(look, WAITS_MS.length - 1)] ?? 0, signal);
    const path = `${QUERY_PATH}/${toAddressPart(id)}`;
    const { body } = await session.send({ path, signal, deadlineMs: POLL_DEADLINE_MS });
    const elapsedMs = session.clock.now() - startedAt;
    const run = getShape(runShape, body, "a query");
    const state = run.state?.toUpperCase() ?? "";
    if (state === "SUCCESS") return toCounted(run);
    if (state === "FAILED") {
      const said = run.errors[0]?.message?.slice(0, 300);
      throw new ApiError("validation", { reason: { kind: "failedQuery" }, said });
    }
    if (state !== "" && state !== "SUBMITTED" && state !== "IN_PROGRESS")
      throw new ApiError("unavailable", { reason: { kind: "endedQuery", state } });
    onProgress?.({ state, elapsedMs });
    if (elapsedMs >= GIVE_UP_AFTER_MS) throw new ApiError("timeout", { reason: { kind: "slowQuery" } });
  }
}

function toCounted({ rowCount, elapsedTime }: z.output<typeof runShape>): CountedRows {
  if (rowCount === undefined)
    throw new ApiError("badResponse", { reason: { kind: "unlike", what: "a finished query with its rows" } });
  return { rows: rowCount, isAtLeast: rowCount === MOST_ROWS, elapsedMs: elapsedTime };
}

/** Its failure changes nothing for the person, who has already left. */
async function cancel(session: ApiSession, id: string, { confirmation }: WriteOptions): Promise<void> {
  const path = `${QUERY_PATH}/${toAddressPart(id)}`;
  try {
    await session.send({ method: "PATCH", path, body: { op: "cancel" }, confirmation, deadlineMs: 10_000 });
  } catch (error) {
    const code = isApiError(error) ? error.code : "unknown";
    session.log.write({ level: "info", message: `The query could not be cancelled (${code}).` });
  }
}
