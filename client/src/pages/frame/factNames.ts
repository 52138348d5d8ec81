/**
 * Reads the names behind ids that several kinds of things carry: merge policy, folder, tags. Each is asked of another
 * service; an id nobody knows stands for itself.
 */
import type { ApiSession } from "../../api/apiSession";
import { fetchMergePolicies, type MergePolicy } from "../../api/mergePolicies";
import { collectItems } from "../../api/pages";
import { fetchFolder, listTags } from "../../api/tagsAndFolders";
import { isRecord } from "../../model/values";
import type { FactNames } from "./protocol";

/** Where names are read. */
export interface NameSources {
  readonly session: ApiSession;
  readonly signal: AbortSignal;
  /** The merge policies of the sandbox, where they are read for others as well. */
  readonly fetchPolicies?: () => Promise<readonly MergePolicy[]>;
}

/** A tag as things carry it. */
interface CarriedTag {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

export async function readMergePolicyName(
  { session, signal, fetchPolicies = () => fetchMergePolicies(session, { signal }) }: NameSources,
  id: string,
): Promise<string> {
  const policies = await fetchPolicies();
  return policies.find((policy) => policy.id === id)?.name ?? id;
}

/** The name of a folder of audiences. */
export async function readFolderName({ session, signal }: NameSources, id: string): Promise<string> {
  const { name } = await fetchFolder(session, { kind: "segment", id }, { signal });
  return name === "" ? id : name;
}

/** The names of tags. The service lists all tags of the organisation; it is asked only when a name is missing. */
export async function readTagNames(
  { session, signal }: NameSources,
  tags: readonly CarriedTag[],
): Promise<string[]> {
  const isNamed = tags.every(({ name }) => name !== undefined);
  const known = isNamed ? [] : await collectItems(listTags(session), signal);
  return tags.flatMap(({ id, name }) => name ?? known.find((tag) => tag.id === id)?.name ?? id ?? []);
}

/** The tags of a thing, which are written as ids or as objects; undefined when they are written in another way. */
export function findCarriedTags(written: unknown): readonly CarriedTag[] | undefined {
  if (!Array.isArray(written)) return undefined;
  const tags = written.map((tag: unknown) => {
    if (typeof tag === "string") return { id: tag };
    if (!isRecord(tag) || typeof tag["id"] !== "string") return undefined;
    return { id: tag["id"], name: typeof tag["name"] === "string" ? tag["name"] : undefined };
  });
  return tags.every((tag) => tag !== undefined) ? tags : undefined;
}

/** Reads several names at once; those without a reader are left out. */
export async function readNames(
  readers: Readonly<Record<string, (() => Promise<string | string[] | undefined>) | undefined>>,
): Promise<FactNames> {
  const names = await Promise.all(
    Object.entries(readers).map(async ([label, read]) => [label, await read?.()] as const),
  );
  return Object.fromEntries(names.flatMap(([label, name]) => (name === undefined ? [] : [[label, name]])));
}

/** The names of tags as facts; nothing where they are written in a way nobody knows. */
export function readTagFacts(sources: NameSources, written: unknown): Promise<FactNames> {
  const tags = findCarriedTags(written);
  return readNames({ Tags: tags && (() => readTagNames(sources, tags)) });
}
