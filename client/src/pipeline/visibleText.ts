/**
 * Text for terminals and logs whose words come from elsewhere: names, rules and what services say may hold signs that move the
 * cursor, hide what stands before them or turn their surroundings around. They are shown as what they are, so that a
 * preview says what would be sent.
 */

/** Controls but line break and tab, and the signs that change the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** The text with signs that steer a terminal written as escapes. */
export function toVisible(text: string): string {
  return text.replace(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The text as one line, so that no name can pass for a line of ours. */
export function toOneLine(text: string): string {
  const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ⏎ ");
}
