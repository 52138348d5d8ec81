/**
 * Tells a text that holds a condition from any other text: `"homeAddress.city = \\"Oslo\\""` where a condition stands is true
 * for everyone. Takes only what tests something; words such as `rock and roll` are a text like any other.
 */
import { NodeKind } from "../../syntax/nodeKinds";
import { parseQuery } from "../../syntax/parser";
import { type Clause, isWellFormed } from "../../syntax/query";

/** True where the whole text can be read as PQL and one of its clauses tests something. */
export function readsAsCondition(text: string): boolean {
  const { clauses } = parseQuery(text);
  return clauses.every(isWellFormed) && clauses.some(isTest);
}

function isTest({ tree, root }: Clause): boolean {
  const kind = tree.kind(root);
  return kind > NodeKind.Subscript && !isValueKind(kind) && kind !== NodeKind.Paren;
}

/** True for nodes that are a value whatever they hold: texts, lists, objects, sums. */
export function isValueKind(kind: number): boolean {
  return (
    kind === NodeKind.StringLiteral ||
    kind === NodeKind.ArrayLiteral ||
    kind === NodeKind.ObjectLiteral ||
    kind === NodeKind.Negate ||
    kind === NodeKind.Additive ||
    kind === NodeKind.Multiplicative
  );
}
