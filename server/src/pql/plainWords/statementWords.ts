/**
 * Conditions in plain words, as one phrase or as lines below each other: comparisons, tests of lists and texts, quantifiers,
 * chains, and what joins them.
 */
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
  [TokenKind.Equal]: "is",
  [TokenKind.ForeignEqual]: "is",
  [TokenKind.NotEqual]: "has a value other than",
  [TokenKind.ForeignNotEqual]: "has a value other than",
  [TokenKind.Less]: "is less than",
  [TokenKind.LessOrEqual]: "is at most",
  [TokenKind.Greater]: "is more than",
  [TokenKind.GreaterOrEqual]: "is at least",
};

const STATEMENTS: Readonly<Partial<Record<NodeKind, Write>>> = {
  [NodeKind.And]: (wording, node) => joinedWords(wording, node, " and "),
  [NodeKind.Or]: (wording, node) => joinedWords(wording, node, " or "),
  [NodeKind.Not]: (wording, node) =>
    `it is not true that ${inBrackets(wording.statement(wording.tree.firstChild(node)))}`,
  [NodeKind.Comparison]: comparisonWords,
  [NodeKind.Membership]: listTestWords,
  [NodeKind.Like]: (wording, node) => testWords(wording, node, "is like"),
  [NodeKind.Matches]: (wording, node) => testWords(wording, node, "matches the pattern"),
  [NodeKind.Occurs]: occursWords,
  [NodeKind.Exists]: (wording, node) =>
    `there is at least one ${declarationWords(wording, wording.tree.children(node))}`,
  [NodeKind.Forall]: (wording, node) =>
    `for every ${declarationWords(wording, wording.tree.children(node), ":")}`,
  [NodeKind.Chain]: (wording, node) =>
    `${chainWords(wording, node)} ${stepsOf(wording, node)
      .map(({ text }) => inBrackets(text))
      .join(", then ")}`,
  [NodeKind.Call]: callStatement,
  [NodeKind.MethodCall]: callStatement,
  [NodeKind.Subscript]: (wording, node) => `there is at least one of ${wording.value(node)}`,
  [NodeKind.Let]: (wording, node) => letWords(wording, node, (body) => wording.statement(body)),
  [NodeKind.Lambda]: (wording, node) =>
    `(with ${parameterWords(wording, node)} for the profile: ${wording.statement(wording.tree.firstChild(node))})`,
};

/** The words of a condition; undefined where the node is a value by nature. */
export function statementWords(wording: Wording, node: NodeId): string | undefined {
  return STATEMENTS[wording.tree.kind(node) as NodeKind]?.(wording, node);
}

function joinedWords(wording: Wording, node: NodeId, connective: string): string {
  return `(${wording.tree
    .children(node)
    .map((operand) => wording.statement(operand))
    .join(connective)})`;
}

function operatorKind({ tree }: Wording, node: NodeId): TokenKind {
  return tree.tokenKind(tree.detail(node)) as TokenKind;
}

function comparisonWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  const operands = tree.children(node);
  const words = COMPARISONS[operatorKind(wording, node)];
  if (words === undefined || operands.length !== 2) return `the comparison ${tree.text(node)} holds`;
  return `${sideWords(wording, operands[0])} ${words} ${sideWords(wording, operands[1])}`;
}

/** A side of a comparison; a condition that is compared stands in brackets. */
function sideWords(wording: Wording, node: NodeId): string {
  return valueWords(wording, wording.tree.unwrapped(node)) ?? inBrackets(wording.statement(node));
}

function listTestWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  const [value, list] = tree.children(node);
  const isNegated = tree.tokenText(tree.detail(node)).toLowerCase() !== "in";
  const inner = tree.unwrapped(list);
  const words = isNegated ? "has a value that is none of" : "is one of";
  const isWritten = tree.kind(inner) === NodeKind.ArrayLiteral;
  // Of a text nobody says that it has a value; it is the list that may be missing.
  if (isNegated && !isWritten && isLiteral(tree.kind(tree.unwrapped(value))))
    return `${wording.value(list)} has items, none of which is ${wording.value(value)}`;
  const items = isWritten ? `(${listWords(wording, inner)})` : wording.value(list);
  return `${wording.value(value)} ${words} ${items}`;
}

