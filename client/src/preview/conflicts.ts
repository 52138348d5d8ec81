/**
 * Conflicts that stopped a write, kept until the person has looked: started from / now / mine. Shows them side by side,
 * opens the merge of them to be resolved, and knows how to plan again. Resolves nothing by itself.
 */
import * as vscode from "vscode";
import type { AudienceDefinition, DefinitionField } from "../model/audienceDefinition";
import { toPreviewText } from "../model/previewText";
import { readResolution } from "../model/resolutionText";
import { UserError } from "../model/userError";
import { openDiff, openDiffs, openUntitled } from "../ui/editors";
import type { PreviewDocuments } from "./previewDocuments";
import type { PreviewReport } from "./previewTypes";

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
  /** Lays out the expression so that only what it says can differ. */
  readonly format: (definition: AudienceDefinition) => Promise<AudienceDefinition>;
  /** Plans and previews again on top of what the platform holds now, with mine or with what was resolved. */
  readonly previewAgain: (signal: AbortSignal, resolved?: AudienceDefinition) => Promise<PreviewReport>;
}

/** The conflicts of this window by id. */
export class Conflicts {
  private readonly known = new Map<string, Conflict>();
  /** Conflict ids by the address of the document they are resolved in. */
  private readonly documentsOf = new Map<string, string>();

  constructor(private readonly documents: PreviewDocuments) {}

  keep(id: string, conflict: Conflict): void {
    this.known.set(id, conflict);
  }

  /** The conflict, where it is one that can be compared and resolved here. */
  find(id: string): Conflict | undefined {
    return this.known.get(id);
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
    const { name, started, now, mine, format } = this.get(id);
    const toText = async (version: AudienceDefinition | undefined): Promise<string> =>
      version === undefined ? "" : toPreviewText(await format(version), []);
    const left = this.documents.putOne(id, "On the platform now", await toText(now));
    const right = this.documents.putOne(id, "Mine", await toText(mine));
    if (started === undefined) {
      await openDiff({ left, right }, `${name}: the platform now ↔ mine`);
      return;
    }
    const base = this.documents.putOne(id, "Started from", await toText(started));
    await openDiffs(`${name}: started from ↔ the platform now, and ↔ mine`, [
      { left: base, right: left },
      { left: base, right },
    ]);
  }

  /** Opens the merge of the versions as a document with a marker for each hunk in conflict; returns its address. */
  async resolve(id: string): Promise<vscode.Uri> {
    const { name, started, now, mine, fields, format } = this.get(id);
    if (now === undefined) throw new UserError("gone", `“${name}” is no longer on the platform.`);
    const [base, theirs, ours] = await Promise.all([started && format(started), format(now), format(mine)]);
    const { mergeVersions } = await import("../model/threeWay");
    const text = mergeVersions({ started: base, now: theirs, mine: ours, fields });
    const { uri } = await openUntitled(text, "markdown");
    this.documentsOf.set(uri.toString(), id);
    await vscode.commands.executeCommand("setContext", "aep.resolutions", [...this.documentsOf.keys()]);
    return uri;
  }

  /** The conflict resolved in a document. */
  findByDocument(uri: vscode.Uri): string | undefined {
    return this.documentsOf.get(uri.toString());
  }

  /** Previews what the person arrived at in the document. Throws `badFile` while something is left to choose. */
  async previewResolution(id: string, text: string, signal: AbortSignal): Promise<PreviewReport> {
    const resolved = readResolution(text);
    return await this.get(id).previewAgain(signal, resolved);
  }
}
