/**
 * `inSegment("…")` from the profile's own membership map, in whatever namespace the audience stands. A membership that is
 * not there is none: one that ended long ago is deleted.
 */
import type { NodeId } from "../syntax/nodeKinds";
import type { Compilation, Test } from "./compilation";
import { readMembership } from "./evaluatePaths";
import { agreed } from "./evaluationContext";
import { isMissing, isObject, memberOf, Uncertain, type Value } from "./pqlValue";
import { Truth } from "./verdict";

/** Older data has `existing` where newer has `realized`. */
const STATUSES: Readonly<Record<string, Truth>> = {
  realized: Truth.True,
  existing: Truth.True,
  exited: Truth.False,
};

/** The truth of a stored membership; unknown where its status says nothing. */
function statusOf(entry: Value): Truth {
  const status = isObject(entry) ? memberOf(entry, "status") : undefined;
  return typeof status === "string" ? (STATUSES[status.toLowerCase()] ?? Truth.Unknown) : Truth.Unknown;
}

/** `inSegment("id")`. */
export function compileInSegment(compilation: Compilation, node: NodeId, id: NodeId): Test {
  const audience = compilation.value(id);
  const doubts = compilation.doubts(node);
  return (context) => {
    const wanted = audience(context);
    if (wanted instanceof Uncertain) return context.doubt(wanted.reason);
    if (typeof wanted !== "string")
      return isMissing(wanted) ? Truth.False : context.doubt(doubts.wrongType("a string", wanted));
    const map = readMembership(context);
    if (isMissing(map)) return Truth.False;
    if (!isObject(map)) return context.doubt(doubts.wrongType("a map", map, "/segmentMembership"));
    const truths: Truth[] = [];
    for (const namespace of Object.values(map)) {
      const entry = isObject(namespace) ? memberOf(namespace, wanted) : undefined;
      if (!isMissing(entry)) truths.push(statusOf(entry));
    }
    return truths.length === 0 ? Truth.False : agreed(context, doubts.of("membershipStatus"), truths);
  };
}
