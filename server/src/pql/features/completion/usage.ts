/**
 * Which names the text around a cursor uses, because what was used is used again. Looks at a bounded stretch, so that a
 * key in a megabyte costs no more than one in a line.
 */
import { isWord } from "../../syntax/tokens";
import { placeClause } from "../cursor";
import type { QueryView } from "../queryView";

const MOST_TOKENS = 500;

/** How often a name was seen. */
export interface Usage {
  countOf(name: string): number;
}

/** The names in the clauses nearest to a clause, counted when the first one is asked for. */
export function readUsage(query: QueryView, index: number): Usage {
  let counts: ReadonlyMap<string, number> | undefined;
  return {
    countOf(name) {
      counts ??= countNear(query, index);
      return counts.get(name) ?? 0;
    },
  };
}

function countNear(query: QueryView, index: number): Map<string, number> {
  const counts = new Map<string, number>();
  const last = query.clauses.length - 1;
  let left = MOST_TOKENS;
  for (let distance = 0; left > 0 && distance <= Math.max(index, last - index); distance++) {
    left -= countNames(query, index - distance, counts);
    if (distance > 0) left -= countNames(query, index + distance, counts);
  }
  return counts;
}

/** Counts the names of one clause; returns the number of tokens looked at. */
function countNames(query: QueryView, index: number, counts: Map<string, number>): number {
  const placed = placeClause(query, index);
  if (placed === undefined) return 0;
  const { tree, firstToken, endToken } = placed.clause;
  const end = Math.min(endToken, firstToken + MOST_TOKENS);
  for (let token = firstToken; token < end; token++) {
    if (!isWord(tree.tokenKind(token))) continue;
    const name = tree.name(token);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return end - firstToken;
}
