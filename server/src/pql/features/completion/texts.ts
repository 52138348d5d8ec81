/**
 * Texts as suggestions: values of a field, event types, audiences inside `inSegment`, keys of maps and of objects.
 */
import { EnumKind } from "../../schema/model";
import type { FieldBinding } from "../../semantics/analysis";
import { encodeString } from "../../syntax/stringText";
import { TokenKind } from "../../syntax/tokens";
import type { Type } from "../../types/types";
import { fieldEndingAt, typeEndingAt } from "../operands";
import type { Frame } from "./frames";
import type { ValueSlot } from "./place";
import type { Situation } from "./situation";
import type { Suggestion } from "./suggestion";
import { EVENT_TYPES, IDENTITY_NAMESPACES } from "./wellKnown";

/** The texts that make sense in a slot; empty where any text does. */
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

function listValues({ schema, field }: FieldBinding): Suggestion[] {
  if (schema.enumKind(field) === EnumKind.None) {
    return schema.name(field) === EVENT_TYPE ? EVENT_TYPES.map((type) => toSuggestion(type, type)) : [];
  }
  return schema.enumValues(field).map(({ value, title }) => toSuggestion(value, title));
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
  const { frame } = slot;
  const receiver = frame.open - 3;
  const isTest =
    frame.kind === "call" &&
    frame.part === 0 &&
    receiver >= firstToken &&
    TESTS.has(nameBefore(situation, frame));
  return isTest ? fieldEndingAt(analysis, receiver) : undefined;
}

/** Methods whose first argument is a value of the text or list they are called on. */
const TESTS: ReadonlySet<string> = new Set(["equals", "notEqualTo", "includes"]);

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
