/**
 * Rewrites texts that are brought to one case before they are compared, which PQL cannot do, into a comparison that ignores
 * case: `city.toLowerCase() = "aarhus"` as `city.equals("aarhus", false)`.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";
import { textBeforeDot } from "../literalFacts";

const CASE_CHANGE = /^(?:to)?(?:lower|upper)(?:case)?$/i;

/** The rewrite of a call that changes case and of the comparison behind it; undefined where it is none. */
export function ignoredCaseFix(state: CheckState, node: NodeId): Fix | undefined {
  const { tree, tokens } = state;
  const object = tree.firstChild(node);
  if (object === 0 || tree.nextSibling(object) !== 0) return undefined;
  if (!CASE_CHANGE.test(tree.name(tree.detail(node)))) return undefined;
  const operator = tree.endToken(node);
  const method = METHODS[tokens.kinds[operator]];
  const isText =
    tokens.kinds[operator + 1] === TokenKind.String || tokens.kinds[operator + 1] === TokenKind.EscapedString;
  if (method === undefined || !isText) return undefined;
  const isMethod = tree.kind(node) === NodeKind.MethodCall;
  const start = isMethod ? state.spanOf(object).start : state.spanOf(node).start;
  const newText = `${textBeforeDot(tree, object)}.${method}(${tree.tokenText(operator + 1)}, false)`;
  return replacementFix(`Write \`${newText}\``, { start, end: state.tokenSpan(operator + 1).end }, newText);
}

const METHODS: Readonly<Record<number, string>> = {
  [TokenKind.Equal]: "equals",
  [TokenKind.NotEqual]: "notEqualTo",
};
