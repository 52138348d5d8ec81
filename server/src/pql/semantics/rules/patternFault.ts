/**
 * Finds what no dialect of regular expressions accepts: brackets that do not close and repetition of nothing.
 * Deliberately shallow: classes within classes, possessive quantifiers and the like are taken as they come.
 */

/** One clause of a sentence that says what is wrong; undefined for patterns that may be right. */
export function findPatternFault(pattern: string): string | undefined {
  let depth = 0;
  let canRepeat = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") {
      if (at + 1 === pattern.length) return "it ends in a backslash";
      if (pattern[at + 1] === "Q") at = endOfQuote(pattern, at);
      else at++;
      canRepeat = true;
    } else if (character === "[") {
      at = endOfClass(pattern, at);
      if (at < 0) return "a `[` is not closed";
      canRepeat = true;
    } else if (character === "(") {
      depth++;
      canRepeat = false;
      if (pattern[at + 1] === "?") at++;
    } else if (character === ")") {
      if (--depth < 0) return "a `)` closes nothing";
      canRepeat = true;
    } else if ("*+?".includes(character)) {
      if (!canRepeat) return `\`${character}\` repeats nothing`;
    } else {
      canRepeat = character !== "|";
    }
  }
  return depth > 0 ? "a `(` is not closed" : undefined;
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
