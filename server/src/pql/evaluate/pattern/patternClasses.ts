/**
 * Sets of characters in Java's patterns: classes in brackets with their unions, ranges and intersections, and the classes
 * that a letter names. As in Java without further flags, letters, digits and case are those of ASCII.
 */

/** Whether a code point belongs to a set. */
export type CharacterTest = (sign: number) => boolean;

/** The set of one character. */
export function single(sign: number): CharacterTest {
  return (other) => other === sign;
}

/** A set that also takes the other case of ASCII letters, as `(?i)` does. */
export function foldCase(test: CharacterTest): CharacterTest {
  return (sign) => test(sign) || (isLetter(sign) && test(sign ^ 32));
}

function isLetter(sign: number): boolean {
  return (sign >= 65 && sign <= 90) || (sign >= 97 && sign <= 122);
}

function isDigit(sign: number): boolean {
  return sign >= 48 && sign <= 57;
}

/** `\w`. */
export function isWordSign(sign: number): boolean {
  return isLetter(sign) || isDigit(sign) || sign === 95;
}

const SPACES = new Set([32, 9, 10, 11, 12, 13]);
const WIDE_SPACES = new Set([32, 9, 0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000]);
const LINE_SPACES = new Set([10, 11, 12, 13, 0x85, 0x2028, 0x2029]);

const between = (first: number, last: number): CharacterTest => {
  return (sign) => sign >= first && sign <= last;
};
const not = (test: CharacterTest): CharacterTest => {
  return (sign) => !test(sign);
};

const horizontal: CharacterTest = (sign) => WIDE_SPACES.has(sign) || (sign >= 0x2000 && sign <= 0x200a);
const vertical: CharacterTest = (sign) => LINE_SPACES.has(sign);
const space: CharacterTest = (sign) => SPACES.has(sign);

const LETTER_CLASSES: ReadonlyMap<string, CharacterTest> = new Map([
  ["d", isDigit],
  ["D", not(isDigit)],
  ["w", isWordSign],
  ["W", not(isWordSign)],
  ["s", space],
  ["S", not(space)],
  ["h", horizontal],
  ["H", not(horizontal)],
  ["v", vertical],
  ["V", not(vertical)],
]);

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["r", 13],
  ["f", 12],
  ["a", 7],
  ["e", 27],
]);

const graph = between(33, 126);
/** The classes of POSIX, which are those of ASCII. */
const NAMED_CLASSES: ReadonlyMap<string, CharacterTest> = new Map([
  ["Lower", between(97, 122)],
  ["Upper", between(65, 90)],
  ["ASCII", between(0, 127)],
  ["Alpha", isLetter],
  ["Digit", isDigit],
  ["Alnum", (sign) => isLetter(sign) || isDigit(sign)],
  ["Punct", (sign) => graph(sign) && !isLetter(sign) && !isDigit(sign)],
  ["Graph", graph],
  ["Print", between(32, 126)],
  ["Blank", (sign) => sign === 32 || sign === 9],
  ["Cntrl", (sign) => sign < 32 || sign === 127],
  ["XDigit", (sign) => isDigit(sign) || between(97, 102)(sign | 32)],
  ["Space", space],
]);

/** What stands behind a backslash. */
interface Escape {
  readonly test: CharacterTest;
  /** Index behind it. */
  readonly end: number;
  readonly isSingle: boolean;
  readonly sign: number;
  /** True for the classes of small and of capital letters: with `(?i)` Java's versions read them differently. */
  readonly isCaseClass?: boolean;
}

/** Reads the escape whose letter stands at `at`; undefined for one that is not known or not run here. */
export function escapeClass(signs: readonly number[], at: number): Escape | undefined {
  if (at >= signs.length) return undefined;
  const letter = String.fromCodePoint(signs[at]);
  const named = LETTER_CLASSES.get(letter);
  if (named !== undefined) return { test: named, end: at + 1, isSingle: false, sign: -1 };
  const one = (sign: number, end: number): Escape => ({ test: single(sign), end, isSingle: true, sign });
  const control = CONTROLS.get(letter);
  if (control !== undefined) return one(control, at + 1);
  if (letter === "p" || letter === "P") return namedClass(signs, at);
  if (letter === "x" || letter === "u") {
    const length = letter === "x" ? 2 : 4;
    const digits = String.fromCodePoint(...signs.slice(at + 1, at + 1 + length));
    return /^[0-9a-fA-F]+$/.test(digits) && digits.length === length
      ? one(Number.parseInt(digits, 16), at + 1 + length)
      : undefined;
  }
  // Letters and digits that mean nothing above are errors in Java, or back references.
  return /[A-Za-z0-9]/.test(letter) ? undefined : one(signs[at], at + 1);
}

