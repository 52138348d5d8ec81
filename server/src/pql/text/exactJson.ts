/**
 * JSON with the digits of its numbers: those that a double would change (`9007199254740993`, `1e400`) are kept as they are
 * written. Used wherever JSON is read or written, here and in the client. Knows nothing of what the JSON means.
 */

/** A number by its digits, as JSON writes them. */
export class JsonNumber {
  constructor(readonly digits: string) {}

  /** For writers that know only doubles: the digits as a text. */
  toJSON(): string {
    return this.digits;
  }
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A number that a double may change: of more digits than microseconds since 1970 have, beyond 2⁵³, or with an exponent. */
const LONG = /(?:^|[[:,\s])-?(?:\d[\d.]{16}|9\d{15}|\d[\d.]*[eE])/;
const PARTS = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The number of these digits: a plain one where it prints as the same digits. Before the point JSON wants one zero at most. */
export function toJsonNumber(digits: string): number | JsonNumber {
  const plain = digits.replace(/^(-?)0*(?=\d)/, "$1").replace(/^(-?)\./, "$10.");
  return isSpelledOtherwise(plain) ? new JsonNumber(plain) : Number(plain);
}

/** Whether a double prints other digits. */
export function isSpelledOtherwise(digits: string): boolean {
  return String(Number(digits)) !== digits;
}

/** Whether a double is another number. */
function isChanged(digits: string): boolean {
  return isSpelledOtherwise(digits) && toNumericValue(String(Number(digits))) !== toNumericValue(digits);
}

/** As `JSON.parse`, its errors included; numbers that are `kept` (by default those a double would change) keep their digits. */
export function parseExactJson(text: string, isKept: (digits: string) => boolean = isChanged): unknown {
  // Most answers hold no such number, and looking at each of theirs takes as long as reading them.
  if ((isKept === isChanged && !LONG.test(text)) || !hasKept(text, isKept)) return JSON.parse(text);
  const mark = toUnusedMark(text);
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    !token.startsWith('"') && isKept(token) ? `"${mark}${token}"` : token,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? new JsonNumber(value.slice(mark.length)) : value,
  );
}

/** As `JSON.stringify`, digits kept. */
export function printExactJson(value: unknown, indent?: number | string): string {
  const plain = JSON.stringify(value, undefined, indent) ?? "null";
  const mark = toUnusedMark(plain);
  let isMarked = false;
  const marked = JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key: string, printed: unknown) {
      const own = this[key];
      if (!(own instanceof JsonNumber)) return printed;
      isMarked = true;
      return mark + own.digits;
    },
    indent,
  );
  return isMarked ? marked.replace(new RegExp(`"${mark}([^"]*)"`, "g"), "$1") : plain;
}

/** The value of a number, whatever its spelling: `1.50`, `15e-1` and `1.5` are one. */
export function toNumericValue(digits: string): string {
  const parts = PARTS.exec(digits);
  if (parts === null) return digits;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const significant = (whole + fraction).replace(/^0+/, "");
  const short = significant.replace(/0+$/, "");
  if (short === "") return "0";
  const shift = BigInt(exponent) - BigInt(fraction.length) + BigInt(significant.length - short.length);
  return `${sign}${short}e${shift}`;
}

function hasKept(text: string, isKept: (digits: string) => boolean): boolean {
  for (const [token] of text.matchAll(STRING_OR_NUMBER))
    if (!token.startsWith('"') && isKept(token)) return true;
  return false;
}

/** Signs that no text of the JSON begins with, so that what they begin was put there here. */
function toUnusedMark(json: string): string {
  const runs = json.replace(/\\u0023/g, "#").match(/#+/g) ?? [];
  return "#".repeat(runs.reduce((longest, { length }) => Math.max(longest, length), 0) + 1);
}
