/**
 * Audiences that a text names by id: the strings inside `inSegment("…")`. Reads tokens, so that unfinished calls count too.
 */
import { type Clause, clauseText } from "../syntax/query";
import { decodeString } from "../syntax/stringText";
import { TokenKind } from "../syntax/tokenKinds";
import type { Span } from "../text/span";
import { allClauses, type PlacedClause, type QueryView, tokenSpan } from "./queryCursor";

export interface AudienceMention {
  readonly id: string;
  /** The text with its quotes. */
  readonly span: Span;
}

const FUNCTION_NAME = "inSegment";

/** The id that the text at a token names as an audience; undefined for every other text. */
export function audienceIdAt({ tree, firstToken }: Clause, token: number): string | undefined {
  const kind = tree.tokenKind(token);
  const isText = kind === TokenKind.String || kind === TokenKind.EscapedString;
  if (!isText || token < firstToken + 2 || tree.tokenKind(token - 1) !== TokenKind.OpenParen)
    return undefined;
  return tree.tokenText(token - 2) === FUNCTION_NAME ? decodeString(tree.tokenText(token)) : undefined;
}

/** The audiences a clause names, in order. */
export function audiencesIn(placed: PlacedClause): AudienceMention[] {
  const { clause } = placed;
  // Most clauses name none, and a search in the text is much cheaper than a look at each token.
  if (!clauseText(clause).includes(FUNCTION_NAME)) return [];
  const found: AudienceMention[] = [];
  for (let token = clause.firstToken; token < clause.endToken; token++) {
    const id = audienceIdAt(clause, token);
    if (id !== undefined) found.push({ id, span: tokenSpan(placed, token) });
  }
  return found;
}

/** The mentions of audiences in the whole text, in order. */
export function listMentions(query: QueryView): AudienceMention[] {
  const found: AudienceMention[] = [];
  for (const placed of allClauses(query)) found.push(...audiencesIn(placed));
  return found;
}
