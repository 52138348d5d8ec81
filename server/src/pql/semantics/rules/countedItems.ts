/**
 * `orders.length`, `xEvent.size`: the number of items as other languages read it, without brackets. Silent on single values, whose
 * length PQL does not know, and on names that the schema has.
 */
import { findReplacement } from "../../language/foreignNames";
import { type FieldId, FieldKind } from "../../schema/schemaIndex";
import type { SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";

/** The place that has no field of the name: an item of a list, where the list itself was meant. */
interface ItemPlace {
  readonly root: SchemaRoot;
  readonly parent: FieldId;
}

/** Reports the name at a token as a count. True where it was meant as one. */
export function reportCountedItems(state: CheckState, token: number, place: ItemPlace): boolean {
  const name = state.nameOf(token);
  if (findReplacement(name)?.name !== "count" || !isItem(state, place)) return false;
  state.reportToken(token, {
    code: "pql.unknownField",
    message: `There is no field \`${name}\`; the items of a list are counted by \`.count()\`.`,
    fix: state.replaceToken("Write count()", token, "count()"),
  });
  return true;
}

/** Whether the step before the name was a list. */
function isItem({ environment, cursor }: CheckState, { root, parent }: ItemPlace): boolean {
  if (!cursor.isSpread) return false;
  if (root === environment.event && parent === root.field) return true;
  const { schema } = root;
  const list = schema.parent(parent);
  return schema.kind(list) === FieldKind.Array && schema.element(list) === parent;
}
