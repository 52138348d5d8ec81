/**
 * Java's pattern language, read into a tree: everything a machine of linear time can run. Look-around, back references,
 * possessive and atomic groups, comments mode and what differs between Java versions are refused, never approximated.
 */
import { type CharacterTest, ClassReader, escapeClass, foldCase, single } from "./patternClasses";

/** A node of a pattern. */
export type PatternNode =
  | { readonly kind: "character"; readonly test: CharacterTest }
  | { readonly kind: "assertion"; readonly assertion: Assertion }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[] }
  | { readonly kind: "group"; readonly number: number; readonly body: PatternNode }
  | {
      readonly kind: "repeat";
      readonly body: PatternNode;
      readonly least: number;
      /** Infinity where there is no limit. */
      readonly most: number;
      readonly isGreedy: boolean;
    };

/** What holds between two characters. */
export type Assertion = "start" | "lineStart" | "end" | "lineEnd" | "veryEnd" | "wordEdge" | "noWordEdge";

/** A pattern that was read. */
export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groups: number;
}

interface Flags {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly isDotAll: boolean;
}

/** Thrown inside the reader where something is not run here; never leaves this file. */
class Refused {}

const DEEPEST = 100;
const NO_FLAGS: Flags = { ignoresCase: false, isMultiline: false, isDotAll: false };
const LINE_ENDS = new Set([10, 13, 0x85, 0x2028, 0x2029]);

