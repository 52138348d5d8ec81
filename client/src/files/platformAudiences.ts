/**
 * Reads audiences for files: which there are, and many at once, with few requests and few in memory. Reads only.
 */
import { type ApiError, isApiError, throwIfCancelled } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { AudienceSummary } from "../api/audiences";
import { type Audience, type AudienceQuery, fetchAudiences, listAudiences } from "../api/audiences";
import type { PageWalk } from "../api/pages";
import { listSegmentDefinitions } from "../api/segmentDefinitions";
import type { NamedEntry } from "./fileNames";

/** How many are read with one request, and how many requests run at once: at most this many definitions are in memory. */
export const CHUNK_SIZE = 50;
const CHUNKS_IN_FLIGHT = 2;

/** Which audiences of a sandbox to list. */
export interface ListedSelection {
  readonly nameContains?: string | undefined;
  /** Id of a platform folder. */
  readonly folderId?: string | undefined;
}

/** Ids and names of a sandbox's audiences; the list of audiences hides inactive ones, so the older list is read too. */
export async function listAudienceNames(
  session: ApiSession,
  selection: ListedSelection,
  { signal, onListed }: { readonly signal?: AbortSignal; readonly onListed?: (count: number) => void } = {},
): Promise<readonly NamedEntry[]> {
  const found = new Map<string, NamedEntry>();
  const keep = (audiences: readonly AudienceSummary[]): void => {
    for (const { id, name, folderId } of audiences) {
      const isWanted =
        (selection.folderId === undefined || selection.folderId === folderId) &&
        name.toLowerCase().includes((selection.nameContains ?? "").toLowerCase());
      if (isWanted && !found.has(id)) found.set(id, { id, name });
    }
    onListed?.(found.size);
  };
  const query: AudienceQuery = { nameContains: selection.nameContains };
  await forEachPage(listAudiences(session, query), keep, signal);
  try {
    await forEachPage(listSegmentDefinitions(session), keep, signal);
  } catch (error) {
    if (!isApiError(error, "forbidden", "notFound", "wrongRoute")) throw error;
    session.log.write({ level: "warn", message: `Inactive audiences are not listed: ${error.message}` });
  }
  return [...found.values()];
}

/** The audiences with exactly these names, by name; a name that is not there is missing. */
export async function findAudiencesByName(
  session: ApiSession,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(names);
  const found = new Map<string, string>();
  if (wanted.size === 0) return found;
  const keep = (entries: readonly NamedEntry[]): void => {
    for (const { id, name } of entries) if (wanted.has(name)) found.set(name, id);
  };
  if (wanted.size > MOST_SEARCHES) keep(await listAudienceNames(session, {}, withSignal(signal)));
  else
    for (const name of wanted)
      await forEachPage(listAudiences(session, { nameContains: name }), keep, signal);
  return found;
}

/** Beyond this many names one walk through the whole list is cheaper than a search for each. */
const MOST_SEARCHES = 8;

/** An audience as read, or why it could not be. */
export type ReadAudience = Audience | ApiError;

/**
 * Hands each chunk of audiences to `work` as soon as it is read; at most two chunks are read or worked on at once.
 * The first failure ends the run after what is under way.
 */
export async function forEachChunk<Entry>(
  session: ApiSession,
  entries: readonly (readonly [id: string, entry: Entry])[],
  {
    work,
    signal,
  }: {
    readonly work: (found: readonly (readonly [Entry, ReadAudience])[]) => Promise<void>;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const queue = toChunks(entries);
  const worker = async (): Promise<void> => {
    for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
      throwIfCancelled(signal);
      const found = await fetchAudiences(
        session,
        chunk.map(([id]) => id),
        { signal },
      );
      throwIfCancelled(signal);
      await work(chunk.flatMap(([id, entry]) => toRead(found.get(id), entry)));
    }
  };
  const stopOthers = (error: unknown): never => {
    queue.length = 0;
    throw error;
  };
  await settleAll(Array.from({ length: CHUNKS_IN_FLIGHT }, () => worker().catch(stopOthers)));
}

function toRead<Entry>(
  audience: ReadAudience | undefined,
  entry: Entry,
): readonly (readonly [Entry, ReadAudience])[] {
  return audience === undefined ? [] : [[entry, audience]];
}

function toChunks<Entry>(entries: readonly Entry[]): Entry[][] {
  const count = Math.ceil(entries.length / CHUNK_SIZE);
  return Array.from({ length: count }, (_, at) => entries.slice(at * CHUNK_SIZE, (at + 1) * CHUNK_SIZE));
}

/** Waits for all before failing, so that nothing goes on behind the caller's back. */
async function settleAll(tasks: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(tasks);
  const failed = results.find((result) => result.status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

async function forEachPage(
  walk: PageWalk<AudienceSummary>,
  use: (items: readonly AudienceSummary[]) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    use(page.items);
  }
}

function withSignal(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
