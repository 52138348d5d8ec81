/**
 * Where to plan from after somebody has looked at a conflict. Pure; decides no conflict itself.
 */
import {
  type AudienceDefinition,
  DEFINITION_FIELDS,
  type DefinitionField,
  type Fingerprints,
  toFingerprints,
} from "./audienceDefinition";

/**
 * From where to plan again after the person has seen a conflict: in the fields in conflict the platform's version is the
 * new start, so that mine shows as the change; elsewhere the old start stays, so that their changes are still carried over.
 */
export function toNextBase(
  base: Fingerprints,
  now: AudienceDefinition,
  fields: readonly DefinitionField[],
): Fingerprints {
  const fresh = toFingerprints(now);
  const entries = DEFINITION_FIELDS.map(
    (field) => [field, fields.includes(field) ? fresh[field] : base[field]] as const,
  );
  return Object.fromEntries(entries) as Record<DefinitionField, string>;
}
