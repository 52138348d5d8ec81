/**
 * What grows around a cursor when a person selects more and more: word, text, value, condition, bracket, clause, query.
 */
import { isString } from "../syntax/tokens";
import type { Span } from "../text/span";
import { findCursor, nodeSpan, tokenSpan, toTextSpan } from "./cursor";
import type { QueryView } from "./queryView";
import { nodesAround } from "./treePath";

/** Spans around an offset, the smallest first, each larger than the one before. */
export function listSelections(query: QueryView, offset: number): Span[] {
  const whole: Span = { start: 0, end: query.textLength };
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return [whole];
  const { clause, token } = cursor;
  const { tree, root } = clause;
  const nodes = nodesAround(tree, root, token).reverse();
  const { starts, ends } = tree.tokens;
  const { start, end } = tokenSpan(cursor, token);
  const isText = isString(tree.tokenKind(token)) && end - start > 1;
  const inText = isText ? [{ start: start + 1, end: end - 1 }] : [];
  const last = Math.max(clause.firstToken, clause.endToken - 1);
  const spans = [
    ...inText,
    { start, end },
    ...nodes.map((node) => nodeSpan(cursor, node)),
    toTextSpan(cursor, starts[clause.firstToken], ends[last]),
    whole,
  ];
  return growing(spans.filter((span) => span.start <= offset && offset <= span.end));
}

function growing(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const inner = kept.at(-1);
    const isLarger =
      inner === undefined ||
      (span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start);
    if (isLarger && span.end > span.start) kept.push(span);
  }
  return kept.length === 0 ? spans.slice(-1) : kept;
}
