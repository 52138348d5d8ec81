/**
 * Flags constructs that belong to another dialect: events in decision rules and personalization, offers and context data in
 * audiences. Only the construct itself; calls in another style have their own rule. What an audience cannot know for
 * certain (a formula may be open in the editor) only warns.
 */
import type { NodeId } from "../../syntax/nodes";
import type { CheckState } from "../checkState";

/** `xEvent` where no events are looked back upon. */
export function checkEventsAllowed(state: CheckState, node: NodeId): void {
  const { dialect } = state.environment;
  if (dialect === "segmentation" || dialect === "offer-filter") return;
  const place = dialect === "decisioning" ? "A decision rule" : "Personalization";
  state.report(node, {
    code: "pql.otherDialect",
    severity: "error",
    message: `${place} cannot look back at events; put the condition on events into an audience and ask for that.`,
  });
}

/** `offer`, the candidate of a ranking formula. */
export function checkOfferAllowed(state: CheckState, token: number, hasSchema: boolean): void {
  if (state.environment.dialect !== "segmentation" || !hasSchema) return;
  state.reportToken(token, {
    code: "pql.otherDialect",
    message: "`offer` is the candidate of a ranking formula; an audience has none.",
  });
}

/** `@{…}`, data of a decision request. */
export function checkContextAllowed(state: CheckState, node: NodeId): void {
  if (state.environment.dialect !== "segmentation") return;
  state.report(node, {
    code: "pql.otherDialect",
    message: "`@{…}` reads data of a decision request; an audience has none.",
  });
}
