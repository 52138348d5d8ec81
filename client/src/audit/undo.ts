/**
 * What would take a change back. Pure; the inverse goes through a preview like every other change.
 */
import {
  type AudienceDefinition,
  type AudienceDraft,
  DEFINITION_FIELDS,
  EMPTY_DRAFT,
} from "../model/audienceDefinition";
import type { AuditEntry } from "./auditTrail";

/** The inverse of a change of an audience. */
export type AudienceUndo =
  | { readonly kind: "delete" }
  | { readonly kind: "create"; readonly draft: AudienceDefinition }
  | { readonly kind: "update"; readonly draft: AudienceDraft }
  | { readonly kind: "impossible"; readonly reason: string };

/** Plans the inverse. `before` is what the audience was, as far as this computer still knows it. */
export function planUndo(entry: AuditEntry, before: AudienceDefinition | undefined): AudienceUndo {
  if (entry.before === undefined) return { kind: "delete" };
  if (before === undefined) {
    return { kind: "impossible", reason: "What it was before is no longer kept on this computer." };
  }
  if (entry.after === undefined) return { kind: "create", draft: toCreatable(before) };
  const fields = DEFINITION_FIELDS.filter((field) => entry.fields.includes(field));
  const draft = Object.fromEntries(fields.map((field) => [field, toWish(field, before)]));
  return { kind: "update", draft: { ...EMPTY_DRAFT, ...draft } };
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
