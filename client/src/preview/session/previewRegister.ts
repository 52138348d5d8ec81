/**
 * Which previews are open, in which editors they are shown, and that one whose editor was closed is over. Plans, shows and
 * sends nothing.
 */
import * as vscode from "vscode";
import type { Log } from "../../log";
import { endedPreview } from "../../model/refusals";
import { closeTabs, findActiveTab, listTabs, type Sides } from "../../ui/editors";
import type { GuardedWrite } from "./guards";
import type { PreviewDocuments } from "./previewDocuments";
import type { BatchResult, WriteResult } from "./previewTypes";
import type { SideTexts } from "./writeTask";

/** One open preview with the types of its item hidden: outside only the steps matter. */
interface OpenEntry {
  readonly isOver: () => boolean;
  readonly guarded: GuardedWrite;
  readonly discard: () => boolean;
  readonly apply: (signal: AbortSignal) => Promise<WriteResult | BatchResult>;
  readonly isIn: (tab: vscode.Tab) => boolean;
  /** Ends what still looks for facts. */
  readonly ending: AbortController;
  /** Tells it from others; missing for what may be open twice. */
  readonly shown?: ShownOnce;
}

/** What was shown of a preview when it opened. */
interface ShownOnce {
  readonly origin: string | undefined;
  readonly texts: SideTexts;
  readonly sides: Sides;
}

/** The open previews by id. */
export class PreviewRegister implements vscode.Disposable {
  private readonly entries = new Map<string, OpenEntry>();
  private readonly tabs: vscode.Disposable;

  constructor(private readonly sources: { readonly documents: PreviewDocuments; readonly log: Log }) {
    this.tabs = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0) this.discardClosed();
    });
  }

  /** Whether the preview is open and can be applied. */
  has(id: string): boolean {
    return this.entries.has(id);
  }

  /** The preview, or `gone` when it was never there or has ended. */
  get(id: string): OpenEntry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw endedPreview();
    return entry;
  }

  /** The preview of this origin that can still be applied. */
  findShown(origin: string | undefined): (ShownOnce & { readonly id: string }) | undefined {
    for (const [id, { shown, isOver }] of this.entries)
      if (shown?.origin !== undefined && shown.origin === origin && !isOver()) return { id, ...shown };
    return undefined;
  }

  /** The preview whose editor is in front. */
  findFront(): string | undefined {
    const tab = findActiveTab();
    return tab && [...this.entries].find(([, entry]) => entry.isIn(tab))?.[0];
  }

  /** Keeps a preview from when its editor is open. */
  keep(id: string, entry: OpenEntry): void {
    this.entries.set(id, entry);
    const { title, target } = entry.guarded;
    this.sources.log.info("Preview opened", {
      preview: id,
      title: title.split("“")[0],
      sandbox: target.sandbox,
    });
    this.tellContext();
  }

  /** Forgets a preview and closes its editor. */
  async end(id: string): Promise<void> {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    entry?.ending.abort();
    if (entry !== undefined) {
      await closeTabs(entry.isIn);
      await this.hideMessages();
    }
    this.tellContext();
  }

  /**
   * What led to a preview would cover it, and the offer to apply it would stand above its outcome; no message can be withdrawn, only
   * all be put away.
   */
  async hideMessages(): Promise<void> {
    try {
      await vscode.commands.executeCommand("notifications.hideToasts");
    } catch (error) {
      this.sources.log.error("Messages could not be put away", error);
    }
  }

  dispose(): void {
    this.tabs.dispose();
    for (const entry of this.entries.values()) {
      entry.discard();
      entry.ending.abort();
    }
    this.entries.clear();
  }

  private discardClosed(): void {
    const tabs = listTabs();
    for (const [id, entry] of this.entries) {
      if (tabs.some(entry.isIn) || !entry.discard()) continue;
      this.entries.delete(id);
      entry.ending.abort();
      this.sources.documents.drop(id);
      this.sources.log.info("Preview closed without applying", { preview: id });
      void this.hideMessages();
    }
    this.tellContext();
  }

  /** Editors that hold many diffs have no address of ours; a context key stands in for it in menus and keys. */
  private tellContext(): void {
    const hasPreview = this.entries.size > 0;
    vscode.commands
      .executeCommand("setContext", "aep.hasPreview", hasPreview)
      .then(undefined, (error: unknown) => {
        this.sources.log.error("The context key aep.hasPreview could not be set", error);
      });
  }
}
