/**
 * Finds the personalisation tokens of an authored message (`{{profile.…}}`, `{%#if …%}`) and keeps them apart from its
 * text. Evaluates none. Pure.
 */

const TOKEN = /\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Characters of the private use area, which no mark-up parser treats in a special way. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const HIDDEN = /\uE000(\d+)\uE001/g;

/** A run of text, or a token. */
export interface TextPart {
  readonly text: string;
  readonly isToken: boolean;
}

/** The text in runs, tokens apart; together they are the text again. */
export function splitTokens(text: string): readonly TextPart[] {
  return splitBy(text, TOKEN, (match) => match[0]);
}

/** A text in which numbers stand for tokens, so that nothing inside a token is taken for mark-up. */
export interface HiddenTokens {
  readonly text: string;
  readonly tokens: readonly string[];
}

/** Replaces tokens by numbers. */
export function hideTokens(text: string): HiddenTokens {
  const tokens: string[] = [];
  const hidden = text.replaceAll(/[\uE000\uE001]/g, "").replace(TOKEN, (token) => {
    tokens.push(token);
    return `${OPEN}${tokens.length - 1}${CLOSE}`;
  });
  return { text: hidden, tokens };
}

/** The original text of something that was hidden. */
export function showTokens(text: string, tokens: readonly string[]): string {
  return text.replace(HIDDEN, (_match, index: string) => tokens[Number(index)] ?? "");
}

/** The runs of a text whose tokens were hidden. */
export function splitHidden(text: string, tokens: readonly string[]): readonly TextPart[] {
  return splitBy(text, HIDDEN, (match) => tokens[Number(match[1])] ?? "");
}

function splitBy(
  text: string,
  pattern: RegExp,
  toToken: (match: RegExpMatchArray) => string,
): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isToken: false });
    parts.push({ text: toToken(match), isToken: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isToken: false });
  return parts;
}
