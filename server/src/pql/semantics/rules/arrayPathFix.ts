/**
 * Rewrites a comparison with a path through arrays into `exists`, one for each array on the way:
 * `orders.items.price > 3` as `orders.exists(items.exists(price > 3))`. Paths of the profile and of its events only.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { FieldKind } from "../../schema/schemaIndex";
import type { NodeId } from "../../syntax/nodeKinds";
import { isComparison, TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";
import { findFieldAt } from "../fieldProbe";

/** The rewrite; undefined where the path is not the left side of a comparison with one written value. */
export function arrayPathFix(state: CheckState, node: NodeId): Fix | undefined {
  const { tree, tokens } = state;
  const operator = tree.endToken(node);
  const value = operator + 1;
  const isTest = isComparison(tokens.kinds[operator]) && isValue(tokens.kinds[value]);
  if (!isTest || state.scopes.depth > 0 || goesOn(tokens.kinds[value + 1])) return undefined;
  const parts = splitAtArrays(state, tree.nameTokens(node));
  const last = parts?.pop();
  if (parts === undefined || last === undefined || parts.length === 0) return undefined;
  const test = `${last} ${tree.tokenText(operator)} ${tree.tokenText(value)}`;
  const newText = parts.reduceRight((inside, array) => `${array}.exists(${inside})`, test);
  const span = { start: state.spanOf(node).start, end: state.tokenSpan(value).end };
  return { ...replacementFix(`Write \`${newText}\``, span, newText), isPreferred: false };
}

function isValue(kind: number): boolean {
  const isText = kind === TokenKind.String || kind === TokenKind.EscapedString;
  return isText || (kind >= TokenKind.Integer && kind <= TokenKind.Double);
}

function goesOn(kind: number): boolean {
  return kind >= TokenKind.Plus && kind <= TokenKind.Percent;
}

/** The names up to each array, and those behind the last; undefined for paths that begin elsewhere. */
function splitAtArrays(state: CheckState, names: readonly number[]): string[] | undefined {
  const { environment, tree } = state;
  const isEvents = tree.tokenText(names[0]) === "xEvent";
  const root = isEvents ? environment.event : environment.profile;
  if (root === undefined) return undefined;
  const { schema } = root;
  let { field } = root;
  const parts = isEvents ? ["xEvent"] : [];
  let part: string[] = [];
  for (const token of isEvents ? names.slice(1) : names) {
    field = findFieldAt(state, { schema, parent: schema.record(field), token });
    if (field === 0) return undefined;
    part.push(tree.tokenText(token));
    if (schema.kind(field) !== FieldKind.Array) continue;
    parts.push(part.join("."));
    part = [];
  }
  return part.length === 0 ? undefined : [...parts, part.join(".")];
}
