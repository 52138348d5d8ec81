/**
 * Sorts the fields of an object of the platform into readable groups. Every field that is there is shown: those no
 * group names come last under their own names. Pure.
 */
import { readTime } from "../../api/times";
import type { JsonObject } from "../../api/tolerantShapes";
import { toDateText } from "../../model/rowFacts";
import { later, say } from "../../words/say";
import type { Fact, FactGroup, FactNames } from "./protocol";

/** What people call a field, and whether its value, epoch or text, means a moment. */
interface FieldText {
  readonly label: string;
  readonly isTime: boolean;
}

/** A heading and the fields under it, in reading order. */
export interface GroupText {
  readonly title: string;
  /** Labels by field. */
  readonly fields: Readonly<Record<string, string | FieldText>>;
}

/** The label of a field whose value means a moment. */
export function time(label: string): FieldText {
  return { label, isTime: true };
}

/** The groups of `raw`, without what is absent, null or an empty text; `shownElsewhere` names fields to leave out. */
export function toFactGroups(
  raw: JsonObject,
  groups: readonly GroupText[],
  shownElsewhere: readonly string[] = [],
): FactGroup[] {
  const taken = new Set([...shownElsewhere, ...groups.flatMap(({ fields }) => Object.keys(fields))]);
  const named = groups.map(({ title, fields }) => ({
    title,
    facts: Object.entries(fields)
      .filter(([field]) => !shownElsewhere.includes(field))
      .flatMap(([field, text]) => toFact(raw[field], field, text)),
  }));
  const others = Object.keys(raw)
    .filter((field) => !taken.has(field))
    .flatMap((field) => toFact(raw[field], field, field));
  return [...named, { title: later("Other fields"), facts: others }].filter(({ facts }) => facts.length > 0);
}

function toFact(value: unknown, field: string, text: string | FieldText): readonly Fact[] {
  const { label, isTime } = typeof text === "string" ? { label: text, isTime: false } : text;
  if (value === undefined || value === null || value === "") return [];
  const moment = isTime ? readTime(value) : undefined;
  if (moment !== undefined) return [{ label, value: toTimeText(moment) }];
  return [field === label ? { label, value } : { label, field, value }];
}

/** Names in the place of ids, which stay with the fact as what is written; what has no name stays as it is. */
export function withNames(groups: readonly FactGroup[], names: FactNames): FactGroup[] {
  return groups.map(({ title, facts }) => ({
    title,
    facts: facts.map((fact) => {
      const name = names[fact.label];
      if (name === undefined || name.length === 0) return fact;
      return { ...fact, value: name, written: fact.written ?? fact.value };
    }),
  }));
}

/** A moment as the rest of the extension writes it, or that it is not known. */
export function toTimeText(milliseconds: number | undefined): string {
  return toDateText(milliseconds) ?? say("unknown");
}
