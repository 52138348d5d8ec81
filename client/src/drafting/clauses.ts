/**
 * One condition out of three choices: a field, what is asked of it, a value. Knows which questions suit which type and writes
 * the PQL; asks nobody and checks no schema.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { say } from "../words/say";

/** What is asked of a field. */
export interface ClauseOperator {
  readonly label: string;
  /** What the value is; undefined where none is asked for. */
  readonly value?: ValueKind | undefined;
  /** The condition over the path; `value` as the person gave it, already checked. */
  readonly write: (path: string, value: string) => string;
}

/** How a value is given: as one of the field's type, as several of them, as a number of days. */
export type ValueKind = "one" | "several" | "days";

const NUMBERS = new Set(["integer", "long", "double"]);
const TIMES = new Set(["date", "date-time"]);

/** The operators that suit a field, the usual first. */
export function listOperators(field: ListedField): readonly ClauseOperator[] {
  const write = toWriter(field);
  if (field.isList === true) return toListOperators(write);
  if (field.type === "boolean") return BOOLEAN_OPERATORS;
  if (TIMES.has(field.type)) return [...TIME_OPERATORS, ...KNOWN_OPERATORS];
  const equal: readonly ClauseOperator[] = [
    { label: say("is"), value: "one", write: (path, value) => `${path} = ${write(value)}` },
    { label: say("is not"), value: "one", write: (path, value) => `${path} != ${write(value)}` },
    {
      label: say("is one of"),
      value: "several",
      write: (path, value) => `${path} in ${toList(value, write)}`,
    },
    {
      label: say("is none of"),
      value: "several",
      write: (path, value) => `${path} notIn ${toList(value, write)}`,
    },
  ];
  const own = NUMBERS.has(field.type)
    ? toOrder(write)
    : field.values === undefined
      ? toTextOperators(write)
      : [];
  return [...equal, ...own, ...KNOWN_OPERATORS];
}

const KNOWN_OPERATORS: readonly ClauseOperator[] = [
  { label: say("has a value"), write: (path) => `${path}.isNotNull()` },
  { label: say("has no value"), write: (path) => `${path}.isNull()` },
];

const BOOLEAN_OPERATORS: readonly ClauseOperator[] = [
  { label: say("is true"), write: (path) => `${path} = true` },
  { label: say("is not true"), write: (path) => `not (${path} = true)` },
  ...KNOWN_OPERATORS,
];

const TIME_OPERATORS: readonly ClauseOperator[] = [
  {
    label: say("in the last … days"),
    value: "days",
    write: (path, days) => `${path} occurs <= ${days} days before now`,
  },
  {
    label: say("more than … days ago"),
    value: "days",
    write: (path, days) => `${path} occurs > ${days} days before now`,
  },
  {
    label: say("in the next … days"),
    value: "days",
    write: (path, days) => `${path} occurs <= ${days} days after now`,
  },
  { label: say("today"), write: (path) => `${path} occurs today` },
  { label: say("this month"), write: (path) => `${path} occurs this month` },
  { label: say("before a date"), value: "one", write: (path, day) => `${path} occurs before ${toDate(day)}` },
  { label: say("after a date"), value: "one", write: (path, day) => `${path} occurs after ${toDate(day)}` },
  { label: say("its month is the current one"), write: (path) => `${path}.getMonth() = currentMonth()` },
];

type Writer = (value: string) => string;

function toOrder(write: Writer): readonly ClauseOperator[] {
  return [
    { label: say("is at least"), value: "one", write: (path, value) => `${path} >= ${write(value)}` },
    { label: say("is more than"), value: "one", write: (path, value) => `${path} > ${write(value)}` },
    { label: say("is at most"), value: "one", write: (path, value) => `${path} <= ${write(value)}` },
    { label: say("is less than"), value: "one", write: (path, value) => `${path} < ${write(value)}` },
  ];
}

function toTextOperators(write: Writer): readonly ClauseOperator[] {
  return [
    {
      label: say("contains"),
      value: "one",
      write: (path, value) => `${path}.contains(${write(value)}, false)`,
    },
    {
      label: say("starts with"),
      value: "one",
      write: (path, value) => `${path}.startsWith(${write(value)}, false)`,
    },
    {
      label: say("ends with"),
      value: "one",
      write: (path, value) => `${path}.endsWith(${write(value)}, false)`,
    },
  ];
}

