/**
 * Flags fields that exist, only not where they are read: fields of events read from the profile, fields of an outer element
 * without `^`, fields of a declared variable without its name. Ignores names that exist in the right place as well.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { TokenKind } from "../../syntax/tokenKinds";
import { findRoot, type SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { findFieldAt } from "../fieldProbe";

/**
 * A path that breaks off here and exists elsewhere: `_acme.visits` inside `xEvent[…]`, where both schemas have `_acme`. True
 * where that was the problem, with the name at `token` being the first that is missing.
 */
export function reportOtherPlace(state: CheckState, token: number): boolean {
  const { cursor, environment, scopes } = state;
  const { bareName, root } = cursor;
  if (bareName < 0 || environment.profile === undefined || environment.event === undefined) return false;
  if (scopes.elementCount > 0) {
    if (root === environment.profile || !exists(state, environment.profile, [bareName, token])) return false;
    reportOuterField(state, bareName, scopes.elementCount);
    return true;
  }
  if (root !== environment.profile || !exists(state, environment.event, [bareName, token])) return false;
  reportEventField(state, bareName);
  return true;
}

/** Whether the names from one token to another lead to a field of a schema. */
function exists(state: CheckState, root: SchemaRoot, [first, last]: readonly [number, number]): boolean {
  const { schema } = root;
  let { field } = root;
  for (let token = first; token <= last; token++) {
    if (state.tokens.kinds[token] === TokenKind.Dot) continue;
    field = findFieldAt(state, { schema, parent: schema.record(field), token });
    if (field === 0) return false;
  }
  return true;
}

/** `productListItems…` outside `xEvent` and `chain`. */
export function reportEventField(state: CheckState, token: number): void {
  const name = state.nameOf(token);
  state.reportToken(token, {
    code: "pql.eventFieldOnProfile",
    message: `\`${name}\` is a field of events, not of the profile; read it on \`xEvent\` or in a chain.`,
    fix: eventFix(state, token),
  });
}

/** Any event will do: the path through `xEvent` holds if one of the events matches. Of several fields each may hold for another event, so nobody takes it unseen. */
function eventFix(state: CheckState, token: number): Fix {
  const { start } = state.tokenSpan(token);
  return { ...replacementFix("Read it on xEvent", { start, end: start }, "xEvent."), isPreferred: false };
}

/** A name that the element lacks and an element further out, or the profile, has. */
export function reportOuterField(state: CheckState, token: number, level: number): void {
  const carets = "^".repeat(level);
  const place = level === state.scopes.elementCount ? "the profile" : "an outer element";
  const { start } = state.tokenSpan(token);
  state.reportToken(token, {
    code: "pql.outerField",
    message: `\`${state.nameOf(token)}\` is a field of ${place}; inside brackets, names are read from the item; write \`${carets}.\` before it.`,
    fix: replacementFix(`Write ${carets}.`, { start, end: start }, `${carets}.`),
  });
}

/** A field of a declared variable that is written without the variable. True where that was the problem. */
export function reportVariableField(state: CheckState, token: number): boolean {
  const { environment, scopes } = state;
  for (let frame = scopes.depth - 1; frame >= scopes.lastVisible; frame--) {
    const type = scopes.typeOf(frame);
    const root = type.kind === "object" ? findRoot(environment, type.schema) : undefined;
    if (scopes.isElement(frame) || type.kind !== "object" || root === undefined) continue;
    if (findFieldAt(state, { schema: root.schema, parent: type.field, token }) === 0) continue;
    reportMissingVariable(state, token, state.nameOf(scopes.tokenOf(frame)));
    return true;
  }
  return false;
}

function reportMissingVariable(state: CheckState, token: number, variable: string): void {
  const { start } = state.tokenSpan(token);
  const name = state.nameOf(token);
  state.reportToken(token, {
    code: "pql.eventFieldOnProfile",
    message: `\`${name}\` is not a field of the profile; to read it from the declared variable, write \`${variable}.${name}\`.`,
    fix: replacementFix(`Write ${variable}.${name}`, { start, end: start }, `${variable}.`),
  });
}
