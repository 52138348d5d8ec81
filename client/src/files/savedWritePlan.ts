/**
 * A write as data: what one audience was and what it shall become, as planning a pair of files leads to it. Pure; how it is sent
 * stands in savedWrite.ts, so that who only plans holds nothing that sends.
 */
import type { Audience } from "../api/audiences";
import {
  type AudienceDefinition,
  type AudienceDraft,
  type DefinitionField,
  toDefinition,
} from "../model/audienceDefinition";
import {
  type AudiencePlan,
  type ChangePlan,
  planAudienceCreate,
  planAudienceUpdate,
} from "../model/changePlan";
import { say } from "../words/say";

/** A planned creation or change. */
export interface SavedWrite {
  /** Undefined creates. */
  readonly id: string | undefined;
  readonly name: string;
  /** What the platform held when it was planned. */
  readonly before: AudienceDefinition | undefined;
  readonly after: AudienceDefinition;
  readonly fields: readonly DefinitionField[];
  /** Ids in the expression that stand for audiences this plan creates first: id as written → stem of the created pair. */
  readonly awaits: Readonly<Record<string, string>>;
}

/** What planning a pair leads to. */
export type SavedWritePlan =
  | { readonly kind: "write"; readonly write: SavedWrite }
  | { readonly kind: "nothing" }
  | { readonly kind: "blocked"; readonly reason: string };

/** Plans the write of one pair. Pure. */
export function planSavedWrite(wish: {
  readonly draft: AudienceDraft;
  readonly base: AudienceUpdateBase;
  readonly audience: Audience | undefined;
}): SavedWritePlan {
  const { draft, base, audience } = wish;
  const name = draft.name ?? audience?.name ?? "";
  if (audience === undefined) {
    const plan = planAudienceCreate({ existing: undefined, draft: toCreatable({ ...draft, name }) });
    return toSaved(plan, { id: undefined, name });
  }
  const plan = planAudienceUpdate({ base, fresh: toDefinition(audience), draft });
  if (plan.kind === "change" && isTreeLost(plan)) return { kind: "blocked", reason: TREE_LOST };
  return toSaved(plan, { id: audience.id, name });
}

const TREE_LOST = say(
  "The platform keeps its expression as a tree (pql/json). Push the edited text from the editor, which turns it back into one.",
);

/** Text in the place of a tree could not be opened in the rule builder any more. */
function isTreeLost({ before, after, fields }: AudiencePlan): boolean {
  const [stored, wanted] = [before?.expression?.format, after?.expression?.format];
  return fields.includes("expression") && stored === "pql/json" && wanted !== "pql/json";
}

/** What an update starts from. */
export type AudienceUpdateBase = Parameters<typeof planAudienceUpdate>[0]["base"];

/** Old audiences call the published state “active”; a new one cannot be created in it. */
function toCreatable(draft: AudienceDefinition): AudienceDefinition {
  return draft.lifecycle === "active" ? { ...draft, lifecycle: "published" } : draft;
}

function toSaved(plan: ChangePlan, who: Pick<SavedWrite, "id" | "name">): SavedWritePlan {
  if (plan.kind === "nothing") return plan;
  if (plan.kind === "change" && plan.after !== undefined) {
    const { before, after, fields } = plan;
    return { kind: "write", write: { ...who, before, after, fields, awaits: {} } };
  }
  return {
    kind: "blocked",
    reason: plan.kind === "change" ? say("A deletion is not planned.") : explainUnplanned(plan),
  };
}

/** Why a plan leads to no write. */
export function explainUnplanned(plan: Exclude<ChangePlan, AudiencePlan>): string {
  if (plan.kind === "refused") return plan.reason;
  if (plan.kind === "nothing") return say("The platform already holds what the plan asks for.");
  return say(
    "Changed here and on the platform since it was last seen: {0}. Pull first.",
    plan.fields.join(", "),
  );
}
