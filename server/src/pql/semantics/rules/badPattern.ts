/**
 * Flags regular expressions that lost a backslash or that Java, whose patterns they are, refuses, and patterns of `like` in the signs of
 * file names. A pattern that is computed is not looked at.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";
import type { PatternFault } from "./patternCursor";
import { findPatternFault } from "./patternFault";
import { decodeText } from "./unknownEscape";

/** Letters behind a backslash that a text and a pattern read alike. */
const HARMLESS_ESCAPES = '"\\/nrtu';

/** Checks the pattern of `matches` or `regexGroup`; does nothing for nodes that are no text. */
export function checkPattern(state: CheckState, node: NodeId): void {
  const { tree, tokens } = state;
  if (tree.kind(node) !== NodeKind.StringLiteral) return;
  const token = tree.firstToken(node);
  const kind = tokens.kinds[token];
  if (kind !== TokenKind.String && kind !== TokenKind.EscapedString) return;
  const quoted = tree.tokenText(token);
  const doubled = kind === TokenKind.EscapedString ? doubleBackslashes(quoted) : quoted;
  if (doubled !== quoted) {
    state.report(node, {
      code: "pql.singleBackslash",
      message: `In a string, write each backslash of a regular expression twice: ${doubled}.`,
      fix: state.replaceNode("Double the backslashes", node, doubled),
    });
  }
  const fault = findPatternFault(decodeText(doubled));
  if (fault !== undefined) {
    state.report(node, {
      code: "pql.badPattern",
      message: `This is not a valid regular expression: ${fault.reason}.`,
      fix: kind === TokenKind.String ? faultFix(state, node, fault) : undefined,
    });
  }
}

/** Checks the pattern of `like`: `*` is the habit of file names and stands for itself here, where no `%` shows that it is meant so. */
export function checkLikePattern(state: CheckState, node: NodeId): void {
  const { tree, tokens } = state;
  if (tree.kind(node) !== NodeKind.StringLiteral) return;
  const token = tree.firstToken(node);
  const quoted = tree.tokenText(token);
  if (tokens.kinds[token] !== TokenKind.String || !quoted.includes("*") || quoted.includes("%")) return;
  const newText = quoted.replaceAll("*", "%");
  state.report(node, {
    code: "pql.badPattern",
    message: "`like` writes any run of characters as `%`; `*` stands for itself.",
    fix: { ...state.replaceNode(`Write ${newText}`, node, newText), isPreferred: false },
  });
}

/** `*` in front is the habit of file names and means any text; any other character is meant as it stands. */
function faultFix(state: CheckState, node: NodeId, { at, repeats }: PatternFault): Fix | undefined {
  if (at === undefined) return undefined;
  const start = state.spanOf(node).start + 1 + at;
  const isAny = repeats === "*";
  return {
    ...replacementFix(
      isAny ? "Write .* for any text" : "Take the character as it stands",
      { start, end: start },
      isAny ? "." : "\\\\",
    ),
    isPreferred: false,
  };
}

function doubleBackslashes(quoted: string): string {
  return quoted.replace(/\\([\s\S])/g, (pair, letter: string) =>
    HARMLESS_ESCAPES.includes(letter) ? pair : `\\${pair}`,
  );
}
