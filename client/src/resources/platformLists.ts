/**
 * Answers the tree's questions with calls of the platform client: which sandboxes, and the pages of each kind of list.
 * Loaded only when a list is first opened; keeps nothing.
 */
import type { ApiConnection } from "../api/apiConnection";
import { ApiError } from "../api/apiError";
import { fetchAudiences } from "../api/audiences";
import { fetchSandboxes } from "../api/sandboxes";
import type { Sessions } from "../auth/sessions";
import { type SandboxTarget, toSandboxKey, WHOLE_ORGANISATION } from "../model/resource";
import { toAudienceRow, toSandboxRow } from "../model/resourceRows";
import type { PlatformLists } from "../model/rows";
import { DefinitionList, openInactive, withInactive } from "./inactiveWalk";
import { openResourceList } from "./resourceSources";

/** The lists of every connection. */
export function createPlatformLists(sessions: Sessions, now: () => number): PlatformLists {
  const definitions = new KnownDefinitions(now);
  return {
    async fetchSandboxes(connection, signal) {
      const session = await sessions.open(connection);
      const { sandboxes } = await fetchSandboxes(session, { signal });
      return sandboxes.map(toSandboxRow);
    },
    async openList(request) {
      const isOfSandbox = request.sandbox !== WHOLE_ORGANISATION;
      const session = await sessions.open(request.connection, isOfSandbox ? request.sandbox : undefined);
      const walk = openResourceList(session, request.kind, { ...request, nameContains: request.filter });
      if (request.kind !== "audience" || request.inactive === undefined) return walk;
      const known = definitions.of(await sessions.openConnection(request.connection), request);
      return request.inactive === "only"
        ? openInactive(known, request.filter)
        : withInactive(walk, known, request.filter);
    },
    forget: (target) => definitions.forget(target),
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

/** A person who types or filters asks again and again; what others make is in the list of audiences as well. */
const DEFINITIONS_FRESH_MS = 120_000;

interface KnownList {
  /** A connection that was changed is another one, and what was read through the former is gone with it. */
  readonly connection: ApiConnection;
  readonly since: number;
  readonly list: DefinitionList;
}

/** The definitions of each sandbox, read once for some time. What state they are in is asked for anew each time. */
class KnownDefinitions {
  private readonly lists = new Map<string, KnownList>();

  constructor(private readonly now: () => number) {}

  of(connection: ApiConnection, target: SandboxTarget): DefinitionList {
    const key = toSandboxKey(target);
    const known = this.lists.get(key);
    const isFresh = known !== undefined && this.now() - known.since < DEFINITIONS_FRESH_MS;
    if (isFresh && known.connection === connection) return known.list;
    const list = new DefinitionList(connection.openSession(target.sandbox));
    this.lists.set(key, { connection, since: this.now(), list });
    return list;
  }

  forget(target: SandboxTarget | undefined): void {
    if (target === undefined) this.lists.clear();
    else this.lists.delete(toSandboxKey(target));
  }
}
