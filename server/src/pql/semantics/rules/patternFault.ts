/**
 * Finds what no dialect of regular expressions accepts: brackets that do not close and repetition of nothing.
 * Deliberately shallow: classes within classes, possessive quantifiers and the like are taken as they come.
 */

/** What is wrong with a pattern. */
export interface PatternFault {
  /** One clause of a sentence. */
  readonly reason: string;
  /** The character that is to blame; undefined where it is none in particular. */
  readonly at?: number;
  /** The sign of repetition that repeats nothing. */
  readonly repeats?: string;
}

/** What is wrong with a pattern; undefined for patterns that may be right. */
export function findPatternFault(pattern: string): PatternFault | undefined {
  const open: number[] = [];
  let canRepeat = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") {
      if (at + 1 === pattern.length) return { reason: "it ends in a backslash" };
      if (pattern[at + 1] === "Q") at = endOfQuote(pattern, at);
      else at++;
      canRepeat = true;
    } else if (character === "[") {
      const end = endOfClass(pattern, at);
      if (end < 0) return { reason: "a `[` is not closed", at };
      at = end;
      canRepeat = true;
    } else if (character === "(") {
      open.push(at);
      canRepeat = false;
      if (pattern[at + 1] === "?") at++;
    } else if (character === ")") {
      if (open.pop() === undefined) return { reason: "a `)` closes nothing", at };
      canRepeat = true;
    } else if ("*+?".includes(character)) {
      if (!canRepeat) return { reason: `\`${character}\` repeats nothing`, at, repeats: character };
    } else {
      canRepeat = character !== "|";
    }
  }
  return open.length > 0 ? { reason: "a `(` is not closed", at: open[open.length - 1] } : undefined;
}

function endOfQuote(pattern: string, start: number): number {
  const end = pattern.indexOf("\\E", start);
  return end < 0 ? pattern.length : end + 1;
}

/** Index of the bracket that closes a class; -1 where none does. Java allows classes inside classes, others do not. */
function endOfClass(pattern: string, start: number): number {
  const nested = findClassEnd(pattern, start, true);
  return nested < 0 ? findClassEnd(pattern, start, false) : nested;
}

function findClassEnd(pattern: string, start: number, mayNest: boolean): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "[" && (mayNest || at === start)) depth++;
    else if (character === "]" && !isFirstInClass(pattern, at) && --depth === 0) return at;
  }
  return -1;
}

/** A bracket right behind the opening of a class stands for itself. */
function isFirstInClass(pattern: string, at: number): boolean {
  return pattern[at - 1] === "[" || (pattern[at - 1] === "^" && pattern[at - 2] === "[");
}
