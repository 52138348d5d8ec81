/**
 * Finds fields by what was typed, for completion and for Find. Every answer is capped and says when it is not all.
 * Ranks names and leaves everything about presentation to its callers.
 */

import { allNames, beginsWith, childNames, nameAtPosition, rankNames } from "./nameRanking";
import { foldName } from "./nameText";
import type { FieldId, SchemaIndex } from "./schemaIndex";

/** Fields, best first. Incomplete where more fields answer to the query: asking again with more text finds others. */
export interface FieldMatches {
  readonly fields: readonly FieldId[];
  readonly isIncomplete: boolean;
}

/** The children of `parent` (or of its items or values) that answer to `query`: prefixes first, then `fn` for `firstName`. */
export function findChildren(
  index: SchemaIndex,
  parent: FieldId,
  query: string,
  limit: number,
): FieldMatches {
  const record = index.record(parent);
  const first = index.firstChild(record);
  const { positions, isIncomplete } = rankNames(index.columns, childNames(index, record), query, limit);
  return { fields: positions.map((at) => first + at), isIncomplete };
}

/**
 * The fields anywhere in the schema whose own name answers to `query`, at most `limit`; fields near the root first where
 * names are equal. In a query with dots the last step is the name, and the steps before it have to begin names above it, in this order.
 */
export function findByLeafName(index: SchemaIndex, query: string, limit: number): FieldMatches {
  const steps = query.replaceAll("`", "").trim().split(".");
  const name = steps.pop() ?? "";
  const above = steps.filter((step) => step !== "").map(foldName);
  const names = rankNames(
    index.columns,
    allNames(index),
    name,
    above.length > 0 ? MAX_FILTERED_NAMES : limit,
  );
  const groups = names.positions.map((position) => fieldsNamed(index, nameAtPosition(position)));
  const found = above.length > 0 ? filtered(index, groups, above) : { groups, isIncomplete: false };
  const fields = spread(found.groups, Math.max(0, limit));
  const count = found.groups.reduce((sum, group) => sum + group.length, 0);
  return { fields, isIncomplete: names.isIncomplete || found.isIncomplete || count > fields.length };
}

/** Names looked at for a query with steps above; most of their fields are below something else. */
const MAX_FILTERED_NAMES = 1000;
/** Fields looked at for one query. */
const MAX_FIELDS_READ = 5000;

function fieldsNamed({ columns }: SchemaIndex, name: number): Int32Array {
  const { fieldsByName, fieldsByNameStart } = columns;
  return fieldsByName.subarray(fieldsByNameStart[name] ?? 0, fieldsByNameStart[name + 1] ?? 0);
}

/** Fields by name, best name first. Incomplete where fields were not looked at. */
interface FieldGroups {
  readonly groups: readonly Int32Array[];
  readonly isIncomplete: boolean;
}

function filtered(index: SchemaIndex, groups: readonly Int32Array[], above: readonly string[]): FieldGroups {
  let unread = MAX_FIELDS_READ;
  let isIncomplete = false;
  const kept = groups.map((group) => {
    const read = group.subarray(0, unread);
    unread -= read.length;
    isIncomplete ||= read.length < group.length;
    return read.filter((field) => isBelow(index, field, above));
  });
  return { groups: kept, isIncomplete };
}

/** True where names above the field begin with these folded steps, in this order; other names may stand between. */
function isBelow(index: SchemaIndex, field: FieldId, above: readonly string[]): boolean {
  const { nameOf } = index.columns;
  let wanted = above.length - 1;
  for (let at = index.parent(field); at !== 0 && wanted >= 0; at = index.parent(at)) {
    if (beginsWith(index.columns, nameOf[at] ?? 0, above[wanted] ?? "")) wanted--;
  }
  return wanted < 0;
}

/** Takes from every group before it takes more from the first ones, so that a name with a thousand fields hides no other. */
function spread(groups: readonly Int32Array[], limit: number): readonly FieldId[] {
  const filled = groups.filter((group) => group.length > 0).slice(0, limit);
  const share = Math.max(1, Math.floor(limit / Math.max(1, filled.length)));
  const taken = filled.map((group) => Math.min(share, group.length));
  let room = limit - taken.reduce((sum, count) => sum + count, 0);
  return filled.flatMap((group, at) => {
    const own = taken[at] ?? 0;
    const more = Math.min(room, group.length - own);
    room -= more;
    return [...group.subarray(0, own + more)];
  });
}
