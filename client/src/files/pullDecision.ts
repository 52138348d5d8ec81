/**
 * What pulling does with one audience. Pure. What was changed in the files and is not on the platform is never given up
 * unless somebody said so.
 */
import {
  type AudienceDefinition,
  type AudienceDraft,
  DEFINITION_FIELDS,
  type DefinitionField,
  type Fingerprints,
  toFingerprints,
} from "../model/audienceDefinition";
import type { Comparison } from "./comparison";

/** Whether the files' side of a conflict stays or gives way. */
export type ConflictChoice = "keep" | "overwrite";

/** What is done with a pair. `take` are the fields that get the platform's value. */
export interface PullDecision {
  /** `kept`: the files hold changes of their own that stay. */
  readonly outcome: "same" | "updated" | "kept";
  readonly take: readonly DefinitionField[];
  readonly kept: readonly DefinitionField[];
}

/** Decides for a pair. What changed only on the platform is always taken; what changed in the files as `choice` says. */
export function decidePull(comparison: Comparison, choice: ConflictChoice): PullDecision {
  const { here, there, conflicting } = comparison;
  const mine = [...here, ...conflicting];
  const take = choice === "overwrite" ? [...mine, ...there] : there;
  const kept = choice === "overwrite" ? [] : mine;
  if (kept.length > 0) return { outcome: "kept", take, kept };
  return { outcome: take.length === 0 ? "same" : "updated", take, kept };
}

/**
 * Decides after a write to take nothing: the files stay as they are. What the platform holds now is the new start, except
 * where it holds somebody else's change that the files do not have yet.
 */
export function decideLink({ there, conflicting }: Comparison): PullDecision {
  const kept = [...there, ...conflicting];
  return { outcome: kept.length > 0 ? "kept" : "same", take: [], kept };
}

/** The three sides a decision is carried out on. */
export interface DecidedSides {
  readonly draft: AudienceDraft;
  readonly base: Fingerprints | undefined;
  readonly fresh: AudienceDefinition;
}

/** What the files say afterwards: the platform's value where it is taken or the files are silent, else their own. */
export function toPulledDefinition(
  decision: PullDecision,
  { draft, fresh }: DecidedSides,
): AudienceDefinition {
  const mine = DEFINITION_FIELDS.filter(
    (field) => draft[field] !== undefined && !decision.take.includes(field),
  );
  return { ...fresh, ...Object.fromEntries(mine.map((field) => [field, draft[field]])) };
}

/**
 * From where the next comparison starts: what the platform holds, except for fields the files keep as their own, which
 * still start where they did. Null when that start is unknown, so that the difference goes on counting as made here.
 */
export function toPulledBase(decision: PullDecision, { base, fresh }: DecidedSides): Fingerprints | null {
  const seen = toFingerprints(fresh);
  if (decision.kept.length === 0) return seen;
  if (base === undefined) return null;
  return { ...seen, ...Object.fromEntries(decision.kept.map((field) => [field, base[field]])) };
}
