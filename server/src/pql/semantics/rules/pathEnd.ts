/**
 * What can be said of a path beyond its type: deprecated fields, more arrays on the way than recommended, paths that hold if
 * any item matches. Costs a flag per path and words nothing unless it is set.
 */
import { FieldKind, ROOT_FIELD } from "../../schema/schemaIndex";
import type { NodeId } from "../../syntax/nodeKinds";
import type { CheckState } from "../checkState";
import { arrayPathFix } from "./arrayPathFix";

/** More arrays and maps than this in one path draw a warning of the platform. */
const MOST_CONTAINERS = 2;

/** Checks the field the cursor stands on, which ends the path `node`. */
export function checkEndOfPath(state: CheckState, node: NodeId): void {
  const { cursor, scopes } = state;
  if (cursor.containers > MOST_CONTAINERS) reportDeepNesting(state, node, cursor.containers);
  else if (scopes.elementCount > 0) checkNesting(state, node);
  if (cursor.isSpread) reportSpread(state, node);
}

/** Reports the name at a token as a field that the schema marks as deprecated. */
export function reportDeprecated(state: CheckState, token: number): void {
  state.reportToken(token, DEPRECATED);
}

const DEPRECATED = {
  code: "pql.deprecatedField",
  message: "The schema marks this field as deprecated.",
} as const;

/** Filters inside filters: what counts is how many arrays and maps hold the field, however the path to it is cut. */
function checkNesting(state: CheckState, node: NodeId): void {
  const { field, root } = state.cursor;
  if (root === undefined) return;
  const { schema } = root;
  let containers = 0;
  for (
    let outer = schema.parent(field);
    outer !== root.field && outer !== ROOT_FIELD;
    outer = schema.parent(outer)
  ) {
    const kind = schema.kind(outer);
    if (kind === FieldKind.Array || kind === FieldKind.Map) containers++;
  }
  if (containers > MOST_CONTAINERS) reportDeepNesting(state, node, containers);
}

function reportDeepNesting(state: CheckState, node: NodeId, containers: number): void {
  state.report(node, {
    code: "pql.deepNesting",
    message: `The path to this field runs through ${containers} arrays or maps; the platform recommends at most ${MOST_CONTAINERS}.`,
  });
}

function reportSpread(state: CheckState, node: NodeId): void {
  if (!state.isOn("pql.arrayPath")) return;
  state.report(node, {
    code: "pql.arrayPath",
    message:
      "This path runs through an array and holds if any item matches; a filter or `exists` makes that explicit.",
    fix: arrayPathFix(state, node),
  });
}
