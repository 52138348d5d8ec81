/**
 * Which journeys, campaigns and destinations use which audience. The services cannot be asked that, so their lists are
 * read once per sandbox and kept for a while. Reads only; says when not everything could be read.
 */
import type { ApiSession } from "../api/apiSession";
import { listCampaigns } from "../api/campaigns";
import { type Flow, fetchFlow, listDestinationFlows } from "../api/flows";
import { listJourneys } from "../api/journeys";
import { collectItems } from "../api/pages";
import { toSandboxKey } from "./resource";
import { toCampaignRow, toDestinationRow, toJourneyRow } from "./resourceRows";
import type { ResourceRow } from "./rows";

/** What an audience can be used by, other audiences apart: the platform names those itself. */
export type UserKind = "journeys" | "campaigns" | "destinations";

export interface AudienceUsersOfKind {
  readonly rows: readonly ResourceRow[];
  /** Why some could not be looked through; undefined when all were. */
  readonly failure: unknown;
}

/** The users of all audiences of a sandbox, by audience id. */
interface Usage {
  readonly users: ReadonlyMap<string, readonly ResourceRow[]>;
  readonly failure: unknown;
}

type Uses = readonly (readonly [ResourceRow, readonly string[]])[];

interface Reading {
  readonly at: number;
  readonly usage: Promise<Usage>;
}

/** Destinations are read one by one for their audiences; this many at once. */
const FLOWS_AT_ONCE = 4;

/** Who uses the audiences of sandboxes. */
export class AudienceUsers {
  private readonly known = new Map<string, Reading>();

  /** `freshForMs` is how long one reading serves; what could not be read completely is never kept. */
  constructor(private readonly keeping: { readonly now: () => number; readonly freshForMs: number }) {}

  /** The things of a kind that use the audience. Rejects with `ApiError` when their list cannot be read at all. */
  async find(
    session: ApiSession,
    { kind, audienceId }: { readonly kind: UserKind; readonly audienceId: string },
    signal?: AbortSignal,
  ): Promise<AudienceUsersOfKind> {
    const { users, failure } = await this.read(session, kind, signal);
    return { rows: users.get(audienceId) ?? [], failure };
  }

  /** Reads anew next time: a sandbox, by its key, or everything. */
  forget(sandboxKey?: string): void {
    if (sandboxKey === undefined) this.known.clear();
    else for (const key of this.known.keys()) if (key.startsWith(`${sandboxKey} `)) this.known.delete(key);
  }

  private async read(session: ApiSession, kind: UserKind, signal: AbortSignal | undefined): Promise<Usage> {
    const key = `${toSandboxKey({ connection: session.connection, sandbox: session.sandbox ?? "" })} ${kind}`;
    const { now, freshForMs } = this.keeping;
    const known = this.known.get(key);
    if (known !== undefined && now() - known.at < freshForMs) {
      const shared = await known.usage.catch(() => undefined);
      signal?.throwIfAborted();
      if (shared !== undefined) return shared;
    }
    const usage = READERS[kind](session, signal);
    this.known.set(key, { at: now(), usage });
    return await usage.then(
      (read) => {
        if (read.failure !== undefined) this.drop(key, usage);
        return read;
      },
      (error: unknown) => {
        this.drop(key, usage);
        throw error;
      },
    );
  }

  private drop(key: string, usage: Promise<Usage>): void {
    if (this.known.get(key)?.usage === usage) this.known.delete(key);
  }
}

const READERS: Readonly<
  Record<UserKind, (session: ApiSession, signal: AbortSignal | undefined) => Promise<Usage>>
> = { journeys: readJourneys, campaigns: readCampaigns, destinations: readDestinations };

async function readJourneys(session: ApiSession, signal: AbortSignal | undefined): Promise<Usage> {
  const journeys = await collectItems(listJourneys(session), signal);
  return toUsage(journeys.map((journey) => [toJourneyRow(journey), journey.audienceIds]));
}

async function readCampaigns(session: ApiSession, signal: AbortSignal | undefined): Promise<Usage> {
  const campaigns = await collectItems(listCampaigns(session), signal);
  return toUsage(
    campaigns.map((campaign) => [toCampaignRow(campaign), [campaign.audience?.audienceId ?? ""]]),
  );
}

/** One destination that cannot be read hides only itself. */
async function readDestinations(session: ApiSession, signal: AbortSignal | undefined): Promise<Usage> {
  const flows = await collectItems(listDestinationFlows(session), signal);
  const read: PromiseSettledResult<Flow>[] = [];
  for (let from = 0; from < flows.length; from += FLOWS_AT_ONCE) {
    const some = flows.slice(from, from + FLOWS_AT_ONCE);
    read.push(...(await Promise.allSettled(some.map(({ id }) => fetchFlow(session, id, { signal })))));
    signal?.throwIfAborted();
  }
  const found = read.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const failed = read.find((answer) => answer.status === "rejected");
  const uses = found.map((flow) => [toDestinationRow(flow), flow.audiences.map(({ id }) => id)] as const);
  return toUsage(uses, failed?.reason);
}

function toUsage(uses: Uses, failure?: unknown): Usage {
  const users = new Map<string, ResourceRow[]>();
  for (const [row, ids] of uses) {
    for (const id of new Set(ids)) users.set(id, [...(users.get(id) ?? []), row]);
  }
  return { users, failure };
}
