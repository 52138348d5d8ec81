/**
 * Flags names with a hyphen, or another sign that calculates, that lack their backticks: `_acme.direct-mail = true`,
 * `_acme.open/close`. With a schema it is certain; without one only a hyphen is told, and only where a number makes no
 * sense, as beside a text. Real sums pass.
 */
import { findMethod } from "../../language/functionCatalogue";
import { type Fix, replacementFix } from "../../problems/problem";
import type { FieldId } from "../../schema/schemaIndex";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { isHyphen, isSignInName } from "../../syntax/tokenList";
import { BOOLEAN, type Type } from "../../types/pqlTypes";
import { findRoot, type SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { findFieldAt } from "../fieldProbe";

/** Reports a sum that was meant to be a name. True where it was one. */
export function reportHyphenatedName(state: CheckState, node: NodeId): boolean {
  const { tree, tokens } = state;
  let path = tree.firstChild(node);
  while (isCalculation(tree.kind(path))) path = tree.firstChild(path);
  if (!isCalculation(tree.kind(node)) || tree.kind(path) !== NodeKind.Path) return false;
  const first = tree.endToken(path) - 1;
  const parent = findParent(state, { from: tree.firstToken(path), to: first });
  const last = findNameEnd(state, { node, parent, first });
  if (last === undefined) return false;
  const span = state.tokensSpan(first, last);
  const name = tokens.text.slice(tokens.starts[first], tokens.ends[last]);
  state.reportAt(span, {
    code: "pql.reservedWord",
    message: name.includes("-")
      ? `A hyphen is read as a minus sign; a name that contains one, such as \`${name}\`, needs backticks.`
      : `A sign in a name is read as one that calculates; a name that contains one, such as \`${name}\`, needs backticks.`,
    fix: quoteFix(span, name),
  });
  return true;
}

function isCalculation(kind: number): boolean {
  return kind === NodeKind.Additive || kind === NodeKind.Multiplicative;
}

interface Beginning {
  readonly node: NodeId;
  readonly parent: Parent;
  /** The last name of the path, with which the name may begin. */
  readonly first: number;
}

/** The last token of the name that begins there; undefined where none of several parts does. */
function findNameEnd(state: CheckState, { node, parent, first }: Beginning): number | undefined {
  const last = endOfRun(state, first, isHyphen);
  if (parent === "unknown") return last > first && readsAsName(state, node, last) ? last : undefined;
  if (last > first && isField(state, parent, [first, last])) return last;
  // Where the first part is a field by itself, other signs than a hyphen are likelier to calculate.
  if (isField(state, parent, [first, first])) return undefined;
  const end = endOfRun(state, first, isSignInName);
  return end > first && isField(state, parent, [first, end]) ? end : undefined;
}

function quoteFix(span: { readonly start: number; readonly end: number }, name: string): Fix {
  return replacementFix("Put the name in backticks", span, `\`${name}\``);
}

/** The last token of names joined by such signs without blanks. */
function endOfRun({ tokens }: CheckState, first: number, isJoint: typeof isHyphen): number {
  let last = first;
  while (isJoint(tokens, last + 1)) last += 2;
  return last;
}

/** The record in which a name is looked for; unknown where no schema describes it, missing where the path leads nowhere. */
type Parent = { readonly root: SchemaRoot; readonly field: FieldId } | "unknown" | undefined;

/** Follows the names of a path up to its last one. */
function findParent(state: CheckState, { from, to }: { readonly from: number; readonly to: number }): Parent {
  const beginning = findBeginning(state, from, to);
  if (beginning === undefined) return "unknown";
  const { root, isUsed } = beginning;
  const { schema } = root;
  let { field } = beginning;
  for (let token = isUsed ? from + 2 : from; token < to; token += 2) {
    if (schema.isOpen(schema.record(field))) return "unknown";
    field = findFieldAt(state, { schema, parent: schema.record(field), token });
    if (field === 0) return undefined;
  }
  return { root, field };
}

interface Start {
  readonly root: SchemaRoot;
  readonly field: FieldId;
  /** True where the first name is the start itself: the events, or a variable. */
  readonly isUsed: boolean;
}

function findBeginning(state: CheckState, from: number, to: number): Start | undefined {
  const { environment, scopes, tokens } = state;
  const isLong = from < to;
  if (isLong && state.nameOf(from) === "xEvent") return startAt(environment.event, true);
  const frame = isLong ? scopes.findVariable(tokens, tokens.starts[from], tokens.ends[from]) : -1;
  if (frame >= 0) return startAtType(state, scopes.typeOf(frame), true);
  const element = scopes.findElement(0);
  return element < 0
    ? startAt(environment.profile, false)
    : startAtType(state, scopes.typeOf(element), false);
}

function startAt(root: SchemaRoot | undefined, isUsed: boolean): Start | undefined {
  return root && { root, field: root.field, isUsed };
}

function startAtType(state: CheckState, type: Type, isUsed: boolean): Start | undefined {
  if (type.kind === "array") return startAtType(state, type.element, isUsed);
  const root = type.kind === "object" ? findRoot(state.environment, type.schema) : undefined;
  return root === undefined || type.kind !== "object" ? undefined : { root, field: type.field, isUsed };
}

function isField(
  { tokens }: CheckState,
  parent: Exclude<Parent, "unknown">,
  [first, last]: readonly [number, number],
): boolean {
  if (parent === undefined) return false;
  const { schema } = parent.root;
  const record = schema.record(parent.field);
  return schema.findChildInText(record, tokens.text, tokens.starts[first], tokens.ends[last]) !== 0;
}

/** Without a schema: what a number cannot be asked. */
function readsAsName({ tree, tokens }: CheckState, node: NodeId, last: number): boolean {
  const { kinds } = tokens;
  const behind = last + 1;
  if (kinds[behind] === TokenKind.Dot) return asksNoNumber(tree.name(behind + 1), kinds[behind + 2]);
  if (tree.endToken(node) !== behind) return false;
  const value = kinds[behind + 1];
  switch (kinds[behind]) {
    case TokenKind.Equal:
    case TokenKind.NotEqual:
      return isNoNumber(value);
    case TokenKind.In:
    case TokenKind.NotIn:
      return value === TokenKind.OpenBracket && isNoNumber(kinds[behind + 2]);
    case TokenKind.Like:
    case TokenKind.Matches:
    case TokenKind.Occurs:
      return true;
    default:
      return false;
  }
}

function isNoNumber(kind: number): boolean {
  const isText = kind === TokenKind.String || kind === TokenKind.EscapedString;
  return isText || kind === TokenKind.True || kind === TokenKind.False;
}

/** A method with a yes or no for an answer cannot be subtracted. */
function asksNoNumber(name: string, next: number): boolean {
  const results = findMethod(name)?.signatures.map(({ result }) => result) ?? [];
  return next === TokenKind.OpenParen && results.length > 0 && results.every((result) => result === BOOLEAN);
}
