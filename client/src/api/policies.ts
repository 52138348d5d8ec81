/**
 * Usage labels, marketing actions, and which actions the labels of some data forbid (docs/platform.md#profile-and-governance).
 * Read only; a violation is a finding, not an error.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { collectItems, walkPages } from "./pages";
import { findObject, findShape, getShape, identifier, listOf, text, texts } from "./tolerantShapes";

const POLICY_PATH = "/data/foundation/dulepolicy";
const PAGE_SIZE = 100;

/** Adobe's own, or the organisation's. */
export type PolicyOwner = "core" | "custom";

const marketingActionShape = z.object({ name: identifier, description: text });

/** Something that is done with data, such as exporting it. */
export type MarketingAction = z.output<typeof marketingActionShape>;

const constraintsShape = z
  .object({
    duleLabels: texts,
    violatedPolicies: listOf(z.object({ id: text, name: text, description: text, status: text })),
  })
  .transform((raw) => ({ labels: raw.duleLabels, violations: raw.violatedPolicies }));

/** Which policies an action on data with these labels would violate. */
export type PolicyConstraints = z.output<typeof constraintsShape>;

/** All marketing actions of one owner. */
export function fetchMarketingActions(
  session: ApiSession,
  owner: PolicyOwner,
  options: CallOptions = {},
): Promise<readonly MarketingAction[]> {
  return collectNamed(session, { path: `marketingActions/${owner}`, shape: marketingActionShape }, options);
}

/** The policies that a marketing action on data with `labels` would violate; none means allowed. */
export async function fetchPolicyConstraints(
  session: ApiSession,
  action: { readonly owner: PolicyOwner; readonly name: string; readonly labels: readonly string[] },
  options: CallOptions = {},
): Promise<PolicyConstraints> {
  const { body } = await session.send({
    path: `${POLICY_PATH}/marketingActions/${action.owner}/${toAddressPart(action.name)}/constraints`,
    query: { duleLabels: action.labels.join(",") },
    ...options,
  });
  return getShape(constraintsShape, body, "policy constraints");
}

function collectNamed<Item extends { readonly name: string }>(
  session: ApiSession,
  list: { readonly path: string; readonly shape: z.ZodType<Item> },
  options: CallOptions,
): Promise<readonly Item[]> {
  const walk = walkPages<Item>(session, {
    style: "token",
    pageSize: PAGE_SIZE,
    basePath: POLICY_PATH,
    toRequest: ({ token, limit }) => ({
      path: `${POLICY_PATH}/${list.path}`,
      query: { start: token, limit, orderby: "name" },
    }),
    findEntries: (body) => findObject(body)?.["children"],
    findItem: (entry) => findShape(list.shape, entry),
    getId: (item) => item.name,
  });
  return collectItems(walk, options.signal);
}
