/**
 * Reads audiences for files: which there are, and many at once, with few requests and few in memory. Reads only.
 */
import { ApiError, isApiError, throwIfCancelled } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { AudienceSummary } from "../api/audiences";
import { type Audience, fetchAudiences, listAudiences, unreadableAudience } from "../api/audiences";
import type { PageWalk } from "../api/pages";
import { listSegmentDefinitions } from "../api/segmentDefinitions";
import { toReasonText } from "../model/failureText";
import { say } from "../words/say";
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

/** What a sandbox holds, as far as its lists tell. */
export interface AudienceListing {
  readonly entries: NamedEntry[];
  /** What no list told, once it is known which of the entries the list of audiences hides by itself. */
  findGaps(hidden: ReadonlySet<string>): readonly ListingGap[];
}

const NOTHING_HIDDEN: ReadonlySet<string> = new Set();

/** Whether the list of audiences leaves an audience out although it is there: inactive ones, and those of accounts. */
export function isHiddenFromList({ lifecycleState, schemaName }: AudienceSummary): boolean {
  return lifecycleState === "inactive" || schemaName === "_xdm.context.account";
}

/** What is there and nothing lists. */
export interface ListingGap {
  /** How many audiences at least; undefined when a whole list could not be read. */
  readonly count: number | undefined;
  /** A sentence. */
  readonly reason: string;
}

/**
 * Ids and names of a sandbox's audiences; the list of audiences hides inactive ones, so the older list is read too. What
 * one list lost and the other one holds is not a gap.
 */
export async function listAudienceNames(
  session: ApiSession,
  selection: ListedSelection,
  { signal, onListed }: { readonly signal?: AbortSignal; readonly onListed?: (count: number) => void } = {},
): Promise<AudienceListing> {
  const found = new Map<string, NamedEntry>();
  const keep = (audiences: readonly AudienceSummary[]): void => {
    for (const audience of audiences) {
      const { id, name, folderId } = audience;
      const isThere = selection.folderId === undefined || selection.folderId === folderId;
      if (isThere && hasName(audience, selection.nameContains) && !found.has(id)) found.set(id, { id, name });
    }
    onListed?.(found.size);
  };
  const findGaps = await readBothLists(session, selection, { keep, signal });
  return { entries: [...found.values()], findGaps };
}

/** Hands `keep` what either list holds. What this returns lives as long as the pull, so it closes over no more than it needs. */
async function readBothLists(
  session: ApiSession,
  { nameContains }: ListedSelection,
  reading: Pick<ListReading, "keep" | "signal">,
): Promise<AudienceListing["findGaps"]> {
  const isDefinition = ({ expression }: AudienceSummary): boolean => expression !== undefined;
  const audiences = await readList(listAudiences(session, { nameContains }), {
    ...reading,
    isInOther: isDefinition,
    other: new Map(),
  });
  try {
    const isInOther = (one: AudienceSummary): boolean => !isHiddenFromList(one) && hasName(one, nameContains);
    const other = audiences.alone;
    const definitions = await readList(listSegmentDefinitions(session), { ...reading, isInOther, other });
    return (hidden) => [
      ...toGap(audiences, definitions, hidden),
      ...toGap(definitions, audiences, NOTHING_HIDDEN),
    ];
  } catch (error) {
    if (!isApiError(error, "forbidden", "notFound", "wrongRoute")) throw error;
    const reason = say(
      "The list of segment definitions, which also has inactive audiences, could not be read: {0}",
      toReasonText(error),
    );
    session.log.write({ level: "warn", message: reason });
    const gaps = [...toGap(audiences, NO_LIST, NOTHING_HIDDEN), { count: undefined, reason }];
    return () => gaps;
  }
}

/** One of the two lists, as read. */
interface ReadList {
  readonly count: number;
  /** What the other list does not hold, as far as that was read, and whether it should. */
  readonly alone: Map<string, boolean>;
  readonly end: ListEnd;
}

/** How a walk ended. */
interface ListEnd {
  /** How many entries it left out. */
  readonly missing: number;
  /** Pages came twice, or entries could not be read: then some are lost even if the other list makes up for many. */
  readonly isDamaged: boolean;
}

const NO_LIST: ReadList = { count: 0, alone: new Map(), end: { missing: 0, isDamaged: false } };

/** Takes out of `other` what this list holds as well: of 50,000 audiences that both hold, none is kept twice. */
async function readList(
  walk: PageWalk<AudienceSummary>,
  { keep, isInOther, other, signal }: ListReading,
): Promise<ReadList> {
  const alone = new Map<string, boolean>();
  let count = 0;
  const use = (items: readonly AudienceSummary[]): void => {
    keep(items);
    count += items.length;
    for (const item of items) if (!other.delete(item.id)) alone.set(item.id, isInOther(item));
  };
  const end = await forEachPage(walk, use, signal);
  return { count, alone, end };
}

