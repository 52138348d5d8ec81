/**
 * Flags constructs that belong to another dialect: events in decision rules and personalization, offers and context data in
 * audiences. Only the construct itself; calls in another style have their own rule. What an audience cannot know for
 * certain (a formula may be open in the editor) only warns.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { CheckState } from "../checkState";
import { UNLIMITED } from "../clauseTraits";

/** `xEvent` where there are no events. */
export function checkEventsAllowed(state: CheckState, node: NodeId): void {
  if (state.environment.dialect !== "ajo-personalization") return;
  state.report(node, {
    code: "pql.otherDialect",
    severity: "error",
    message: "Personalization has no events; ask for membership in an audience instead.",
  });
}

/** Events with a time window in a decision rule, which sees the event of the request and none before. */
export function checkLookback(state: CheckState): void {
  if (state.environment.dialect !== "decisioning") return;
  for (const { span, reachHours } of state.traits.events) {
    if (reachHours >= UNLIMITED) continue;
    state.reportAt(span, {
      code: "pql.otherDialect",
      severity: "error",
      message: "A decision rule cannot look back at past events; ask for membership in an audience instead.",
    });
  }
}

/** `offer`, the candidate of a ranking formula. */
export function checkOfferAllowed(state: CheckState, token: number, hasSchema: boolean): void {
  if (state.environment.dialect !== "segmentation" || !hasSchema) return;
  state.reportToken(token, {
    code: "pql.otherDialect",
    message: "`offer` is the candidate of a ranking formula; an audience has none.",
  });
}

/** `56L`, which one sample of personalization shows. */
export function checkLongAllowed(state: CheckState, node: NodeId): void {
  if (state.environment.dialect === "ajo-personalization") return;
  const number = state.text(node).slice(0, -1);
  state.report(node, {
    code: "pql.otherDialect",
    message: `The suffix of \`${state.text(node)}\` belongs to personalization; here a number has none.`,
    fix: state.replaceNode(`Write ${number}`, node, number),
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
