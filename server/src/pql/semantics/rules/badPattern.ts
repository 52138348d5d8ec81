/**
 * Flags regular expressions that lost a backslash or that Java, whose patterns they are, refuses. A pattern that is computed
 * is not looked at.
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
