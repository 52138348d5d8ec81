/**
 * Signs of which one or more make an operator, the foreign ones included. Knows bytes only; what an operator means is decided elsewhere.
 */
import { TokenKind } from "./tokenKinds";

/** Kind and length of the operator that begins with `first`, packed as `kind * 4 + length`. */
export function compoundOperator(first: number, second: number, third: number): number {
  switch (first) {
    case 61:
      if (second === 61)
        return third === 61 ? TokenKind.ForeignEqual * 4 + 3 : TokenKind.ForeignEqual * 4 + 2;
      return second === 62 ? TokenKind.Arrow * 4 + 2 : TokenKind.Equal * 4 + 1;
    case 33:
      if (second !== 61) return TokenKind.Bang * 4 + 1;
      return third === 61 ? TokenKind.ForeignNotEqual * 4 + 3 : TokenKind.NotEqual * 4 + 2;
    case 60:
      if (second === 61) return TokenKind.LessOrEqual * 4 + 2;
      return second === 62 ? TokenKind.ForeignNotEqual * 4 + 2 : TokenKind.Less * 4 + 1;
    case 62:
      return second === 61 ? TokenKind.GreaterOrEqual * 4 + 2 : TokenKind.Greater * 4 + 1;
    case 38:
      return TokenKind.ForeignAnd * 4 + (second === 38 ? 2 : 1);
    default:
      return TokenKind.ForeignOr * 4 + (second === 124 ? 2 : 1);
  }
}
