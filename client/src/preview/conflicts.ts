/**
 * Conflicts that stopped a write, kept until the person has looked: started from / now / mine. Shows them side by side
 * and knows from where to plan again. Resolves nothing by itself.
 */
import type { AudienceDefinition, DefinitionField } from "../model/audienceDefinition";
import { toPreviewText } from "../model/previewText";
import { UserError } from "../model/userError";
import { openDiff, openDiffs } from "../ui/editors";
import type { PreviewDocuments } from "./previewDocuments";

/** The three versions of an audience. */
export interface Conflict {
  readonly name: string;
  /** What the author started from; undefined when this computer never saw it. */
  readonly started: AudienceDefinition | undefined;
  /** What the platform holds; undefined when it holds nothing. */
  readonly now: AudienceDefinition | undefined;
  readonly mine: AudienceDefinition;
  /** Fields that changed on both sides. */
  readonly fields: readonly DefinitionField[];
  /** Plans and previews again on top of what the platform holds now. */
  readonly previewAgain: (signal: AbortSignal) => Promise<unknown>;
}

/** The conflicts of this session by id. */
export class Conflicts {
  private readonly known = new Map<string, Conflict>();

  constructor(private readonly documents: PreviewDocuments) {}

  keep(id: string, conflict: Conflict): void {
    this.known.set(id, conflict);
  }

  /** The conflict, or `gone` when it was never there or the window was reloaded since. */
  get(id: string): Conflict {
    const conflict = this.known.get(id);
    if (conflict === undefined)
      throw new UserError("gone", "This conflict is no longer known; preview again.");
    return conflict;
  }

  /** Opens the three versions: what changed there, and what changed here, each against where both started. */
  async compare(id: string): Promise<void> {
    const { name, started, now, mine } = this.get(id);
    const left = this.documents.putOne(id, "On the platform now", toPreviewText(now, []));
    const right = this.documents.putOne(id, "Mine", toPreviewText(mine, []));
    if (started === undefined) {
      await openDiff({ left, right }, `${name}: the platform now ↔ mine`);
      return;
    }
    const base = this.documents.putOne(id, "Started from", toPreviewText(started, []));
    await openDiffs(`${name}: started from ↔ the platform now, and ↔ mine`, [
      { left: base, right: left },
      { left: base, right },
    ]);
  }
}
