/**
 * What people call a value that a text compares a field with: the title the schema gives it.
 */
import type { ClauseAnalysis, FieldBinding } from "../semantics/analysis";
import { NodeKind } from "../syntax/nodes";
import { isWord } from "../syntax/tokens";
import { nodesAround } from "./treePath";

/** The title of the value at a token; undefined where it is compared with no field, or the field does not know it. */
export function findValueTitle(analysis: ClauseAnalysis, token: number, value: string): string | undefined {
  const field = findComparedField(analysis, token);
  const title = field?.schema.enumValues(field.field).find((each) => each.value === value)?.title;
  return title === value ? undefined : title;
}

const COMPARISONS: ReadonlySet<number> = new Set([
  NodeKind.Comparison,
  NodeKind.Membership,
  NodeKind.MethodCall,
]);

/** The field on the left of the comparison, list test or method around a token. */
function findComparedField(analysis: ClauseAnalysis, token: number): FieldBinding | undefined {
  const { tree, root } = analysis.clause;
  const node = nodesAround(tree, root, token).findLast((each) => COMPARISONS.has(tree.kind(each)));
  if (node === undefined) return undefined;
  const last = tree.endToken(tree.firstChild(node)) - 1;
  return last < token && isWord(tree.tokenKind(last)) ? analysis.findField(last) : undefined;
}
