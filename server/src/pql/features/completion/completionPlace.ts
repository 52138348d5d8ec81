/**
 * What may come next at a cursor, told from the tokens to its left: a member, a value, an operator, a part of a chain …
 * Decides about grammar only; which names fill the place is for the other files of this folder.
 */
import type { Clause } from "../../syntax/query";
import { isAggregateWord, isString, isWord, TokenKind } from "../../syntax/tokenKinds";
import { type TokenList, tokenAt } from "../../syntax/tokenList";
import type { Cursor } from "../queryCursor";
import {
  endsValue,
  type Frame,
  findFrame,
  findTail,
  findTimePart,
  type Tail,
  type TimePart,
  type TokenRange,
} from "./enclosingPart";

/** Where a value may stand. */
export interface ValueSlot {
  /** The operator whose right side this is; 0 where there is none. */
  readonly operator: number;
  readonly frame: Frame;
  /** True where the slot begins the part of its bracket. */
  readonly opensPart: boolean;
  /** True where only an array makes sense: behind `from` and in front of the first comma of a chain. */
  readonly wantsArray: boolean;
}

/** What comes next. Tokens are those of the clause's tree. */
export type Place =
  /** Nothing that could be proposed: a number, a new name. */
  | { readonly kind: "nothing" }
  | { readonly kind: "text"; readonly token: number; readonly slot: ValueSlot }
  | { readonly kind: "member"; readonly dot: number }
  | { readonly kind: "outer"; readonly carets: number }
  | { readonly kind: "value"; readonly slot: ValueSlot }
  | { readonly kind: "operator"; readonly tail: Tail }
  | { readonly kind: "time"; readonly part: TimePart }
  | {
      readonly kind: "chain";
      readonly part: "timestamp" | "steps" | "step" | "firstPart" | "nextPart";
      readonly frame: Frame;
    };

/** The text a suggestion replaces and what is typed of it, in offsets of the tree. */
export interface Typed {
  readonly start: number;
  /** Behind the word the cursor stands in. */
  readonly end: number;
  readonly prefix: string;
  /** The token in front; less than the clause's first where there is none. */
  readonly before: number;
  /**
   * Set where the text is one name that holds signs: between backticks, of which the second is there or not, or with signs
   * and parts that stand without backticks.
   */
  readonly name?: "closed" | "open" | "parts";
}

