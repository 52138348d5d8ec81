/**
 * Finds what Java refuses in a regular expression, by the grammar that `java.util.regex.Pattern` of Java 17 reads. What Java
 * takes passes, however odd; the tests hold it against a table of its verdicts.
 */
import { PatternCursor, type PatternFault } from "./patternCursor";
import { type Escape, readEscape, readGroupName } from "./patternEscapes";

/** What is wrong with a pattern; undefined for patterns that Java takes. */
export function findPatternFault(pattern: string): PatternFault | undefined {
  const cursor = new PatternCursor(pattern);
  const reader = new PatternReader(cursor);
  reader.alternatives();
  if (cursor.fault === undefined && !cursor.isAtEnd) {
    cursor.fail("a `)` closes nothing", { at: cursor.offsetOf(cursor.at) });
  }
  return cursor.fault;
}

/** Deeper nesting is not looked into. */
const MOST_NESTING = 200;

class PatternReader {
  readonly #cursor: PatternCursor;
  readonly #names = new Set<string>();
  /** True where what was read since the last look-behind began repeats a group, which may be of any length. */
  #hasReference = false;
  #depth = 0;

  constructor(cursor: PatternCursor) {
    this.#cursor = cursor;
  }

  /** Everything up to a `)` or the end. */
  alternatives(): void {
    this.#sequence();
    while (this.#cursor.peek() === "|") {
      this.#cursor.next();
      this.#sequence();
    }
  }

  #sequence(): void {
    const cursor = this.#cursor;
    for (let sign = cursor.peek(); !cursor.isAtEnd && sign !== "|" && sign !== ")"; sign = cursor.peek()) {
      if (sign === "(") {
        this.#group();
        continue;
      }
      if (sign === "*" || sign === "+" || sign === "?") {
        cursor.fail(`\`${sign}\` repeats nothing`, { at: cursor.offsetOf(cursor.at), repeats: sign });
        return;
      }
      this.#atom(sign);
      this.#repetition();
    }
  }

  /** One character or place; nothing in front of a count that repeats nothing, which Java takes. */
  #atom(sign: string): void {
    const cursor = this.#cursor;
    if (sign === "[") readClass(cursor, this.#names);
    else if (sign === "\\") {
      const { kind } = readEscape(cursor, this.#names, false);
      if (kind === "reference") this.#hasReference = true;
    } else if (sign !== "{") cursor.next();
  }

  #repetition(): void {
    const cursor = this.#cursor;
    const sign = cursor.peek();
    if (sign === "{") this.#count();
    else if (sign !== "*" && sign !== "+" && sign !== "?") return;
    else cursor.next();
    const manner = cursor.peek();
    if (manner === "?" || manner === "+") cursor.next();
  }

  /** `{2}`, `{2,}` or `{2,3}`. */
  #count(): void {
    const cursor = this.#cursor;
    const at = cursor.offsetOf(cursor.at);
    const least = this.#number(cursor.skip());
    if (least === undefined) {
      cursor.fail("a `{` is followed by no number", { at });
      return;
    }
    let most: number | undefined = least;
    cursor.at--;
    if (cursor.peek() === ",") {
      const digit = cursor.next();
      if (digit === "}") most = Number.POSITIVE_INFINITY;
      else {
        cursor.at++;
        most = this.#number(digit);
        cursor.at--;
      }
    }
    if (most === undefined) {
      cursor.fail("a `{` holds something other than numbers", { at });
      return;
    }
    if (cursor.peek() !== "}") {
      cursor.fail("a `{` is not closed", { at });
      return;
    }
    if (most < least) {
      cursor.fail("a repetition allows fewer times at most than at least");
      return;
    }
    if (least > MOST_TIMES || (most > MOST_TIMES && most !== Number.POSITIVE_INFINITY)) {
      cursor.fail("a repetition counts too far");
      return;
    }
    cursor.next();
  }

  /** The number that begins with a digit that was read already; the cursor stands behind the sign that ends it. */
  #number(first: string): number | undefined {
    if (!isDigit(first)) return undefined;
    let number = Number(first);
    let digit = this.#cursor.read();
    for (; isDigit(digit); digit = this.#cursor.read()) number = number * 10 + Number(digit);
    return number;
  }

  #group(): void {
    const cursor = this.#cursor;
    const open = cursor.at;
    const outer = { skipsBlanks: cursor.skipsBlanks, hasReference: this.#hasReference };
    const kind = this.#groupKind();
    if (kind === "flags" || cursor.fault !== undefined) return;
    if (++this.#depth > MOST_NESTING) {
      cursor.giveUp();
      return;
    }
    if (kind !== "group") this.#hasReference = false;
    this.alternatives();
    if (cursor.peek() !== ")") {
      cursor.fail("a `(` is not closed", { at: cursor.offsetOf(open) });
      return;
    }
    if (kind === "behind" && this.#hasReference) {
      cursor.fail("what `(?<=` or `(?<!` looks for may be of any length");
      return;
    }
    if (kind !== "group") this.#hasReference = outer.hasReference;
    cursor.at++;
    cursor.skipsBlanks = outer.skipsBlanks;
    this.#depth--;
    this.#repetition();
  }

  /** Reads what stands behind the bracket of a group and says of it what it is. */
  #groupKind(): "group" | "ahead" | "behind" | "flags" {
    const cursor = this.#cursor;
    if (cursor.next() !== "?") return "group";
    const sign = cursor.skip();
    switch (sign) {
      case ":":
      case ">":
        return "group";
      case "=":
      case "!":
        return "ahead";
      case "<":
        return this.#angle();
      case "$":
      case "@":
        cursor.fail(`\`(?${sign}\` begins no group`);
        return "group";
      default:
        cursor.at--;
        return this.#flags();
    }
  }

  #angle(): "group" | "behind" {
    const cursor = this.#cursor;
    const sign = cursor.read();
    if (sign === "=" || sign === "!") return "behind";
    cursor.at--;
    const name = readGroupName(cursor);
    if (name !== undefined && this.#names.has(name)) cursor.fail(`two groups are named \`${name}\``);
    if (name !== undefined) this.#names.add(name);
    return "group";
  }

  /** `(?i)`, which lasts until its group ends, or the beginning of `(?i: )`. */
  #flags(): "group" | "flags" {
    const cursor = this.#cursor;
    let isOn = true;
    let sign = cursor.peek();
    for (; /^[imsducxU]$/.test(sign) || (sign === "-" && isOn); sign = cursor.next()) {
      if (sign === "-") isOn = false;
      if (sign === "x") cursor.skipsBlanks = isOn;
    }
    const end = cursor.read();
    if (end === ")") return "flags";
    if (end !== ":") cursor.fail("a `(?` is followed by nothing that Java knows");
    return "group";
  }
}

