/**
 * Flags spellings that older PQL had and the service may drop: `user.` before a profile path, `millenium`.
 * Old quantifiers and colon names are noticed by the parser, `modelInstances` by the rule on calls.
 */
import { MISSPELLED_MILLENNIUM } from "../../language/timeUnits";
import type { NodeId } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";

/** `user.person.gender`. */
export function reportOldPrefix(state: CheckState, token: number): void {
  const { start } = state.tokenSpan(token);
  const { end } = state.tokenSpan(token + 1);
  state.reportToken(token, {
    code: "pql.obsolete",
    message: "`user.` is an old prefix; paths begin at the profile without it.",
    fix: { title: "Remove the prefix", edits: [{ span: { start, end }, newText: "" }], isPreferred: true },
  });
}

/** The unit of time of a node, if it is spelled as one old page prints it. */
export function checkUnitSpelling(state: CheckState, node: NodeId): void {
  const { tree, tokens } = state;
  for (let token = tree.firstToken(node); token < tree.endToken(node); token++) {
    if (tokens.kinds[token] !== TokenKind.Unit) continue;
    if (tree.tokenText(token).toLowerCase() === MISSPELLED_MILLENNIUM) reportMillennium(state, token);
    return;
  }
}

function reportMillennium(state: CheckState, token: number): void {
  state.reportToken(token, {
    code: "pql.obsolete",
    message: "`millenium` is an old misspelling; it is read as `millennium`.",
    fix: state.replaceToken("Write millennium", token, "millennium"),
  });
}
