/** The shapes of stored audiences and the few facts that every generator of audiences shares. */
import type { Seeded } from "../seeded";
import type { EvaluationKind } from "./audienceTexts";
import type { Sandbox } from "./sampleSandboxes";
import type { VersionTable } from "./versions";

/** One audience as it goes over the wire. Fields beyond those named are free. */
export interface AudienceRecord {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

export interface StoredAudience {
  readonly record: AudienceRecord;
  /** Hidden from this organisation's callers by attribute-based access. */
  readonly isHidden: boolean;
}

/** The audiences of one sandbox by id. */
export type AudienceTable = VersionTable<StoredAudience>;

/** What audiences are made from. */
export interface AudienceSource {
  readonly seeded: Seeded;
  readonly sandbox: Sandbox;
  readonly today: number;
  readonly count: number;
  readonly mergePolicyId: string;
}

/** Returns the id of a generated audience by name; other generators refer to audiences this way. */
export function audienceIdOf(seeded: Seeded, sandboxName: string, name: string): string {
  return seeded.uuid(`audience/${sandboxName}/${name}`);
}

/** Returns the evaluation flags of an engine, in the service's words. */
export function evaluationInfo(kind: EvaluationKind): object {
  return {
    batch: { enabled: kind === "batch" },
    continuous: { enabled: kind === "streaming" },
    synchronous: { enabled: kind === "edge" },
  };
}
