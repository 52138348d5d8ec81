/**
 * Turns an audience's write that met another change into a conflict people can compare and resolve. Resolves nothing.
 */
import type { Audience } from "../api/audiences";
import { type AudienceDefinition, toDefinition, toFingerprints } from "../model/audienceDefinition";
import { planAudienceUpdate } from "../model/changePlan";
import { toNextBase } from "../model/nextBase";
import { type AudienceChange, toMine } from "./audienceWishes";
import type { Conflict } from "./conflicts";
import type { PreviewReport } from "./previewTypes";

/** What met. */
export interface AudienceClash {
  readonly change: AudienceChange;
  readonly started: Audience | AudienceDefinition | undefined;
  readonly now: Audience | undefined;
}

/** How the conflict is shown, and how it goes on. */
export interface ConflictWays extends Pick<Conflict, "format"> {
  readonly preview: (change: AudienceChange, signal: AbortSignal) => Promise<PreviewReport>;
}

/** The conflict of the two. Where mine is previewed again, only what also changed there is judged anew. */
export function toAudienceConflict(
  { change, ...sides }: AudienceClash,
  { format, preview }: ConflictWays,
): Conflict {
  const started = sides.started && toPlainDefinition(sides.started);
  const now = sides.now && toDefinition(sides.now);
  const base = change.base ?? (started && toFingerprints(started));
  const judged = started && toFingerprints(started);
  const plan = now && planAudienceUpdate({ base: judged ?? base, fresh: now, draft: change.draft });
  const fields = plan?.kind === "conflict" ? plan.fields : [];
  const next = base === undefined || now === undefined ? undefined : toNextBase(base, now, fields);
  return {
    name: change.subject,
    started,
    now,
    mine: toMine(now, change),
    fields,
    format,
    previewAgain: (signal, resolved) =>
      preview(
        resolved === undefined || now === undefined
          ? { ...change, base: next }
          : { ...change, draft: resolved, base: toFingerprints(now) },
        signal,
      ),
  };
}

function toPlainDefinition(value: Audience | AudienceDefinition): AudienceDefinition {
  return "raw" in value ? toDefinition(value) : value;
}
