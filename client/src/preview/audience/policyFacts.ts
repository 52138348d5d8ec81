/**
 * Which policies an audience would violate where it is used, by its own labels and those of the data it reads. A finding for people; blocks nothing.
 */
import type { ApiSession } from "../../api/apiSession";
import { fetchMarketingActions, fetchPolicyConstraints, type PolicyOwner } from "../../api/policies";
import type { FieldLabels } from "./fieldLabels";

/** Marketing actions asked about per owner; organisations have a dozen or two. */
const MOST_ACTIONS = 25;

/** "none", or the violated policies with the action that violates them and the labels that bring it about. */
export async function findViolations(
  session: ApiSession,
  { labels, isComplete }: FieldLabels,
  signal: AbortSignal,
): Promise<string> {
  const named = labels.map(({ label, source }) => ({ name: toName(label), source }));
  const names = [...new Set(named.map(({ name }) => name))].filter((name) => name !== "");
  const unknown = isComplete ? "" : "; not all data it reads could be looked at";
  if (names.length === 0) {
    return isComplete ? "none, because nothing it reads is labelled" : `none known${unknown}`;
  }
  try {
    const found = [
      ...(await findOfOwner(session, { owner: "core", labels: names }, signal)),
      ...(await findOfOwner(session, { owner: "custom", labels: names }, signal)),
    ];
    const sources = names.map((name) => {
      const places = named.filter((one) => one.name === name).map(({ source }) => source);
      return `${name} of ${[...new Set(places)].join(" and ")}`;
    });
    const words = found.length === 0 ? "none" : found.join("; ");
    return `${words} (labels: ${sources.join(", ")})${unknown}`;
  } catch {
    signal.throwIfAborted();
    return "not known: the platform did not answer";
  }
}

/** "core/C2" is called "C2" where policies are asked about. */
function toName(label: string): string {
  return label.slice(label.lastIndexOf("/") + 1);
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
