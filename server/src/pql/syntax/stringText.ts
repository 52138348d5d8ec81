/**
 * The text a string token stands for, and back: JSON's escapes, which is what the language is read to have (docs/grammar.md#words-and-signs).
 */

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** The value of a string token, quotes included; an unknown escape keeps its backslash. */
export function decodeString(token: string): string {
  const content = token.slice(1, token.endsWith('"') && token.length > 1 ? -1 : undefined);
  if (!content.includes("\\")) return content;
  return content.replace(
    /\\(?:u([0-9a-fA-F]{4})|(.))/gs,
    (whole, code: string | undefined, sign: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (sign === '"' || sign === "\\" || sign === "/") return sign;
      return ESCAPES[sign ?? ""] ?? whole;
    },
  );
}

/** The token that stands for `value`, with its quotes. */
export function encodeString(value: string): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}
