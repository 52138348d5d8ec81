/**
 * The names behind the ids an audience carries: its merge policy, its folder, its tags. Each is asked of another service
 * and can be refused on its own; what has no id is not asked for.
 */
import type { ApiSession } from "../../api/apiSession";
import type { Audience } from "../../api/audiences";
import { fetchFolder } from "../../api/folders";
import type { MergePolicy } from "../../api/mergePolicies";
import { collectItems } from "../../api/pages";
import { listTags } from "../../api/tags";
import type { PartReader } from "../frame/pageHost";

/** Where names are read. */
export interface NameSources {
  readonly session: ApiSession;
  readonly signal: AbortSignal;
  /** The merge policies of the sandbox; read for others as well. */
  readonly fetchPolicies: () => Promise<readonly MergePolicy[]>;
}

/** How to read the names of what an audience belongs to; an id nobody knows stands for itself. */
export function listNames(
  sources: NameSources,
  { mergePolicyId, folderId, tags }: Pick<Audience, "mergePolicyId" | "folderId" | "tags">,
): Readonly<Partial<Record<"mergePolicy" | "folder" | "tags", PartReader>>> {
  return {
    ...(mergePolicyId === undefined ? {} : { mergePolicy: () => readMergePolicy(sources, mergePolicyId) }),
    ...(folderId === undefined ? {} : { folder: () => readFolder(sources, folderId) }),
    ...(tags.length === 0 ? {} : { tags: () => readTags(sources, tags) }),
  };
}

async function readMergePolicy({ fetchPolicies }: NameSources, id: string): Promise<string> {
  const policies = await fetchPolicies();
  return policies.find((policy) => policy.id === id)?.name ?? id;
}

async function readFolder({ session, signal }: NameSources, id: string): Promise<string> {
  const { name } = await fetchFolder(session, { kind: "segment", id }, { signal });
  return name === "" ? id : name;
}

/** The service lists all tags of the organisation; it is asked only when a name is missing. */
async function readTags(
  { session, signal }: NameSources,
  tags: Audience["tags"],
): Promise<readonly string[]> {
  const isNamed = tags.every(({ name }) => name !== undefined);
  const known = isNamed ? [] : await collectItems(listTags(session), signal);
  return tags.flatMap(({ id, name }) => name ?? known.find((tag) => tag.id === id)?.name ?? id ?? []);
}
