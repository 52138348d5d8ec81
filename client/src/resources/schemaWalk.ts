/**
 * The list of schemas: first the two union schemas that PQL is written against, then the organisation's own by title.
 * The registry filters; the unions are matched here because they are not among its schemas.
 */

import type { ApiSession } from "../api/apiSession";
import { EXPERIENCE_EVENT_UNION, listSchemas, PROFILE_UNION } from "../api/schemas";
import { toSchemaRow } from "../model/resourceRows";
import type { ResourceRow, RowWalk } from "../model/rows";
import { later, say } from "../words/say";
import { containsName, toRowWalk } from "./rowWalks";

const UNIONS: readonly ResourceRow[] = [
  toUnion(PROFILE_UNION, "Profile (union)", later("every field of a person that PQL can read")),
  toUnion(
    EXPERIENCE_EVENT_UNION,
    "Experience event (union)",
    later("every field of an event that PQL can read"),
  ),
];

/** The schemas of a sandbox. */
export function openSchemaWalk(
  session: ApiSession,
  {
    nameContains: filter,
    pageSize,
  }: { readonly nameContains: string | undefined; readonly pageSize: number },
): RowWalk {
  const property = filter === undefined ? undefined : `title~${filter}`;
  const walk = toRowWalk(listSchemas(session, { pageSize, property }), toSchemaRow);
  let isFirst = true;
  return {
    async nextPage(signal) {
      const page = await walk.nextPage(signal);
      if (!isFirst) return page;
      isFirst = false;
      const unions = UNIONS.filter((union) => filter === undefined || containsName(union, filter));
      const total = page.total === undefined ? undefined : page.total + unions.length;
      return { ...page, rows: [...unions, ...page.rows], total };
    },
  };
}

function toUnion(id: string, name: string, holds: string): ResourceRow {
  return {
    kind: "schema",
    id,
    name,
    state: "union",
    facts: [
      [later("Holds"), say(holds)],
      [later("Id"), id],
    ],
  };
}
