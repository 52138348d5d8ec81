/**
 * The steps of a path behind its beginning: one hash probe each against the schema, and the types of the few values that
 * no schema describes. A step through an array reads all its items; a map has keys, not steps.
 */
import { type FieldId, FieldKind, ROOT_FIELD } from "../../schema/schemaIndex";
import { TokenKind } from "../../syntax/tokenKinds";
import { type Type, UNKNOWN } from "../../types/pqlTypes";
import type { SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { findFieldAt } from "../fieldProbe";
import { reportOtherPlace } from "../rules/misplacedField";
import { reportDeprecated, reportMapByDot } from "../rules/pathEnd";
import { reportFieldOfValue, reportUnknownField } from "../rules/unknownField";

/** Moves the cursor over the names between two tokens. */
export function readSteps(state: CheckState, from: number, end: number): void {
  const { kinds } = state.tokens;
  for (let token = from; token < end; token++) {
    if (kinds[token] !== TokenKind.Dot) readStep(state, token);
  }
}

/** The first name of a path and the frame it is read on. */
export interface Beginning {
  readonly frame: number;
  readonly first: number;
}

function readStep(state: CheckState, token: number): void {
  const { cursor } = state;
  const { root } = cursor;
  if (root === undefined) {
    cursor.moveToType(typeOfStep(state, token, cursor.type), state.environment);
    return;
  }
  if (enterRecord(state, token)) return;
  const { schema } = root;
  const field = findFieldAt(state, { schema, parent: cursor.field, token });
  if (
    field === 0 &&
    root === state.environment.profile &&
    cursor.field === ROOT_FIELD &&
    enterEvents(state, token)
  )
    return;
  if (field === 0) {
    if (!schema.isOpen(cursor.field) && schema.kind(cursor.field) !== FieldKind.Unknown) {
      if (!reportOtherPlace(state, token)) reportUnknownField(state, token, { root, parent: cursor.field });
    }
    cursor.setUnknown();
    return;
  }
  enterField(state, token, { root, field });
}

/** `$1.xEvent`, `P.xEvent`: the events of the profile, whatever its schema says of them. */
function enterEvents(state: CheckState, token: number): boolean {
  if (state.nameOf(token) !== "xEvent") return false;
  state.cursor.moveToType(state.environment.eventsType, state.environment);
  return true;
}

/** A field of a schema. */
export interface RootedField {
  readonly root: SchemaRoot;
  readonly field: FieldId;
}

/** Moves the cursor to the field that the name at a token means. */
export function enterField(state: CheckState, token: number, { root, field }: RootedField): void {
  state.cursor.field = field;
  state.recorder?.field(token, root, field);
  if (root.schema.isDeprecated(field)) reportDeprecated(state, token);
}

/** Passes arrays silently. True where the step was used up as the key of a map. */
function enterRecord(state: CheckState, token: number): boolean {
  const { cursor } = state;
  const { root } = cursor;
  if (root === undefined) return false;
  const { schema } = root;
  for (;;) {
    const kind = schema.kind(cursor.field);
    if (kind !== FieldKind.Array && kind !== FieldKind.Map) return false;
    const element = schema.element(cursor.field);
    if (kind === FieldKind.Map) reportMapByDot(state, token);
    cursor.containers++;
    if (kind === FieldKind.Array) cursor.isSpread = true;
    if (element === 0) {
      cursor.setUnknown();
      return true;
    }
    cursor.field = element;
    if (kind === FieldKind.Map) return true;
  }
}

/** What a step yields on a value that no schema describes. */
function typeOfStep(state: CheckState, token: number, type: Type): Type {
  switch (type.kind) {
    case "record":
    case "tuple": {
      const members = type.kind === "record" ? type.entries : type.variables;
      const member = members.get(state.nameOf(token));
      if (member === undefined) reportFieldOfValue(state, token, type);
      return member ?? UNKNOWN;
    }
    case "map":
      reportMapByDot(state, token);
      return type.value;
    case "unknown":
    case "null":
    case "object":
    case "mapEntry":
      return UNKNOWN;
    default:
      reportFieldOfValue(state, token, type);
      return UNKNOWN;
  }
}
