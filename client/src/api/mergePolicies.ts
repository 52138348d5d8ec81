/**
 * Merge policies: how profile fragments become one profile (docs/platform.md#profile-and-governance). Read only.
 */
import * as z from "zod";
import type { ApiSession, CallOptions } from "./apiSession";
import { PROFILE_SERVICE_PATH } from "./audiences";
import { collectItems, walkPages } from "./pages";
import { count, findObject, findShape, flag, identifier, part, text, textOrEmpty } from "./tolerantShapes";

const PAGE_SIZE = 100;

const mergePolicyShape = z
  .object({
    id: identifier,
    name: textOrEmpty,
    default: flag,
    version: count,
    isActiveOnEdge: flag,
    identityGraph: part(z.object({ type: text })),
    attributeMerge: part(z.object({ type: text })),
    schema: part(z.object({ name: text })),
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name || raw.id,
    isDefault: raw.default ?? false,
    version: raw.version,
    isActiveOnEdge: raw.isActiveOnEdge,
    /** E.g. `none`, `pdg`. */
    identityGraph: raw.identityGraph?.type,
    /** E.g. `timestampOrdered`, `dataSetPrecedence`. */
    attributeMerge: raw.attributeMerge?.type,
    schemaName: raw.schema?.name,
  }));

export type MergePolicy = z.output<typeof mergePolicyShape>;

/** All merge policies of the sandbox; an organisation has at most five per class. */
export function fetchMergePolicies(
  session: ApiSession,
  options: CallOptions & { readonly schemaName?: string } = {},
): Promise<readonly MergePolicy[]> {
  const walk = walkPages(session, {
    style: "token",
    pageSize: PAGE_SIZE,
    basePath: PROFILE_SERVICE_PATH,
    toRequest: ({ token, limit }) => ({
      path: `${PROFILE_SERVICE_PATH}/config/mergePolicies`,
      query: { "schema.name": options.schemaName ?? "_xdm.context.profile", start: token, limit },
    }),
    findEntries: (body) => findObject(body)?.["children"],
    findItem: (entry) => findShape(mergePolicyShape, entry),
    getId: (policy) => policy.id,
  });
  return collectItems(walk, options.signal);
}
