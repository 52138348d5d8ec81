/**
 * Sorts the fields of an object of the platform into readable groups. Every field that is there is shown: those no
 * group names come last under their own names. Pure.
 */
import { readTime } from "../../api/times";
import type { JsonObject } from "../../api/tolerantShapes";
import { toDateText } from "../../model/rowFacts";
import type { Fact, FactGroup, FactNames } from "./protocol";

/** A field and what people call it. `time`: epoch or text that means a moment. */
export interface FieldText {
  readonly field: string;
  readonly label: string;
  readonly isTime?: boolean;
}

/** A heading and the fields under it, in reading order. */
export interface GroupText {
  readonly title: string;
  readonly fields: readonly FieldText[];
}

/** Groups as a table: a line `Title: field = Label | field@ = Label`, where `@` marks moments in time. */
export function readGroupTexts(table: string): readonly GroupText[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [title = "", fields = ""] = line.split(/:(.*)/s);
      return { title: title.trim(), fields: fields.split("|").map(readFieldText) };
    });
}

function readFieldText(text: string): FieldText {
  const [name = "", label = ""] = text.split("=").map((part) => part.trim());
  return name.endsWith("@") ? { field: name.slice(0, -1), label, isTime: true } : { field: name, label };
}

/** The groups of `raw`, without what is absent, null or an empty text; `shownElsewhere` names fields to leave out. */
export function toFactGroups(
  raw: JsonObject,
  groups: readonly GroupText[],
  shownElsewhere: readonly string[] = [],
): FactGroup[] {
  const taken = new Set([
    ...shownElsewhere,
    ...groups.flatMap(({ fields }) => fields.map(({ field }) => field)),
  ]);
  const named = groups.map(({ title, fields }) => ({
    title,
    facts: fields.flatMap((field) => toFact(raw[field.field], field)),
  }));
  const others = Object.keys(raw)
    .filter((field) => !taken.has(field))
    .flatMap((field) => toFact(raw[field], { field, label: field }));
  return [...named, { title: "Other fields", facts: others }].filter(({ facts }) => facts.length > 0);
}

function toFact(value: unknown, { field, label, isTime }: FieldText): readonly Fact[] {
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
  return toDateText(milliseconds) ?? "unknown";
}
