/**
 * Cuts any text at all into tokens; total, linear, and silent: what is wrong shows as a token kind and is worded by the parser.
 * A string ends with its line at the latest, so that one lost quote does not swallow the rest of the query.
 */
import type { Span } from "../text/span";
import {
  BYTE_CLASSES,
  CharClass,
  characterAt,
  classOfWide,
  FOREIGN_QUOTES,
  isDigit,
  isLineBreak,
  PLAIN_IN_STRING,
  readBytes,
  WIDE,
  wideNameEnd,
} from "./characters";
import { compoundOperator } from "./compoundOperators";
import { wordKind } from "./keywordLookup";
import { isClosing, isReservedWord, TokenKind } from "./tokenKinds";
import { type TokenList, widened } from "./tokenList";

const QUOTE = 34;
const DOT = 46;
const SLASH = 47;
const BLANK = 32;
const HASH = 35;
const MINUS = 45;
const STAR = 42;
const AT = 64;
const BACKSLASH = 92;
const BACKTICK = 96;
const DOLLAR = 36;
const OPEN_BRACE = 123;

/** Kinds of the signs and brackets that are always a token of their own, by character code. */
const SIGN_KINDS = new Uint8Array(256);
for (const [sign, kind] of [
  ["(", TokenKind.OpenParen],
  [")", TokenKind.CloseParen],
  ["[", TokenKind.OpenBracket],
  ["]", TokenKind.CloseBracket],
  ["{", TokenKind.OpenBrace],
  ["}", TokenKind.CloseBrace],
  [",", TokenKind.Comma],
  [":", TokenKind.Colon],
  ["^", TokenKind.Caret],
  ["+", TokenKind.Plus],
  ["-", TokenKind.Minus],
  ["*", TokenKind.Star],
  ["%", TokenKind.Percent],
] as const) {
  SIGN_KINDS[sign.charCodeAt(0)] = kind;
}

/** True for tokens that a field may follow. Connectives are none, so a clause reads the same without the one before it. */
function endsValue(kind: number): boolean {
  if (isReservedWord(kind)) return kind === TokenKind.This;
  return kind >= TokenKind.String || isClosing(kind);
}

class Lexer {
  /** One is kept, because V8 throws away optimised code once the last object of a shape it knows is collected. */
  static readonly kept = new Lexer("");

