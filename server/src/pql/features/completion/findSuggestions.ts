/**
 * What can be typed at a cursor: asks the sources that fit the place and ranks what they offer. Never more than a capped list;
 * documentation is made for the one entry that is looked at.
 */
import { findFunction, findMethod } from "../../language/functionCatalogue";
import { describeFunction, findDocumentation } from "../../language/languageDocumentation";
import { FieldKind } from "../../schema/schemaIndex";
import type { Environment } from "../../semantics/checkEnvironment";
import type { SayPhrase } from "../../text/phrases";
import { describeField } from "../fieldDocumentation";
import type { QueryView } from "../queryCursor";
import { CompletionMemory } from "./completionMemory";
import type { Place, Typed } from "./completionPlace";
import { readSituation, type Situation } from "./completionSituation";
import type { TimePart } from "./enclosingPart";
import { offerMembers, offerOuterFields, toFieldQuery } from "./memberSuggestions";
import { readSigned } from "./signedNames";
import { listTexts, offerInText, readTextAround } from "./stringSuggestions";
import {
  joinOffers,
  NO_OFFER,
  type Offer,
  offer,
  type Subject,
  type Suggestion,
  type Suggestions,
  toSnippet,
} from "./suggestion";
import { offerFields, offerOperators, offerValues, offerVariables } from "./valueSuggestions";
import {
  listFirstParts,
  listNextParts,
  listStepLists,
  listSteps,
  listTimeWords,
  takesTimeField,
} from "./wordSuggestions";

const MOST_ITEMS = 200;

/** What a request brings besides its place. */
interface CompletionRequest {
  /** The key whose typing asked; undefined where a person did. */
  readonly typedKey?: string | undefined;
  /** What earlier requests of the same conversation left; without it everything is made anew. */
  readonly memory?: CompletionMemory;
}

/**
 * What can be typed at an offset. A blank that was just typed brings up a list only where few things can follow, because
 * most blanks are typed by people who know what comes next.
 */
export function findSuggestions(
  query: QueryView,
  offset: number,
  { typedKey, memory = new CompletionMemory() }: CompletionRequest = {},
): Suggestions {
  const named = findSigned(query, offset, memory);
  if (named !== undefined) return named;
  const situation = readSituation(query, offset, memory);
  if (situation === undefined || (typedKey === " " && !hasFewAnswers(situation))) {
    return { span: { start: offset, end: offset }, replaceEnd: offset, ...NO_OFFER };
  }
  return toSuggestions(situation, offerAt(situation, situation.place));
}

function toSuggestions(situation: Situation, { items, isIncomplete }: Offer): Suggestions {
  const { cursor, typed, place } = situation;
  const text = place.kind === "text" ? readTextAround(situation, place.token) : undefined;
  const ranked = text === undefined ? beginningFirst(items, typed.prefix) : items;
  const fitting = deprecatedLast(typed.name === undefined ? ranked : namesAs(typed.name, ranked));
  const { start, end } = text ?? { start: typed.start, end: cursor.treeOffset };
  return {
    span: cursor.toText(start, end),
    replaceEnd: cursor.toText(end, text === undefined ? typed.end : end).end,
    items: isFinished(fitting, typed) ? [] : fitting.slice(0, MOST_ITEMS),
    isIncomplete: isIncomplete || fitting.length > MOST_ITEMS,
  };
}

/** True for a word of the language that nothing could be added to: a list of it alone would only stand over what is written. */
function isFinished(items: readonly Suggestion[], { start, end, prefix }: Typed): boolean {
  const [only] = items;
  return (
    items.length === 1 &&
    only?.kind === "keyword" &&
    only.snippet === undefined &&
    only.label === prefix &&
    start + prefix.length === end
  );
}

/** What goes out of use stands behind everything else, whichever source it is from. */
function deprecatedLast(items: readonly Suggestion[]): readonly Suggestion[] {
  if (!items.some(isOld)) return items;
  return items.filter((item) => !isOld(item)).concat(items.filter(isOld));
}

function isOld({ isDeprecated }: Suggestion): boolean {
  return isDeprecated === true;
}

/** Fields whose names hold signs, where parts of such a name are typed: a minus between fields is seldom meant then. */
function findSigned(query: QueryView, offset: number, memory: CompletionMemory): Suggestions | undefined {
  for (const situation of readSigned(query, offset, memory)) {
    const { items } = offerAt(situation, situation.place);
    const typed = situation.typed.prefix.toLowerCase();
    const begun = items.filter(
      ({ kind, filter }) => kind === "field" && filter?.toLowerCase().startsWith(typed) === true,
    );
    if (begun.length > 0) return toSuggestions(situation, { items: begun, isIncomplete: false });
  }
  return undefined;
}

