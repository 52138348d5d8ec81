/**
 * Conditions in plain words, as one phrase or as lines below each other: comparisons, tests of lists and texts, quantifiers,
 * chains, and what joins them.
 */
import { isEventTest } from "../semantics/eventPairs";
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import { functionWords, methodWords } from "./callWords";
import type { PlainLine } from "./plainLine";
import { timeTestWords } from "./timeWords";
import { declarationWords, letWords, listWords, parameterWords, valueWords } from "./valueWords";
import { inBrackets, type Wording } from "./wording";

type Write = (wording: Wording, node: NodeId) => string;

const COMPARISONS: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.Equal]: "{0} is {1}",
  [TokenKind.ForeignEqual]: "{0} is {1}",
  [TokenKind.NotEqual]: "{0} has a value other than {1}",
  [TokenKind.ForeignNotEqual]: "{0} has a value other than {1}",
  [TokenKind.Less]: "{0} is less than {1}",
  [TokenKind.LessOrEqual]: "{0} is at most {1}",
  [TokenKind.Greater]: "{0} is more than {1}",
  [TokenKind.GreaterOrEqual]: "{0} is at least {1}",
};

const STATEMENTS: Readonly<Partial<Record<NodeKind, Write>>> = {
  [NodeKind.And]: (wording, node) => joinedWords(wording, node, "{0} and {1}"),
  [NodeKind.Or]: (wording, node) => joinedWords(wording, node, "{0} or {1}"),
  [NodeKind.Not]: (wording, node) =>
    wording.say("it is not true that {0}", inBrackets(wording.statement(wording.tree.firstChild(node)))),
  [NodeKind.Comparison]: comparisonWords,
  [NodeKind.Membership]: listTestWords,
  [NodeKind.Like]: (wording, node) => testWords(wording, node, LIKE),
  [NodeKind.Matches]: (wording, node) => testWords(wording, node, MATCHES),
  [NodeKind.Occurs]: occursWords,
  [NodeKind.Exists]: (wording, node) =>
    wording.say("there is at least one {0}", declarationWords(wording, wording.tree.children(node))),
  [NodeKind.Forall]: (wording, node) =>
    wording.say("for every {0}", declarationWords(wording, wording.tree.children(node), "{0}: {1}")),
  [NodeKind.Chain]: chainStatement,
  [NodeKind.Call]: callStatement,
  [NodeKind.MethodCall]: callStatement,
  [NodeKind.Subscript]: (wording, node) => wording.say("there is at least one of {0}", wording.value(node)),
  [NodeKind.Let]: (wording, node) => letWords(wording, node, (body) => wording.statement(body)),
  [NodeKind.Lambda]: (wording, node) =>
    wording.say(
      "(with {0} for the profile: {1})",
      parameterWords(wording, node),
      wording.statement(wording.tree.firstChild(node)),
    ),
};

/** The words of a condition; undefined where the node is a value by nature. */
export function statementWords(wording: Wording, node: NodeId): string | undefined {
  return STATEMENTS[wording.tree.kind(node) as NodeKind]?.(wording, node);
}

function joinedWords(wording: Wording, node: NodeId, connective: string): string {
  return `(${wording.tree
    .children(node)
    .map((operand) => wording.statement(operand))
    .reduce((words, operand) => wording.say(connective, words, operand))})`;
}

function operatorKind({ tree }: Wording, node: NodeId): TokenKind {
  return tree.tokenKind(tree.detail(node)) as TokenKind;
}

function comparisonWords(wording: Wording, node: NodeId): string {
  const { tree, say } = wording;
  const operands = tree.children(node);
  const words = COMPARISONS[operatorKind(wording, node)];
  if (words === undefined || operands.length !== 2) return say("the comparison {0} holds", tree.text(node));
  return say(
    words,
    ofAnyEvent(wording, node, sideWords(wording, operands[0])),
    sideWords(wording, operands[1]),
  );
}

/** A field of events is that of any of them; two tests beside each other do not speak of the same one. */
function ofAnyEvent({ tree, say }: Wording, test: NodeId, words: string): string {
  return isEventTest(tree, test) ? say("{0} of at least one event", words) : words;
}

