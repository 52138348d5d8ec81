/**
 * What would take a change back. Pure; the inverse goes through a preview like every other change.
 */
import {
  type AudienceDefinition,
  type AudienceDraft,
  DEFINITION_FIELDS,
  EMPTY_DRAFT,
} from "../model/audienceDefinition";
import { UserError } from "../model/userError";
import { say } from "../words/say";
import type { AuditEntry } from "./auditTrail";
import type { KeptAudience, KeptPart, KeptState } from "./keptStates";

/** The inverse of a change of an audience. */
export type AudienceUndo =
  | { readonly kind: "delete" }
  | { readonly kind: "create"; readonly draft: AudienceDefinition }
  | {
      readonly kind: "update";
      readonly draft: AudienceDraft;
      /** What comes out otherwise than it was, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly kind: "impossible"; readonly reason: string };

/** Plans the inverse. `before` is what the audience was, as far as this computer still knows it. */
export function planUndo(entry: AuditEntry, before: AudienceDefinition | undefined): AudienceUndo {
  if (entry.before === undefined) return { kind: "delete" };
  if (before === undefined) {
    return { kind: "impossible", reason: say("This computer no longer keeps what it was before.") };
  }
  if (entry.after === undefined) return { kind: "create", draft: toCreatable(before) };
  const fields = DEFINITION_FIELDS.filter((field) => entry.fields.includes(field));
  const draft = Object.fromEntries(fields.map((field) => [field, toWish(field, before)]));
  const isDeactivated = fields.includes("lifecycle") && before.lifecycle === "draft";
  const notes = isDeactivated
    ? [say("Why inactive: it was a draft, and the platform has no way back to one")]
    : [];
  return { kind: "update", draft: { ...EMPTY_DRAFT, ...draft }, notes };
}

/** A deleted audience comes back as a draft: what used it is gone or looks at another id. */
function toCreatable(before: AudienceDefinition): AudienceDefinition {
  return { ...before, lifecycle: "draft" };
}

/** "Not set" must be said, because a missing field is left as it is; nothing returns to draft, so it is deactivated. */
function toWish(field: (typeof DEFINITION_FIELDS)[number], before: AudienceDefinition): unknown {
  if (field === "lifecycle" && before.lifecycle === "draft") return "inactive";
  if (field === "description") return before.description ?? "";
  if (field === "labels") return before.labels ?? [];
  return before[field];
}

/** Why nothing takes the change back, in a sentence; undefined where something may. */
export function findUndoObstacle({ kind, verb }: Pick<AuditEntry, "kind" | "verb">): string | undefined {
  if (kind === "destination" && verb === "Run") {
    return say("An export cannot be taken back: what it sent is with the destination.");
  }
  if (kind === "fragment" && verb === "Publish") {
    return say(
      "A publication cannot be taken back: messages use it already. Undo the change of the fragment, then publish that.",
    );
  }
  return undefined;
}

/** The inverse of a change of a destination: what is added and what is removed. Throws `notAllowed` when there is none. */
export function getDestinationUndo(
  entry: AuditEntry,
  kept: KeptState | undefined,
): { readonly add: readonly KeptAudience[]; readonly remove: readonly string[] } {
  refuseObstacle(entry);
  if (kept?.of === "destination") return { add: kept.removed, remove: kept.added.map(({ id }) => id) };
  // Taking off what was put on needs the ids only, and the trail has those.
  if (entry.verb === "Activate") return { add: [], remove: entry.items ?? [] };
  throw toForgotten();
}

/** The inverse of a change of content: the parts it had, and those it is taken back from. Throws `notAllowed` when there is none. */
export function getContentUndo(
  entry: AuditEntry,
  kept: KeptState | undefined,
): { readonly parts: readonly KeptPart[]; readonly started: readonly KeptPart[] } {
  refuseObstacle(entry);
  if (kept?.of === "content") return { parts: kept.before, started: kept.after };
  throw toForgotten();
}

function refuseObstacle(entry: AuditEntry): void {
  const obstacle = findUndoObstacle(entry);
  if (obstacle !== undefined) throw new UserError("notAllowed", obstacle);
}

function toForgotten(): UserError {
  return new UserError("notAllowed", say("This computer no longer keeps what it was before."));
}