function toListOperators(write: Writer): readonly ClauseOperator[] {
  return [
    { label: say("contains"), value: "one", write: (path, value) => `${path}.includes(${write(value)})` },
    {
      label: say("contains one of"),
      value: "several",
      write: (path, value) => `${path}.intersects(${toList(value, write)})`,
    },
    {
      label: say("contains all of"),
      value: "several",
      write: (path, value) => `${path}.supersetOf(${toList(value, write)})`,
    },
  ];
}

/** Several values stand in one text, each on a line of its own. */
export function joinValues(values: readonly string[]): string {
  return values.join("\n");
}

/** Values as people type them: separated by commas. */
export function splitTyped(text: string): readonly string[] {
  return text
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

function toList(value: string, write: Writer): string {
  return `[${value.split("\n").map(write).join(", ")}]`;
}

function toWriter({ type }: ListedField): Writer {
  return NUMBERS.has(type) || type === "boolean"
    ? (value) => value.trim()
    : (value) => toQuoted(value.trim());
}

function toQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function toDate(day: string): string {
  const [, year, month, dayOfMonth] = DAY.exec(day.trim()) ?? [];
  return `date(${Number(year)}, ${Number(month)}, ${Number(dayOfMonth)})`;
}

/** What is wrong with a value for a field, for people; undefined when nothing is. */
export function findValueProblem(field: ListedField, kind: ValueKind, text: string): string | undefined {
  const values = kind === "several" ? splitTyped(text) : [text.trim()];
  if (values.length === 0 || values.includes("")) return say("Give a value.");
  if (kind === "days")
    return /^[1-9]\d{0,4}$/.test(text.trim()) ? undefined : say("Give a whole number of days, from 1.");
  const problems = values.map((value) => findOneProblem(field.type, value));
  return problems.find((problem) => problem !== undefined);
}

function findOneProblem(type: string, value: string): string | undefined {
  if (/[\p{Cc}]/u.test(value)) return say("A value cannot hold control characters.");
  if (type === "double")
    return /^-?\d+(\.\d+)?$/.test(value) ? undefined : say("“{0}” is not a number.", value);
  if (NUMBERS.has(type))
    return /^-?\d+$/.test(value) ? undefined : say("“{0}” is not a whole number.", value);
  if (!TIMES.has(type)) return undefined;
  const isDay = DAY.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return isDay ? undefined : say("Give a date as year-month-day: 2027-01-31.");
}

/** In which time an event lies; undefined days mean any time. */
export interface EventWindow {
  readonly label: string;
  readonly days: number | undefined;
}

/** The windows of time offered for events. */
export const EVENT_WINDOWS: readonly EventWindow[] = [
  { label: say("in the last 7 days"), days: 7 },
  { label: say("in the last 24 hours"), days: 1 },
  { label: say("in the last 30 days"), days: 30 },
  { label: say("in the last 90 days"), days: 90 },
  { label: say("in the last year"), days: 365 },
  { label: say("at any time"), days: undefined },
];

/** A condition about the profile as it is; about an event as a chain of one step, in the window. */
export function toExpression(field: ListedField, condition: string, window: EventWindow | undefined): string {
  if (field.root === "profile") return condition;
  const days = window?.days;
  // Edge and streaming reach back a day, which is written in hours.
  const reach = days === 1 ? "24 hours" : `${days} days`;
  const when = days === undefined ? "" : ` WHEN(<= ${reach} before now)`;
  return `chain(xEvent, timestamp, [E: WHAT(${condition})${when}])`;
}

/** What people call a field: its title, else its last steps. */
export function toFieldLabel({ title, path }: ListedField): string {
  return title ?? path.split(".").slice(-2).join(" ");
}

/** A name for the audience: "Tier is gold, in the last 7 days". */
export function toClauseName(
  field: ListedField,
  operator: ClauseOperator,
  { value, window }: { readonly value: string; readonly window: EventWindow | undefined },
): string {
  const titles = value
    .split("\n")
    .map((one) => field.values?.find((known) => known.value === one)?.title ?? one);
  const said =
    operator.value === "several" ? titles.join(", ") : operator.value === "one" ? (titles[0] ?? "") : value;
  const asked = operator.label.includes("…")
    ? operator.label.replace("…", said)
    : `${operator.label} ${said}`;
  const suffix = window === undefined ? "" : `, ${window.label}`;
  return `${toFieldLabel(field)} ${asked.trim()}${suffix}`;
}
