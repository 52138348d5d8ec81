/**
 * Decides what a write would change: base + fresh + draft → a plan, or a conflict. Pure: fetches, shows and sends nothing.
 * Server-owned fields are not part of a definition and therefore never conflict.
 */
import { say, sayCount } from "../words/say";
import {
  type AudienceDefinition,
  type AudienceDraft,
  DEFINITION_FIELDS,
  type DefinitionField,
  type Fingerprints,
  isSameField,
  toFingerprint,
  toFingerprints,
} from "./audienceDefinition";
import { isAllowedMove, permissionForChange, readWritableState } from "./lifecycle";
import type { PermissionLevel } from "./permissions";

/** A change that may be previewed. `before` is what the platform holds, `after` what it will hold. */
export interface AudiencePlan {
  readonly kind: "change";
  /** Undefined when the audience does not exist yet. */
  readonly before: AudienceDefinition | undefined;
  /** Undefined when it is to be deleted. */
  readonly after: AudienceDefinition | undefined;
  readonly fields: readonly DefinitionField[];
  /** Fields the platform changed since the draft was started and the draft did not: the platform's value stays. */
  readonly carried: readonly DefinitionField[];
  readonly needs: PermissionLevel;
}

/** What planning leads to. */
export type ChangePlan =
  | AudiencePlan
  | { readonly kind: "nothing"; readonly carried: readonly DefinitionField[] }
  | { readonly kind: "conflict"; readonly fields: readonly DefinitionField[] }
  | { readonly kind: "refused"; readonly reason: string };

/** What a new audience is planned from. */
interface CreateFacts {
  /** An audience that already has this name. */
  readonly existing: AudienceDefinition | undefined;
  readonly draft: AudienceDefinition;
}

/** Plans a new audience. Names are unique per sandbox, so an existing one is a reason to stop. */
export function planAudienceCreate({ existing, draft }: CreateFacts): ChangePlan {
  if (existing !== undefined) {
    return {
      kind: "refused",
      reason: say("An audience named “{0}” already exists in this sandbox.", draft.name),
    };
  }
  if (draft.expression === undefined || draft.expression.value.trim() === "") {
    return { kind: "refused", reason: say("The expression is empty.") };
  }
  const lifecycle = draft.lifecycle ?? "draft";
  if (lifecycle !== "draft" && lifecycle !== "published") {
    return { kind: "refused", reason: say("A new audience is a draft or published, not “{0}”.", lifecycle) };
  }
  return {
    kind: "change",
    before: undefined,
    after: { ...draft, lifecycle },
    fields: DEFINITION_FIELDS.filter((field) => draft[field] !== undefined),
    carried: [],
    needs: permissionForChange("draft", lifecycle),
  };
}

/** What an update is planned from. */
interface UpdateFacts {
  /** What the author started from; undefined when unknown, then every difference counts as the author's. */
  readonly base: Fingerprints | undefined;
  /** What the platform holds now. */
  readonly fresh: AudienceDefinition;
  readonly draft: AudienceDraft;
}

/**
 * Plans the changes that turn `fresh` into `draft`.
 *
 * When `fresh` differs from `base` in a field the draft also changes, the result is a conflict and nothing may be sent.
 * Where only the platform changed, its value is carried over; where both changed to the same, there is nothing to do.
 */
export function planAudienceUpdate(facts: UpdateFacts): ChangePlan {
  const verdicts = DEFINITION_FIELDS.map((field) => [field, judgeField(field, facts)] as const);
  const fieldsOf = (verdict: Verdict): readonly DefinitionField[] =>
    verdicts.filter(([, given]) => given === verdict).map(([field]) => field);
  const fields = fieldsOf("mine");
  const carried = fieldsOf("theirs");
  if (fieldsOf("both").length > 0) return { kind: "conflict", fields: fieldsOf("both") };
  if (fields.length === 0) return { kind: "nothing", carried };
  const { fresh, draft } = facts;
  if (fields.includes("expression") && (draft.expression?.value ?? "").trim() === "") {
    return { kind: "refused", reason: say("The expression is empty.") };
  }
  if (fields.includes("lifecycle") && !isReachable(String(fresh.lifecycle), String(draft.lifecycle))) {
    return {
      kind: "refused",
      reason: say(
        "The platform does not move “{0}” to “{1}”.",
        say(String(fresh.lifecycle)),
        say(String(draft.lifecycle)),
      ),
    };
  }
  const after: AudienceDefinition = {
    ...fresh,
    ...Object.fromEntries(fields.map((field) => [field, draft[field]])),
  };
  const needs = permissionForChange(fresh.lifecycle, after.lifecycle);
  return { kind: "change", before: fresh, after, fields, carried, needs };
}

/** Plans a deletion; `dependents` are the ids of audiences built on this one. */
export function planAudienceDelete(fresh: AudienceDefinition, dependents: readonly string[]): ChangePlan {
  if (dependents.length > 0) {
    const reason = sayCount(
      dependents.length,
      [
        "Another audience is built on “{1}”; the platform does not delete it.",
        "{0} other audiences are built on “{1}”; the platform does not delete it.",
      ],
      fresh.name,
    );
    return { kind: "refused", reason };
  }
  return { kind: "change", before: fresh, after: undefined, fields: [], carried: [], needs: "publish" };
}

type Verdict = "same" | "mine" | "theirs" | "both";

function judgeField(field: DefinitionField, { base, fresh, draft }: UpdateFacts): Verdict {
  if (draft[field] === undefined || isSameField(field, draft, fresh)) return "same";
  if (base === undefined) return "mine";
  if (base[field] === toFingerprint(field, draft)) return "theirs";
  return base[field] === toFingerprint(field, fresh) ? "mine" : "both";
}

function isReachable(from: string | undefined, to: string | undefined): boolean {
  const wanted = readWritableState(to);
  return wanted !== undefined && isAllowedMove(from, wanted);
}

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
