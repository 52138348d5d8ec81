/**
 * What previews of every kind are built on. Types only.
 */
import type { AuditTrail } from "../../audit/auditTrail";
import type { KeptStates } from "../../audit/keptStates";
import type { SandboxDirectory } from "../../auth/sandboxDirectory";
import type { Sessions } from "../../auth/sessions";
import type { Previews } from "./previews";

/** Where writes go, who sends them, and what is remembered of them. */
export interface WriteSources {
  readonly sessions: Sessions;
  readonly sandboxes: SandboxDirectory;
  readonly previews: Previews;
  readonly audit: AuditTrail;
  readonly keptStates: KeptStates;
  readonly createId: () => string;
  readonly now: () => number;
}
