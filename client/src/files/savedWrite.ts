/**
 * Carries out a write that was planned and kept as data, through the one write path (fetch fresh, plan, compare again, send, read
 * back); differs the platform by then, nothing is sent.
 */
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import {
  type AudienceDefinition,
  type AudienceDraft,
  EMPTY_DRAFT,
  findDifferences,
  isSameField,
  toFingerprints,
} from "../model/audienceDefinition";
import type { AudiencePlan } from "../model/changePlan";
import { replaceReferences } from "../model/expressionReferences";
import { toCreateTask, toUpdateTask } from "../preview/audience/audienceWrite";
import { type PreviewSession, planPreview } from "../preview/session/previewSession";
import type { Unplanned } from "../preview/session/writeTask";
import { say } from "../words/say";
import { type AudienceUpdateBase, explainUnplanned, type SavedWrite } from "./savedWritePlan";

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
    throw new PlatformChanged(write, say("The platform’s copy changed since the plan was made."));
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

/** At the time of sending, a conflict means that somebody was faster. */
function explainLate(plan: Unplanned): string {
  if (plan.kind !== "conflict") return explainUnplanned(plan);
  return say("The platform’s copy changed since the plan was made: {0}.", plan.fields.join(", "));
}
