/**
 * The characters of a regular expression as Java reads them: quotes resolved, and blanks and comments passed over where
 * `(?x)` says so. Knows where each character stands in the pattern, and keeps the first fault that is found.
 */

/** What is wrong with a pattern. */
export interface PatternFault {
  /** One clause of a sentence. */
  readonly reason: string;
  /** The character that is to blame; undefined where it is none in particular. */
  readonly at?: number;
  /** The sign of repetition that repeats nothing. */
  readonly repeats?: string;
}

/** Reads a pattern character by character; the empty text stands for its end. */
export class PatternCursor {
  /** Index of the next character. */
  at = 0;
  /** True where blanks and comments mean nothing, behind `(?x)`. */
  skipsBlanks = false;
  fault: PatternFault | undefined;

  #isGivenUp = false;
  readonly #characters: string[] = [];
  /** Offset in the pattern of each character. */
  readonly #offsets: number[] = [];

  constructor(pattern: string) {
    this.#readQuotes(pattern);
  }

  get isAtEnd(): boolean {
    return this.at >= this.#characters.length;
  }

  /** True behind the end: a construct asked for more than there is. */
  get isBehindEnd(): boolean {
    return this.at > this.#characters.length;
  }

  /** Offset in the pattern of the character with this index. */
  offsetOf(index: number): number {
    return this.#offsets[index] ?? 0;
  }

  /** The character with this index, blanks and comments included. */
  characterAt(index: number): string {
    return this.#characters[index] ?? "";
  }

  /** The next character, which stays the next one. */
  peek(): string {
    if (this.skipsBlanks) this.#skipBlanks();
    return this.characterAt(this.at);
  }

  /** Passes the next character over and returns the one behind it. */
  next(): string {
    this.at++;
    return this.peek();
  }

  /** The next character, passed over. */
  read(): string {
    const character = this.peek();
    this.at++;
    return character;
  }

  /** The character behind the next one, passed over with it; blanks count here. */
  skip(): string {
    this.at += 2;
    return this.characterAt(this.at - 1);
  }

  /** Keeps the first fault and ends the reading. */
  fail(reason: string, more: Omit<PatternFault, "reason"> = {}): void {
    if (!this.#isGivenUp) this.fault ??= { reason, ...more };
    this.at = this.#characters.length;
  }

  /** Ends the reading of a pattern that is too long to be judged: it passes. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.at = this.#characters.length;
  }

  #skipBlanks(): void {
    while (/^[ \t-\r#]$/.test(this.characterAt(this.at))) {
      if (this.characterAt(this.at) === "#") {
        while (!this.isAtEnd && !LINE_ENDS.has(this.characterAt(this.at))) this.at++;
      } else this.at++;
    }
  }

  /** Between `\Q` and `\E` every sign stands for itself: letters and digits as they are, the others behind a backslash. */
  #readQuotes(pattern: string): void {
    let isQuoted = false;
    let offset = 0;
    for (const character of pattern) {
      const [before, start] = [this.#characters.length, offset];
      offset += character.length;
      if (!isQuoted && this.#endsWithEscape() && character === "Q") {
        this.#drop();
        isQuoted = true;
      } else if (isQuoted && character === "E" && this.characterAt(before - 1) === "\\") {
        // Within the quote the backslash was kept as an escaped one.
        this.#drop();
        this.#drop();
        isQuoted = false;
      } else {
        if (isQuoted && !/[\p{L}\p{N}]|[^\0-\x7f]/u.test(character)) this.#keep("\\", start);
        this.#keep(character, start);
      }
    }
  }

  #keep(character: string, offset: number): void {
    this.#characters.push(character);
    this.#offsets.push(offset);
  }

  #drop(): void {
    this.#characters.pop();
    this.#offsets.pop();
  }

  /** True where an odd number of backslashes stands last, so that the next character is escaped. */
  #endsWithEscape(): boolean {
    let count = 0;
    while (this.characterAt(this.#characters.length - 1 - count) === "\\") count++;
    return count % 2 === 1;
  }
}

const LINE_ENDS: ReadonlySet<string> = new Set(["\n", "\r", "\u0085", "\u2028", "\u2029"]);
