/**
 * What a time test may be made of: words of the language, and fields that hold a time.
 */
import { FieldKind } from "../../schema/model";
import { toFieldQuery } from "./members";
import type { Situation } from "./situation";
import { joinOffers, type Offer, offer, type Suggestion, toSnippet } from "./suggestion";
import type { TimePart } from "./timePlace";
import { offerFields, offerVariables } from "./values";
import { listTimeWords, takesTimeField } from "./words";

const DATE: Suggestion = {
  label: "date",
  kind: "function",
  snippet: toSnippet("date({1:year}, {2:month}, {3:day})"),
  subject: { kind: "function", name: "date" },
};

/** What may stand in a part of a time test. */
export function offerTime(situation: Situation, part: TimePart): Offer {
  const { prefix } = situation.typed;
  const words = offer(listTimeWords(part), prefix);
  if (!takesTimeField(part)) return words;
  const fields = offerFields(situation, toFieldQuery(situation, isTime));
  return joinOffers(words, offer([DATE], prefix), offerVariables(situation), fields);
}

/** The fields of an event that hold its time. */
export function offerTimestamps(situation: Situation): Offer {
  const { items, isIncomplete } = offerFields(situation, toFieldQuery(situation, isTime));
  const times = items.filter(({ detail }) => detail?.startsWith("date") === true);
  return times.length > 0 ? { items: times, isIncomplete } : offer([TIMESTAMP], situation.typed.prefix);
}

/** What every event has. */
const TIMESTAMP: Suggestion = { label: "timestamp", kind: "field", detail: "date-time" };

function isTime(kind: FieldKind): boolean {
  return kind === FieldKind.DateTime || kind === FieldKind.Date;
}
