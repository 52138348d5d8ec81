/**
 * The rewrite of `city = "Oslo" or "Bergen"`, where the second value stands alone as a condition: the comparison before it is
 * repeated. Looks at neighbouring clauses, which the check of one clause cannot.
 */
import type { Fix } from "../problems/problem";
import { isLiteral } from "../semantics/literals";
import { NodeKind } from "../syntax/nodes";
import { type Clause, clauseText } from "../syntax/query";

/** The fix for the clause with this index, relative to it; undefined where no comparison stands before a lone value. */
export function repetitionFix(clauses: readonly Clause[], index: number): Fix | undefined {
  const clause = clauses[index];
  if (clause === undefined || !isValue(clause)) return undefined;
  let before = index - 1;
  while (before >= 0 && isValueAt(clauses, before)) before--;
  const comparison = clauses[before];
  if (comparison === undefined) return undefined;
  const { tree, root } = comparison;
  if (tree.kind(root) !== NodeKind.Comparison) return undefined;
  const start = clause.tree.start(clause.root) - clause.origin;
  const newText = `${tree.text(tree.firstChild(root))} ${tree.tokenText(tree.detail(root))} `;
  const neighbour = clauses[index - 1];
  const lead = neighbour === undefined || /\s$/.test(clauseText(neighbour)) ? "" : " ";
  return {
    title: `Write \`${newText}${clause.tree.text(clause.root)}\``,
    edits: [{ span: { start, end: start }, newText: `${lead}${newText}` }],
    isPreferred: false,
  };
}

function isValueAt(clauses: readonly Clause[], index: number): boolean {
  const clause = clauses[index];
  return clause !== undefined && isValue(clause);
}

function isValue({ tree, root }: Clause): boolean {
  const kind = tree.kind(root);
  return isLiteral(kind) && kind !== NodeKind.BooleanLiteral;
}
