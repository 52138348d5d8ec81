/**
 * `Simplify`: takes away what adds nothing, what is covered and alternatives that nobody meets, until nothing is left of these.
 * Offered for a whole rule, and only where the relation of both is proved to be "equal".
 */
import { applyEdits } from "../../printer/queryPrinter";
import { findRedundancy, type RedundancyQuery } from "../../relations/clauseRedundancy";
import { knowLists } from "../../relations/listKnowledge";
import { RelationWorkbench } from "../../relations/relateRules";
import { parseQuery } from "../../syntax/parser";
import { isWellFormed, queryText } from "../../syntax/query";
import type { QueryView } from "../queryCursor";
import type { Refactoring } from "./refactoring";

/** Longer rules are not looked at on each move of a cursor. */
const LONGEST = 10_000;
const MOST_ROUNDS = 30;

/** The whole rule in fewer conditions, for the same people; nothing where none is idle or the proof fails. */
export function simplifyRule({ clauses, environment, textLength }: QueryView): readonly Refactoring[] {
  if (textLength > LONGEST || !clauses.every(isWellFormed)) return [];
  const before = queryText({ clauses });
  const after = simplest(before, environment);
  if (after.trim() === before.trim()) return [];
  const bench = new RelationWorkbench({ knowledge: knowLists(environment) });
  const [old, simpler] = [before, after].map((text) => bench.read(parseQuery(text)));
  if (old === undefined || simpler === undefined) return [];
  const isEqual =
    bench.proves([
      { rule: old, holds: true },
      { rule: simpler, holds: false },
    ]) &&
    bench.proves([
      { rule: simpler, holds: true },
      { rule: old, holds: false },
    ]);
  if (!isEqual) return [];
  return [
    {
      title: "Simplify the rule: proved to accept the same profiles",
      kind: "refactor.rewrite",
      edits: [{ span: { start: 0, end: before.length }, newText: after }],
    },
  ];
}

/** The text without what is idle in it. */
function simplest(start: string, environment: RedundancyQuery["environment"]): string {
  let text = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = findRedundancy(toQuery(text, environment)).find(({ code }) => code !== "pql.neverTrue");
    const edits = found?.fixes[0]?.edits;
    if (edits === undefined) break;
    text = applyEdits(text, [...edits]);
  }
  return text;
}

function toQuery(text: string, environment: RedundancyQuery["environment"]): RedundancyQuery {
  const { clauses } = parseQuery(text);
  const starts: number[] = [];
  let start = 0;
  for (const { length } of clauses) {
    starts.push(start);
    start += length;
  }
  return { environment, clauses, textLength: text.length, startOf: (index) => starts[index] ?? text.length };
}
