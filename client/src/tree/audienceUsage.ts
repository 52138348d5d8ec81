/**
 * Which journeys, campaigns and destinations use which audience. The services cannot be asked that, so their lists are
 * read once per sandbox and kept until told to forget. Reads only.
 */
import type { ApiSession } from "../api/apiSession";
import { listCampaigns } from "../api/campaigns";
import { fetchFlow, listDestinationFlows } from "../api/flows";
import { listJourneys } from "../api/journeys";
import { collectItems } from "../api/pages";
import { toCampaignRow, toDestinationRow } from "../model/otherRows";
import { toJourneyRow } from "../model/platformRows";
import type { ResourceRow } from "../model/rows";

/** What an audience can be used by. */
export type UserKind = "journeys" | "campaigns" | "destinations";

/** The things of one kind that use an audience, by audience id. */
type Usage = ReadonlyMap<string, readonly ResourceRow[]>;

/** Destinations are read one by one for their audiences; this many at once. */
const FLOWS_AT_ONCE = 4;

/** Usage of the audiences of one sandbox. */
export class AudienceUsage {
  private readonly known = new Map<UserKind, Promise<Usage>>();

  constructor(private readonly session: ApiSession) {}

  /** The things of a kind that use the audience. A failed reading is not kept. */
  async find(kind: UserKind, audienceId: string): Promise<readonly ResourceRow[]> {
    const known = this.known.get(kind) ?? this.read(kind);
    this.known.set(kind, known);
    known.catch(() => this.known.delete(kind));
    return (await known).get(audienceId) ?? [];
  }

  private async read(kind: UserKind): Promise<Usage> {
    if (kind === "journeys") return await readJourneys(this.session);
    return kind === "campaigns" ? await readCampaigns(this.session) : await readDestinations(this.session);
  }
}

async function readJourneys(session: ApiSession): Promise<Usage> {
  const journeys = await collectItems(listJourneys(session));
  return toUsage(journeys.map((journey) => [toJourneyRow(journey), journey.audienceIds]));
}

async function readCampaigns(session: ApiSession): Promise<Usage> {
  const campaigns = await collectItems(listCampaigns(session));
  return toUsage(
    campaigns.map((campaign) => [toCampaignRow(campaign), [campaign.audience?.audienceId ?? ""]]),
  );
}

async function readDestinations(session: ApiSession): Promise<Usage> {
  const flows = await collectItems(listDestinationFlows(session));
  const found: [ResourceRow, readonly string[]][] = [];
  for (let from = 0; from < flows.length; from += FLOWS_AT_ONCE) {
    const some = flows.slice(from, from + FLOWS_AT_ONCE);
    const read = await Promise.all(some.map(({ id }) => fetchFlow(session, id)));
    found.push(
      ...read.map((flow): [ResourceRow, string[]] => [
        toDestinationRow(flow),
        flow.audiences.map(({ id }) => id),
      ]),
    );
  }
  return toUsage(found);
}

function toUsage(users: readonly (readonly [ResourceRow, readonly string[]])[]): Usage {
  const usage = new Map<string, ResourceRow[]>();
  for (const [row, ids] of users) {
    for (const id of new Set(ids)) usage.set(id, [...(usage.get(id) ?? []), row]);
  }
  return usage;
}
