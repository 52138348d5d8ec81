/**
 * A row of the sidebar as an agent is told of it: without what only a tree draws. Pure.
 */
import type { ResourceRow } from "../model/rows";

/** What a list says of a thing. */
export function toListedRow({ id, name, state, evaluation, origin, changedAt, facts }: ResourceRow) {
  const description = facts.find(([label]) => label === "Description")?.[1];
  const changed = changedAt === undefined ? undefined : new Date(changedAt).toISOString();
  return { id, name, description, state, evaluation, origin, changed };
}
