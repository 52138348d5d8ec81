/**
 * Which names the text around a cursor uses, because what was used is used again. Looks at a bounded stretch, so that a
 * key in a megabyte costs no more than one in a line.
 */
import type { Clause } from "../../syntax/query";
import { isWord } from "../../syntax/tokens";
import type { QueryView } from "../queryView";
import type { CompletionMemory } from "./memory";

const MOST_TOKENS = 300;

/** How often a name was seen. */
export interface Usage {
  countOf(name: string): number;
}

/** The names in the clauses nearest to a clause, counted when the first one is asked for. */
export function readUsage(query: QueryView, index: number, memory: CompletionMemory): Usage {
  let counts: ReadonlyMap<string, number> | undefined;
  return {
    countOf(name) {
      counts ??= countNear(query, index, memory);
      return counts.get(name) ?? 0;
    },
  };
}

function countNear({ clauses }: QueryView, index: number, memory: CompletionMemory): Map<string, number> {
  const counts = new Map<string, number>();
  const last = clauses.length - 1;
  let left = MOST_TOKENS;
  for (let distance = 0; left > 0 && distance <= Math.max(index, last - index); distance++) {
    left -= countNames(clauses[index - distance], counts, memory);
    if (distance > 0) left -= countNames(clauses[index + distance], counts, memory);
  }
  return counts;
}

/** Counts the names of one clause; returns the number of tokens looked at. */
function countNames(
  clause: Clause | undefined,
  counts: Map<string, number>,
  memory: CompletionMemory,
): number {
  if (clause === undefined) return 0;
  for (const name of memory.namesIn(clause, listNames)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return endOfLook(clause) - clause.firstToken;
}

function listNames(clause: Clause): readonly string[] {
  const { tree, firstToken } = clause;
  const names: string[] = [];
  const end = endOfLook(clause);
  for (let token = firstToken; token < end; token++) {
    if (isWord(tree.tokenKind(token))) names.push(tree.name(token));
  }
  return names;
}

function endOfLook({ firstToken, endToken }: Clause): number {
  return Math.min(endToken, firstToken + MOST_TOKENS);
}
