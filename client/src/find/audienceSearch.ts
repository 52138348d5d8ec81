/**
 * Searches the audiences of a sandbox by part of their name or by their id, inactive ones included; with nothing typed, offers those used
 * last and those changed last. What one source found is shown while the others still search.
 */
import { isAudienceId } from "../model/expressionReferences";
import { withRecentWrites } from "../model/recentWrites";
import type { SandboxTarget } from "../model/resource";
import type { PlatformLists, ResourceRow } from "../model/rows";
import type { WritesAhead } from "../model/writesAhead";
import type { RecentThings } from "./recentThings";

/** What audiences are searched with. */
export interface AudienceSources {
  readonly lists: () => Promise<PlatformLists>;
  readonly recent: Pick<RecentThings, "list">;
  readonly writesAhead: Pick<WritesAhead, "list">;
}

/** What is searched. */
export interface AudienceQuestion {
  readonly target: SandboxTarget;
  /** Part of the name; empty offers what was used or changed last. */
  readonly text: string;
  readonly signal: AbortSignal;
  /** Rows of each source; whoever does not find theirs types more. */
  readonly most: number;
}

/** What was found so far, each audience once. */
export interface FoundAudiences {
  readonly recent: readonly ResourceRow[];
  readonly listed: readonly ResourceRow[];
  readonly inactive: readonly ResourceRow[];
}

/** Reports each time a source has answered. Rejects with what the first failed with; what the others found was reported. */
export async function searchAudiences(
  { lists, recent, writesAhead }: AudienceSources,
  { target, text, signal, most }: AudienceQuestion,
  report: (found: FoundAudiences) => void,
): Promise<void> {
  const platform = await lists();
  const filter = text === "" ? undefined : text;
  let found: FoundAudiences = { recent: [], listed: [], inactive: [] };
  const take = (more: Partial<FoundAudiences>): void => {
    found = { ...found, ...more };
    if (!signal.aborted) report(withoutRepeats(found));
  };
  const read = async (inactive?: "only"): Promise<readonly ResourceRow[]> => {
    const request = { ...target, kind: "audience", pageSize: most, filter, inactive } as const;
    const { rows } = await (await platform.openList(request)).nextPage(signal);
    return rows.slice(0, most);
  };
  // Whoever pastes an id means that audience, in whatever state it is; no name contains it.
  if (isAudienceId(text.trim()))
    return take({ listed: await platform.findAudiences(target, [text.trim()], signal) });
  const ids = text === "" ? recent.list(target, "audience").map(({ id }) => id) : [];
  const results = await Promise.allSettled([
    ids.length === 0
      ? undefined
      : platform.findAudiences(target, ids, signal).then((rows) => take({ recent: rows })),
    read().then((rows) => take({ listed: withRecentWrites(rows, writesAhead.list(target), filter) })),
    read("only").then((rows) => take({ inactive: rows })),
  ]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Lists lag behind: what was just read on its own counts more than its row in a list. */
function withoutRepeats({ recent, listed, inactive }: FoundAudiences): FoundAudiences {
  const isIn = (rows: readonly ResourceRow[], { id }: ResourceRow): boolean =>
    rows.some((row) => row.id === id);
  const others = inactive.filter((row) => !isIn(recent, row));
  return {
    recent,
    inactive: others,
    listed: listed.filter((row) => !isIn(recent, row) && !isIn(others, row)),
  };
}