function namedClass(signs: readonly number[], at: number): Escape | undefined {
  const text = String.fromCodePoint(...signs.slice(at, at + 12));
  const name = /^[pP]\{(\w+)\}/.exec(text)?.[1];
  const test = name === undefined ? undefined : NAMED_CLASSES.get(name);
  if (name === undefined || test === undefined) return undefined;
  return {
    test: text[0] === "P" ? not(test) : test,
    end: at + name.length + 3,
    isSingle: false,
    sign: -1,
    isCaseClass: name === "Lower" || name === "Upper",
  };
}

/** Reads a class in brackets, from behind its opening one. */
export class ClassReader {
  readonly #signs: readonly number[];
  readonly #ignoresCase: boolean;

  constructor(
    signs: readonly number[],
    /** Behind what was read. */
    public at: number,
    ignoresCase: boolean,
  ) {
    this.#signs = signs;
    this.#ignoresCase = ignoresCase;
  }

  /** The set; undefined where the class is wrong or not run here. */
  read(depth = 0): CharacterTest | undefined {
    const isNegated = this.#accept("^");
    const parts: CharacterTest[] = [];
    let intersected: CharacterTest | undefined;
    for (let isFirst = true; ; isFirst = false) {
      if (this.at >= this.#signs.length || depth > 20) return undefined;
      if (this.#peek() === "]" && !isFirst) break;
      if (this.#peek() === "&" && this.#peek(1) === "&") {
        if (isNegated) return undefined;
        this.at += 2;
        intersected = meet(intersected, union(parts.splice(0)));
        if (this.#peek() === "&" || this.#peek() === "]") return undefined;
        continue;
      }
      // Java's versions disagree on what a negation covers besides plain signs.
      if (isNegated && this.#peek() === "[") return undefined;
      const part = this.#readPart(depth);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    this.at++;
    const all = meet(intersected, union(parts));
    return isNegated ? not(all) : all;
  }

  #peek(ahead = 0): string {
    const sign = this.#signs[this.at + ahead];
    return sign === undefined ? "" : String.fromCodePoint(sign);
  }

  #accept(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.at++;
    return true;
  }

  #readPart(depth: number): CharacterTest | undefined {
    if (this.#accept("[")) return this.read(depth + 1);
    const first = this.#readSign();
    if (first === undefined || (this.#ignoresCase && first.isCaseClass === true)) return undefined;
    if (this.#peek() !== "-" || this.#peek(1) === "]" || this.#peek(1) === "[")
      return this.#folded(first.test, first.isSingle);
    this.at++;
    const last = this.#readSign();
    if (last === undefined || !first.isSingle || !last.isSingle || last.sign < first.sign) return undefined;
    return this.#folded(between(first.sign, last.sign), true);
  }

  #folded(test: CharacterTest, isFolded: boolean): CharacterTest {
    return this.#ignoresCase && isFolded ? foldCase(test) : test;
  }

  #readSign(): Escape | undefined {
    if (this.#accept("\\")) {
      const found = escapeClass(this.#signs, this.at);
      if (found !== undefined) this.at = found.end;
      return found;
    }
    const sign = this.#signs[this.at];
    if (sign === undefined) return undefined;
    this.at++;
    return { test: single(sign), end: this.at, isSingle: true, sign };
  }
}

function union(parts: readonly CharacterTest[]): CharacterTest {
  return parts.length === 1 ? parts[0] : (sign) => parts.some((part) => part(sign));
}

function meet(left: CharacterTest | undefined, right: CharacterTest): CharacterTest {
  return left === undefined ? right : (sign) => left(sign) && right(sign);
}
