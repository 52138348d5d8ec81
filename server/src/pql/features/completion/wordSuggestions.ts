/**
 * Words of the language as suggestions, each in the places where it means something.
 */
import { TIME_UNITS } from "../../language/timeUnits";
import type { Type } from "../../types/pqlTypes";
import { isNumeric, isText, isTime, withoutSpread } from "../../types/typeRelations";
import type { Tail, TimePart } from "./enclosingPart";
import { type Suggestion, toSnippet } from "./suggestion";

function word(label: string, snippet?: string): Suggestion {
  const subject = { kind: "word", name: label.split(" ", 1)[0] ?? label } as const;
  return { label, kind: "keyword", subject, ...(snippet !== undefined && { snippet }) };
}

function symbol(label: string): Suggestion {
  return { label, kind: "operator", subject: { kind: "word", name: label } };
}

const JOINING: readonly Suggestion[] = [word("and"), word("or")];
const EQUALITY: readonly Suggestion[] = ["=", "!="].map(symbol);
const ORDER: readonly Suggestion[] = [">", ">=", "<", "<="].map(symbol);
const ARITHMETIC: readonly Suggestion[] = ["+", "-", "*", "/", "%"].map(symbol);
const MEMBERSHIP: readonly Suggestion[] = [word("in", "in [$1]"), word("notIn", "notIn [$1]")];
const PATTERNS: readonly Suggestion[] = [word("like", 'like "$1"'), word("matches", 'matches "$1"')];
const OCCURS: Suggestion = word("occurs");

/** What may follow a value of this type. */
export function listOperators({ isCompared, needs, takesWhere }: Tail, type: Type): Suggestion[] {
  if (needs === "from") return [word("from")];
  const first = [...(needs === undefined ? [] : [word(needs)]), ...(takesWhere ? [word("where")] : [])];
  const one = withoutSpread(type);
  if (isCompared) return [...JOINING, ...first, ...(isNumeric(one) ? ARITHMETIC : [])];
  return [...first, ...relationsOf(one)];
}

function relationsOf(type: Type): Suggestion[] {
  if (type.kind === "boolean") return [...JOINING, ...EQUALITY];
  if (isTime(type)) return [OCCURS, ...JOINING, ...EQUALITY, ...ORDER];
  if (isText(type)) return [...EQUALITY, ...MEMBERSHIP, ...PATTERNS, ...JOINING];
  if (isNumeric(type)) return [...EQUALITY, ...ORDER, ...MEMBERSHIP, ...ARITHMETIC, ...JOINING];
  if (type.kind === "array" || type.kind === "map" || type.kind === "object")
    return [...JOINING, ...EQUALITY];
  return [...EQUALITY, ...ORDER, ...MEMBERSHIP, ...PATTERNS, OCCURS, ...JOINING, ...ARITHMETIC];
}

const LITERALS: readonly Suggestion[] = [word("true"), word("false")];
const TIME_WORDS: readonly Suggestion[] = ["now", "today", "yesterday", "tomorrow"].map((each) => word(each));
const INTERVALS: readonly Suggestion[] = ["this", "last", "next"].map((each) => word(each));

/** Words a condition may begin with, skeletons included. */
export function listConditionWords(): Suggestion[] {
  return [word("not", "not ($1)"), ...LITERALS];
}

/** Words a value to compare with may begin with. */
export function listValueWords(type: Type): Suggestion[] {
  const one = withoutSpread(type);
  if (one.kind === "boolean") return [...LITERALS];
  if (isTime(one)) return [...TIME_WORDS];
  return isText(one) || isNumeric(one) ? [] : [...LITERALS, ...TIME_WORDS];
}

const UNITS_BY_USE: readonly string[] = ["day", "hour", "week", "month", "minute", "year"];

function listUnits(form: "singular" | "plural"): Suggestion[] {
  const rank = (unit: string) =>
    (UNITS_BY_USE.indexOf(unit) + UNITS_BY_USE.length + 1) % (UNITS_BY_USE.length + 1);
  const rest = TIME_UNITS.filter(({ singular }) => !UNITS_BY_USE.includes(singular));
  const usual = TIME_UNITS.filter(({ singular }) => UNITS_BY_USE.includes(singular)).sort(
    (one, other) => rank(one.singular) - rank(other.singular),
  );
  return [...usual, ...rest].map((unit) => word(unit[form]));
}

const WINDOWS: readonly Suggestion[] = [
  {
    label: "<= … days before now",
    kind: "snippet",
    text: "<=",
    snippet: toSnippet("<= {1:7} {2|days,hours,weeks,months,years|} before now"),
    filter: "<= days before now",
    detail: "within the last days",
  },
  {
    label: "> … days before now",
    kind: "snippet",
    text: ">",
    snippet: toSnippet("> {1:30} {2|days,hours,weeks,months,years|} before now"),
    filter: "> days before now",
    detail: "longer ago",
  },
];

const TEST_WORDS: readonly Suggestion[] = [
  word("before"),
  word("after"),
  word("on"),
  word("between", "between $1 and $2"),
];

/** What a part of a time test may be, besides fields. */
export function listTimeWords(part: TimePart): Suggestion[] {
  switch (part) {
    case "test":
      return [...WINDOWS, ...TIME_WORDS, ...INTERVALS, ...TEST_WORDS];
    case "unit":
      return listUnits("plural");
    case "singularUnit":
    case "intervalUnit":
      return listUnits("singular");
    case "direction":
      return [word("before"), word("after")];
    case "time":
      return [...TIME_WORDS, ...INTERVALS];
    case "rangeAnd":
      return [word("and")];
    default:
      return [];
  }
}

/** True where a time field may stand as well. */
export function takesTimeField(part: TimePart): boolean {
  return part === "test" || part === "time";
}
