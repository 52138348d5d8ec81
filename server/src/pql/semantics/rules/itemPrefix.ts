/**
 * Points out the name of the array in front of a field of its item, as in `orders.sum(order.price)`. One page shows it, so it
 * is only a hint; where the item really has a field of that name nothing is said.
 */
import type { CheckState } from "../checkState";

/** Reports the name at a token as a prefix that may be left out. */
export function reportItemPrefix(state: CheckState, token: number): void {
  if (!state.isOn("pql.itemPrefix")) return;
  const { start } = state.tokenSpan(token);
  const end = state.tokenSpan(token + 1).end;
  state.reportToken(token, {
    code: "pql.itemPrefix",
    message: `Names are read from the item here; leave out \`${state.nameOf(token)}.\`.`,
    fix: { title: "Remove the prefix", edits: [{ span: { start, end }, newText: "" }], isPreferred: true },
  });
}
