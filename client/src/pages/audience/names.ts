/**
 * The names behind the ids an audience carries: its merge policy, its folder, its tags. Each is asked of another service
 * and can be refused on its own; what has no id is not asked for.
 */
import type { Audience } from "../../api/audiences";
import { type NameSources, readFolderName, readMergePolicyName, readTagNames } from "../frame/factNames";
import type { PartReader } from "../frame/pageHost";

/** How to read the names of what an audience belongs to; an id nobody knows stands for itself. */
export function listNames(
  sources: NameSources,
  { mergePolicyId, folderId, tags }: Pick<Audience, "mergePolicyId" | "folderId" | "tags">,
): Readonly<Partial<Record<"mergePolicy" | "folder" | "tags", PartReader>>> {
  return {
    ...(mergePolicyId === undefined
      ? {}
      : { mergePolicy: () => readMergePolicyName(sources, mergePolicyId) }),
    ...(folderId === undefined ? {} : { folder: () => readFolderName(sources, folderId) }),
    ...(tags.length === 0 ? {} : { tags: () => readTagNames(sources, tags) }),
  };
}
