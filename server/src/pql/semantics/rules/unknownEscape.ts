/**
 * Flags a backslash before a character that JSON does not escape. Ignores texts without a backslash at once, and leaves
 * regular expressions to `badPattern.ts`, where a lost backslash changes the meaning.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { STRING_LITERAL, type Type } from "../../types/pqlTypes";
import type { CheckState } from "../checkState";

const KNOWN_ESCAPES = '"\\/bfnrtu';

/** Checks the escapes of a text in quotes and tells its type. */
export function checkText(state: CheckState, node: NodeId): Type {
  const token = state.tree.firstToken(node);
  if (state.tokens.kinds[token] === TokenKind.EscapedString) checkEscapes(state, token);
  return STRING_LITERAL;
}

function checkEscapes(state: CheckState, token: number): void {
  const { text, starts, ends } = state.tokens;
  for (let at = starts[token] + 1; at < ends[token] - 1; at++) {
    if (text[at] !== "\\") continue;
    at++;
    if (KNOWN_ESCAPES.includes(text[at])) continue;
    const start = at - 1 - state.origin;
    state.reportAt(
      { start, end: start + 2 },
      {
        code: "pql.unknownEscape",
        message: `\`\\${text[at]}\` is not an escape sequence; write a backslash twice.`,
        fix: {
          title: "Double the backslash",
          edits: [{ span: { start, end: start }, newText: "\\" }],
          isPreferred: true,
        },
      },
    );
  }
}

/** The value of a text in quotes. An escape that cannot be read stands for itself. */
export function decodeText(quoted: string): string {
  const content = quoted.slice(1, -1);
  return content.includes("\\") ? content.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, decodeEscape) : content;
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
]);

function decodeEscape(whole: string, letter: string): string {
  if (letter.length > 1) return String.fromCharCode(Number.parseInt(letter.slice(1), 16));
  return CONTROLS.get(letter) ?? (KNOWN_ESCAPES.includes(letter) ? letter : whole);
}
