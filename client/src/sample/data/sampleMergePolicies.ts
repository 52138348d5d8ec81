/** The merge policies of one sandbox. Two exist: the default one that edge uses, and one without identity stitching. */
import type { Seeded } from "../seeded";

/** One merge policy as the profile service sends it. */
export interface MergePolicy {
  readonly id: string;
  readonly name: string;
  readonly default: boolean;
  readonly [field: string]: unknown;
}

/** Returns the merge policies of a sandbox, the default one first. */
export function createMergePolicies(seeded: Seeded, sandboxName: string): readonly MergePolicy[] {
  const make = (name: string, graph: string, isDefault: boolean): MergePolicy => ({
    id: seeded.uuid(`mergePolicy/${sandboxName}/${name}`),
    name,
    imsOrgId: "",
    schema: { name: "_xdm.context.profile" },
    version: 1,
    identityGraph: { type: graph },
    attributeMerge: { type: "timestampOrdered", order: [] },
    isActiveOnEdge: isDefault,
    default: isDefault,
    updateEpoch: 1_717_430_400,
  });
  return [make("Acme default (private graph)", "pdg", true), make("Acme without stitching", "none", false)];
}
