/**
 * Who uses an audience in one sandbox: other audiences, journeys, destinations. The platform answers this nowhere in one
 * place, so the latest journeys and flows are looked through. What could not be read is named, never taken for "nobody".
 */
import type { ApiSession } from "../api/apiSession";
import { type Audience, fetchAudiences } from "../api/audiences";
import { fetchFlow, listDestinationFlows } from "../api/flows";
import { fetchJourney, listJourneys } from "../api/journeys";
import type { PageWalk } from "../api/pages";

/** Things of one kind that use the audience. */
export interface UsageOfKind {
  /** "audience", "journey" or "destination". */
  readonly kind: "audience" | "journey" | "destination";
  readonly names: readonly string[];
  /** False when not everything could be looked through. */
  readonly isComplete: boolean;
}

/** Something that may use audiences. */
interface Reader {
  readonly name: string;
  readonly uses: (audienceId: string) => boolean;
}

interface Readers {
  readonly readers: readonly Reader[];
  readonly isComplete: boolean;
}

/** Journeys and flows looked through; newest first. */
const MOST_READ = 100;
const READ_AT_ONCE = 4;
/** Several previews in a row look at the same reading. */
const FRESH_MS = 60_000;

/** Looks for users of audiences, remembering for a minute what a sandbox's journeys and flows use. */
export class UsageSearch {
  private readonly known = new Map<string, { readonly at: number; readonly readers: Promise<Readers> }>();

  constructor(private readonly now: () => number) {}

  /** Everything that uses the audience, as far as it can be known. */
  async find(session: ApiSession, audience: Audience, signal: AbortSignal): Promise<readonly UsageOfKind[]> {
    const [audiences, journeys, destinations] = await Promise.all([
      findAudiences(session, audience, signal),
      this.read(`${toKey(session)} journeys`, () => readJourneys(session, signal)),
      this.read(`${toKey(session)} destinations`, () => readDestinations(session, signal)),
    ]);
    return [
      audiences,
      toUsage("journey", journeys, audience.id),
      toUsage("destination", destinations, audience.id),
    ];
  }

  private async read(key: string, read: () => Promise<Readers>): Promise<Readers> {
    const known = this.known.get(key);
    if (known !== undefined && this.now() - known.at < FRESH_MS) return await known.readers;
    const readers = read().then((found) => {
      if (!found.isComplete) this.known.delete(key);
      return found;
    });
    this.known.set(key, { at: this.now(), readers });
    return await readers;
  }
}

/** "2 audiences (A, B), 1 journey (C)"; says what is not known. */
export function toUsageText(usage: readonly UsageOfKind[]): string {
  const parts = usage.filter(({ names }) => names.length > 0).map(toPart);
  const unknown = usage.filter(({ isComplete }) => !isComplete).map(({ kind }) => `${kind}s`);
  const found = parts.length === 0 ? (unknown.length === 0 ? "nothing" : "nothing found") : parts.join(", ");
  return unknown.length === 0 ? found : `${found}; not everything is known about ${unknown.join(" and ")}`;
}

function toPart({ kind, names }: UsageOfKind): string {
  const shown = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ", …" : "";
  return `${names.length} ${kind}${names.length === 1 ? "" : "s"} (${shown}${more})`;
}

async function findAudiences(
  session: ApiSession,
  { dependents }: Audience,
  signal: AbortSignal,
): Promise<UsageOfKind> {
  if (dependents.length === 0) return { kind: "audience", names: [], isComplete: true };
  const found = await fetchAudiences(session, dependents, { signal }).catch(() => undefined);
  const names = dependents.map((id) => {
    const other = found?.get(id);
    return other === undefined || other instanceof Error ? id : other.name;
  });
  return { kind: "audience", names, isComplete: true };
}

function readJourneys(session: ApiSession, signal: AbortSignal): Promise<Readers> {
  const walk = listJourneys(session, { sort: "metadata.lastModifiedAt=desc" });
  return readAll(walk, signal, async ({ id, name }) => {
    const { raw } = await fetchJourney(session, id, { signal });
    const text = JSON.stringify(raw);
    return { name, uses: (audienceId) => text.includes(JSON.stringify(audienceId).slice(1, -1)) };
  });
}

function readDestinations(session: ApiSession, signal: AbortSignal): Promise<Readers> {
  return readAll(listDestinationFlows(session), signal, async ({ id, name }) => {
    const { audiences } = await fetchFlow(session, id, { signal });
    return { name, uses: (audienceId) => audiences.some((audience) => audience.id === audienceId) };
  });
}

/** A list that cannot be read at all is no failure of a preview; it is one thing less that is known. */
async function readAll<Row extends { readonly id: string }>(
  walk: PageWalk<Row>,
  signal: AbortSignal,
  read: (row: Row) => Promise<Reader>,
): Promise<Readers> {
  const rows: Row[] = [];
  let isComplete = false;
  try {
    while (rows.length < MOST_READ) {
      const page = await walk.nextPage(signal);
      rows.push(...(page?.items ?? []));
      isComplete = page === undefined || page.isLast;
      if (isComplete) break;
    }
  } catch {
    signal.throwIfAborted();
    return { readers: [], isComplete: false };
  }
  const readers: Reader[] = [];
  for (let from = 0; from < Math.min(rows.length, MOST_READ); from += READ_AT_ONCE) {
    const chunk = await Promise.allSettled(rows.slice(from, from + READ_AT_ONCE).map(read));
    signal.throwIfAborted();
    readers.push(...chunk.flatMap((done) => (done.status === "fulfilled" ? [done.value] : [])));
    isComplete &&= chunk.every(({ status }) => status === "fulfilled");
  }
  return { readers, isComplete: isComplete && rows.length <= MOST_READ };
}

function toUsage(kind: "journey" | "destination", { readers, isComplete }: Readers, id: string): UsageOfKind {
  const names = readers.filter(({ uses }) => uses(id)).map(({ name }) => name);
  return { kind, names, isComplete };
}

function toKey(session: ApiSession): string {
  return `${session.connection}/${session.sandbox ?? ""}`;
}