/** What is typed at the cursor. */
export function readTyped({ clause, treeOffset }: Cursor): Typed {
  const { tokens } = clause.tree;
  const token = touchedWord(clause, treeOffset) ?? emptyBackticks(clause, treeOffset);
  if (token === undefined) {
    return { start: treeOffset, end: treeOffset, prefix: "", before: lastTokenBefore(clause, treeOffset) };
  }
  const start = tokens.starts[token];
  const end = tokens.ends[token];
  const prefix = tokens.text.slice(start, treeOffset).replace(/^`/, "");
  const isInBackticks = tokens.text.charAt(start) === "`";
  if (!isInBackticks || (treeOffset === end && tokens.kinds[token] !== TokenKind.UnclosedName)) {
    return { start, end, prefix, before: token - 1 };
  }
  // A name that is not closed yet reaches to the end of its line, which is no part of what is typed.
  const isOpen = tokens.kinds[token] === TokenKind.UnclosedName;
  const inner = { start: start + 1, end: isOpen ? treeOffset : end - 1, prefix, before: token - 1 };
  return { ...inner, name: isOpen ? "open" : "closed" };
}

/** The two backticks around the cursor with nothing between, which are no name yet. */
function emptyBackticks({ tree: { tokens }, firstToken }: Clause, offset: number): number | undefined {
  const token = tokenAt(tokens, offset);
  const isAround =
    token >= firstToken && tokens.starts[token] + 1 === offset && tokens.ends[token] === offset + 1;
  return isAround && tokens.text.startsWith("``", offset - 1) ? token : undefined;
}

function touchedWord({ tree: { tokens }, firstToken }: Clause, offset: number): number | undefined {
  const at = tokenAt(tokens, offset);
  for (const token of [at, at - 1]) {
    if (token < firstToken || !isWord(tokens.kinds[token])) continue;
    if (tokens.starts[token] < offset && offset <= tokens.ends[token]) return token;
  }
  return undefined;
}

function lastTokenBefore({ tree: { tokens }, firstToken }: Clause, offset: number): number {
  let token = tokenAt(tokens, offset);
  while (token >= firstToken && (tokens.ends[token] > offset || tokens.kinds[token] === TokenKind.EndOfText))
    token--;
  return token;
}

/** The place at the cursor. */
export function readPlace(cursor: Cursor, typed: Typed): Place {
  const { clause, treeOffset } = cursor;
  const { tokens } = clause.tree;
  if (typed.name !== undefined) return placeBehind({ tokens, first: clause.firstToken, last: typed.before });
  const at = tokenAt(tokens, treeOffset);
  const inside = tokens.starts[at] === treeOffset ? at - 1 : at;
  const isInside = inside >= clause.firstToken && tokens.starts[inside] < treeOffset;
  if (isInside && isOpenAt(tokens, inside, treeOffset)) return placeInText(clause, inside);
  if (isInComment(tokens, treeOffset)) return NOTHING;
  if (isInside && isNumberAt(tokens, inside, treeOffset)) return NOTHING;
  return placeBehind({ tokens, first: clause.firstToken, last: typed.before });
}

const NOTHING: Place = { kind: "nothing" };

/** True where the cursor stands between the quotes of a text. */
function isOpenAt(tokens: TokenList, token: number, offset: number): boolean {
  if (!isString(tokens.kinds[token])) return false;
  return offset < tokens.ends[token] || tokens.kinds[token] === TokenKind.UnclosedString;
}

function isNumberAt({ kinds, ends }: TokenList, token: number, offset: number): boolean {
  return (
    kinds[token] >= TokenKind.Integer && kinds[token] <= TokenKind.UnclosedContext && offset <= ends[token]
  );
}

function isInComment({ comments }: TokenList, offset: number): boolean {
  return comments.some(({ start, end }) => start < offset && offset <= end);
}

function placeInText({ tree: { tokens }, firstToken }: Clause, token: number): Place {
  const range = { tokens, first: firstToken, last: token - 1 };
  return { kind: "text", token, slot: slotBehind(range, findFrame(range)) };
}

function placeBehind(range: TokenRange): Place {
  const { tokens, first, last } = range;
  const kind = last < first ? TokenKind.EndOfText : tokens.kinds[last];
  const isOuter = kind === TokenKind.Dot && last > first && tokens.kinds[last - 1] === TokenKind.Caret;
  if (isOuter) return { kind: "outer", carets: countCarets({ tokens, first, last: last - 1 }) };
  if (kind === TokenKind.Dot) return { kind: "member", dot: last };
  if (kind === TokenKind.Caret) return { kind: "outer", carets: countCarets(range) };
  const frame = findFrame(range);
  const part = findTimePart(range, frame);
  if (part !== undefined) return part === "count" ? NOTHING : { kind: "time", part };
  return placeInFrame(range, frame) ?? placeInExpression(range, frame);
}

function countCarets({ tokens, first, last }: TokenRange): number {
  let token = last;
  while (token >= first && tokens.kinds[token] === TokenKind.Caret) token--;
  return last - token;
}

/** Places that a bracket fills with something other than values. */
function placeInFrame(range: TokenRange, frame: Frame): Place | undefined {
  const { tokens, last } = range;
  const isPartEmpty = last < frame.partStart;
  switch (frame.kind) {
    case "parameters":
      return NOTHING;
    case "object":
      return isPartEmpty ? NOTHING : undefined;
    case "part":
      return tokens.kinds[frame.open - 1] === TokenKind.Count ? NOTHING : undefined;
    case "chain":
      if (!isPartEmpty || frame.part === 0) return undefined;
      return { kind: "chain", part: frame.part === 1 ? "timestamp" : "steps", frame };
    case "steps":
      return placeInSteps(range, frame);
    default:
      return undefined;
  }
}

function placeInSteps({ tokens, last }: TokenRange, frame: Frame): Place {
  if (last < frame.partStart) return { kind: "chain", part: "step", frame };
  if (tokens.kinds[last] === TokenKind.Colon) return { kind: "chain", part: "firstPart", frame };
  const isBehindPart = tokens.kinds[last] === TokenKind.CloseParen;
  return isBehindPart ? { kind: "chain", part: "nextPart", frame } : NOTHING;
}

function placeInExpression(range: TokenRange, frame: Frame): Place {
  const { tokens, first, last } = range;
  const kind = last < first ? TokenKind.EndOfText : tokens.kinds[last];
  if (introducesName(kind) || isDeclarationComma(range, frame)) return NOTHING;
  if (isAggregateWord(kind) && !isCalledOrStep(range))
    return { kind: "value", slot: slotBehind(range, frame) };
  if (last >= first && endsValue(kind)) return { kind: "operator", tail: findTail(range, frame) };
  return { kind: "value", slot: slotBehind(range, frame) };
}

/** Behind these a person invents a name, or types what is no PQL. */
function introducesName(kind: number): boolean {
  return (
    kind === TokenKind.Select ||
    kind === TokenKind.Exists ||
    kind === TokenKind.Forall ||
    kind === TokenKind.Let ||
    kind === TokenKind.Over ||
    kind === TokenKind.Unknown
  );
}

/** Behind a comma that stands in no call or list another variable is declared. */
function isDeclarationComma({ tokens, first, last }: TokenRange, { kind }: Frame): boolean {
  const isComma = last >= first && tokens.kinds[last] === TokenKind.Comma;
  return isComma && (kind === "clause" || kind === "group");
}

/** True for a `sum` that is a step of a path and not the word of an aggregate. */
function isCalledOrStep({ tokens, first, last }: TokenRange): boolean {
  return last > first && tokens.kinds[last - 1] === TokenKind.Dot;
}

function slotBehind(range: TokenRange, frame: Frame): ValueSlot {
  const { tokens, first, last } = range;
  const kind = last < first ? TokenKind.EndOfText : tokens.kinds[last];
  const isChainSource = frame.kind === "chain" && frame.part === 0;
  return {
    operator: operatorBefore(range, frame),
    frame,
    opensPart: last < frame.partStart,
    wantsArray: kind === TokenKind.From || isChainSource,
  };
}

/** The comparison whose right side begins behind `last`, or around the list that `last` stands in. */
function operatorBefore({ tokens, first, last }: TokenRange, frame: Frame): number {
  if (last >= first && isRelation(tokens.kinds[last])) return last;
  const isList = frame.kind === "list" || frame.kind === "group";
  const outer = frame.open - 1;
  if (isList && outer >= first && isMembership(tokens.kinds[outer]) && last < frame.partStart) return outer;
  return 0;
}

function isRelation(kind: number): boolean {
  return (
    (kind >= TokenKind.Equal && kind <= TokenKind.GreaterOrEqual) ||
    kind === TokenKind.ForeignEqual ||
    kind === TokenKind.ForeignNotEqual ||
    kind === TokenKind.Like ||
    isMembership(kind)
  );
}

function isMembership(kind: number): boolean {
  return kind === TokenKind.In || kind === TokenKind.NotIn;
}
