/**
 * Texts that somebody else wrote as one line of a terminal or a list. Escapes what would steer the terminal or begin a line of its
 * own; judges nothing else.
 */

const STEERING = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** The text with such signs as JSON writes them. */
export function toShownLine(text: string): string {
  return text.replace(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
