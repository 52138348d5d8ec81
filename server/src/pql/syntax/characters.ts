/**
 * The text as the lexer reads it: one byte a code unit, and the class of each byte as one table look-up.
 * Reading bytes takes a fifth of the time of asking a string for its characters. Holds what docs/grammar.md#words-and-signs says of
 * identifiers: a letter or underscore first, non-ASCII letters allowed.
 */

/** Character classes the lexer switches on. */
export enum CharClass {
  Other = 0,
  Space = 1,
  /** One character that is always a token. */
  Sign = 2,
  Bracket = 3,
  DoubleQuote = 4,
  /** A sign that may be the first of several. */
  Operator = 5,
  // From here on, so that one comparison tells what may go on a number.
  Dot = 6,
  /** A code unit that is not ASCII; the text tells what it is. */
  Wide = 7,
  // Last, so that one comparison tells what may go on a name.
  Letter = 8,
  Digit = 9,
}

/** From here on a byte says no more than that the code unit is not ASCII. */
export const WIDE = 128;

/** Room behind the text, so that looking a few characters ahead never leaves the bytes. */
const PADDING = 4;

/** Class of every byte. */
export const BYTE_CLASSES: Uint8Array = buildClasses();

/** 1 for what may stand between double quotes and is neither an escape nor in need of a second look. */
export const PLAIN_IN_STRING: Uint8Array = buildPlain();

function buildClasses(): Uint8Array {
  const table = new Uint8Array(256);
  const fill = (signs: string, charClass: number) => {
    for (const sign of signs) table[sign.charCodeAt(0)] = charClass;
  };
  fill("\t\n\v\f\r ", CharClass.Space);
  fill("0123456789", CharClass.Digit);
  fill("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", CharClass.Letter);
  fill(",:^+-*%", CharClass.Sign);
  fill("()[]{}", CharClass.Bracket);
  fill("=!<>/&|", CharClass.Operator);
  fill(".", CharClass.Dot);
  fill('"', CharClass.DoubleQuote);
  table.fill(CharClass.Wide, WIDE);
  return table;
}

function buildPlain(): Uint8Array {
  const table = new Uint8Array(256).fill(1, 32, WIDE);
  for (const sign of '"\\') table[sign.charCodeAt(0)] = 0;
  table[9] = 1;
  return table;
}

const ENCODER = new TextEncoder();

/** The code units of a text, some byte from `WIDE` on for those that are not ASCII, with zeros behind the end. */
export function readBytes(text: string): Uint8Array {
  const { length } = text;
  const bytes = new Uint8Array(length + PADDING);
  // In UTF-8, ASCII is itself and everything else longer; nearly every rule is done with this.
  let { read, written } = ENCODER.encodeInto(text, bytes);
  if (read === length && written === length) return bytes;
  written = shorten(bytes, 0, written);
  // What did not fit has room now; a text without any ASCII comes to its end in as many turns as its length has digits.
  while (read < length) {
    const more = ENCODER.encodeInto(text.slice(read), bytes.subarray(written));
    read += more.read;
    written = shorten(bytes, written, written + more.written);
  }
  return bytes.fill(0, length);
}

/** The smallest first byte of characters of three bytes, and of four, which are two code units. */
const LEAST_LEAD_OF_THREE = 0xe0;
const LEAST_LEAD_OF_FOUR = 0xf0;

function lengthInUtf8(lead: number): number {
  if (lead >= LEAST_LEAD_OF_FOUR) return 4;
  return lead >= LEAST_LEAD_OF_THREE ? 3 : 2;
}

/** Makes one byte a code unit of the UTF-8 between `from` and `end`, in its place; returns where it ends now. */
function shorten(bytes: Uint8Array, from: number, end: number): number {
  const words = new Int32Array(bytes.buffer, 0, bytes.length >> 2);
  let written = from;
  for (let at = from; ; ) {
    const wide = nextWide({ bytes, words }, at, end);
    moveBack(bytes, written, [at, wide]);
    written += wide - at;
    if (wide === end) return written;
    const length = lengthInUtf8(bytes[wide]);
    bytes[written++] = WIDE;
    if (length === 4) bytes[written++] = WIDE;
    at = wide + length;
  }
}

/** The sign bits of four bytes at once, which ASCII does not have. */
const WIDE_IN_WORD = 0x80808080;

interface BytesAndWords {
  readonly bytes: Uint8Array;
  /** The same four at a time. */
  readonly words: Int32Array;
}

/** Offset of the first byte that is not ASCII; `end` where there is none. */
function nextWide({ bytes, words }: BytesAndWords, from: number, end: number): number {
  let at = from;
  while (at < end && (at & 3) !== 0 && bytes[at] < WIDE) at++;
  if ((at & 3) === 0) while (at + 4 <= end && (words[at >> 2] & WIDE_IN_WORD) === 0) at += 4;
  while (at < end && bytes[at] < WIDE) at++;
  return at;
}

/** Up to so many bytes are moved sooner one by one than by a call. */
const FEW = 32;

/** Copies the bytes between `from` and `end` to a place that is not behind them. */
function moveBack(bytes: Uint8Array, to: number, [from, end]: readonly [number, number]): void {
  if (to === from) return;
  if (end - from > FEW) bytes.copyWithin(to, from, end);
  else for (let at = from; at < end; at++) bytes[to + at - from] = bytes[at];
}

const LETTER = /^[\p{L}\p{M}\p{Nl}]$/u;
const NAME_PART = /^[\p{L}\p{M}\p{N}\p{Pc}]$/u;
const SPACE = /^[\s\u200b\u2060\ufeff]$/u;

/** The character at `offset`, both halves where it is a surrogate pair. */
export function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

/** Class of a character that is not ASCII. */
export function classOfWide(text: string, offset: number): number {
  const character = characterAt(text, offset);
  if (SPACE.test(character)) return CharClass.Space;
  return LETTER.test(character) ? CharClass.Letter : CharClass.Other;
}

/** Offset just behind the name that goes on at `offset` with a character that is not ASCII. */
export function wideNameEnd(text: string, bytes: Uint8Array, offset: number): number {
  let end = offset;
  for (;;) {
    while (BYTE_CLASSES[bytes[end]] >= CharClass.Letter) end++;
    if (bytes[end] < WIDE) return end;
    const character = characterAt(text, end);
    if (!NAME_PART.test(character)) return end;
    end += character.length;
  }
}

/** What closes each foreign opening quote; typographic quotes are often paired wrongly, so either half closes. */
export const FOREIGN_QUOTES = new Map<number, string>([
  [39, "'"],
  [0x2018, "\u2019\u2018'"],
  [0x2019, "\u2019\u2018'"],
  [0x201a, "\u2018\u2019"],
  [0x201c, '\u201d\u201c"'],
  [0x201d, '\u201d\u201c"'],
  [0x201e, "\u201c\u201d"],
  [0xab, "\u00bb"],
  [0xff02, "\uff02"],
]);

/** True for `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True where a line ends, for LF and CR, and in the text for the two Unicode separators. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}