/** Names as they are written between backticks, the second of which may be missing. Nothing else fits there. */
function namesAs(place: Typed["name"], items: readonly Suggestion[]): readonly Suggestion[] {
  if (place === "parts") return items;
  return items.flatMap((item) => {
    const name = /^`?([^`.]+)`?$/.exec(item.label)?.[1];
    if (name === undefined || (item.kind !== "field" && item.kind !== "variable")) return [];
    return [{ ...item, text: place === "open" ? `${name}\`` : name, filter: name }];
  });
}

function hasFewAnswers(situation: Situation): boolean {
  const { place } = situation;
  if (place.kind === "value") return listTexts(situation, place.slot).length > 0;
  if (place.kind === "time" || place.kind === "text") return true;
  return place.kind === "chain" && place.part !== "timestamp";
}

/** What begins with the typed letters stands before what merely holds them, whichever source it is from. */
function beginningFirst(items: readonly Suggestion[], prefix: string): readonly Suggestion[] {
  if (prefix === "") return items;
  const typed = prefix.toLowerCase();
  const first: Suggestion[] = [];
  const others: Suggestion[] = [];
  for (const item of items) {
    const isQuoted = item.label.startsWith('"') || item.label.startsWith("`");
    const name = isQuoted ? item.label.slice(1) : item.label;
    const begins = name.slice(0, typed.length).toLowerCase().startsWith(typed);
    (begins ? first : others).push(item);
  }
  return others.length === 0 ? items : first.concat(others);
}

function offerAt(situation: Situation, place: Place): Offer {
  switch (place.kind) {
    case "text":
      return offerInText(situation, place.token, place.slot);
    case "member":
      return offerMembers(situation, place.dot);
    case "outer":
      return offerOuterFields(situation, place.carets);
    case "value":
      return offerValues(situation, place.slot);
    case "operator":
      return offerOperators(situation, place.tail);
    case "time":
      return offerTime(situation, place.part);
    case "chain":
      return offerChain(situation, place);
    default:
      return NO_OFFER;
  }
}

function offerChain(situation: Situation, { part, frame }: Place & { kind: "chain" }): Offer {
  const { typed, cursor } = situation;
  const { tokens } = cursor.clause.tree;
  switch (part) {
    case "timestamp":
      return offerTimestamps(situation);
    case "steps":
      return offer(listStepLists(), typed.prefix);
    case "step":
      return offer(listSteps(tokens, frame), typed.prefix);
    case "firstPart":
      return offer(listFirstParts(), typed.prefix);
    default:
      return offer(listNextParts(tokens, frame, typed.before), typed.prefix);
  }
}

const DATE: Suggestion = {
  label: "date",
  kind: "function",
  snippet: toSnippet("date({1:year}, {2:month}, {3:day})"),
  subject: { kind: "function", name: "date" },
};

/** What may stand in a part of a time test. */
function offerTime(situation: Situation, part: TimePart): Offer {
  const { prefix } = situation.typed;
  const words = offer(listTimeWords(part), prefix);
  if (!takesTimeField(part)) return words;
  const fields = offerFields(situation, toFieldQuery(situation, isTime));
  return joinOffers(words, offer([DATE], prefix), offerVariables(situation), fields);
}

/** The fields of an event that hold its time. */
function offerTimestamps(situation: Situation): Offer {
  const { items, isIncomplete } = offerFields(situation, toFieldQuery(situation, isTime));
  const times = items.filter(({ detail }) => detail?.startsWith("date") === true);
  return times.length > 0 ? { items: times, isIncomplete } : offer([TIMESTAMP], situation.typed.prefix);
}

/** What every event has. */
const TIMESTAMP: Suggestion = { label: "timestamp", kind: "field", detail: "date-time" };

function isTime(kind: FieldKind): boolean {
  return kind === FieldKind.DateTime || kind === FieldKind.Date;
}

/** Markdown about what a suggestion writes; undefined where nothing is to be said. */
export function describeSubject(
  subject: Subject,
  environment: Environment,
  say: SayPhrase,
): string | undefined {
  if (subject.kind === "field") {
    const { root, field } = subject;
    const schema = environment[root]?.schema;
    return schema && describeField({ schema, field, root }, say);
  }
  const { name } = subject;
  const entry =
    subject.kind === "method"
      ? findMethod(name)
      : subject.kind === "function"
        ? findFunction(name)
        : undefined;
  return entry === undefined
    ? findDocumentation(name, environment.dialect, say)
    : describeFunction(entry, say);
}
