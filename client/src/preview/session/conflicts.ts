/**
 * Conflicts that stopped a write, kept until the person has looked: started from / now / mine. Shows them side by side,
 * opens the merge of them to be resolved, and knows how to plan again. Resolves nothing by itself.
 */
import * as vscode from "vscode";
import { vanished } from "../../model/refusals";
import { UserError } from "../../model/userError";
import { openDiff, openDiffs, openUntitled, toComparisonTitle } from "../../ui/editors";
import { say } from "../../words/say";
import type { PreviewDocuments } from "./previewDocuments";
import type { Preview } from "./previewTypes";

/** The three versions as people read them. */
interface ConflictTexts {
  /** What the author started from; undefined when this computer never saw it. */
  readonly started: string | undefined;
  /** What the platform holds; empty when it holds nothing. */
  readonly now: string;
  readonly mine: string;
}

/** Two changes that met. */
export interface Conflict {
  readonly name: string;
  /** What changed on both sides, in words. */
  readonly fields: readonly string[];
  /** False when the platform does not hold it any more. */
  readonly isThere: boolean;
  readonly toTexts: () => Promise<ConflictTexts>;
  /** One text with a marker for each hunk in conflict. */
  readonly merge: () => Promise<string>;
  /**
   * Plans and previews again on top of what the platform holds now: mine, or the text a person arrived at. Throws `badFile`
   * while something is left to choose in it.
   */
  readonly previewAgain: (signal: AbortSignal, resolved?: string) => Promise<Preview>;
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
      throw new UserError("gone", say("This conflict is no longer open. Preview again."));
    return conflict;
  }

  /** Opens the three versions: what changed there, and what changed here, each against where both started. */
  async compare(id: string): Promise<void> {
    const { name, toTexts } = this.get(id);
    const { started, now, mine } = await toTexts();
    const left = this.documents.putOne(id, say("On the platform now"), now);
    const right = this.documents.putOne(id, say("Mine"), mine);
    if (started === undefined) {
      await openDiff({ left, right }, toComparisonTitle(say("the platform now"), say("mine"), name));
      return;
    }
    const base = this.documents.putOne(id, say("Started from"), started);
    await openDiffs(toComparisonTitle(say("started from"), say("the platform now, and ↔ mine"), name), [
      { left: base, right: left },
      { left: base, right },
    ]);
  }

  /** Opens the merge of the versions as a document with a marker for each hunk in conflict; returns its address. */
  async resolve(id: string): Promise<vscode.Uri> {
    const { name, isThere, merge } = this.get(id);
    if (!isThere) throw vanished(`“${name}”`);
    const { uri } = await openUntitled(await merge(), "markdown");
    this.documentsOf.set(uri.toString(), id);
    await vscode.commands.executeCommand("setContext", "aep.resolutions", [...this.documentsOf.keys()]);
    return uri;
  }

  /** The conflict resolved in a document. */
  findByDocument(uri: vscode.Uri): string | undefined {
    return this.documentsOf.get(uri.toString());
  }
}
