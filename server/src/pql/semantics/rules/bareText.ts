/**
 * Recognises a name that was meant to be a text: `homeAddress.city = Oslo`, `inSegment(abc)`. Asked only where no field of that
 * name exists and none was nearly meant; what a name may stand for elsewhere is not its business.
 */
import { isComparison, TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";

/** Functions and methods whose arguments are texts. */
const TAKES_TEXT: ReadonlySet<string> = new Set(
  "inSegment equals notEqualTo contains doesNotContain startsWith doesNotStartWith endsWith doesNotEndWith includes get".split(
    " ",
  ),
);

/** True for a name that stands alone where a text may stand: behind a comparison, in a list, as an argument. */
export function isBareText({ tokens, tree }: CheckState, token: number): boolean {
  const { kinds } = tokens;
  const before = token > 0 ? kinds[token - 1] : TokenKind.EndOfText;
  if (kinds[token] !== TokenKind.Identifier || !endsValue(kinds[token + 1])) return false;
  if (before === TokenKind.Like || isComparison(before)) return true;
  if (before !== TokenKind.OpenBracket && before !== TokenKind.OpenParen && before !== TokenKind.Comma)
    return false;
  const open = findOpening(kinds, token - 1);
  if (open < 1) return false;
  if (kinds[open] === TokenKind.OpenParen) return TAKES_TEXT.has(tree.name(open - 1));
  return kinds[open - 1] === TokenKind.In || kinds[open - 1] === TokenKind.NotIn;
}

/** What may follow a whole value. */
function endsValue(kind: number): boolean {
  return (
    kind === TokenKind.EndOfText ||
    kind === TokenKind.Comma ||
    kind === TokenKind.CloseParen ||
    kind === TokenKind.CloseBracket ||
    kind === TokenKind.And ||
    kind === TokenKind.Or
  );
}

/** The bracket around a token; a list of plain names has no other in it. -1 where there is none. */
function findOpening(kinds: Uint8Array, from: number): number {
  for (let token = from; token >= 0; token--) {
    const kind = kinds[token];
    if (kind === TokenKind.OpenBracket || kind === TokenKind.OpenParen) return token;
    if (kind === TokenKind.CloseBracket || kind === TokenKind.CloseParen) return -1;
  }
  return -1;
}
