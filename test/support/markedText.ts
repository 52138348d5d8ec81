/**
 * Texts with marks, as tests write them: `|` is the cursor and `[|…|]` encloses a range.
 * Pure; offsets count UTF-16 units of the text without marks.
 */

/** A half-open range of the clean text. */
export interface MarkedRange {
  readonly start: number;
  readonly end: number;
}

/** A text without its marks, and where they stood, in order. */
export interface MarkedText {
  readonly text: string;
  readonly cursors: readonly number[];
  readonly ranges: readonly MarkedRange[];
}

const MARKS = /\[\||\|\]|\|/g;

/** Reads the marks; throws when a range is not closed or closed without being open. Ranges may nest. */
export function readMarkedText(marked: string): MarkedText {
  const cursors: number[] = [];
  const ranges: MarkedRange[] = [];
  const open: number[] = [];
  let text = "";
  let from = 0;
  for (const mark of marked.matchAll(MARKS)) {
    text += marked.slice(from, mark.index);
    from = mark.index + mark[0].length;
    if (mark[0] === "|") cursors.push(text.length);
    else if (mark[0] === "[|") open.push(text.length);
    else ranges.push({ start: takeStart(open, marked), end: text.length });
  }
  if (open.length > 0) throw new Error(`A range is not closed in ${JSON.stringify(marked)}`);
  ranges.sort((left, right) => left.start - right.start || right.end - left.end);
  return { text: text + marked.slice(from), cursors, ranges };
}

function takeStart(open: number[], marked: string): number {
  const start = open.pop();
  if (start === undefined) throw new Error(`A range is closed but not open in ${JSON.stringify(marked)}`);
  return start;
}

/** The text and its only cursor; throws when there is not exactly one. */
export function readCursor(marked: string): { readonly text: string; readonly offset: number } {
  const { text, cursors } = readMarkedText(marked);
  const [offset] = cursors;
  if (offset === undefined || cursors.length > 1)
    throw new Error(`Not one cursor in ${JSON.stringify(marked)}`);
  return { text, offset };
}

/** The line and character of an offset, as LSP counts them; `\n`, `\r\n` and `\r` end lines. */
export function toPosition(
  text: string,
  offset: number,
): { readonly line: number; readonly character: number } {
  const before = text.slice(0, offset).split(/\r\n|\r(?!\n)|\n/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
