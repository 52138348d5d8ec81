/**
 * The previews that are open: shows diffs, applies or discards, and gives up when a diff is closed.
 * Every write of the editor passes through `apply`; nothing else sends.
 */
import type * as vscode from "vscode";
import type { Log } from "../../log";
import type { AudiencePlan } from "../../model/changePlan";
import { describeFailure } from "../../model/failureText";
import { toSandboxKey } from "../../model/resource";
import { UserError } from "../../model/userError";
import { isDiffOf, isTitled, openDiff, openDiffs, type Sides } from "../../ui/editors";
import { say } from "../../words/say";
import { checkPermission, confirmProduction, type GuardedWrite, type GuardSources } from "./guards";
import type { PreviewDocuments } from "./previewDocuments";
import { PreviewRegister } from "./previewRegister";
import type {
  BatchPreview,
  BatchRequest,
  BatchResult,
  Presentation,
  Preview,
  WriteRequest,
  WriteResult,
} from "./previewTypes";
import type { Unplanned, WritePlan } from "./writeTask";

/** What previews are built on. */
interface PreviewSources extends GuardSources {
  readonly documents: PreviewDocuments;
  readonly log: Log;
  readonly createId: () => string;
}

/** What became of a request to preview. */
type PreviewOutcome<Item, Change extends WritePlan = AudiencePlan> =
  | { readonly kind: "open"; readonly preview: Sides & { readonly id: string; readonly change: Change } }
  | { readonly kind: "unplanned"; readonly unplanned: Unplanned; readonly fresh: Item | undefined };

/** Planning asks for this many objects at a time. */
const PLANNED_AT_ONCE = 5;

/** Holds the open previews by id. */
export class Previews implements vscode.Disposable {
  private readonly register: PreviewRegister;
  private readonly confirmed = new Set<string>();
  private readonly pressed = new Set<string>();
  /** What a batch did not get done, by the batch's id. */
  private readonly unfinished = new Map<string, readonly BatchRequest[]>();

  constructor(private readonly sources: PreviewSources) {
    this.register = new PreviewRegister(sources);
  }

  /**
   * Plans the write and opens its diff. One of the same origin that is open is shown again where nothing changed, and gives way to
   * the new one where something did. Throws `notPermitted` before anything is shown that could not be applied.
   */
  async open<Item, Change extends WritePlan = AudiencePlan>(
    request: WriteRequest<Item, Change>,
    signal: AbortSignal,
  ): Promise<PreviewOutcome<Item, Change>> {
    const { task } = request;
    // Nothing of this is needed before something is written.
    const [{ planPreview }, { toStep, toTitle }] = await Promise.all([
      import("./previewSession"),
      import("./steps"),
    ]);
    const planned = await planPreview(this.sources.createId(), task, signal);
    if ("unplanned" in planned) return { kind: "unplanned", ...planned };
    const { change } = planned.basis;
    const guarded = { target: task.target, needs: change.needs, title: toTitle(task) };
    checkPermission(this.sources, guarded);
    const presentation = await toPresentation(request, change, signal);
    const { texts } = presentation;
    const title = say("{0} in {1}", toTitle(task), task.target.sandbox);
    const origin = request.origin && `${toSandboxKey(task.target)} ${task.verb} ${request.origin}`;
    const twin = this.register.findShown(origin);
    if (twin?.texts.before === texts.before && twin.texts.after === texts.after) {
      await openDiff(twin.sides, title);
      return { kind: "open", preview: { id: twin.id, change, ...twin.sides } };
    }
    const ending = new AbortController();
    const sides = this.show(planned.id, task.subject, { presentation, ending });
    // Of content the head says only where it is; words about the change stand above the others.
    await openDiff(sides, title, { isReadFromTop: !["template", "fragment"].includes(task.kind) });
    const former = this.register.findShown(origin);
    const step = toStep(request, planned, this.sources.log);
    const isOver = (): boolean => planned.state !== "previewing";
    this.register.keep(planned.id, {
      ...step,
      isOver,
      guarded,
      ending,
      isIn: (tab) => isDiffOf(tab, sides.right),
      shown: { origin, texts, sides },
    });
    // Only now, so that of two that are opened at once each sees the other.
    if (former !== undefined) await this.discard(former.id);
    await this.register.hideMessages();
    return { kind: "open", preview: { id: planned.id, change, ...sides } };
  }

