/**
 * Ids inside expressions across sandboxes. A file holds the ids of the sandbox it was first pulled from (its home); where
 * pairs are linked to several sandboxes, their links say which id stands for which. Pure.
 */
import type { AudiencePair } from "./folderIndex";

const NOTHING: ReadonlyMap<string, string> = new Map();

/** The ids of every other sandbox that mean an audience of this one: what an expression is written with → what is sent. */
export function toIdsHere(pairs: readonly AudiencePair[], key: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { file } of pairs) {
    const here = file.remotes[key]?.id;
    if (here === undefined) continue;
    for (const { id } of Object.values(file.remotes)) if (id !== here) ids.set(id, here);
  }
  return ids;
}

/** The way back for one pair: this sandbox's ids → those of the pair's home. Empty at home, where nothing changes. */
export function toIdsAtHome(
  pairs: readonly AudiencePair[],
  { pair, key }: { readonly pair: AudiencePair; readonly key: string },
): ReadonlyMap<string, string> {
  const [home] = Object.keys(pair.file.remotes);
  if (home === undefined || home === key) return NOTHING;
  const ids = new Map<string, string>();
  for (const { file } of pairs) {
    const here = file.remotes[key]?.id;
    const there = file.remotes[home]?.id;
    if (here !== undefined && there !== undefined && here !== there) ids.set(here, there);
  }
  return ids;
}
