/**
 * The operands of one `and` or `or` around a place, be they nodes of a clause or whole clauses of the query: for a person
 * both are the same.
 */
import type { NodeId } from "../../syntax/nodes";
import { NodeKind } from "../../syntax/nodes";
import { type PlacedClause, placeClause } from "../cursor";
import type { QueryView } from "../queryView";
import type { Selection } from "./refactoring";

/** One operand. */
export interface Operand {
  readonly placed: PlacedClause;
  readonly node: NodeId;
}

/** Operands side by side with the same word between them, and which of them holds the selection. */
export interface OperandRun {
  readonly operands: readonly Operand[];
  readonly at: number;
}

/** The operands of the `and` or `or` around the selection. */
export function findOperandRun(selection: Selection, connective: "and" | "or"): OperandRun | undefined {
  return findInClause(selection, connective) ?? findClauses(selection, connective);
}

function findInClause({ placed, tree, around }: Selection, connective: "and" | "or"): OperandRun | undefined {
  const kind = connective === "and" ? NodeKind.And : NodeKind.Or;
  const index = around.findLastIndex((node) => tree.kind(node) === kind);
  const node = around[index];
  if (node === undefined) return undefined;
  const children = tree.children(node);
  const at = children.indexOf(around[index + 1] ?? 0);
  return { operands: children.map((child) => ({ placed, node: child })), at: Math.max(0, at) };
}

/** Longest run of clauses that is looked at in each direction. */
const FARTHEST = 200;

function findClauses({ query, placed }: Selection, connective: "and" | "or"): OperandRun | undefined {
  const { index } = placed;
  let first = index;
  let last = index;
  while (first > 0 && index - first < FARTHEST && isJoined(query, first - 1, connective)) first--;
  while (last - index < FARTHEST && isJoined(query, last, connective)) last++;
  if (first === last || !standsAlone(query, index, connective)) return undefined;
  const operands: Operand[] = [];
  for (let each = first; each <= last; each++) {
    const clause = placeClause(query, each);
    if (clause !== undefined) operands.push({ placed: clause, node: clause.clause.root });
  }
  return { operands, at: index - first };
}

/** Whether a clause and the next are operands of one `and`, or, of an `or`, both stand alone in it. */
function isJoined(query: QueryView, index: number, connective: "and" | "or"): boolean {
  if (query.clauses[index]?.connective !== connective) return false;
  return standsAlone(query, index, connective) && standsAlone(query, index + 1, connective);
}

/** Beside an `and` a clause belongs to that, and not to the `or` around it. */
function standsAlone({ clauses }: QueryView, index: number, connective: "and" | "or"): boolean {
  if (connective === "and") return true;
  return clauses[index]?.connective !== "and" && clauses[index - 1]?.connective !== "and";
}
