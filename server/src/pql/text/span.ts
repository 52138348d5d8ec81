/**
 * The one way the core speaks of a place in a text: half-open UTF-16 offsets.
 * Knows nothing of lines and columns; `text/lineIndex.ts` does.
 */

/** A half-open range of UTF-16 code units: `start` is inside, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement of one span by new text; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The same span moved by `distance` code units. */
export function shifted(span: Span, distance: number): Span {
  return distance === 0 ? span : { start: span.start + distance, end: span.end + distance };
}
