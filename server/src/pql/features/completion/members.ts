/**
 * What may follow a dot or a caret: the fields of the value in front of it, and its methods.
 */
import { toPathStep } from "../../schema/pathText";
import { displayType } from "../../types/display";
import type { Type } from "../../types/types";
import { typeEndingAt } from "../operands";
import { type FieldQuery, findRecord, offerChildren, offerDescendants, readUsage } from "./fieldSuggestions";
import { listMethods } from "./functions";
import type { Situation } from "./situation";
import { joinOffers, NO_OFFER, type Offer, offer, type Suggestion } from "./suggestion";

const MOST_FIELDS = 200;
/** Room kept for methods behind a long list of fields. */
const ROOM_FOR_METHODS = 40;

/** Fields and methods of the value in front of a dot. */
export function offerMembers(situation: Situation, dot: number): Offer {
  const { analysis, environment, cursor, typed } = situation;
  const type = dot > cursor.clause.firstToken ? typeEndingAt(analysis, environment, dot - 1) : undefined;
  if (type === undefined) return NO_OFFER;
  const record = findRecord(environment, type, false);
  const fields = record === undefined ? NO_OFFER : offerChildren(record, toFieldQuery(situation));
  const entries = offer(listEntries(type), typed.prefix);
  const methods = offer(listMethods(environment.dialect, type, situation.memory), typed.prefix);
  return joinOffers(fields, entries, methods);
}

/** How fields are asked for in a situation. */
export function toFieldQuery(
  { query, cursor, typed, memory }: Situation,
  prefers?: FieldQuery["prefers"],
): FieldQuery {
  return {
    prefix: typed.prefix,
    limit: MOST_FIELDS - ROOM_FOR_METHODS,
    usage: readUsage(query, cursor.index, memory),
    memory,
    prefers,
  };
}

/** Keys of an object literal, and the variables of a row. */
function listEntries(type: Type): Suggestion[] {
  const inner = type.kind === "array" ? type.element : type;
  const entries = inner.kind === "record" ? inner.entries : inner.kind === "tuple" ? inner.variables : [];
  return Array.from(entries, ([name, value]) => ({
    label: toPathStep(name, false),
    kind: "field",
    filter: name,
    detail: displayType(value),
  }));
}

/** Fields of the element so many levels out, or of the profile. */
export function offerOuterFields(situation: Situation, carets: number): Offer {
  const { environment, scope } = situation;
  const record = findRecord(environment, scope.elements[carets] ?? environment.profileType, false);
  if (record === undefined) return NO_OFFER;
  const query = toFieldQuery(situation);
  return joinOffers(offerChildren(record, query), offerDescendants(record, query));
}
