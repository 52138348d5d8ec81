/**
 * What a value or a condition may begin with, and what may follow one.
 */
import { findMethod } from "../../language/functionCatalogue";
import { toPathStep } from "../../schema/pathText";
import { EVENT_STEP, FieldKind, ROOT_FIELD } from "../../schema/schemaIndex";
import { TokenKind } from "../../syntax/tokenKinds";
import { BOOLEAN, type Type, UNKNOWN } from "../../types/pqlTypes";
import { findParameter } from "../../types/signature";
import { displayType } from "../../types/typeNames";
import { typeEndingAt } from "../leftOperand";
import type { ValueSlot } from "./completionPlace";
import type { Situation } from "./completionSituation";
import type { Tail } from "./enclosingPart";
import {
  type FieldQuery,
  findRecord,
  listFunctions,
  offerChildren,
  offerDescendants,
  type Record,
  toFieldQuery,
} from "./memberSuggestions";
import { isArgumentOf, isMethod, listEventTypes, listTexts, nameBefore } from "./stringSuggestions";
import { joinOffers, NO_OFFER, type Offer, offer, type Suggestion } from "./suggestion";
import { offerWindows } from "./windowSuggestions";
import {
  listConditionWords,
  listConstructs,
  listOperators,
  listValueWords,
  toCount,
} from "./wordSuggestions";

/** What may stand in a slot. */
export function offerValues(situation: Situation, slot: ValueSlot): Offer {
  const { typed } = situation;
  const texts = offer(listTexts(situation, slot), typed.prefix);
  if (isArgumentOf(situation, slot.frame, "inSegment")) return texts;
  if (slot.wantsArray) return offerLists(situation, slot.frame.kind === "chain");
  const compared = comparedType(situation, slot) ?? switchType(situation, slot);
  const words = compared === undefined ? [] : listValueWords(compared);
  const fields = offerFields(situation, toFieldQuery(situation));
  const events = joinOffers(offerCounts(situation, slot), offerWindows(situation, slot));
  const begun = typed.prefix.toLowerCase();
  // A field of the profile that begins so is meant more often; deep ones are many.
  const isField = fields.items.some(({ label }) => label.toLowerCase().startsWith(begun));
  return joinOffers(
    texts,
    offer(words, typed.prefix),
    offerVariables(situation),
    ...(isField ? [fields, events] : [events, fields]),
    offerProfileInStep(situation, slot),
    offer(listStarts(situation, slot), typed.prefix),
  );
}

/** Shorter texts begin too many types. */
const SHORTEST_TYPE = 3;
const MOST_TYPES = 3;

/** Where a condition begins, events of the types one of whose words begins as typed: "purch" leads to purchases. */
function offerCounts(situation: Situation, { operator, frame }: ValueSlot): Offer {
  const { environment, scope, typed } = situation;
  const isElsewhere = operator !== 0 || frame.kind === "list" || scope.elements.length > 0;
  if (isElsewhere || environment.dialect !== "segmentation") return NO_OFFER;
  if (typed.prefix.length < SHORTEST_TYPE) return { items: [], isIncomplete: true };
  const begun = typed.prefix.toLowerCase();
  const items = listEventTypes(environment).flatMap((type) => {
    const word = type.split(/[^\p{L}\p{N}]+/u).find((part) => part.toLowerCase().startsWith(begun));
    return word === undefined ? [] : [toCount(type, word)];
  });
  return { items: items.slice(0, MOST_TYPES), isIncomplete: items.length > MOST_TYPES };
}

/** Where a list stands. The events are meant more often than every other; a chain runs over nothing else. */
function offerLists(situation: Situation, isChain: boolean): Offer {
  const events = offer(listEvents(situation, findBareRecord(situation)), situation.typed.prefix);
  const variables = offerVariables(situation);
  if (isChain) return joinOffers(events, variables);
  const fields = offerFields(situation, toFieldQuery(situation, isList));
  const others = fields.items.filter(({ label }) => label !== EVENT_STEP);
  return joinOffers(variables, events, { ...fields, items: others });
}

function isList(kind: FieldKind): boolean {
  return kind === FieldKind.Array;
}

/** The type of the left side; undefined where the slot is no right side. */
function comparedType(
  { analysis, environment, cursor }: Situation,
  { operator }: ValueSlot,
): Type | undefined {
  if (operator === 0) return undefined;
  return operator > cursor.clause.firstToken ? typeEndingAt(analysis, environment, operator - 1) : UNKNOWN;
}

