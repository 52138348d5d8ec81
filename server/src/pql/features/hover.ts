/**
 * What stands under the cursor, explained: a field of the schema, a function, a keyword or operator.
 */

import { findFunction, findMethod } from "../language/catalogue";
import { describeFunction, findDocumentation } from "../language/documentation";
import { TokenKind } from "../syntax/tokens";
import type { Span } from "../text/span";
import { findCursor } from "./cursor";
import { describeField } from "./fieldDocumentation";
import { findFieldPlace, isNameToken, pathTokens } from "./fieldPaths";
import type { QueryView } from "./queryView";

/** An explanation in Markdown and the text it is about. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** The explanation of what stands at an offset. */
export function findHover(query: QueryView, offset: number): HoverText | undefined {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return undefined;
  const { tree } = cursor.clause;
  const { starts, ends, kinds } = tree.tokens;
  const [start, end] = [starts[cursor.token] ?? 0, ends[cursor.token] ?? 0];
  if (cursor.treeOffset < start || cursor.treeOffset > end || start === end) return undefined;
  const isCalled = kinds[cursor.token + 1] === TokenKind.OpenParen;
  const isMember = kinds[cursor.token - 1] === TokenKind.Dot;
  const name = tree.name(cursor.token);
  const entry = isCalled ? (isMember ? findMethod(name) : findFunction(name)) : undefined;
  const markdown = entry ? describeFunction(entry) : describeName(query, tree, cursor.token);
  return markdown === undefined ? undefined : { span: cursor.toText(start, end), markdown };
}

function describeName(
  { environment }: QueryView,
  tree: Parameters<typeof pathTokens>[0],
  token: number,
): string | undefined {
  if (isNameToken(tree.tokenKind(token))) {
    const names = pathTokens(tree, token).map((each) => tree.name(each));
    const place = findFieldPlace(environment, names);
    if (place !== undefined && place.field !== 0) return describeField(place);
  }
  return findDocumentation(tree.tokenText(token), environment.dialect);
}
