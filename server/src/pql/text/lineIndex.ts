/**
 * Where the lines of a text begin, and offsets as line and column. A line ends with `\n`, `\r\n` or `\r`, as in LSP.
 * For whole texts that do not change; a document under edit keeps its own layout (session/clauseLayout.ts).
 */

/** A place in a text, both counted from 0; `character` in UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Offset just behind the first line break that begins in `text` from `from` to before `to`; -1 where there is none. */
export function nextLineStart(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LINE_FEED) return i + 1;
    if (unit === CARRIAGE_RETURN) return text.charCodeAt(i + 1) === LINE_FEED && i + 1 < to ? i + 2 : i + 1;
  }
  return -1;
}

/** Offset of the line break in front of a line start, that is the end of the line before it. */
export function lineEndBefore(text: string, lineStart: number): number {
  const isPair =
    text.charCodeAt(lineStart - 1) === LINE_FEED && text.charCodeAt(lineStart - 2) === CARRIAGE_RETURN;
  return lineStart - (isPair ? 2 : 1);
}

/** Finds the line starts of a text from front to back by the engine's own search, which is many times faster than a loop. */
export class LineStarts {
  readonly text: string;
  /** The next line feed and the next carriage return; beyond the text where there is none. */
  #feed: number;
  #return: number;

  constructor(text: string, from = 0) {
    this.text = text;
    this.#feed = find(text, "\n", from);
    this.#return = find(text, "\r", from);
  }

  /** Offset just behind the next line break that begins before `to`; -1 where there is none. */
  next(to: number): number {
    const at = Math.min(this.#feed, this.#return);
    if (at >= to) return -1;
    const start = at === this.#return && this.#feed === at + 1 ? at + 2 : at + 1;
    if (this.#feed < start) this.#feed = find(this.text, "\n", start);
    if (this.#return < start) this.#return = find(this.text, "\r", start);
    return start;
  }
}

function find(text: string, unit: string, from: number): number {
  const at = text.indexOf(unit, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** The lines of one text. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    const starts = new LineStarts(text);
    for (let at = starts.next(text.length); at >= 0; at = starts.next(text.length)) this.#starts.push(at);
  }

  /** The line and column of an offset; beyond the text, those of its end. */
  positionAt(offset: number): LinePosition {
    const inside = Math.max(0, Math.min(offset, this.#text.length));
    const line = lastAtMost(this.#starts, this.#starts.length, inside);
    return { line, character: inside - (this.#starts[line] ?? 0) };
  }

  /** The offset of a line and column; beyond the end of a line, that end. */
  offsetAt({ line, character }: LinePosition): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.#text.length;
    const next = this.#starts[line + 1];
    const end = next === undefined ? this.#text.length : lineEndBefore(this.#text, next);
    return Math.min(start + Math.max(0, character), end);
  }
}

/** Index of the last of the first `count` ascending numbers that is not above `limit`; 0 where all are. */
export function lastAtMost(numbers: ArrayLike<number>, count: number, limit: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
