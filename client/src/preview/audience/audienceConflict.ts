/**
 * Turns an audience's write that met another change into a conflict people can compare and resolve. Resolves nothing.
 */
import type { Audience } from "../../api/audiences";
import { type AudienceDefinition, toDefinition, toFingerprints } from "../../model/audienceDefinition";
import { planAudienceUpdate, toNextBase } from "../../model/changePlan";
import { toPreviewText } from "../../model/previewText";
import { readResolution } from "../../model/resolutionText";
import type { ThreeVersions } from "../../model/threeWay";
import type { Conflict } from "../session/conflicts";
import type { Preview } from "../session/previewTypes";
import { type AudienceRequest, toMine } from "./audienceRequests";

/** What met. */
interface AudienceClash {
  readonly change: AudienceRequest;
  readonly started: Audience | AudienceDefinition | undefined;
  readonly now: Audience | undefined;
}

/** How the conflict is shown, and how it goes on. */
interface ConflictWays {
  /** Lays out the expression so that only what it says can differ. */
  readonly format: (definition: AudienceDefinition) => Promise<AudienceDefinition>;
  readonly preview: (change: AudienceRequest, signal: AbortSignal) => Promise<Preview>;
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
  const mine = toMine(now, change);
  const toText = async (version: AudienceDefinition): Promise<string> =>
    toPreviewText(await format(version), []);
  return {
    name: change.subject ?? now?.name ?? change.id ?? "",
    fields,
    isThere: now !== undefined,
    toTexts: async () => ({
      started: started && (await toText(started)),
      now: now === undefined ? "" : await toText(now),
      mine: await toText(mine),
    }),
    merge: () => mergeDefinitions({ started, now: now ?? mine, mine, fields }, format),
    previewAgain: (signal, resolved) =>
      preview(
        resolved === undefined || now === undefined
          ? { ...change, base: next }
          : { ...change, draft: readResolution(resolved, [now, mine]), base: toFingerprints(now) },
        signal,
      ),
  };
}

async function mergeDefinitions(
  { started, now, mine, fields }: ThreeVersions,
  format: ConflictWays["format"],
): Promise<string> {
  const [base, theirs, ours] = await Promise.all([started && format(started), format(now), format(mine)]);
  const { mergeVersions } = await import("../../model/threeWay");
  return mergeVersions({ started: base, now: theirs, mine: ours, fields });
}

function toPlainDefinition(value: Audience | AudienceDefinition): AudienceDefinition {
  return "raw" in value ? toDefinition(value) : value;
}
