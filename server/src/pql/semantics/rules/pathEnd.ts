/**
 * What can be said of a path once it is resolved: deprecated fields, more arrays on the way than recommended, paths that
 * hold if any item matches. Reads two flags per path and words nothing unless one is set.
 */
import type { NodeId } from "../../syntax/nodes";
import type { CheckState } from "../checkState";

/** More arrays and maps than this in one path draw a warning of the platform. */
const MOST_CONTAINERS = 2;

/** Checks the field the cursor stands on, which ends the path `node`. */
export function checkEndOfPath(state: CheckState, node: NodeId): void {
  const { cursor } = state;
  const { root } = cursor;
  if (root?.schema.isDeprecated(cursor.field)) reportDeprecated(state, node, root.schema.path(cursor.field));
  if (cursor.containers > MOST_CONTAINERS) reportDeepNesting(state, node, cursor.containers);
  if (cursor.isSpread) reportSpread(state, node);
}

function reportDeprecated(state: CheckState, node: NodeId, path: string): void {
  state.reportToken(state.tree.endToken(node) - 1, {
    code: "pql.deprecatedField",
    message: `The schema marks \`${path}\` as deprecated.`,
  });
}

function reportDeepNesting(state: CheckState, node: NodeId, containers: number): void {
  state.report(node, {
    code: "pql.deepNesting",
    message: `This path runs through ${containers} arrays or maps; the platform recommends at most ${MOST_CONTAINERS}.`,
  });
}

function reportSpread(state: CheckState, node: NodeId): void {
  if (!state.isOn("pql.arrayPath")) return;
  state.report(node, {
    code: "pql.arrayPath",
    message:
      "This path runs through an array and holds if any item matches; a filter or `exists` says so openly.",
  });
}