/** A side of a comparison; a condition that is compared stands in brackets. */
function sideWords(wording: Wording, node: NodeId): string {
  return valueWords(wording, wording.tree.unwrapped(node)) ?? inBrackets(wording.statement(node));
}

function listTestWords(wording: Wording, node: NodeId): string {
  const { tree, say } = wording;
  const [value, list] = tree.children(node);
  const isNegated = tree.tokenText(tree.detail(node)).toLowerCase() !== "in";
  const inner = tree.unwrapped(list);
  const words = isNegated ? "{0} has a value that is none of {1}" : "{0} is one of {1}";
  const isWritten = tree.kind(inner) === NodeKind.ArrayLiteral;
  // Of a text nobody says that it has a value; it is the list that may be missing.
  if (isNegated && !isWritten && isLiteral(tree.kind(tree.unwrapped(value))))
    return say("{0} has items, none of which is {1}", wording.value(list), wording.value(value));
  const items = isWritten ? `(${listWords(wording, inner)})` : wording.value(list);
  return say(words, ofAnyEvent(wording, node, wording.value(value)), items);
}

function isLiteral(kind: number): boolean {
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.BooleanLiteral;
}

/** What a test says, and what it says with `not`. */
type TestPhrases = readonly [positive: string, negative: string];
const LIKE: TestPhrases = ["{0} is like {1}", "{0} not is like {1}"];
const MATCHES: TestPhrases = ["{0} matches the pattern {1}", "{0} not matches the pattern {1}"];

function testWords(wording: Wording, node: NodeId, [positive, negative]: TestPhrases): string {
  const { tree } = wording;
  const [value, pattern] = tree.children(node);
  const phrase = tree.tokenKind(tree.detail(node) - 1) === TokenKind.Not ? negative : positive;
  return wording.say(phrase, ofAnyEvent(wording, node, wording.value(value)), wording.value(pattern));
}

function occursWords(wording: Wording, node: NodeId): string {
  const [time, test] = wording.tree.children(node);
  const words = ofAnyEvent(wording, node, wording.value(time));
  return wording.say("{0} is {1}", words, timeTestWords(wording, test));
}

function callStatement(wording: Wording, node: NodeId): string {
  const isMethod = wording.tree.kind(node) === NodeKind.MethodCall;
  const { text, isStatement } = isMethod ? methodWords(wording, node) : functionWords(wording, node);
  return isStatement ? text : wording.say("{0} holds", text);
}

/** A chain within a sentence; one that breaks off early has no steps. */
function chainStatement(wording: Wording, node: NodeId): string {
  const [first, ...others] = stepsOf(wording, node).map(({ text }) => inBrackets(text));
  const words = chainWords(wording, node);
  if (first === undefined) return words;
  return `${words} ${others.reduce((steps, step) => wording.say("{0}, then {1}", steps, step), first)}`;
}

function chainWords(wording: Wording, node: NodeId): string {
  const [events, time] = wording.tree.children(node);
  const isOne = stepsOf(wording, node).length === 1;
  return wording.say(
    isOne ? "this happens among {0}, by {1}:" : "these happen one after the other among {0}, by {1}:",
    wording.value(events),
    wording.value(time),
  );
}

function spanOf(wording: Wording, node: NodeId) {
  return { start: wording.tree.start(node), end: wording.tree.end(node) };
}

function stepsOf(wording: Wording, chain: NodeId): readonly PlainLine[] {
  const { tree } = wording;
  return tree
    .children(chain)
    .filter((child) => tree.kind(child) === NodeKind.Step)
    .map((step) => ({ text: stepWords(wording, step), span: spanOf(wording, step), lines: [] }));
}

/** One step: how often, which events, when, and what else has to hold. */
function stepWords(wording: Wording, step: NodeId): string {
  const { tree } = wording;
  const label = tree.detail(step) === 0 ? "" : `${tree.name(tree.detail(step))}: `;
  const parts = tree.children(step);
  const count = parts.find((part) => tree.kind(part) === NodeKind.Count);
  const others = parts.filter((part) => part !== count).map((part) => partWords(wording, part));
  return `${label}${count === undefined ? wording.say("an event") : countWords(wording, count)} ${others.join(", ")}`;
}

