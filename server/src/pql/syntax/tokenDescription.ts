/**
 * How tokens are called in sentences for people; no parser jargon leaves the core.
 */
import { isReservedWord, isString, TokenKind } from "./tokenKinds";
import { type TokenList, tokenText } from "./tokenList";

const LONGEST_QUOTE = 30;

/** What stands at `token`, as a person would name it: "`)`", "the text \"Oslo\"", "the end of the expression". */
export function describeToken(tokens: TokenList, token: number): string {
  const kind = tokens.kinds[token];
  if (kind === TokenKind.EndOfText) return "the end of the expression";
  const whole = tokenText(tokens, token);
  const text = whole.length > LONGEST_QUOTE ? `${whole.slice(0, LONGEST_QUOTE)}…` : whole;
  if (isString(kind)) return `the text ${text}`;
  if (kind === TokenKind.Integer || kind === TokenKind.Double) return `the number ${text}`;
  return isReservedWord(kind) ? `the word \`${text}\`` : `\`${text}\``;
}

const CLOSERS: Readonly<Record<number, string>> = {
  [TokenKind.CloseParen]: ")",
  [TokenKind.CloseBracket]: "]",
  [TokenKind.CloseBrace]: "}",
};

/** The text of a closing bracket's token kind. */
export function closerText(kind: number): string {
  return CLOSERS[kind] ?? ")";
}
