/**
 * Strings as suggestions: values of a field, event types, audiences inside `inSegment`, keys of maps and of objects; where the
 * schema says nothing better, the standard event types and identity namespaces of XDM, which every organisation has.
 * Between quotes the same values are held against what stands there already. What is replaced and what is written begin inside
 * the quote, because many clients hold the letters behind it, and not the quote, against what they are offered.
 */
import { EnumKind, FieldKind, isNumericKind } from "../../schema/schemaIndex";
import type { Environment } from "../../semantics/checkEnvironment";
import type { FieldBinding } from "../../semantics/clauseAnalysis";
import { encodeString } from "../../syntax/stringText";
import { isComparison, TokenKind } from "../../syntax/tokenKinds";
import type { Span } from "../../text/span";
import type { Type } from "../../types/pqlTypes";
import { fieldEndingAt, typeEndingAt } from "../leftOperand";
import type { ValueSlot } from "./completionPlace";
import type { Situation } from "./completionSituation";
import { type Frame, findFrame } from "./enclosingPart";
import { type Offer, offer, offerTexts, type Suggestion } from "./suggestion";

function withPrefix(prefix: string, names: string): string[] {
  return names.split(" ").map((name) => `${prefix}.${name}`);
}

/** Standard values of `eventType`, the usual ones first. */
const EVENT_TYPES: readonly string[] = [
  ...withPrefix(
    "commerce",
    "purchases checkouts productViews productListAdds productListRemovals productListOpens productListViews saveForLaters",
  ),
  ...withPrefix("web", "webpagedetails.pageViews webinteraction.linkClicks formFilledOut"),
  ...withPrefix("directMarketing", "emailSent emailOpened emailClicked emailBounced emailUnsubscribed"),
  ...withPrefix("application", "launch close"),
  ...withPrefix("advertising", "impressions clicks conversions"),
  ...withPrefix("decisioning", "propositionDisplay propositionInteract"),
  ...withPrefix("message", "feedback tracking"),
];

/** Symbols of the standard identity namespaces, which are the keys of `identityMap`. */
const IDENTITY_NAMESPACES: readonly string[] = [
  "ECID",
  "Email",
  "Email_LC_SHA256",
  "Phone",
  "Phone_E.164",
  "Phone_SHA256",
  "GAID",
  "IDFA",
  "AdCloud",
  "CORE",
  "TNTID",
  "WAID",
];

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

/** What events may be of: as the schema says, or the usual types. */
export function listEventTypes({ event }: Environment): readonly string[] {
  if (event === undefined) return EVENT_TYPES;
  const { schema, field: record } = event;
  const field = schema.findChild(record, EVENT_TYPE);
  const values = schema.enumValues(field).map(({ value }) => value);
  return values.length === 0 ? EVENT_TYPES : values;
}

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

/** The field that a value in front of `in` or of a comparison is looked for in, whether a text is begun or nothing yet. */
function findFieldBehind({ place, analysis, cursor, typed }: Situation): FieldBinding | undefined {
  if (place.kind !== "text" && place.kind !== "value") return undefined;
  const { tree, endToken } = cursor.clause;
  const operator = (place.kind === "text" ? place.token : typed.before + 1) + 1;
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

/** The name before the bracket of a call. */
export function nameBefore({ cursor }: Situation, { open }: Frame): string {
  return open > cursor.clause.firstToken ? cursor.clause.tree.name(open - 1) : "";
}

/** True inside the parentheses of a call of that name, at its first argument. */
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

/** Whether a call stands behind a dot. */
export function isMethod({ cursor }: Situation, { open }: Frame): boolean {
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

/** The texts that answer to what stands between the opening quote and the cursor. */
export function offerInText(situation: Situation, token: number, slot: ValueSlot): Offer {
  const { starts, text } = situation.cursor.clause.tree.tokens;
  const typed = text.slice(starts[token] + 1, situation.cursor.treeOffset);
  const isOfAudiences = isArgumentOf(situation, slot.frame, "inSegment");
  const { items, isIncomplete } = (isOfAudiences ? offer : offerTexts)(listTexts(situation, slot), typed);
  const around = readTextAround(situation, token);
  // Names may be on their way: the list is asked for again with the next key.
  const awaitsNames = situation.environment.audiences === undefined && isOfAudiences;
  return {
    items: items.flatMap((item) => toInnerSuggestion(item, around)),
    isIncomplete: isIncomplete || awaitsNames,
  };
}

/** The part of a text that a value replaces, in offsets of the tree. */
interface TextAround extends Span {
  /** The quote that is replaced with the text because it is none of PQL; empty where it stays. */
  readonly foreignQuote: string;
  readonly isClosed: boolean;
}

/** The text around the cursor. One that lacks its second quote is replaced only up to the cursor. */
export function readTextAround({ cursor }: Situation, token: number): TextAround {
  const { starts, ends, text, kinds } = cursor.clause.tree.tokens;
  const [start, end] = [starts[token], ends[token]];
  const quote = text.charAt(start);
  const isForeign = quote !== '"';
  const hasSecond = isForeign
    ? end - start > 1 && text.charAt(end - 1) === quote
    : kinds[token] !== TokenKind.UnclosedString;
  const isClosed = hasSecond && end > cursor.treeOffset;
  const sign = isForeign ? 0 : 1;
  return {
    start: start + sign,
    end: isClosed ? end - sign : cursor.treeOffset,
    foreignQuote: isForeign ? quote : "",
    isClosed,
  };
}

function toInnerSuggestion(item: Suggestion, { foreignQuote, isClosed }: TextAround): Suggestion[] {
  const { label, text = label, filter = label } = item;
  if (foreignQuote !== "") return [{ ...item, filter: `${foreignQuote}${filter}` }];
  // A number is no text.
  if (!text.startsWith('"')) return [];
  return [{ ...item, text: text.slice(1, isClosed ? -1 : undefined), filter }];
}