interface ListReading {
  readonly keep: (items: readonly AudienceSummary[]) => void;
  readonly isInOther: (item: AudienceSummary) => boolean;
  readonly other: Map<string, boolean>;
  readonly signal: AbortSignal | undefined;
}

/** What a list left out and the other one, without what the list hides anyway, does not make up for; which ones nobody can tell. */
function toGap(
  { count: sent, end }: ReadList,
  other: ReadList,
  hidden: ReadonlySet<string>,
): readonly ListingGap[] {
  if (end.missing === 0) return [];
  const madeUp = [...other.alone].filter(([id, isShared]) => isShared && !hidden.has(id)).length;
  const count = Math.max(end.missing - madeUp, end.isDamaged ? 1 : 0);
  const words = say(
    "The platform says that one of its two lists has {0} audiences and sent {1}.",
    sent + end.missing,
    sent,
  );
  return count === 0 ? [] : [{ count, reason: words }];
}

function hasName({ name }: Pick<AudienceSummary, "name">, part = ""): boolean {
  return name.toLowerCase().includes(part.toLowerCase());
}

/**
 * The audiences with exactly these names, by name; a name that is not there is missing. Rejects with `badResponse` when the
 * lists have gaps, because a name taken for free would be created twice.
 */
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
  if (wanted.size > MOST_SEARCHES) {
    const { entries, findGaps } = await listAudienceNames(session, {}, withSignal(signal));
    keep(entries);
    if (found.size < wanted.size) failOnGap(findGaps(NOTHING_HIDDEN));
    return found;
  }
  for (const name of wanted) {
    const { missing } = await forEachPage(listAudiences(session, { nameContains: name }), keep, signal);
    if (missing > 0 && !found.has(name))
      failOnGap([
        {
          count: missing,
          reason: say(
            "The platform did not list {0} of the audiences with “{1}” in their names.",
            missing,
            name,
          ),
        },
      ]);
  }
  return found;
}

function failOnGap([gap]: readonly ListingGap[]): void {
  if (gap?.count === undefined) return;
  throw new ApiError("badResponse", { reason: { kind: "unlistedAudiences", count: gap.count } });
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
  entries: Iterable<readonly [id: string, entry: Entry]>,
  {
    work,
    signal,
  }: {
    readonly work: (found: readonly (readonly [Entry, ReadAudience])[]) => Promise<void>;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const chunks = toChunks(entries);
  const worker = async (): Promise<void> => {
    // Shared: whoever takes a chunk takes it from the others, and a failure ends it for all.
    for (const chunk of chunks) {
      throwIfCancelled(signal);
      const ids = chunk.map(([id]) => id);
      const found = await fetchAudiences(session, ids, { signal }).catch(toUnreadable);
      throwIfCancelled(signal);
      await work(chunk.map(([id, entry]) => [entry, found instanceof ApiError ? found : toRead(found, id)]));
    }
  };
  await settleAll(Array.from({ length: CHUNKS_IN_FLIGHT }, worker));
}

/** An answer that cannot be read says nothing about the audiences of other answers. */
function toUnreadable(error: unknown): ApiError {
  if (isApiError(error, "badResponse", "tooLarge", "validation")) return error;
  throw error;
}

function toRead(found: ReadonlyMap<string, ReadAudience>, id: string): ReadAudience {
  return found.get(id) ?? unreadableAudience(id);
}

/** One after the other as they are taken, so that a large sandbox is not laid out beforehand. */
function* toChunks<Entry>(entries: Iterable<Entry>): Generator<Entry[], void> {
  let chunk: Entry[] = [];
  for (const entry of entries) {
    chunk.push(entry);
    if (chunk.length < CHUNK_SIZE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Waits for all before failing, so that nothing goes on behind the caller's back. */
async function settleAll(tasks: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(tasks);
  const failed = results.find((result) => result.status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Walks a list to its end. */
async function forEachPage(
  walk: PageWalk<AudienceSummary>,
  use: (items: readonly AudienceSummary[]) => void,
  signal: AbortSignal | undefined,
): Promise<ListEnd> {
  let missing = 0;
  let isDamaged = false;
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    use(page.items);
    missing = page.isCapped ? Math.max(1, page.missing) : page.missing;
    isDamaged ||= page.isBroken || page.skipped > 0;
  }
  return { missing, isDamaged };
}

function withSignal(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
