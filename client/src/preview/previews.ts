/**
 * The previews that are open: shows diffs, applies or discards, and gives up when a diff is closed.
 * Every write of the editor passes through `apply`; nothing else sends.
 */
import * as vscode from "vscode";
import type { Log } from "../log";
import type { PlannedChange } from "../model/changePlan";
import { UserError } from "../model/userError";
import {
  closeTabs,
  findActiveTab,
  isDiffOf,
  isTitled,
  listTabs,
  openDiff,
  openDiffs,
  type Sides,
} from "../ui/editors";
import { describeError } from "../ui/messages";
import { checkPermission, confirmProduction, type GuardedWrite, type GuardSources } from "./guards";
import { applyBatch, isComplete } from "./previewBatch";
import type { PreviewDocuments } from "./previewDocuments";
import { planPreview } from "./previewSession";
import type {
  AnyPreviewRequest,
  AppliedBatch,
  AppliedPreview,
  BatchOutcome,
  Presentation,
  PreviewOutcome,
  PreviewRequest,
} from "./previewTypes";
import { toStep, toTitle } from "./steps";
import type { Sendable } from "./writeTask";

/** What previews are built on. */
export interface PreviewSources extends GuardSources {
  readonly documents: PreviewDocuments;
  readonly log: Log;
  readonly createId: () => string;
}

type Applied = AppliedPreview | AppliedBatch;

/** One open preview with the types of its item hidden: outside only the steps matter. */
interface Entry {
  readonly isOver: () => boolean;
  readonly guarded: GuardedWrite;
  readonly discard: () => boolean;
  readonly apply: (signal: AbortSignal) => Promise<Applied>;
  readonly isIn: (tab: vscode.Tab) => boolean;
  /** Ends what still looks for facts. */
  readonly ending: AbortController;
}

/** Planning asks for this many objects at a time. */
const PLANNED_AT_ONCE = 5;

