/**
 * Whole constructs as suggestions, with tab stops where a person has to choose. Without tab stops only the word that opens the
 * construct is written: what stands at a tab stop is an example, and would be taken for code.
 */
import { TokenKind } from "../../syntax/tokenKinds";
import type { TokenList } from "../../syntax/tokenList";
import { before, type Frame } from "./enclosingPart";
import { type Suggestion, toSnippet } from "./suggestion";

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

/** Constructs a condition or a value may be. `let` stands only where an expression begins. */
export function listConstructs(options: {
  readonly mayLet: boolean;
  readonly hasEvents: boolean;
}): Suggestion[] {
  return [
    ...(options.hasEvents ? CHAIN : []),
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
