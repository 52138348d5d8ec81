/**
 * Which policies an audience with certain labels would violate where it is used. A finding for people; blocks nothing.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchMarketingActions, fetchPolicyConstraints, type PolicyOwner } from "../api/policies";

/** Marketing actions asked about per owner; organisations have a dozen or two. */
const MOST_ACTIONS = 25;

/** "none", or the violated policies with the action that violates them; "not known" where the platform does not say. */
export async function findViolations(
  session: ApiSession,
  labels: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const names = labels.map((label) => label.slice(label.lastIndexOf("/") + 1)).filter((name) => name !== "");
  if (names.length === 0) return "none, because there are no labels";
  try {
    const found = [
      ...(await findOfOwner(session, { owner: "core", labels: names }, signal)),
      ...(await findOfOwner(session, { owner: "custom", labels: names }, signal)),
    ];
    return found.length === 0 ? "none" : found.join("; ");
  } catch {
    signal.throwIfAborted();
    return "not known: the platform did not answer";
  }
}

async function findOfOwner(
  session: ApiSession,
  { owner, labels }: { readonly owner: PolicyOwner; readonly labels: readonly string[] },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const actions = await fetchMarketingActions(session, owner, { signal });
  const found: string[] = [];
  for (const { name } of actions.slice(0, MOST_ACTIONS)) {
    const { violations } = await fetchPolicyConstraints(session, { owner, name, labels }, { signal });
    for (const violation of violations) found.push(`${violation.name ?? "a policy"} (${name})`);
  }
  return found;
}
