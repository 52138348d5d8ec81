/**
 * Where an audience stands: file ↔ what was last seen ↔ platform. Pure. Server-owned fields and white space are not part
 * of a definition and therefore never count.
 */
import {
  type AudienceDefinition,
  type AudienceDraft,
  DEFINITION_FIELDS,
  type DefinitionField,
  type Fingerprints,
  toFingerprint,
  toFingerprints,
} from "../model/audienceDefinition";

/** Where an audience stands, seen from the files. */
export type FileState = "same" | "changedHere" | "changedThere" | "changedBoth" | "onlyHere" | "onlyThere";

/** A state with the fields it comes from. */
export interface Comparison {
  readonly state: FileState;
  /** Changed in the file only: what a push would send. */
  readonly here: readonly DefinitionField[];
  /** Changed on the platform only: what a pull would take. */
  readonly there: readonly DefinitionField[];
  /** Changed on both sides to different values. */
  readonly conflicting: readonly DefinitionField[];
}

/** The three sides. */
export interface ComparedSides {
  /** What the files say, in this sandbox's ids; undefined where there are no files. */
  readonly draft: AudienceDraft | undefined;
  /** What was last seen; undefined when the link was written by hand, then every difference counts as made here. */
  readonly base: Fingerprints | undefined;
  /** What the platform holds; undefined where it holds nothing. */
  readonly fresh: AudienceDefinition | undefined;
}

/** Compares the three sides. */
export function compareAudience({ draft, base, fresh }: ComparedSides): Comparison {
  if (fresh === undefined) return { ...NO_FIELDS, state: "onlyHere" };
  if (draft === undefined) return { ...NO_FIELDS, state: "onlyThere" };
  return compareWithSeen(withSynonyms(draft, fresh), { base, fresh: toFingerprints(fresh) });
}

/** Compares files with what is remembered of the platform: enough for a state, without keeping whole definitions. */
export function compareWithSeen(
  draft: AudienceDraft,
  { base, fresh }: { readonly base: Fingerprints | undefined; readonly fresh: Fingerprints },
): Comparison {
  const fieldsOf = (wanted: Verdict): readonly DefinitionField[] =>
    DEFINITION_FIELDS.filter((field) => judgeField(field, { draft, base, fresh }) === wanted);
  const fields = { here: fieldsOf("here"), there: fieldsOf("there"), conflicting: fieldsOf("both") };
  return { ...fields, state: toFieldsState(fields) };
}

/**
 * The draft with the platform's word where two words mean the same: old audiences call the published state “active”,
 * and nothing moves between the two.
 */
export function withSynonyms(
  draft: AudienceDraft,
  fresh: Pick<AudienceDefinition, "lifecycle">,
): AudienceDraft {
  const isPublished = (state: string | undefined): boolean => state === "active" || state === "published";
  return isPublished(draft.lifecycle) && isPublished(fresh.lifecycle)
    ? { ...draft, lifecycle: fresh.lifecycle }
    : draft;
}

const NO_FIELDS = { here: [], there: [], conflicting: [] } as const;

type Verdict = "same" | "here" | "there" | "both";

interface DefinedSides {
  readonly draft: AudienceDraft;
  readonly base: Fingerprints | undefined;
  readonly fresh: Fingerprints;
}

/** A field the file does not mention is the platform's; it still counts as changed there when it is new. */
function judgeField(field: DefinitionField, { draft, base, fresh }: DefinedSides): Verdict {
  const isNewThere = base !== undefined && base[field] !== fresh[field];
  if (draft[field] === undefined) return isNewThere ? "there" : "same";
  const mine = toFingerprint(field, draft);
  if (mine === fresh[field]) return "same";
  if (!isNewThere) return "here";
  return base[field] === mine ? "there" : "both";
}

/** The state that follows from where fields changed. */
export function toFieldsState({ here, there, conflicting }: Omit<Comparison, "state">): FileState {
  if (conflicting.length > 0 || (here.length > 0 && there.length > 0)) return "changedBoth";
  if (here.length > 0) return "changedHere";
  return there.length > 0 ? "changedThere" : "same";
}