function isLiteral(kind: number): boolean {
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.BooleanLiteral;
}

function testWords(wording: Wording, node: NodeId, words: string): string {
  const { tree } = wording;
  const [value, pattern] = tree.children(node);
  const negation = tree.tokenKind(tree.detail(node) - 1) === TokenKind.Not ? "not " : "";
  return `${wording.value(value)} ${negation}${words} ${wording.value(pattern)}`;
}

function occursWords(wording: Wording, node: NodeId): string {
  const [time, test] = wording.tree.children(node);
  return `${wording.value(time)} is ${timeTestWords(wording, test)}`;
}

function callStatement(wording: Wording, node: NodeId): string {
  const isMethod = wording.tree.kind(node) === NodeKind.MethodCall;
  const { text, isStatement } = isMethod ? methodWords(wording, node) : functionWords(wording, node);
  return isStatement ? text : `${text} holds`;
}

function chainWords(wording: Wording, node: NodeId): string {
  const [events, time] = wording.tree.children(node);
  const happens = stepsOf(wording, node).length === 1 ? "this happens" : "these happen one after the other";
  return `${happens} among ${wording.value(events)}, by ${wording.value(time)}:`;
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
  return `${label}${count === undefined ? "an event" : countWords(wording, count)} ${others.join(", ")}`;
}

function countWords({ tree }: Wording, node: NodeId): string {
  const count = tree.detail(node);
  if (count === 0) return tree.text(node);
  const number = tree.tokenText(count);
  const comparison = COUNTS[tree.tokenKind(count - 1) as TokenKind] ?? "at least";
  if (number === "0") return "0 events";
  return `${comparison} ${number} ${number === "1" ? "event" : "events"}`;
}

/** A count without a comparison is a lower limit. */
const COUNTS: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.Equal]: "exactly",
  [TokenKind.Less]: "fewer than",
  [TokenKind.LessOrEqual]: "at most",
  [TokenKind.Greater]: "more than",
};

function partWords(wording: Wording, part: NodeId): string {
  const { tree } = wording;
  const inside = tree.firstChild(part);
  switch (tree.kind(part)) {
    case NodeKind.What:
      return `where ${inBrackets(wording.statement(inside))}`;
    case NodeKind.When:
      return timeTestWords(wording, inside);
    case NodeKind.WherePart:
      return `provided that ${inBrackets(wording.statement(inside))}`;
    default:
      return wording.value(part);
  }
}

/** How alternatives and joined conditions are announced. */
export const HEADINGS = { and: "all of these are true:", or: "at least one of these is true:" } as const;

/** A condition as lines: what it joins, negates or asks of items stands below it. */
export function statementLine(wording: Wording, node: NodeId): PlainLine {
  const { tree } = wording;
  const inner = tree.unwrapped(node);
  const span = spanOf(wording, inner);
  switch (tree.kind(inner)) {
    case NodeKind.And:
      return { text: HEADINGS.and, span, lines: partLines(wording, inner) };
    case NodeKind.Or:
      return { text: HEADINGS.or, span, lines: partLines(wording, inner) };
    case NodeKind.Not:
      return { text: "this is not true:", span, lines: partLines(wording, inner) };
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
  const { tree } = wording;
  const kind = tree.kind(node);
  const place = kind === NodeKind.Exists ? tree.firstChild(node) : node;
  if (kind === NodeKind.Exists && tree.nextSibling(place) !== 0) return undefined;
  if (kind !== NodeKind.Exists && kind !== NodeKind.Subscript) return undefined;
  const [source, condition] = tree.children(place);
  const heading = condition === undefined ? undefined : findHeading(tree.kind(tree.unwrapped(condition)));
  if (heading === undefined) return undefined;
  const items = wording.value(source);
  const subject = kind === NodeKind.Exists ? `${tree.name(tree.detail(place))} in ${items}` : `of ${items}`;
  const text = `there is at least one ${subject} where ${heading}`;
  return { text, span: spanOf(wording, node), lines: partLines(wording, tree.unwrapped(condition)) };
}

function findHeading(kind: number): string | undefined {
  if (kind === NodeKind.And) return HEADINGS.and;
  return kind === NodeKind.Or ? HEADINGS.or : undefined;
}
