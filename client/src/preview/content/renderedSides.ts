/**
 * Both sides of open previews of content, for whoever shows them as people will see them. Knows them only while the
 * preview is open.
 */
import * as vscode from "vscode";
import type { Log } from "../../log";
import type { SandboxTarget } from "../../model/resource";

export interface AuthoredSide {
  /** What the side is, for people: "On the platform now". */
  readonly title: string;
  readonly subject: string | undefined;
  /** Untrusted mark-up. */
  readonly html: string | undefined;
  readonly text: string | undefined;
}

/** What is compared. */
interface RenderedPreview extends SandboxTarget {
  readonly name: string;
  readonly left: AuthoredSide;
  readonly right: AuthoredSide;
  /** The address of the diff's right side. */
  readonly document: vscode.Uri;
}

/** A preview that is over. */
interface EndedPreview extends SandboxTarget {
  readonly id: string;
}

/** The previews that can be shown, by their ids. */
export class RenderedSides {
  private readonly known = new Map<string, RenderedPreview>();
  private readonly ended = new vscode.EventEmitter<EndedPreview>();
  /** Tells which preview is over. */
  readonly onDidEnd = this.ended.event;

  constructor(private readonly log: Pick<Log, "error">) {}

  /** Keeps a preview until `ending` is aborted. */
  keep(id: string, preview: RenderedPreview, ending: AbortSignal): void {
    if (ending.aborted) return;
    this.known.set(id, preview);
    ending.addEventListener("abort", () => {
      this.known.delete(id);
      this.tellContext();
      this.ended.fire({ id, connection: preview.connection, sandbox: preview.sandbox });
    });
    this.tellContext();
  }

  /** The preview; undefined when it has none, or is over. */
  find(id: string): RenderedPreview | undefined {
    return this.known.get(id);
  }

  /** Menus offer the rendered view on these documents. */
  private tellContext(): void {
    const documents = [...this.known.values()].map(({ document }) => document.toString());
    vscode.commands
      .executeCommand("setContext", "aep.renderedPreviews", documents)
      .then(undefined, (error: unknown) => {
        this.log.error("The context key aep.renderedPreviews could not be set", error);
      });
  }
}