/** Reads a pattern; undefined where it is wrong or asks for what is not run here. */
export function parsePattern(text: string): ParsedPattern | undefined {
  const reader = new PatternReader(text);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

class PatternReader {
  readonly #signs: readonly number[];
  #at = 0;
  #groups = 0;
  #depth = 0;
  #flags = NO_FLAGS;

  constructor(text: string) {
    this.#signs = Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
  }

  read(): ParsedPattern {
    const root = this.#readChoice();
    if (this.#at < this.#signs.length) throw new Refused();
    return { root, groups: this.#groups };
  }

  #peek(ahead = 0): string {
    const sign = this.#signs[this.#at + ahead];
    return sign === undefined ? "" : String.fromCodePoint(sign);
  }

  #accept(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.#peek(i) !== text[i]) return false;
    this.#at += text.length;
    return true;
  }

  /** Flags set inside a group end with it. */
  #readChoice(): PatternNode {
    if (++this.#depth > DEEPEST) throw new Refused();
    const outer = this.#flags;
    const options = [this.#readSequence()];
    while (this.#accept("|")) options.push(this.#readSequence());
    this.#flags = outer;
    this.#depth--;
    return options.length === 1 ? options[0] : { kind: "choice", options };
  }

  #readSequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#signs.length && this.#peek() !== "|" && this.#peek() !== ")") {
      const part = this.#readAtom();
      if (part !== undefined) parts.push(this.#readRepeats(part));
    }
    return parts.length === 1 ? parts[0] : { kind: "sequence", parts };
  }

  #readRepeats(body: PatternNode): PatternNode {
    const range = this.#readRange();
    if (range === undefined) return body;
    if (body.kind === "assertion") throw new Refused();
    const [least, most] = range;
    const isGreedy = !this.#accept("?");
    // A possessive quantifier never gives back, which this machine cannot tell.
    if (this.#peek() === "+" || this.#peek() === "*" || this.#peek() === "?") throw new Refused();
    const repeated: PatternNode = { kind: "repeat", body, least, most, isGreedy };
    if (/^\{\d/.test(this.#peek() + this.#peek(1))) throw new Refused();
    return repeated;
  }

  #readRange(): readonly [number, number] | undefined {
    if (this.#accept("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#accept("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#accept("?")) return [0, 1];
    if (!this.#accept("{")) return undefined;
    const least = this.#readNumber();
    const most = this.#accept(",")
      ? this.#peek() === "}"
        ? Number.POSITIVE_INFINITY
        : this.#readNumber()
      : least;
    if (!this.#accept("}") || most < least) throw new Refused();
    return [least, most];
  }

  #readNumber(): number {
    let digits = "";
    while (/\d/.test(this.#peek())) {
      digits += this.#peek();
      this.#at++;
    }
    if (digits === "" || digits.length > 4) throw new Refused();
    return Number(digits);
  }

  /** One character, class, group or assertion; undefined for flags, which take no place. */
  #readAtom(): PatternNode | undefined {
    const sign = this.#peek();
    this.#at++;
    switch (sign) {
      case "(":
        return this.#readGroup();
      case "[":
        return { kind: "character", test: this.#readClass() };
      case ".":
        return { kind: "character", test: this.#dot() };
      case "^":
        return { kind: "assertion", assertion: this.#flags.isMultiline ? "lineStart" : "start" };
      case "$":
        return { kind: "assertion", assertion: this.#flags.isMultiline ? "lineEnd" : "end" };
      case "\\":
        return this.#readEscape();
      case "*":
      case "+":
      case "?":
      case "{":
        throw new Refused();
      default:
        return this.#character(sign.codePointAt(0) ?? 0);
    }
  }

  #character(sign: number): PatternNode {
    return { kind: "character", test: this.#flags.ignoresCase ? foldCase(single(sign)) : single(sign) };
  }

  #dot(): CharacterTest {
    return this.#flags.isDotAll ? () => true : (sign) => !LINE_ENDS.has(sign);
  }

  #readClass(): CharacterTest {
    const reader = new ClassReader(this.#signs, this.#at, this.#flags.ignoresCase);
    const test = reader.read();
    if (test === undefined) throw new Refused();
    this.#at = reader.at;
    return test;
  }

  #readGroup(): PatternNode | undefined {
    if (!this.#accept("?")) return this.#readBody(++this.#groups);
    if (this.#accept(":")) return this.#readBody(0);
    if (this.#peek() === "<" && /[A-Za-z]/.test(this.#peek(1))) {
      this.#at++;
      while (/[A-Za-z0-9]/.test(this.#peek())) this.#at++;
      if (!this.#accept(">")) throw new Refused();
      return this.#readBody(++this.#groups);
    }
    return this.#readFlags();
  }

  #readBody(number: number): PatternNode {
    const body = this.#readChoice();
    if (!this.#accept(")")) throw new Refused();
    return number === 0 ? body : { kind: "group", number, body };
  }

  /** `(?i)` to the end of the group around it, `(?i:…)` for its own. */
  #readFlags(): PatternNode | undefined {
    const outer = this.#flags;
    let isOn = true;
    for (; /[a-zA-Z-]/.test(this.#peek()); this.#at++) {
      const letter = this.#peek();
      if (letter === "-") isOn = false;
      else if (letter === "i") this.#flags = { ...this.#flags, ignoresCase: isOn };
      else if (letter === "m") this.#flags = { ...this.#flags, isMultiline: isOn };
      else if (letter === "s") this.#flags = { ...this.#flags, isDotAll: isOn };
      else throw new Refused();
    }
    if (this.#accept(")")) return undefined;
    if (!this.#accept(":")) throw new Refused();
    const body = this.#readBody(0);
    this.#flags = outer;
    return body;
  }

  #readEscape(): PatternNode {
    const letter = this.#peek();
    this.#at++;
    const assertion = ESCAPED_ASSERTIONS.get(letter);
    if (assertion !== undefined) return { kind: "assertion", assertion };
    if (letter === "Q") return this.#readQuoted();
    const found = escapeClass(this.#signs, this.#at - 1);
    if (found === undefined || (this.#flags.ignoresCase && found.isCaseClass === true)) throw new Refused();
    this.#at = found.end;
    return {
      kind: "character",
      test: this.#flags.ignoresCase && found.isSingle ? foldCase(found.test) : found.test,
    };
  }

  /** `\Q…\E`: as it stands. A quantifier behind it takes the last character. */
  #readQuoted(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#signs.length && !this.#accept("\\E")) {
      parts.push(this.#character(this.#signs[this.#at]));
      this.#at++;
    }
    if (/[*+?{]/.test(this.#peek())) throw new Refused();
    return { kind: "sequence", parts };
  }
}

const ESCAPED_ASSERTIONS: ReadonlyMap<string, Assertion> = new Map([
  ["b", "wordEdge"],
  ["B", "noWordEdge"],
  ["A", "start"],
  ["z", "veryEnd"],
  ["Z", "end"],
]);
