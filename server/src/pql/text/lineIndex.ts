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

/** The lines of one text. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = nextLineStart(text, 0, text.length); at >= 0; at = nextLineStart(text, at, text.length)) {
      this.#starts.push(at);
    }
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
