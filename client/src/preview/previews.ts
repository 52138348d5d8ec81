/**
 * The previews that are open: shows the diff, applies or discards, and gives up when the diff is closed.
 * Every write of the editor passes through `apply`; nothing else sends.
 */
import * as vscode from "vscode";
import type { Log } from "../log";
import type { PlannedChange } from "../model/changePlan";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import { closeDiff, isDiffOf, openDiff, type Sides } from "../ui/editors";
import { checkPermission, confirmProduction, type GuardedWrite, type GuardSources } from "./guards";
import type { PreviewDocuments } from "./previewDocuments";
import { type ApplyResult, type PreviewSession, planPreview, type Unplanned } from "./previewSession";
import type { Snapshot, WriteTask } from "./writeTask";

/** A write to preview, and what to do with its end. */
export interface PreviewRequest<Item> {
  readonly task: WriteTask<Item>;
  /** Called once after the platform holds the change. Its failure is not a failure of the write. */
  readonly onApplied: (id: string, now: Snapshot<Item>) => Promise<void>;
  /** Called when the platform's copy changed while the diff was open; nothing was sent. */
  readonly onConflict: (session: PreviewSession<Item>, now: Snapshot<Item>) => void;
}

/** A preview whose diff is open. */
export interface OpenPreview extends Sides {
  readonly id: string;
  readonly change: PlannedChange;
}

/** What became of a request to preview. */
export type PreviewOutcome<Item> =
  | { readonly kind: "open"; readonly preview: OpenPreview }
  | { readonly kind: "unplanned"; readonly unplanned: Unplanned; readonly fresh: Snapshot<Item> };

/** How applying ended, for reports and automation. */
export interface AppliedPreview {
  readonly outcome: "applied" | "conflict";
  readonly id: string | undefined;
  /** False when the platform holds something other than what was sent. */
  readonly isAsPlanned: boolean;
  readonly target: SandboxTarget;
  readonly subject: string;
  readonly verb: string;
}

/** What previews are built on. */
export interface PreviewSources extends GuardSources {
  readonly documents: PreviewDocuments;
  readonly log: Log;
  readonly createId: () => string;
}

/** One open preview with the types of its item hidden: outside only the steps matter. */
interface Entry extends Sides {
  readonly isOver: () => boolean;
  readonly guarded: GuardedWrite;
  readonly discard: () => boolean;
  readonly apply: (signal: AbortSignal) => Promise<AppliedPreview>;
}

/** Holds the open previews by id. */
export class Previews implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly confirmed = new Set<string>();
  private readonly tabs: vscode.Disposable;

  constructor(private readonly sources: PreviewSources) {
    this.tabs = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0) this.discardClosed();
    });
  }

  /** Plans the write and opens its diff. Throws `notPermitted` before anything is shown that could not be applied. */
  async open<Item>(request: PreviewRequest<Item>, signal: AbortSignal): Promise<PreviewOutcome<Item>> {
    const { task } = request;
    const planned = await planPreview(this.sources.createId(), task, signal);
    if ("unplanned" in planned) return { kind: "unplanned", ...planned };
    const { change } = planned.basis;
    const guarded = { target: task.target, needs: change.needs, title: toTitle(task) };
    checkPermission(this.sources, guarded);
    const sides = this.sources.documents.put(planned.id, task.subject, task.toTexts(change));
    await openDiff(sides, `${toTitle(task)} in ${task.target.sandbox}`);
    this.entries.set(planned.id, { ...sides, ...this.toEntry(request, planned), guarded });
    this.sources.log.info("Preview opened", {
      preview: planned.id,
      verb: task.verb,
      sandbox: task.target.sandbox,
    });
    return { kind: "open", preview: { id: planned.id, change, ...sides } };
  }

  /** The first half of applying: permission, and the typed name where production is touched. Sends nothing. */
  async confirm(id: string, options: { readonly confirmation?: string | undefined } = {}): Promise<void> {
    const guarded = { ...this.get(id).guarded, ...options };
    checkPermission(this.sources, guarded);
    await confirmProduction(this.sources, guarded);
    this.confirmed.add(id);
  }

  /** The second half: compares again, sends and reads back. The diff closes unless nothing was sent and it may be tried again. */
  async apply(id: string, signal: AbortSignal): Promise<AppliedPreview> {
    const entry = this.get(id);
    if (!this.confirmed.delete(id)) throw new UserError("notConfirmed", "This preview was not confirmed.");
    try {
      return await entry.apply(signal);
    } finally {
      if (entry.isOver()) await this.end(id);
    }
  }

  /** Gives up; nothing was or will be sent. */
  async discard(id: string): Promise<void> {
    if (this.get(id).discard()) await this.end(id);
  }

  /** Whether the preview is open and can be applied. */
  isOpen(id: string): boolean {
    return this.entries.has(id);
  }

  dispose(): void {
    this.tabs.dispose();
    for (const entry of this.entries.values()) entry.discard();
    this.entries.clear();
  }

  private get(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new UserError("gone", "This preview has ended; start a new one.");
    return entry;
  }

  private toEntry<Item>(
    { task, onApplied, onConflict }: PreviewRequest<Item>,
    session: PreviewSession<Item>,
  ): Pick<Entry, "isOver" | "discard" | "apply"> {
    return {
      isOver: () => session.state !== "previewing",
      discard: () => session.discard(),
      apply: async (signal) => {
        const result = await session.apply(signal);
        this.sources.log.info("Preview ended", { preview: session.id, outcome: result.outcome });
        if (result.outcome === "applied") await this.follow(() => onApplied(result.id, result.now));
        else onConflict(session, result.now);
        return toApplied(task, result);
      },
    };
  }

  /** What follows a write may fail on its own account; saying that the write failed would be wrong. */
  private async follow(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.sources.log.error("A step after the write failed", error);
    }
  }

  private async end(id: string): Promise<void> {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    if (entry !== undefined) await closeDiff(entry.right);
  }

  private discardClosed(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    for (const [id, entry] of this.entries) {
      if (tabs.some((tab) => isDiffOf(tab, entry.right)) || !entry.discard()) continue;
      this.entries.delete(id);
      this.sources.documents.drop(id);
      this.sources.log.info("Preview closed without applying", { preview: id });
    }
  }
}

function toTitle(task: Pick<WriteTask<unknown>, "verb" | "subject">): string {
  return `${task.verb} “${task.subject}”`;
}

function toApplied<Item>(task: WriteTask<Item>, result: ApplyResult<Item>): AppliedPreview {
  const isApplied = result.outcome === "applied";
  return {
    outcome: result.outcome,
    id: isApplied ? result.id : undefined,
    isAsPlanned: isApplied && result.isAsPlanned,
    target: task.target,
    subject: task.subject,
    verb: task.verb,
  };
}
