/**
 * Inactive audiences, which the platform's list of audiences leaves out: the older list of segment definitions names them,
 * and the audiences themselves say what state they are in. Adobe documents the gap for `GET /audiences`. Reads only.
 */
import { ApiError, isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type AudienceSummary, fetchAudiences } from "../api/audiences";
import type { PageWalk } from "../api/pages";
import { listSegmentDefinitions } from "../api/segmentDefinitions";
import { toAudienceRow } from "../model/resourceRows";
import type { ResourceRow, RowPage, RowWalk } from "../model/rows";
import { containsName } from "./rowWalks";

const INACTIVE = "inactive";

/** The longest page the service answers. */
const PAGE_SIZE = 100;

/** Names that match a filter are asked for their state; whoever does not find theirs types more of the name. */
const MOST_ASKED = 500;

/** States an audience says of itself; the older list has words of its own, which say nothing of these. */
const STATES: ReadonlySet<string> = new Set(["draft", "published", "archived", "active", INACTIVE]);

/** The definitions of a sandbox as far as they were read. Several readers share one reading. */
export class DefinitionList {
  private readonly walk: PageWalk<AudienceSummary>;
  private readonly read = new Map<string, AudienceSummary>();
  private isRead = false;

  constructor(private readonly session: ApiSession) {
    this.walk = listSegmentDefinitions(session, { pageSize: PAGE_SIZE });
  }

  get isComplete(): boolean {
    return this.isRead;
  }

  /** Whether anything was read, be it an empty page. */
  get isStarted(): boolean {
    return this.isRead || this.read.size > 0;
  }

  /** Reads one more page. A service the organisation does not have lists nothing. */
  async readPage(signal: AbortSignal): Promise<void> {
    if (this.isRead) return;
    try {
      const page = await this.walk.nextPage(signal);
      for (const definition of page?.items ?? []) this.read.set(definition.id, definition);
      this.isRead = page?.isLast ?? true;
    } catch (error) {
      if (!isApiError(error, "forbidden", "notFound", "wrongRoute")) throw error;
      this.session.log.write({
        level: "warn",
        message: `Inactive audiences are not listed: ${error.message}`,
      });
      this.isRead = true;
    }
  }

  /** The inactive ones among what was read, whose names contain the filter. `isListed` knows those a list shows already. */
  async findInactive(
    filter: string | undefined,
    isListed: (id: string) => boolean,
    signal: AbortSignal,
  ): Promise<readonly ResourceRow[]> {
    const asked = [...this.read.values()]
      .filter(
        ({ id, lifecycleState: state = "" }) => !isListed(id) && (state === INACTIVE || !STATES.has(state)),
      )
      .filter((definition) => filter === undefined || containsName(toAudienceRow(definition), filter))
      .slice(0, MOST_ASKED);
    const found = await fetchAudiences(
      this.session,
      asked.map(({ id }) => id),
      { signal },
    );
    return asked.flatMap(({ id }) => {
      const audience = found.get(id);
      if (audience === undefined || audience instanceof ApiError) return [];
      return audience.lifecycleState === INACTIVE ? [toAudienceRow(audience)] : [];
    });
  }
}

/**
 * Only the inactive ones, as one page. Without a filter those among the first definitions alone: nobody waits for all of a
 * large sandbox before anything was typed.
 */
export function openInactive(definitions: DefinitionList, filter: string | undefined): RowWalk {
  return {
    async nextPage(signal): Promise<RowPage> {
      if (filter !== undefined) while (!definitions.isComplete) await definitions.readPage(signal);
      else if (!definitions.isStarted) await definitions.readPage(signal);
      const rows = await definitions.findInactive(filter, () => false, signal);
      return { rows, total: rows.length, isLast: true };
    },
  };
}

/**
 * The list with the inactive ones behind its last page. Where finding them takes more pages than the list itself has, or
 * failed, the list ends without them and says so: the next page then has them.
 */
export function withInactive(
  walk: RowWalk,
  definitions: DefinitionList,
  filter: string | undefined,
): RowWalk {
  const listed = new Set<string>();
  let isWalked = false;
  let pages = 0;
  const readInactive = async (signal: AbortSignal): Promise<readonly ResourceRow[]> => {
    while (!definitions.isComplete) await definitions.readPage(signal);
    return await definitions.findInactive(filter, (id) => listed.has(id), signal);
  };
  const readSoon = async (signal: AbortSignal): Promise<readonly ResourceRow[] | undefined> => {
    try {
      for (let page = 0; page < pages && !definitions.isComplete; page++) await definitions.readPage(signal);
      return definitions.isComplete ? await readInactive(signal) : undefined;
    } catch (error) {
      if (!isApiError(error) || error.code === "cancelled") throw error;
      return undefined;
    }
  };
  return {
    async nextPage(signal): Promise<RowPage> {
      if (isWalked) {
        const rows = await readInactive(signal);
        return { rows, total: listed.size + rows.length, isLast: true };
      }
      const page = await walk.nextPage(signal);
      pages += 1;
      for (const { id } of page.rows) listed.add(id);
      if (!page.isLast) return page;
      isWalked = true;
      const inactive = await readSoon(signal);
      if (inactive === undefined) return { ...page, total: undefined, isLast: false, remaining: INACTIVE };
      const rows = [...page.rows, ...inactive];
      return { rows, total: listed.size + inactive.length, isLast: true };
    },
  };
}