  /**
   * Plans many writes and opens them as one comparison with one confirmation. What cannot be sent is left out and named, and not counted
   * in the title.
   */
  async openMany(
    toTitle: (count: number) => string,
    requests: readonly BatchRequest[],
    signal: AbortSignal,
  ): Promise<BatchPreview> {
    const { applyBatch, isComplete } = await import("./previewBatch");
    const id = this.sources.createId();
    const parts = await inChunks(requests, (request, index) =>
      request.planInto({ id: `${id}-${index}`, log: this.sources.log, signal }),
    );
    const planned = parts.flatMap((part) => ("step" in part ? [part] : []));
    const leftOut = parts.flatMap((part) => ("reason" in part ? [part] : []));
    const [first] = planned;
    if (first === undefined) return { kind: "unplanned", leftOut };
    const needs = planned.some((part) => part.needs === "publish") ? "publish" : "draft";
    const title = toTitle(planned.length);
    const guarded: GuardedWrite = { target: first.target, needs, title };
    checkPermission(this.sources, guarded);
    const ending = new AbortController();
    const sides = planned.map((part, index) =>
      this.show(`${id}-${index}`, part.step.subject, { presentation: part.presentation, ending }),
    );
    await openDiffs(title, sides);
    const steps = planned.map((part) => part.step);
    this.register.keep(id, {
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
    await this.register.hideMessages();
    return { kind: "batch", batch: { id, title, count: steps.length, sides }, leftOut };
  }

  /** What the batch did not get done, planned and shown anew. Throws `gone` when everything was done. */
  async resume(id: string, signal: AbortSignal): Promise<BatchPreview> {
    const requests = this.unfinished.get(id) ?? [];
    if (requests.length === 0)
      throw new UserError("gone", say("Everything in this batch is done. Nothing is left to preview."));
    const outcome = await this.openMany((count) => say("The {0} left", count), requests, signal);
    this.unfinished.delete(id);
    return outcome;
  }

  /** The first half of applying: permission, and the typed name where production is touched. Sends nothing. */
  async confirm(id: string, options: { readonly confirmation?: string | undefined } = {}): Promise<void> {
    const guarded = { ...this.register.get(id).guarded, ...options };
    checkPermission(this.sources, guarded);
    await confirmProduction(this.sources, guarded);
    this.confirmed.add(id);
  }

  /** Runs what a press begins; a second press before it is done changes nothing, as after a double click. */
  async onlyOnce<Result>(id: string, run: () => Promise<Result>): Promise<Result | undefined> {
    if (this.pressed.has(id)) return undefined;
    this.pressed.add(id);
    try {
      return await run();
    } finally {
      this.pressed.delete(id);
    }
  }

  /** The second half: compares again, sends and reads back. The diff closes unless nothing was sent and it may be tried again. */
  async apply(id: string, signal: AbortSignal): Promise<WriteResult | BatchResult> {
    const entry = this.register.get(id);
    if (!this.confirmed.delete(id))
      throw new UserError("notConfirmed", say("This preview was not confirmed. Nothing was sent."));
    try {
      return await entry.apply(signal);
    } finally {
      if (entry.isOver() || this.unfinished.has(id)) await this.register.end(id);
    }
  }

  /** Gives up; nothing was or will be sent. */
  async discard(id: string): Promise<void> {
    if (this.register.get(id).discard()) await this.register.end(id);
  }

  /** Whether the preview is open and can be applied. */
  isOpen(id: string): boolean {
    return this.register.has(id);
  }

  /** The preview whose editor is in front. */
  findFront(): string | undefined {
    return this.register.findFront();
  }

  dispose(): void {
    this.register.dispose();
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
}

/** The outcome in plain words of a program, where there is no conflict to resolve. Throws `notAllowed` on a refusal. */
export function toPreview(outcome: PreviewOutcome<unknown, WritePlan>): Preview {
  if (outcome.kind === "open") return { kind: "open", preview: { id: outcome.preview.id } };
  if (outcome.unplanned.kind === "refused") throw new UserError("notAllowed", outcome.unplanned.reason);
  return { kind: "nothing" };
}

async function toPresentation<Item, Change extends WritePlan>(
  { task, present }: WriteRequest<Item, Change>,
  change: Change,
  signal: AbortSignal,
): Promise<Presentation> {
  return (await present?.(change, signal)) ?? { texts: task.toTexts(change), follow: async () => undefined };
}

function describe(error: unknown): string {
  return describeFailure(error)?.text ?? say("It was cancelled.");
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