/** The highest count Java takes. */
const MOST_TIMES = 0x7fffffff;

function isDigit(character: string): boolean {
  return /^[0-9]$/.test(character);
}

/** Reads a class of characters, the cursor on its bracket. */
function readClass(cursor: PatternCursor, names: ReadonlySet<string>, depth = 0): void {
  const open = cursor.at;
  if (depth > MOST_NESTING) {
    cursor.giveUp();
    return;
  }
  if (cursor.next() === "^" && cursor.characterAt(cursor.at - 1) === "[") cursor.next();
  readClassItems(cursor, { names, depth, at: cursor.offsetOf(open) });
  if (cursor.fault === undefined) cursor.at++;
}

interface ClassPlace {
  readonly names: ReadonlySet<string>;
  readonly depth: number;
  /** Offset of the bracket that opened the class. */
  readonly at: number;
}

/** Reads up to the bracket that closes the class. One that stands first stands for itself. */
function readClassItems(cursor: PatternCursor, place: ClassPlace): void {
  let isEmpty = true;
  for (let sign = cursor.peek(); sign !== "]" || isEmpty; sign = cursor.peek()) {
    if (cursor.isAtEnd) {
      cursor.fail("a `[` is not closed", { at: place.at });
      return;
    }
    if (sign === "[") readClass(cursor, place.names, place.depth + 1);
    else if (sign === "&" && cursor.characterAt(cursor.at + 1) === "&") {
      const hasRight = readIntersection(cursor, place);
      if (isEmpty && !hasRight) {
        cursor.fail("`&&` has nothing on either side");
        return;
      }
    } else readRange(cursor, place);
    isEmpty = false;
  }
}

/** Reads `&&` and what is on its right; false where that is nothing. */
function readIntersection(cursor: PatternCursor, place: ClassPlace): boolean {
  cursor.next();
  let sign = cursor.next();
  let hasRight = false;
  for (; sign !== "]" && sign !== "&"; sign = cursor.peek()) {
    if (cursor.isAtEnd) {
      cursor.fail("a `[` is not closed", { at: place.at });
      return true;
    }
    if (sign === "[") readClass(cursor, place.names, place.depth + 1);
    else readClassItems(cursor, { ...place, depth: place.depth + 1 });
    hasRight = true;
  }
  return hasRight;
}

/** Reads a character or a range such as `a-z`. */
function readRange(cursor: PatternCursor, { names }: ClassPlace): void {
  const start = cursor.at;
  const first = readClassCharacter(cursor, names);
  if (first.kind !== "character" || cursor.peek() !== "-") return;
  const end = cursor.characterAt(cursor.at + 1);
  if (end === "[" || end === "]" || end === "") return;
  cursor.next();
  const last = readClassCharacter(cursor, names);
  if (last.kind !== "character" || last.code < first.code) {
    const range = Array.from({ length: cursor.at - start }, (_, at) => cursor.characterAt(start + at)).join(
      "",
    );
    cursor.fail(`the range \`${range}\` runs backwards`);
  }
}

function readClassCharacter(cursor: PatternCursor, names: ReadonlySet<string>): Escape {
  if (cursor.peek() === "\\") return readEscape(cursor, names, true);
  return { kind: "character", code: cursor.read().codePointAt(0) ?? 0 };
}
