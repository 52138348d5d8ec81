/**
 * Answers the tree's questions with calls of the platform client: which sandboxes, and the pages of each kind of list.
 * Loaded only when a list is first opened; keeps for two
 * minutes what whoever types would ask for again and again, and nothing else.
 */
import type { ApiConnection } from "../api/apiConnection";
import { ApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudiences } from "../api/audiences";
import { fetchSandboxes } from "../api/sandboxes";
import type { Sessions } from "../auth/sessions";
import { toSandboxKey, WHOLE_ORGANISATION } from "../model/resource";
import { describeKind } from "../model/resourceKinds";
import { toAudienceRow, toSandboxRow } from "../model/resourceRows";
import type { ListRequest, PlatformLists, RowWalk } from "../model/rows";
import { DefinitionList, openInactive, withInactive } from "./inactiveWalk";
import { openLargest } from "./largestWalk";
import { ListedRows, searchListed } from "./listedRows";
import { LONGEST_PAGE, openResourceList } from "./resourceSources";

/** The lists of every connection. */
export function createPlatformLists(sessions: Sessions, now: () => number): PlatformLists {
  /** Of each sandbox. What state they are in is asked for anew each time. */
  const definitions = new KeptReadings<DefinitionList>(now);
  const listed = new KeptReadings<ListedRows>(now);
  return {
    async fetchSandboxes(connection, signal) {
      const session = await sessions.open(connection);
      const { sandboxes } = await fetchSandboxes(session, { signal });
      return sandboxes.map(toSandboxRow);
    },
    async openList(request) {
      const isOfSandbox = request.sandbox !== WHOLE_ORGANISATION;
      const connection = await sessions.openConnection(request.connection);
      const session = connection.openSession(isOfSandbox ? request.sandbox : undefined);
      const open = (nameContains: string | undefined) => {
        const list = openResourceList(session, request.kind, { ...request, nameContains });
        return request.sort === "size" ? openLargest(session, request, list) : list;
      };
      const { filter, inactive, kind, sort, pageSize } = request;
      if (filter !== undefined && isSearchedHere(request)) {
        const key = [request.connection, kind, sort].join("\n");
        const rows = listed.get(connection, key, () => new ListedRows(openWhole(session, request)));
        return searchListed(rows, { filter, pageSize, openAtService: () => open(filter) });
      }
      if (kind !== "audience" || inactive === undefined) return open(filter);
      const begin = () => new DefinitionList(connection.openSession(request.sandbox));
      const known = definitions.get(connection, toSandboxKey(request), begin);
      return inactive === "only" ? openInactive(known, filter) : withInactive(open(filter), known, filter);
    },
    forget(target) {
      definitions.forget(target && toSandboxKey(target));
      if (target === undefined) listed.forget(undefined);
    },
    async findAudiences(target, ids, signal) {
      const session = await sessions.open(target.connection, target.sandbox);
      const found = await fetchAudiences(session, ids, { signal });
      return ids.flatMap((id) => {
        const audience = found.get(id);
        return audience === undefined || audience instanceof ApiError ? [] : [toAudienceRow(audience)];
      });
    },
  };
}

/** Analytics allows few requests a minute, and only some of its lists can be searched by name. */
function isSearchedHere({ kind, owner }: ListRequest): boolean {
  return describeKind(kind).product === "cja" && owner === undefined;
}

/** The list in long pages, for fewest requests. */
function openWhole(session: ApiSession, { kind, sort }: ListRequest): RowWalk {
  return openResourceList(session, kind, { nameContains: undefined, pageSize: LONGEST_PAGE, sort });
}

/** A person who types or filters asks again and again; what others make is in the lists as they come from the platform as well. */
const FRESH_MS = 120_000;

interface KeptReading<Value> {
  /** A connection that was changed is another one, and what was read through the former is gone with it. */
  readonly connection: ApiConnection;
  readonly since: number;
  readonly value: Value;
}

/** What is read once for some time, by its place. */
class KeptReadings<Value> {
  private readonly kept = new Map<string, KeptReading<Value>>();

  constructor(private readonly now: () => number) {}

  get(connection: ApiConnection, key: string, begin: () => Value): Value {
    const known = this.kept.get(key);
    const isFresh = known !== undefined && this.now() - known.since < FRESH_MS;
    if (isFresh && known.connection === connection) return known.value;
    const value = begin();
    this.kept.set(key, { connection, since: this.now(), value });
    return value;
  }

  forget(key: string | undefined): void {
    if (key === undefined) this.kept.clear();
    else this.kept.delete(key);
  }
}
