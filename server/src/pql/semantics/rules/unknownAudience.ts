/**
 * Notes the audience that `inSegment` names, and flags an id that no audience of the sandbox has.
 * Only warns: the list may be older than the audience. Without a list nothing is said.
 */
import { nearestName } from "../../language/nearestName";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { CheckState } from "../checkState";
import { decodeText } from "./unknownEscape";

/** Checks a call of `inSegment`. */
export function checkAudience(state: CheckState, node: NodeId): void {
  const { tree, environment } = state;
  const argument = tree.firstChild(node);
  const isText = tree.kind(argument) === NodeKind.StringLiteral;
  const id = isText ? decodeText(tree.text(argument)) : undefined;
  state.traits.audiences.push({ span: state.spanOf(node), id });
  const { audiences } = environment;
  if (id === undefined || audiences === undefined || audiences.has(id)) return;
  const byName = Array.from(audiences).find(([, name]) => name === id)?.[0];
  const suggestion = byName ?? nearestName(id, audiences.keys());
  state.report(argument, {
    code: "pql.unknownAudience",
    message:
      byName === undefined
        ? "No audience of this sandbox has this id."
        : "`inSegment` takes the id of the audience, not its name.",
    fix:
      suggestion === undefined
        ? undefined
        : state.replaceNode(
            `Use the id of ${audiences.get(suggestion)}`,
            argument,
            JSON.stringify(suggestion),
          ),
  });
}
