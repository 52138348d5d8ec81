/**
 * Keeps the edits of fixes apart from the tokens beside them: `a&&b` must not become `aandb`, nor lose the blank that a removed word was.
 * Adds blanks only, and only where an edit begins or ends between two tokens; inside a token, edits are taken as they are.
 */
import type { Problem } from "../problems/problem";
import type { Span, TextEdit } from "../text/span";
import { BYTE_CLASSES, CharClass, isLineBreak } from "./characters";
import { isUnclosed } from "./tokenKinds";
import { type TokenList, tokenAt } from "./tokenList";

/** The part of the tokens' text that a clause owns. Edits of its problems count from the start of the part. */
export interface Segment extends Span {
  readonly tokens: TokenList;
  /** True where nothing stands before it; else the connective of the clause before it may do so without a blank. */
  readonly isFirst: boolean;
  /** True where nothing follows; else the next clause begins right behind the segment. */
  readonly isLast: boolean;
}

/** The problem with blanks where a fix would join its text to a neighbour, and without fixes that cannot be kept apart. */
export function keepApart(problem: Problem, segment: Segment): Problem {
  if (problem.fixes.every(({ edits }) => areSeparated(edits, segment))) return problem;
  const possible = problem.fixes.filter(({ edits }) => !edits.some(({ span }) => isSwallowed(span, segment)));
  let hasChanged = possible.length < problem.fixes.length;
  const fixes = possible.map((fix) => {
    const edits = spaced(fix.edits, segment);
    if (edits === fix.edits) return fix;
    hasChanged = true;
    return { ...fix, edits };
  });
  return hasChanged ? { ...problem, fixes } : problem;
}

/** What is put behind a text or name that is still open becomes a part of it. */
function isSwallowed(span: Span, { tokens, start }: Segment): boolean {
  const at = start + span.start;
  // It is open up to the end of its line.
  if (at < tokens.text.length && !isLineBreak(tokens.text.charCodeAt(at))) return false;
  const token = tokenAt(tokens, at - 1);
  return isUnclosed(tokens.kinds[token]) && tokens.ends[token] === at;
}

/** True for blanks, brackets and double quotes, which join nothing beside them. */
function isSeparator(code: number): boolean {
  const charClass = BYTE_CLASSES[code];
  return (
    charClass === CharClass.Space || charClass === CharClass.Bracket || charClass === CharClass.DoubleQuote
  );
}

/**
 * True where no edit needs a blank or is swallowed because separators stand on all sides of all of them, as nearly always; where it is
 * false, only a closer look tells.
 */
function areSeparated(edits: readonly TextEdit[], segment: Segment): boolean {
  const { bytes } = segment.tokens;
  let behindLast = -1;
  for (const { span, newText } of edits) {
    // Of edits that touch, each is the other's neighbour.
    if (span.start <= behindLast) return false;
    behindLast = span.end;
    if (isSwallowed(span, segment)) return false;
    const at = segment.start + span.start;
    const behind = segment.start + span.end;
    const isBegun = span.start === 0 && (segment.isFirst || BYTE_CLASSES[bytes[at]] === CharClass.Letter);
    const isLeftFree = isBegun || (span.start > 0 && isSeparator(bytes[at - 1]));
    const isRightFree = behind === segment.end ? segment.isLast : isSeparator(bytes[behind]);
    if (newText === "" && !isLeftFree && !isRightFree) return false;
    if (newText === "") continue;
    if (!isLeftFree && !isSeparator(newText.charCodeAt(0))) return false;
    if (!isRightFree && !isSeparator(newText.charCodeAt(newText.length - 1))) return false;
  }
  return true;
}

function spaced(edits: readonly TextEdit[], segment: Segment): readonly TextEdit[] {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const changed = ordered.map((edit, index) => {
    const newText = withBlanks(edit, segment, [ordered[index - 1], ordered[index + 1]]);
    return newText === edit.newText ? edit : { ...edit, newText };
  });
  return changed.some((edit, index) => edit !== ordered[index]) ? changed : edits;
}

type Neighbours = readonly [before: TextEdit | undefined, after: TextEdit | undefined];

function withBlanks({ span, newText }: TextEdit, segment: Segment, [before, after]: Neighbours): string {
  const left = before?.span.end === span.start ? before.newText.slice(-1) : leftOf(segment, span.start);
  const right = after?.span.start === span.end ? after.newText.slice(0, 1) : rightOf(segment, span.end);
  if (newText === "") return areGlued(left, right) ? " " : "";
  const [lead, trail] = [newText.slice(0, 1), newText.slice(-1)];
  return `${areGlued(left, lead) ? " " : ""}${newText}${areGlued(trail, right) ? " " : ""}`;
}

/** What stands for a neighbour that belongs to another clause, whose text is not looked at: it may be anything. */
const ANYTHING = "?";

/** The character before an offset; empty where the edit begins inside a token. */
function leftOf({ tokens, start, isFirst }: Segment, offset: number): string {
  const at = start + offset;
  // A word was apart from the connective before it, and so is what takes its place.
  if (offset === 0) return isFirst || WORD.test(tokens.text.slice(at, at + 1)) ? "" : ANYTHING;
  return isInside(tokens, at) ? "" : tokens.text.slice(at - 1, at);
}

function rightOf({ tokens, start, end, isLast }: Segment, offset: number): string {
  const at = start + offset;
  if (at === end) return isLast ? "" : ANYTHING;
  return isInside(tokens, at) ? "" : tokens.text.slice(at, at + 1);
}

function isInside(tokens: TokenList, offset: number): boolean {
  const token = tokenAt(tokens, offset);
  return tokens.starts[token] < offset && offset < tokens.ends[token];
}

const WORD = /[\p{L}\p{N}_$@]/u;
const DIGIT = /\d/;
const SIGN = /[=!<>&|+\-*/%]/;

function areGlued(left: string, right: string): boolean {
  if (left === "" || right === "") return false;
  if (left === ANYTHING || right === ANYTHING) return WORD.test(left) || WORD.test(right);
  // A number goes on behind a dot, and a dot before digits begins one.
  if (left === "." || right === ".") return DIGIT.test(left) || DIGIT.test(right);
  return (WORD.test(left) && WORD.test(right)) || (SIGN.test(left) && SIGN.test(right));
}