/** The type of an argument that is a switch, such as whether case counts; undefined for other slots. */
function switchType(situation: Situation, { operator, opensPart, frame }: ValueSlot): Type | undefined {
  if (operator !== 0 || !opensPart || frame.kind !== "call" || !isMethod(situation, frame)) return undefined;
  const signature = findMethod(nameBefore(situation, frame))?.signatures[0];
  const isSwitch = signature !== undefined && findParameter(signature, frame.part)?.type === BOOLEAN;
  return isSwitch ? BOOLEAN : undefined;
}

function listStarts(situation: Situation, slot: ValueSlot): readonly Suggestion[] {
  const { operator, frame } = slot;
  const { environment, cursor, typed, memory, scope } = situation;
  const functions = listFunctions(environment.dialect, memory);
  if (operator !== 0 || switchType(situation, slot) !== undefined) return functions;
  const { clause, index } = cursor;
  const mayLet = index === 0 && typed.before < clause.firstToken;
  const hasEvents = environment.dialect === "segmentation";
  const constructs = listConstructs({ mayLet, hasEvents, isInElement: scope.elements.length > 0 });
  return frame.kind === "list" ? functions : [...constructs, ...functions, ...listConditionWords()];
}

/** Variables that can be read here, innermost first. */
export function offerVariables({ scope, typed }: Situation): Offer {
  const seen = new Set<string>();
  const readable = scope.variables.filter(({ name, kind }) => {
    const isHidden = kind === "label" || name === "" || seen.has(name);
    seen.add(name);
    return !isHidden;
  });
  const items = readable.map(
    ({ name, type }): Suggestion => ({
      label: toPathStep(name, true),
      kind: "variable",
      filter: name,
      ...(type !== UNKNOWN && { detail: displayType(type) }),
    }),
  );
  return offer(items, typed.prefix);
}

/** Fields a bare name may mean here: those of the element around the cursor, else of the profile. */
export function offerFields(situation: Situation, query: FieldQuery): Offer {
  const record = findBareRecord(situation);
  if (record === undefined) return offer(listEvents(situation, undefined), query.prefix);
  return joinOffers(
    offerChildren(record, query),
    offer(listEvents(situation, record), query.prefix),
    offerDescendants(record, query),
    offerEventFields(situation, query),
  );
}

/** Outside events their fields are reached through `xEvent`; who types the name of one finds that out here. */
function offerEventFields({ environment, scope }: Situation, query: FieldQuery): Offer {
  const { event } = environment;
  if (event === undefined || scope.elements.length > 0) return NO_OFFER;
  const record: Record = { schema: event.schema, field: event.field, root: "event", isFirst: false };
  const { items, isIncomplete } = offerDescendants(record, { ...query, limit: MOST_EVENT_FIELDS }, true);
  return { items: items.map((item) => ({ ...item, label: `${EVENT_STEP}.${item.label}` })), isIncomplete };
}

const MOST_EVENT_FIELDS = 10;

/** The condition of a step outside its event may name fields of the profile as they are. */
function offerProfileInStep(situation: Situation, { frame }: ValueSlot): Offer {
  const { environment, cursor } = situation;
  const isWhere = frame.kind === "part" && cursor.clause.tree.tokenKind(frame.open - 1) === TokenKind.Where;
  const profile = isWhere ? findRecord(environment, environment.profileType, true) : undefined;
  return profile === undefined ? NO_OFFER : offerChildren(profile, toFieldQuery(situation));
}

function findBareRecord({ environment, scope }: Situation): Record | undefined {
  const [element] = scope.elements;
  return findRecord(environment, element ?? environment.profileType, true);
}

/** `xEvent`, which the profile's own schema need not have. */
function listEvents({ environment, scope }: Situation, record: Record | undefined): Suggestion[] {
  if (environment.dialect === "ajo-personalization" || scope.elements.length > 0) return [];
  const isField = record !== undefined && record.schema.findChild(ROOT_FIELD, EVENT_STEP) !== ROOT_FIELD;
  if (isField) return [];
  return [
    {
      label: EVENT_STEP,
      kind: "field",
      detail: "array · Experience events",
      subject: { kind: "word", name: EVENT_STEP },
    },
  ];
}

/** What may follow the value that has just ended. */
export function offerOperators({ analysis, environment, typed }: Situation, tail: Tail): Offer {
  if (tail.last < analysis.clause.firstToken) return NO_OFFER;
  return offer(listOperators(tail, typeEndingAt(analysis, environment, tail.last)), typed.prefix);
}
