/**
 * Merge policies by name, because files travel between sandboxes and ids do not. Pure; fetches nothing.
 */
import type { MergePolicy } from "../api/mergePolicies";

/** Looks up the merge policies of one sandbox. */
export interface MergePolicyNames {
  /** True where the platform named none. */
  readonly isEmpty: boolean;
  /** The id for what a file says: a name, or an id of this sandbox. Undefined when neither fits or two have the name. */
  findId(nameOrId: string): string | undefined;
  /** What a file says of the policy: its name where it is unique, else its id. */
  toName(id: string): string;
  /** Whether the policy, or without an id the default one, is active on edge; undefined where the platform does not say. */
  isActiveOnEdge(id: string | undefined): boolean | undefined;
}

/** What is used of a merge policy. */
type NamedPolicy = Pick<MergePolicy, "id" | "name"> &
  Partial<Pick<MergePolicy, "isDefault" | "isActiveOnEdge">>;

/** The names of a sandbox's merge policies. */
export function toMergePolicyNames(policies: readonly NamedPolicy[]): MergePolicyNames {
  const findNamed = (name: string): readonly string[] =>
    policies.filter((policy) => policy.name.trim() === name.trim()).map(({ id }) => id);
  return {
    isEmpty: policies.length === 0,
    findId: (nameOrId) => {
      const named = findNamed(nameOrId);
      if (named.length === 1) return named[0];
      return policies.find(({ id }) => id === nameOrId)?.id;
    },
    toName: (id) => {
      const name = policies.find((policy) => policy.id === id)?.name;
      return name !== undefined && findNamed(name).length === 1 ? name : id;
    },
    isActiveOnEdge: (wanted) =>
      policies.find(({ id, isDefault }) => (wanted === undefined ? isDefault === true : id === wanted))
        ?.isActiveOnEdge,
  };
}
