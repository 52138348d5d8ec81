/**
 * Words of the language as suggestions, each in the places where it means something; and whole constructs, with tab stops where a
 * person has to choose. Without tab stops only the word that opens the construct is written: what stands at a tab stop is an example,
 * and would be taken for code.
 */
import { TIME_UNITS } from "../../language/timeUnits";
import { encodeString } from "../../syntax/stringText";
import { TokenKind } from "../../syntax/tokenKinds";
import type { TokenList } from "../../syntax/tokenList";
import type { Type } from "../../types/pqlTypes";
import { isNumeric, isText, isTime, withoutSpread } from "../../types/typeRelations";
import { before, type Frame, type Tail, type TimePart } from "./enclosingPart";
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
    detail: "within the last … days",
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

interface Skeleton {
  readonly label: string;
  readonly detail: string;
  readonly snippet: string;
  /** The word documentation is about. */
  readonly about?: string;
}

function toSuggestion({ label, detail, snippet, about }: Skeleton): Suggestion {
  const subject = { kind: "word", name: about ?? label } as const;
  return { label, kind: "snippet", text: openingOf(snippet), snippet: toSnippet(snippet), detail, subject };
}

/** What a skeleton certainly begins with: all in front of its first bracket or tab stop. */
function openingOf(snippet: string): string {
  return /^\[/.test(snippet) ? "[]" : (/^[^([{$]+/.exec(snippet)?.[0] ?? "").trimEnd();
}

const STEP = 'WHAT(eventType = "{1:commerce.purchases}")';
const WINDOW = "WHEN(<= {2:7} days before now)";

const CHAIN: readonly Suggestion[] = [
  {
    label: "chain",
    detail: "an event happened",
    snippet: `chain(xEvent, timestamp, [C0: ${STEP}])`,
  },
  {
    label: "chain in window",
    detail: "an event happened lately",
    snippet: `chain(xEvent, timestamp, [C0: ${STEP} ${WINDOW}])`,
    about: "chain",
  },
  {
    label: "chain of two events",
    detail: "one event, then another",
    snippet: `chain(xEvent, timestamp, [C0: ${STEP}, C1: WHAT(eventType = "{2:commerce.saveForLaters}")])`,
    about: "chain",
  },
].map(toSuggestion);

/** `count` is a method; who types its name where a condition begins has no list yet to call it on. */
const COUNT: Suggestion = toSuggestion({
  label: "count",
  detail: "at least so many events",
  snippet: 'xEvent[eventType = "{1:commerce.purchases}"].count() >= {2:2}',
});

/** Events of one type, found by a word of its name. */
export function toCount(type: string, word: string): Suggestion {
  const events = `xEvent[eventType = ${encodeString(type)}].count() >= `;
  return {
    ...COUNT,
    label: type,
    filter: `${word} ${type}`,
    text: events.trimEnd(),
    snippet: toSnippet(`${events}{1:1}`),
  };
}

const BINDERS: readonly Suggestion[] = [
  {
    label: "exists",
    detail: "some item meets a condition",
    snippet: "exists {1:E} from {2:xEvent} where $3",
  },
  {
    label: "forall",
    detail: "every item meets a condition",
    snippet: "forall {1:E} from {2:xEvent} where $3",
  },
  {
    label: "select",
    detail: "the items that meet a condition",
    snippet: "select {1:E} from {2:xEvent} where $3",
  },
].map(toSuggestion);

const AGGREGATES: readonly Suggestion[] = ["sum", "average", "min", "max"].map((name) =>
  toSuggestion({
    label: name,
    detail: "over declared rows",
    snippet: `${name} {2:value} over {1:E} from {3:xEvent}`,
    about: name,
  }),
);

const IF: Suggestion = toSuggestion({
  label: "if",
  detail: "one of two values",
  snippet: "if({1:condition}, {2:then}, {3:else})",
});

const LET: Suggestion = toSuggestion({
  label: "let",
  detail: "a name for a value",
  snippet: "let {1:name} = {2:value} in {3:condition}",
});

/** Constructs a condition or a value may be. `let` stands only where an expression begins, events have no events of their own. */
export function listConstructs(options: {
  readonly mayLet: boolean;
  readonly hasEvents: boolean;
  readonly isInElement: boolean;
}): Suggestion[] {
  return [
    ...(options.hasEvents ? CHAIN : []),
    ...(options.hasEvents && !options.isInElement ? [COUNT] : []),
    ...BINDERS,
    ...AGGREGATES,
    IF,
    ...(options.mayLet ? [LET] : []),
  ];
}

/** The steps of a chain as a whole. */
export function listStepLists(): Suggestion[] {
  return [
    toSuggestion({ label: "[…]", detail: "the steps", snippet: `[C0: ${STEP}]`, about: "chain" }),
    toSuggestion({
      label: "[… WHEN]",
      detail: "a step in a window",
      snippet: `[C0: ${STEP} ${WINDOW}]`,
      about: "chain",
    }),
  ];
}

/** One step of a chain, with the next free label. */
export function listSteps(tokens: TokenList, { open }: Frame): Suggestion[] {
  const label = freeLabel(tokens, open);
  const detail = "a step of the chain";
  return [
    toSuggestion({ label: `${label}: WHAT`, detail, snippet: `${label}: ${STEP}`, about: "WHAT" }),
    toSuggestion({
      label: `${label}: WHAT WHEN`,
      detail,
      snippet: `${label}: ${STEP} ${WINDOW}`,
      about: "WHAT",
    }),
  ];
}

function freeLabel(tokens: TokenList, open: number): string {
  const { text, starts, ends, partners } = tokens;
  const close = partners[open] > open ? partners[open] : tokens.count;
  const taken = new Set<string>();
  for (let token = open + 1; token < close; token++) {
    if (tokens.kinds[token + 1] === TokenKind.Colon) taken.add(text.slice(starts[token], ends[token]));
  }
  let number = 0;
  while (taken.has(`C${number}`)) number++;
  return `C${number}`;
}

const WHAT: Suggestion = toSuggestion({ label: "WHAT", detail: "the event", snippet: STEP });

const LATER_PARTS: readonly (readonly [kind: number, suggestion: Suggestion])[] = [
  [TokenKind.When, toSuggestion({ label: "WHEN", detail: "its time", snippet: "WHEN($1)" })],
  [TokenKind.Count, toSuggestion({ label: "COUNT", detail: "at least so many", snippet: "COUNT({1:2})" })],
  [
    TokenKind.Where,
    toSuggestion({ label: "WHERE", detail: "a condition outside the event", snippet: "WHERE($1)" }),
  ],
];

/** The part a step begins with. */
export function listFirstParts(): Suggestion[] {
  return [WHAT];
}

/** The parts a step does not have yet; `last` is its last token so far. */
export function listNextParts(tokens: TokenList, frame: Frame, last: number): Suggestion[] {
  const used = new Set<number>();
  for (let token = last; token >= frame.partStart; token = before(tokens, token))
    used.add(tokens.kinds[token]);
  return LATER_PARTS.filter(([kind]) => !used.has(kind)).map(([, suggestion]) => suggestion);
}
