/**
 * Texts as suggestions: values of a field, event types, audiences inside `inSegment`, keys of maps and of objects.
 */
import { EnumKind, FieldKind, isNumericKind } from "../../schema/model";
import type { FieldBinding } from "../../semantics/analysis";
import { encodeString } from "../../syntax/stringText";
import { isComparison, TokenKind } from "../../syntax/tokens";
import type { Type } from "../../types/types";
import { fieldEndingAt, typeEndingAt } from "../operands";
import { type Frame, findFrame } from "./frames";
import type { ValueSlot } from "./place";
import type { Situation } from "./situation";
import type { Suggestion } from "./suggestion";
import { EVENT_TYPES, IDENTITY_NAMESPACES } from "./wellKnown";

/** The texts and numbers that make sense in a slot; empty where any text does. */
export function listTexts(situation: Situation, slot: ValueSlot): Suggestion[] {
  const { frame } = slot;
  if (isArgumentOf(situation, frame, "inSegment")) return listAudiences(situation);
  if (slot.opensPart && isKey(situation, frame)) return listKeys(situation, frame.open - 1);
  const field = findComparedField(situation, slot);
  return field === undefined ? listUnknownFieldTexts(situation, slot) : listValues(field);
}

function toSuggestion(value: string, detail: string): Suggestion {
  return { label: encodeString(value), kind: "value", ...(detail !== value && { detail }), filter: value };
}

function listValues({ schema, field: compared }: FieldBinding): Suggestion[] {
  const isList = schema.kind(compared) === FieldKind.Array;
  const field = isList ? schema.element(compared) : compared;
  if (schema.enumKind(field) === EnumKind.None) {
    return schema.name(field) === EVENT_TYPE ? EVENT_TYPES.map((type) => toSuggestion(type, type)) : [];
  }
  const isNumber = isNumericKind(schema.kind(field));
  return schema.enumValues(field).map(({ value, title }) => ({
    ...toSuggestion(value, title),
    ...(isNumber && { label: value }),
  }));
}

const EVENT_TYPE = "eventType";

/** Without a schema the usual event types still help. */
function listUnknownFieldTexts({ cursor }: Situation, { operator }: ValueSlot): Suggestion[] {
  const { tree, firstToken } = cursor.clause;
  const isEventType = operator > firstToken && tree.name(operator - 1) === EVENT_TYPE;
  return isEventType ? EVENT_TYPES.map((type) => toSuggestion(type, type)) : [];
}

/** The field whose value the slot is compared with: left of an operator, or in front of `.equals(`. */
function findComparedField(situation: Situation, slot: ValueSlot): FieldBinding | undefined {
  const { analysis, cursor } = situation;
  const { firstToken } = cursor.clause;
  if (slot.operator > firstToken) return fieldEndingAt(analysis, slot.operator - 1);
  const behind = findFieldBehind(situation);
  if (behind !== undefined) return behind;
  const call = slot.frame.kind === "list" ? findFrameAround(situation, slot.frame) : slot.frame;
  const receiver = call.open - 3;
  const isTest =
    call.kind === "call" &&
    call.part === 0 &&
    receiver >= firstToken &&
    (slot.frame === call ? TESTS : SET_TESTS).has(nameBefore(situation, call));
  return isTest ? fieldEndingAt(analysis, receiver) : undefined;
}

function findFrameAround({ cursor }: Situation, { open }: Frame): Frame {
  const { tree, firstToken } = cursor.clause;
  return findFrame({ tokens: tree.tokens, first: firstToken, last: open - 1 });
}

/** The field that a text in front of `in` or of a comparison is looked for in. */
function findFieldBehind({ place, analysis, cursor }: Situation): FieldBinding | undefined {
  if (place.kind !== "text") return undefined;
  const { tree, endToken } = cursor.clause;
  const operator = place.token + 1;
  const kind = tree.tokenKind(operator);
  const isTest = kind === TokenKind.In || kind === TokenKind.NotIn || isComparison(kind);
  if (operator >= endToken || !isTest) return undefined;
  let last = operator + 1;
  while (last + 2 < endToken && tree.tokenKind(last + 1) === TokenKind.Dot) last += 2;
  return fieldEndingAt(analysis, last);
}

/** Methods whose first argument is a value of the text or list they are called on. */
const TESTS: ReadonlySet<string> = new Set(["equals", "notEqualTo", "includes"]);
/** Methods whose argument lists values of the list they are called on. */
const SET_TESTS: ReadonlySet<string> = new Set(["intersects", "intersection", "subsetOf", "supersetOf"]);

function nameBefore({ cursor }: Situation, { open }: Frame): string {
  return open > cursor.clause.firstToken ? cursor.clause.tree.name(open - 1) : "";
}

/** True inside the brackets of a call of that name, at its first argument. */
export function isArgumentOf(situation: Situation, frame: Frame, name: string): boolean {
  return frame.kind === "call" && frame.part === 0 && nameBefore(situation, frame) === name;
}

/** By name, because nobody knows ids; the id is what is written. */
function listAudiences({ environment }: Situation): Suggestion[] {
  return Array.from(environment.audiences ?? [], ([id, name]) => ({
    label: name === "" ? id : name,
    kind: "audience",
    text: encodeString(id),
    detail: id,
    filter: `${name} ${id}`,
  }));
}

function isKey(situation: Situation, frame: Frame): boolean {
  return frame.kind === "subscript" || (isArgumentOf(situation, frame, "get") && isMethod(situation, frame));
}

function isMethod({ cursor }: Situation, { open }: Frame): boolean {
  return cursor.clause.tree.tokenKind(open - 2) === TokenKind.Dot;
}

/** Keys of the map or object that stands before `[`, or before `.get(`. */
function listKeys(situation: Situation, last: number): Suggestion[] {
  const { analysis, environment, cursor } = situation;
  const { tree, firstToken } = cursor.clause;
  const isGet = tree.tokenKind(last - 1) === TokenKind.Dot && tree.name(last) === "get";
  const token = isGet && tree.tokenKind(last + 1) === TokenKind.OpenParen ? last - 2 : last;
  if (token < firstToken) return [];
  const type = typeEndingAt(analysis, environment, token);
  if (tree.name(token) === "identityMap") return IDENTITY_NAMESPACES.map((name) => toSuggestion(name, name));
  return keysOf(type).map((key) => toSuggestion(key, key));
}

function keysOf(type: Type): string[] {
  return type.kind === "record" ? [...type.entries.keys()] : [];
}
