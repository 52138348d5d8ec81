/**
 * Fetches what the language needs from the platform: union schemas, the names of audiences, merge policies. Loaded when first needed.
 * Keeps nothing.
 */
import type { NamedAudience } from "../../../server/src/protocol/clientMessages";
import { isApiError } from "../api/apiError";
import { fetchAudience, listAudiences } from "../api/audiences";
import { fetchDescribedUnions } from "../api/describedUnions";
import { fetchMergePolicies } from "../api/mergePolicies";
import type { Sessions } from "../auth/sessions";
import { toDocumentUri } from "../documents/aepUri";
import type { Log } from "../log";
import { type MergePolicyNames, toMergePolicyNames } from "../model/mergePolicyNames";
import type { SandboxTarget } from "../model/resource";
import type { FetchedSchemas } from "../model/schemaCache";

/** Names are for completing and explaining ids; beyond this many a list stops being a help. */
const MOST_NAMES = 2_000;

/** The union schemas of a sandbox. Sandboxes without events have no event union; without a profile union this throws. */
export async function fetchUnions(
  { sessions, log }: { readonly sessions: Sessions; readonly log: Log },
  target: SandboxTarget,
  signal: AbortSignal,
): Promise<FetchedSchemas> {
  const session = await sessions.open(target.connection, target.sandbox);
  const onMissingDescriptors = (failure: unknown) =>
    log.error(`The descriptors of ${target.sandbox} could not be fetched`, failure);
  return { ...(await fetchDescribedUnions(session, { signal, onMissingDescriptors })) };
}

/** Ids and names of the sandbox's audiences, newest first. */
export async function fetchAudienceNames(
  sessions: Sessions,
  target: SandboxTarget,
  signal: AbortSignal,
): Promise<readonly NamedAudience[]> {
  const session = await sessions.open(target.connection, target.sandbox);
  const walk = listAudiences(session);
  const names: NamedAudience[] = [];
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    names.push(...page.items.map(({ id, name }) => ({ id, name, uri: toAudienceUri(target, id, name) })));
    if (names.length >= MOST_NAMES) break;
  }
  return names;
}

/** Those of the audiences that there are, whatever their state; lists leave inactive ones out. */
export async function fetchUnlistedNames(
  sessions: Sessions,
  target: SandboxTarget,
  { ids, signal }: { readonly ids: readonly string[]; readonly signal: AbortSignal },
): Promise<readonly NamedAudience[]> {
  const session = await sessions.open(target.connection, target.sandbox);
  const read = ids.map(async (id): Promise<readonly NamedAudience[]> => {
    try {
      const { name } = await fetchAudience(session, id, { signal });
      return [{ id, name, uri: toAudienceUri(target, id, name) }];
    } catch (error) {
      if (isApiError(error, "notFound", "validation", "forbidden")) return [];
      throw error;
    }
  });
  return (await Promise.all(read)).flat();
}

/** Where the editor shows the expression of an audience. */
function toAudienceUri({ connection, sandbox }: SandboxTarget, id: string, name: string): string {
  const reference = { connection, sandbox, kind: "audience", id } as const;
  return toDocumentUri({ reference, view: "expression" }, name).toString();
}

/** The merge policies of a sandbox. */
export async function fetchMergePolicyNames(
  sessions: Sessions,
  { connection, sandbox }: SandboxTarget,
): Promise<MergePolicyNames> {
  return toMergePolicyNames(await fetchMergePolicies(await sessions.open(connection, sandbox)));
}
