/**
 * A write as data: what one audience was and what it shall become. Made by planning, kept in a plan file, and carried out
 * through the one write path (fetch fresh, plan, compare again, send, read back); differs the platform by then, nothing is sent.
 */
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import {
  type AudienceDefinition,
  type AudienceDraft,
  type DefinitionField,
  EMPTY_DRAFT,
  findDifferences,
  isSameField,
  toDefinition,
  toFingerprints,
} from "../model/audienceDefinition";
import {
  type AudiencePlan,
  type ChangePlan,
  planAudienceCreate,
  planAudienceUpdate,
} from "../model/changePlan";
import { replaceReferences } from "../model/expressionReferences";
import { toCreateTask, toUpdateTask } from "../preview/audience/audienceWrite";
import { type PreviewSession, planPreview } from "../preview/session/previewSession";
import type { Unplanned } from "../preview/session/writeTask";

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

const TREE_LOST =
  "The platform keeps its expression as a tree (pql/json). Push the edited text from the editor, which turns it back into one.";

/** Text in the place of a tree could not be opened in the rule builder any more. */
function isTreeLost({ before, after, fields }: AudiencePlan): boolean {
  const [stored, wanted] = [before?.expression?.format, after?.expression?.format];
  return fields.includes("expression") && stored === "pql/json" && wanted !== "pql/json";
}

type AudienceUpdateBase = Parameters<typeof planAudienceUpdate>[0]["base"];

/** Why a saved write is not sent. */
export class PlatformChanged extends Error {
  constructor(
    readonly write: SavedWrite,
    reason: string,
  ) {
    super(reason);
    this.name = "PlatformChanged";
  }
}

/**
 * Fetches fresh and makes the session that will send exactly this write. Throws `PlatformChanged` when the platform no
 * longer holds what the plan was made from. `created` are the ids of what was created before, by stem.
 */
export async function openSavedWrite(
  session: ApiSession,
  write: SavedWrite,
  { created, signal }: { readonly created: ReadonlyMap<string, string>; readonly signal: AbortSignal },
): Promise<PreviewSession<Audience>> {
  const after = withCreatedIds(write, created);
  const target = { connection: session.connection, sandbox: session.sandbox ?? "" };
  const place = { target, session, heading: [] };
  const task =
    write.id === undefined
      ? toCreateTask(place, after)
      : toUpdateTask(place, {
          id: write.id,
          subject: write.name,
          draft: toDraft(write, after),
          base: toBase(write),
        });
  const planned = await planPreview(write.name, task, signal);
  if ("unplanned" in planned) throw new PlatformChanged(write, explainLate(planned.unplanned));
  const { change } = planned.basis;
  if (!isSamePlan(change, { ...write, after })) {
    throw new PlatformChanged(write, "The platform’s copy changed since the plan was made.");
  }
  return planned;
}

function toBase({ before }: SavedWrite): AudienceUpdateBase {
  return before && toFingerprints(before);
}

/** Only the planned fields are asked for; everything else stays as the platform has it. */
function toDraft({ fields }: SavedWrite, after: AudienceDefinition): AudienceDraft {
  return { ...EMPTY_DRAFT, ...Object.fromEntries(fields.map((field) => [field, after[field]])) };
}

function isSamePlan(change: AudiencePlan, write: SavedWrite): boolean {
  const { after } = change;
  if ((change.before === undefined) !== (write.before === undefined) || after === undefined) return false;
  if (change.before !== undefined && write.before !== undefined) {
    if (findDifferences(change.before, write.before).length > 0) return false;
  }
  return write.fields.every((field) => isSameField(field, after, write.after));
}

function withCreatedIds(write: SavedWrite, created: ReadonlyMap<string, string>): AudienceDefinition {
  const { after, awaits } = write;
  const { expression } = after;
  const audiences = new Map(
    Object.entries(awaits).flatMap(([id, stem]) => {
      const now = created.get(stem);
      return now === undefined ? [] : [[id, now] as const];
    }),
  );
  if (expression === undefined || audiences.size === 0) return after;
  const value = replaceReferences(expression.value, { audiences, namespaces: new Map() });
  return { ...after, expression: { ...expression, value } };
}

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
  return { kind: "blocked", reason: plan.kind === "change" ? "A deletion is not planned." : explain(plan) };
}

/** At the time of sending, a conflict means that somebody was faster. */
function explainLate(plan: Unplanned): string {
  if (plan.kind !== "conflict") return explain(plan);
  return `The platform’s copy changed since the plan was made: ${plan.fields.join(", ")}.`;
}

function explain(plan: Unplanned): string {
  if (plan.kind === "refused") return plan.reason;
  if (plan.kind === "nothing") return "The platform already holds what the plan asks for.";
  return `Changed here and on the platform since it was last seen: ${plan.fields.join(", ")}. Pull first.`;
}
