/**
 * What can be said of a path beyond its type: deprecated fields, more arrays on the way than recommended, paths that hold if
 * any item matches, and the key of a map behind a dot. Costs a flag per path and words nothing unless it is set.
 */

import { type Fix, replacementFix } from "../../problems/problem";
import { FieldKind, ROOT_FIELD } from "../../schema/schemaIndex";
import type { NodeId } from "../../syntax/nodeKinds";
import { isComparison, TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";
import { findFieldAt } from "../fieldProbe";

/** More arrays and maps than this in one path draw a warning of the platform. */
const MOST_CONTAINERS = 2;

/** Checks the field the cursor stands on, which ends the path `node`. */
export function checkEndOfPath(state: CheckState, node: NodeId): void {
  const { cursor, scopes } = state;
  if (cursor.containers > MOST_CONTAINERS) reportDeepNesting(state, node, cursor.containers);
  else if (scopes.elementCount > 0) checkNesting(state, node);
  if (cursor.isSpread) reportSpread(state, node);
}

/** Reports the name at a token as a field that the schema marks as deprecated. */
export function reportDeprecated(state: CheckState, token: number): void {
  state.reportToken(token, DEPRECATED);
}

const DEPRECATED = {
  code: "pql.deprecatedField",
  message: "The schema marks this field as deprecated.",
} as const;

/** Filters inside filters: what counts is how many arrays and maps hold the field, however the path to it is cut. */
function checkNesting(state: CheckState, node: NodeId): void {
  const { field, root } = state.cursor;
  if (root === undefined) return;
  const { schema } = root;
  let containers = 0;
  for (
    let outer = schema.parent(field);
    outer !== root.field && outer !== ROOT_FIELD;
    outer = schema.parent(outer)
  ) {
    const kind = schema.kind(outer);
    if (kind === FieldKind.Array || kind === FieldKind.Map) containers++;
  }
  if (containers > MOST_CONTAINERS) reportDeepNesting(state, node, containers);
}

function reportDeepNesting(state: CheckState, node: NodeId, containers: number): void {
  state.report(node, {
    code: "pql.deepNesting",
    message: `The path to this field runs through ${containers} arrays or maps; the platform recommends at most ${MOST_CONTAINERS}.`,
  });
}

function reportSpread(state: CheckState, node: NodeId): void {
  if (!state.isOn("pql.arrayPath")) return;
  state.report(node, {
    code: "pql.arrayPath",
    message:
      "This path runs through an array and holds if any item matches; a filter or `exists` makes that explicit.",
    fix: arrayPathFix(state, node),
  });
}

/**
 * Rewrites `orders.items.price > 3` as `orders.exists(items.exists(price > 3))`: one `exists` for each array on the way. Undefined where
 * the path is not the left side of a comparison with one written value.
 */
function arrayPathFix(state: CheckState, node: NodeId): Fix | undefined {
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

/**
 * Reports the name at a token as the key of a map, which the service refuses as a type error. Only warns in decision rules, whose
 * documentation still shows the form. Objects are read by dot and ignored here.
 */
export function reportMapByDot(state: CheckState, token: number): void {
  const key = state.nameOf(token);
  const newText = `.get(${JSON.stringify(key)})`;
  const span = { start: state.tokenSpan(token - 1).start, end: state.tokenSpan(token).end };
  state.reportToken(token, {
    code: "pql.mapByDot",
    severity: state.environment.dialect === "decisioning" ? "warning" : "error",
    message: `A key of a map is read by \`get\`, not by dot: write \`${newText}\`.`,
    fix: { title: `Write ${newText}`, edits: [{ span, newText }], isPreferred: true },
  });
}
