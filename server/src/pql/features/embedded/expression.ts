/**
 * An expression that stands inside another text, and the way between both: offsets there and back, and how new text is
 * written where it stands.
 */
import type { Span, TextEdit } from "../../text/span";

/** An embedded expression. */
export interface EmbeddedExpression {
  /** The expression as PQL, without the escapes or the indentation of the text around it. */
  readonly text: string;
  /** Where it stands in the text around it. */
  readonly span: Span;
  /** The place in the text around it for each code unit of `text`, and one more for its end. */
  readonly offsets: Int32Array;
  /** New PQL text as it has to be written there. */
  encode(newText: string): string;
}

/** A span of the expression in the text around it. */
export function toOuterSpan({ offsets }: EmbeddedExpression, { start, end }: Span): Span {
  const last = offsets.length - 1;
  return { start: offsets[Math.min(start, last)], end: offsets[Math.min(end, last)] };
}

/** An edit of the expression as one of the text around it. */
export function toOuterEdit(expression: EmbeddedExpression, { span, newText }: TextEdit): TextEdit {
  return { span: toOuterSpan(expression, span), newText: expression.encode(newText) };
}

/** The offset in the expression of an offset of the text around it; the nearest one before it. */
export function toInnerOffset({ offsets }: EmbeddedExpression, offset: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Collects an expression unit by unit. */
export class ExpressionBuilder {
  private readonly units: string[] = [];
  private readonly places: number[] = [];

  /** Adds text whose first unit stands at `at` and whose units all stand there, as an escape's do, or each one further. */
  add(text: string, at: number, isEscape: boolean): void {
    this.units.push(text);
    for (let unit = 0; unit < text.length; unit++) this.places.push(isEscape ? at : at + unit);
  }

  /** The expression, which ends at `end`. */
  finish(span: Span, encode: (newText: string) => string): EmbeddedExpression {
    const offsets = Int32Array.from([...this.places, span.end]);
    return { text: this.units.join(""), span, offsets, encode };
  }
}