function countWords({ tree, say }: Wording, node: NodeId): string {
  const count = tree.detail(node);
  if (count === 0) return tree.text(node);
  const number = tree.tokenText(count);
  const comparison = COUNTS[tree.tokenKind(count - 1) as TokenKind] ?? "at least {0}";
  const events = say(number === "1" ? "{0} event" : "{0} events", number);
  return number === "0" ? events : say(comparison, events);
}

/** A count without a comparison is a lower limit. */
const COUNTS: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.Equal]: "exactly {0}",
  [TokenKind.Less]: "fewer than {0}",
  [TokenKind.LessOrEqual]: "at most {0}",
  [TokenKind.Greater]: "more than {0}",
};

function partWords(wording: Wording, part: NodeId): string {
  const { tree } = wording;
  const inside = tree.firstChild(part);
  switch (tree.kind(part)) {
    case NodeKind.What:
      return wording.say("where {0}", inBrackets(wording.statement(inside)));
    case NodeKind.When:
      return timeTestWords(wording, inside);
    case NodeKind.WherePart:
      return wording.say("provided that {0}", inBrackets(wording.statement(inside)));
    default:
      return wording.value(part);
  }
}

/** How alternatives and joined conditions are announced. */
export const HEADINGS = { and: "all of these are true:", or: "at least one of these is true:" } as const;

/** A condition as lines: what it joins, negates or asks of items stands below it. */
export function statementLine(wording: Wording, node: NodeId): PlainLine {
  const { tree, say } = wording;
  const inner = tree.unwrapped(node);
  const span = spanOf(wording, inner);
  switch (tree.kind(inner)) {
    case NodeKind.And:
      return { text: say(HEADINGS.and), span, lines: partLines(wording, inner) };
    case NodeKind.Or:
      return { text: say(HEADINGS.or), span, lines: partLines(wording, inner) };
    case NodeKind.Not:
      return { text: say("this is not true:"), span, lines: partLines(wording, inner) };
    case NodeKind.Chain:
      return { text: chainWords(wording, inner), span, lines: stepsOf(wording, inner) };
    default:
      return itemsLine(wording, inner) ?? { text: wording.statement(inner), span, lines: [] };
  }
}

function partLines(wording: Wording, node: NodeId): readonly PlainLine[] {
  return wording.tree.children(node).map((part) => wording.line(part));
}

/** `a[c]` and `exists V from a where c`, whose condition has several parts: these stand below. */
function itemsLine(wording: Wording, node: NodeId): PlainLine | undefined {
  const { tree, say } = wording;
  const kind = tree.kind(node);
  const place = kind === NodeKind.Exists ? tree.firstChild(node) : node;
  if (kind === NodeKind.Exists && tree.nextSibling(place) !== 0) return undefined;
  if (kind !== NodeKind.Exists && kind !== NodeKind.Subscript) return undefined;
  const [source, condition] = tree.children(place);
  const headings = condition === undefined ? undefined : findHeadings(tree.kind(tree.unwrapped(condition)));
  if (headings === undefined) return undefined;
  const items = wording.value(source);
  const text =
    kind === NodeKind.Exists
      ? say(headings.named, say("{0} in {1}", tree.name(tree.detail(place)), items))
      : say(headings.unnamed, items);
  return { text, span: spanOf(wording, node), lines: partLines(wording, tree.unwrapped(condition)) };
}

interface ItemHeadings {
  readonly named: string;
  readonly unnamed: string;
}

const ALL_OF_ITEM: ItemHeadings = {
  named: "there is at least one {0} where all of these are true:",
  unnamed: "there is at least one of {0} where all of these are true:",
};
const ANY_OF_ITEM: ItemHeadings = {
  named: "there is at least one {0} where at least one of these is true:",
  unnamed: "there is at least one of {0} where at least one of these is true:",
};

function findHeadings(kind: number): ItemHeadings | undefined {
  if (kind === NodeKind.And) return ALL_OF_ITEM;
  return kind === NodeKind.Or ? ANY_OF_ITEM : undefined;
}