  #kinds: Uint8Array<ArrayBuffer>;
  #starts: Int32Array<ArrayBuffer>;
  #ends: Int32Array<ArrayBuffer>;
  #partners: Int32Array<ArrayBuffer>;
  #count = 0;
  #open = new Int32Array(16);
  #openCount = 0;
  readonly #openByShape = new Int32Array(3);
  readonly #comments: Span[] = [];
  readonly #bytes: Uint8Array;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#bytes = readBytes(text);
    const capacity = Math.ceil(text.length * 0.3) + 8;
    this.#kinds = new Uint8Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
    this.#partners = new Int32Array(capacity);
  }

  run(): TokenList {
    const text = this.#text;
    const length = text.length;
    for (let at = this.#scan(0); at < length; at = this.#scan(at)) this.#grow();
    if (this.#count === this.#kinds.length) this.#grow();
    this.#push(TokenKind.EndOfText, length, length);
    const bytes = this.#bytes;
    return {
      text,
      bytes,
      view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
      kinds: this.#kinds,
      starts: this.#starts,
      ends: this.#ends,
      partners: this.#partners,
      count: this.#count,
      comments: this.#comments,
    };
  }

  /**
   * Reads on from `from` until the text ends or the arrays are full; returns where it stopped. What nearly every token is
   * stands here, with everything in local variables, which is twice as fast as through fields; the rest is in `readOther`.
   */
  #scan(from: number): number {
    const bytes = this.#bytes;
    const kinds = this.#kinds;
    const starts = this.#starts;
    const ends = this.#ends;
    const classes = BYTE_CLASSES;
    const length = this.#text.length;
    let count = this.#count;
    let at = from;
    while (at < length && count < kinds.length) {
      const start = at;
      const first = bytes[at++];
      let kind: number = TokenKind.EndOfText;
      switch (classes[first]) {
        case CharClass.Space:
          continue;
        case CharClass.Letter:
          while (classes[bytes[at]] >= CharClass.Letter) at++;
          if (bytes[at] >= WIDE) at = wideNameEnd(this.#text, bytes, at);
          kind = wordKind(bytes, start, at);
          break;
        case CharClass.Dot:
          if (classes[bytes[at]] === CharClass.Letter) kind = TokenKind.Dot;
          break;
        case CharClass.DoubleQuote:
          while (PLAIN_IN_STRING[bytes[at]] === 1) at++;
          if (bytes[at++] === QUOTE) kind = TokenKind.String;
          break;
        case CharClass.Digit:
          while (classes[bytes[at]] === CharClass.Digit) at++;
          if (classes[bytes[at]] < CharClass.Dot) kind = TokenKind.Integer;
          break;
        case CharClass.Sign:
          if (first !== MINUS || bytes[at] !== MINUS) kind = SIGN_KINDS[first];
          break;
        case CharClass.Bracket:
          kind = SIGN_KINDS[first];
          this.#pair(kind, count);
          break;
      }
      if (kind !== TokenKind.EndOfText) {
        kinds[count] = kind;
        starts[count] = start;
        ends[count++] = at;
      } else {
        this.#count = count;
        at = this.#readOther(start, first);
        count = this.#count;
      }
    }
    this.#count = count;
    return at;
  }

  #readOther(at: number, first: number): number {
    switch (BYTE_CLASSES[first]) {
      case CharClass.Dot:
        return this.#dot(at);
      case CharClass.DoubleQuote:
        return this.#string(at);
      case CharClass.Digit:
        return this.#number(at);
      case CharClass.Operator:
        return this.#operator(at, first);
      case CharClass.Wide:
        return this.#wide(at);
      default:
        return this.#rare(at, first);
    }
  }

  #wide(at: number): number {
    const kind = classOfWide(this.#text, at);
    if (kind === CharClass.Space) return at + characterAt(this.#text, at).length;
    if (kind === CharClass.Letter)
      return this.#push(TokenKind.Identifier, at, wideNameEnd(this.#text, this.#bytes, at));
    return this.#rare(at, this.#text.charCodeAt(at));
  }

  #push(kind: number, start: number, end: number): number {
    this.#kinds[this.#count] = kind;
    this.#starts[this.#count] = start;
    this.#ends[this.#count++] = end;
    return end;
  }

  #grow(): void {
    const capacity = this.#kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.#kinds);
    this.#kinds = kinds;
    this.#starts = widened(this.#starts, capacity);
    this.#ends = widened(this.#ends, capacity);
    this.#partners = widened(this.#partners, capacity);
  }

  #operator(at: number, code: number): number {
    const next = this.#bytes[at + 1];
    if (code === SLASH) {
      if (next === SLASH || next === STAR) return this.#comment(at, next);
      return this.#push(TokenKind.Slash, at, at + 1);
    }
    const packed = compoundOperator(code, next, this.#bytes[at + 2]);
    return this.#push(packed >> 2, at, at + (packed & 3));
  }

  /**
   * Remembers an opening bracket, or ties a closing one to the nearest open bracket of its shape; what was opened in between
   * stays alone. So which brackets belong together never depends on text behind the closing one.
   */
  #pair(kind: number, token: number): void {
    const shape = (kind - 1) >> 1;
    const isOpen = (kind & 1) === 1;
    if (isOpen) {
      if (this.#openCount === this.#open.length) this.#open = widened(this.#open, this.#openCount * 2);
      this.#open[this.#openCount++] = token;
      this.#openByShape[shape]++;
    } else if (this.#openByShape[shape] > 0) {
      this.#close(kind - 1, token);
    }
  }

  #close(opening: number, token: number): void {
    for (;;) {
      const partner = this.#open[--this.#openCount];
      const kind = this.#kinds[partner];
      this.#openByShape[(kind - 1) >> 1]--;
      if (kind !== opening) continue;
      this.#partners[partner] = token;
      this.#partners[token] = partner;
      return;
    }
  }

  /** `.45` is a number, unless the dot stands directly behind a value, where it reads a field. */
  #dot(at: number): number {
    const last = this.#count - 1;
    const isBehindValue = last >= 0 && this.#ends[last] === at && endsValue(this.#kinds[last]);
    if (!isBehindValue && isDigit(this.#bytes[at + 1])) return this.#number(at);
    let end = at + 1;
    while (this.#bytes[end] === DOT) end++;
    return this.#push(end === at + 1 ? TokenKind.Dot : TokenKind.Unknown, at, end);
  }

  #digits(at: number): number {
    let end = at;
    while (isDigit(this.#bytes[end])) end++;
    return end;
  }

  #number(at: number): number {
    const bytes = this.#bytes;
    let kind: number = TokenKind.Integer;
    let end = this.#digits(at);
    if (bytes[end] === DOT && isDigit(bytes[end + 1])) {
      kind = TokenKind.Double;
      end = this.#digits(end + 1);
    }
    const exponent = this.#exponentEnd(end);
    if (exponent > end) {
      kind = TokenKind.Double;
      end = exponent;
    }
    if (BYTE_CLASSES[bytes[end]] < CharClass.Wide) return this.#push(kind, at, end);
    const letters = wideNameEnd(this.#text, bytes, end);
    if (letters === end) return this.#push(kind, at, end);
    const isLong = letters === end + 1 && (bytes[end] | 0x20) === 108 && kind === TokenKind.Integer;
    return this.#push(isLong ? TokenKind.Long : TokenKind.DigitName, at, letters);
  }

  #exponentEnd(at: number): number {
    if ((this.#bytes[at] | 0x20) !== 101) return at;
    const sign = this.#bytes[at + 1];
    const from = sign === 43 || sign === 45 ? at + 2 : at + 1;
    const end = this.#digits(from);
    return end > from ? end : at;
  }

  #string(at: number): number {
    const bytes = this.#bytes;
    const length = this.#text.length;
    let kind: number = TokenKind.String;
    for (let end = at + 1; end < length; end++) {
      const code = bytes[end];
      if (code === QUOTE) return this.#push(kind, at, end + 1);
      if (code === BACKSLASH) {
        kind = TokenKind.EscapedString;
        if (!this.#isLineBreak(end + 1)) end++;
      } else if (this.#isLineBreak(end)) {
        return this.#push(TokenKind.UnclosedString, at, end);
      }
    }
    return this.#push(TokenKind.UnclosedString, at, length);
  }

  /** True where a line ends; only a code unit that is not ASCII needs the text. */
  #isLineBreak(at: number): boolean {
    const code = this.#bytes[at];
    return code >= WIDE ? isLineBreak(this.#text.charCodeAt(at)) : code === 10 || code === 13;
  }

  /** True at blanks, line breaks and the end: what stands behind the sign of a comment in SQL and in scripts. */
  #isBlankAt(at: number): boolean {
    return !(this.#text.charCodeAt(at) > BLANK);
  }

  #comment(at: number, second: number): number {
    const text = this.#text;
    let end = at + 1;
    if (second === STAR) {
      const close = text.indexOf("*/", at + 2);
      end = close < 0 ? text.length : close + 2;
    } else {
      while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
    }
    this.#comments.push({ start: at, end });
    return end;
  }

  #rare(at: number, code: number): number {
    const text = this.#text;
    if (code === HASH && this.#isBlankAt(at + 1)) return this.#comment(at, code);
    if (code === MINUS) {
      return this.#isBlankAt(at + 2) ? this.#comment(at, code) : this.#push(TokenKind.Minus, at, at + 1);
    }
    if (code === BACKTICK) return this.#delimited(at, "`", TokenKind.QuotedName, TokenKind.UnclosedName);
    if (code === AT && text.charCodeAt(at + 1) === OPEN_BRACE) {
      return this.#delimited(at, "}", TokenKind.Context, TokenKind.UnclosedContext);
    }
    if (code === DOLLAR && isDigit(text.charCodeAt(at + 1))) {
      return this.#push(TokenKind.Parameter, at, this.#digits(at + 1));
    }
    if (code === BACKSLASH && text.charCodeAt(at + 1) === QUOTE) return this.#leftoverEscape(at);
    const closing = FOREIGN_QUOTES.get(code);
    if (closing !== undefined) return this.#foreignString(at, closing);
    const length = code >= 0xd800 && code <= 0xdbff && at + 1 < text.length ? 2 : 1;
    return this.#push(TokenKind.Unknown, at, at + length);
  }

  #delimited(at: number, close: string, closed: TokenKind, unclosed: TokenKind): number {
    const text = this.#text;
    const sign = close.charCodeAt(0);
    for (let end = at + 1; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === sign) return this.#push(end === at + 1 ? TokenKind.Unknown : closed, at, end + 1);
      if (isLineBreak(code)) return this.#push(unclosed, at, end);
    }
    return this.#push(unclosed, at, text.length);
  }

  /** `\"US\"`: quotes that kept the backslash of a JSON text around them. */
  #leftoverEscape(at: number): number {
    const text = this.#text;
    let end = at + 2;
    for (; end < text.length && !isLineBreak(text.charCodeAt(end)); end++) {
      const code = text.charCodeAt(end);
      if (code === QUOTE) return this.#push(TokenKind.Unknown, at, at + 2);
      if (code !== BACKSLASH) continue;
      if (text.charCodeAt(end + 1) === QUOTE) return this.#push(TokenKind.ForeignString, at, end + 2);
    }
    return this.#push(TokenKind.UnclosedString, at, end);
  }

  #foreignString(at: number, closing: string): number {
    const text = this.#text;
    let end = at + 1;
    for (; end < text.length && !isLineBreak(text.charCodeAt(end)); end++) {
      if (text.charCodeAt(end) === BACKSLASH && !isLineBreak(text.charCodeAt(end + 1))) end++;
      else if (closing.includes(text[end])) return this.#push(TokenKind.ForeignString, at, end + 1);
    }
    return this.#push(TokenKind.UnclosedString, at, Math.min(end, text.length));
  }
}

/** All tokens of `text`. Never fails: whatever begins no token is `Unknown`, one character at a time. */
export function lex(text: string): TokenList {
  return new Lexer(text).run();
}