/** Holds the open previews by id. */
export class Previews implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly confirmed = new Set<string>();
  /** What a batch did not get done, by the batch's id. */
  private readonly unfinished = new Map<string, readonly AnyPreviewRequest[]>();
  private readonly tabs: vscode.Disposable;

  constructor(private readonly sources: PreviewSources) {
    this.tabs = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0) this.discardClosed();
    });
  }

  /** Plans the write and opens its diff. Throws `notPermitted` before anything is shown that could not be applied. */
  async open<Item, Change extends Sendable = PlannedChange>(
    request: PreviewRequest<Item, Change>,
    signal: AbortSignal,
  ): Promise<PreviewOutcome<Item, Change>> {
    const { task } = request;
    const planned = await planPreview(this.sources.createId(), task, signal);
    if ("unplanned" in planned) return { kind: "unplanned", ...planned };
    const { change } = planned.basis;
    const guarded = { target: task.target, needs: change.needs, title: toTitle(task) };
    checkPermission(this.sources, guarded);
    const presentation = await toPresentation(request, change, signal);
    const ending = new AbortController();
    const sides = this.show(planned.id, task.subject, { presentation, ending });
    await openDiff(sides, `${toTitle(task)} in ${task.target.sandbox}`);
    const step = toStep(request, planned, this.sources.log);
    const isOver = (): boolean => planned.state !== "previewing";
    this.keep(planned.id, { ...step, isOver, guarded, ending, isIn: (tab) => isDiffOf(tab, sides.right) });
    return { kind: "open", preview: { id: planned.id, change, ...sides } };
  }

  /** Plans many writes and opens them as one comparison with one confirmation. What cannot be sent is left out and named. */
  async openMany(
    title: string,
    requests: readonly AnyPreviewRequest[],
    signal: AbortSignal,
  ): Promise<BatchOutcome> {
    const id = this.sources.createId();
    const parts = await inChunks(requests, (request, index) =>
      request.planInto({ id: `${id}-${index}`, log: this.sources.log, signal }),
    );
    const planned = parts.flatMap((part) => ("step" in part ? [part] : []));
    const leftOut = parts.flatMap((part) => ("reason" in part ? [part] : []));
    const [first] = planned;
    if (first === undefined) return { kind: "unplanned", leftOut };
    const needs = planned.some((part) => part.needs === "publish") ? "publish" : "draft";
    const guarded: GuardedWrite = { target: first.target, needs, title };
    checkPermission(this.sources, guarded);
    const ending = new AbortController();
    const sides = planned.map((part, index) =>
      this.show(`${id}-${index}`, part.step.subject, { presentation: part.presentation, ending }),
    );
    await openDiffs(title, sides);
    const steps = planned.map((part) => part.step);
    this.keep(id, {
      isOver: () => steps.every((step) => !step.isOpen()),
      guarded,
      ending,
      discard: () => steps.map((step) => step.discard()).some(Boolean),
      isIn: (tab) => isTitled(tab, title),
      apply: async (applying) => {
        const results = await applyBatch(steps, describe, { signal: applying });
        const undone = planned.filter((_part, index) => results[index]?.outcome !== "applied");
        this.unfinished.set(
          id,
          undone.map((part) => part.request),
        );
        const outcome = isComplete(results) ? "applied" : "incomplete";
        this.sources.log.info("Batch ended", { batch: id, outcome, undone: undone.length });
        return { outcome, batch: id, results, leftOut, title, target: first.target };
      },
    });
    return { kind: "batch", batch: { id, title, count: steps.length, sides }, leftOut };
  }

  /** What the batch did not get done, planned and shown anew. Throws `gone` when everything was done. */
  async resume(id: string, signal: AbortSignal): Promise<BatchOutcome> {
    const requests = this.unfinished.get(id) ?? [];
    if (requests.length === 0) throw new UserError("gone", "Nothing of this is left to do.");
    const outcome = await this.openMany(`The ${requests.length} left`, requests, signal);
    this.unfinished.delete(id);
    return outcome;
  }

  /** The first half of applying: permission, and the typed name where production is touched. Sends nothing. */
  async confirm(id: string, options: { readonly confirmation?: string | undefined } = {}): Promise<void> {
    const guarded = { ...this.get(id).guarded, ...options };
    checkPermission(this.sources, guarded);
    await confirmProduction(this.sources, guarded);
    this.confirmed.add(id);
  }

  /** The second half: compares again, sends and reads back. The diff closes unless nothing was sent and it may be tried again. */
  async apply(id: string, signal: AbortSignal): Promise<Applied> {
    const entry = this.get(id);
    if (!this.confirmed.delete(id)) throw new UserError("notConfirmed", "This preview was not confirmed.");
    try {
      return await entry.apply(signal);
    } finally {
      if (entry.isOver() || this.unfinished.has(id)) await this.end(id);
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

  /** The preview whose editor is in front. */
  findFront(): string | undefined {
    const tab = findActiveTab();
    return tab && [...this.entries].find(([, entry]) => entry.isIn(tab))?.[0];
  }

  dispose(): void {
    this.tabs.dispose();
    for (const entry of this.entries.values()) {
      entry.discard();
      entry.ending.abort();
    }
    this.entries.clear();
  }

  private get(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new UserError("gone", "This preview has ended; start a new one.");
    return entry;
  }

  private keep(id: string, entry: Entry): void {
    this.entries.set(id, entry);
    const { title, target } = entry.guarded;
    this.sources.log.info("Preview opened", {
      preview: id,
      title: title.split("“")[0],
      sandbox: target.sandbox,
    });
    this.tellContext();
  }

  /** Shows both sides, and the slower facts as they arrive. */
  private show(
    id: string,
    name: string,
    { presentation, ending }: { readonly presentation: Presentation; readonly ending: AbortController },
  ): Sides {
    const { documents, log } = this.sources;
    const sides = documents.put(id, name, presentation.texts);
    presentation
      .follow((texts) => documents.refresh(sides, texts), ending.signal)
      .catch((error: unknown) => {
        if (!ending.signal.aborted) log.error("Facts for a preview could not be found", error);
      });
    return sides;
  }

  private async end(id: string): Promise<void> {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    entry?.ending.abort();
    if (entry !== undefined) await closeTabs(entry.isIn);
    this.tellContext();
  }

  private discardClosed(): void {
    const tabs = listTabs();
    for (const [id, entry] of this.entries) {
      if (tabs.some(entry.isIn) || !entry.discard()) continue;
      this.entries.delete(id);
      entry.ending.abort();
      this.sources.documents.drop(id);
      this.sources.log.info("Preview closed without applying", { preview: id });
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

async function toPresentation<Item, Change extends Sendable>(
  { task, present }: PreviewRequest<Item, Change>,
  change: Change,
  signal: AbortSignal,
): Promise<Presentation> {
  return (await present?.(change, signal)) ?? { texts: task.toTexts(change), follow: async () => undefined };
}

function describe(error: unknown): string {
  return describeError(error)?.text ?? "It was cancelled.";
}

async function inChunks<From, To>(
  values: readonly From[],
  run: (value: From, index: number) => Promise<To>,
): Promise<readonly To[]> {
  const done: To[] = [];
  for (let from = 0; from < values.length; from += PLANNED_AT_ONCE) {
    const chunk = values.slice(from, from + PLANNED_AT_ONCE);
    done.push(...(await Promise.all(chunk.map((value, index) => run(value, from + index)))));
  }
  return done;
}
