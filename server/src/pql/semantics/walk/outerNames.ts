/**
 * The first name of a path that is neither a variable nor a field where it stands: prefixes that may be left out, fields of
 * outer elements and of events, and at last names that nothing knows. Only reached where a schema lacks the name.
 */
import { FieldKind, ROOT_FIELD } from "../../schema/schemaIndex";
import type { NodeId } from "../../syntax/nodeKinds";
import { findRoot, type SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { findFieldAt } from "../fieldProbe";
import { reportItemPrefix } from "../rules/itemPrefix";
import { reportEventField, reportOuterField, reportVariableField } from "../rules/misplacedField";
import { reportOldPrefix } from "../rules/obsoleteSpelling";
import { checkOfferAllowed } from "../rules/otherDialect";
import { reportUnknownField } from "../rules/unknownField";
import { reportUnknownVariable } from "../rules/unknownName";
import type { Beginning } from "./visitSteps";

/** A name that is no field of the profile, or of which nobody can know. Returns the token to go on from. */
export function beginOffProfile(state: CheckState, node: NodeId, first: number): number {
  const { cursor, environment } = state;
  const { profile } = environment;
  if (reportUnknownVariable(state, first, profile !== undefined)) return leave(state, first);
  const name = state.nameOf(first);
  if (name === "profile") {
    cursor.startAtType(environment.profileType, environment);
    return first + 1;
  }
  if (name === "offer") {
    checkOfferAllowed(state, first, profile !== undefined);
    return leave(state, first);
  }
  if (profile === undefined) return leave(state, first);
  if (name === "user" && first + 1 < state.tree.endToken(node)) {
    reportOldPrefix(state, first);
    cursor.startAtField(profile, ROOT_FIELD);
    return first + 1;
  }
  return beginMisplaced(state, first, profile);
}

function leave({ cursor }: CheckState, first: number): number {
  cursor.setUnknown();
  return first + 1;
}

/** A field that lives on a variable or on the events, else one that nobody knows. */
function beginMisplaced(state: CheckState, first: number, profile: SchemaRoot): number {
  const { cursor, environment, recorder } = state;
  if (reportVariableField(state, first)) return leave(state, first);
  const { event } = environment;
  const field = event && findFieldAt(state, { schema: event.schema, parent: event.field, token: first });
  if (event !== undefined && field !== undefined && field !== 0) {
    reportEventField(state, first);
    cursor.startAtField(event, field);
    recorder?.field(first, event, field);
    return first + 1;
  }
  if (!profile.schema.isOpen(ROOT_FIELD))
    reportUnknownField(state, first, { root: profile, parent: ROOT_FIELD });
  return leave(state, first);
}

/** A name that is no field of the implicit element. Returns the token to go on from. */
export function beginOffElement(state: CheckState, node: NodeId, { frame, first }: Beginning): number {
  const { cursor, scopes } = state;
  const { root, field: parent } = cursor;
  if (root === undefined) return first;
  if (isExplicitProfile(state, first)) return beginOffProfile(state, node, first);
  if (isItemPrefix(state, node, { frame, first })) {
    reportItemPrefix(state, first);
    return first + 1;
  }
  const outer = findOuter(state, frame, first);
  if (outer !== undefined) {
    if (!scopes.isLenient(frame)) reportOuterField(state, first, outer.level);
    if (outer.level === scopes.elementCount) state.traits.readsProfile = true;
    cursor.startAtField(outer.root, outer.field);
    state.recorder?.field(first, outer.root, outer.field);
    return first + 1;
  }
  // The name may well be one of the profile, of which nothing is known.
  if (scopes.isLenient(frame) && state.environment.profile === undefined) return leave(state, first);
  const isOpen = root.schema.isOpen(parent) || root.schema.kind(parent) === FieldKind.Unknown;
  if (!isOpen && !reportUnknownVariable(state, first, true))
    reportUnknownField(state, first, { root, parent });
  return leave(state, first);
}

function isExplicitProfile(state: CheckState, first: number): boolean {
  return state.nameOf(first) === "profile";
}

/** `orders.sum(order.price)`: the name of the array, or its singular, in front of a field of the item. */
function isItemPrefix(state: CheckState, node: NodeId, { frame, first }: Beginning): boolean {
  if (first + 1 >= state.tree.endToken(node)) return false;
  const { tree, tokens } = state;
  const last = tree.endToken(state.scopes.sourceOf(frame)) - 1;
  const isWord = last >= 0 && /^[\p{L}_]/u.test(tokens.text.slice(tokens.starts[last], tokens.ends[last]));
  if (!isWord) return false;
  const array = state.nameOf(last);
  const prefix = state.nameOf(first);
  return prefix === array || singulars(array).includes(prefix);
}

function singulars(plural: string): string[] {
  return [
    plural.replace(/s$/, ""),
    plural.replace(/es$/, ""),
    plural.replace(/ies$/, "y"),
    plural.replace(/(List|Items)$/, ""),
  ];
}

interface OuterField {
  /** Carets needed. */
  readonly level: number;
  readonly root: SchemaRoot;
  readonly field: number;
}

/** The nearest outer element, or the profile, that has the name. */
function findOuter(state: CheckState, frame: number, token: number): OuterField | undefined {
  const { environment, scopes } = state;
  let level = 0;
  while (scopes.findElement(level) !== frame) level++;
  for (level++; level < scopes.elementCount; level++) {
    const type = scopes.typeOf(scopes.findElement(level));
    const root = type.kind === "object" ? findRoot(environment, type.schema) : undefined;
    if (root === undefined || type.kind !== "object") continue;
    const field = findFieldAt(state, { schema: root.schema, parent: type.field, token });
    if (field !== 0) return { level, root, field };
  }
  const { profile } = environment;
  const field = profile && findFieldAt(state, { schema: profile.schema, parent: ROOT_FIELD, token });
  return profile && field ? { level: scopes.elementCount, root: profile, field } : undefined;
}
