/**
 * Previews of what destinations send out: audiences added to or removed from a flow, and an export that starts now.
 * Plans, shows and remembers; the sending is done by `previews`.
 */
import type { AuditTrail } from "../audit/auditTrail";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import type { FlowWish } from "./flowWrite";
import { toFlowTask, toRunTask } from "./flowWrite";
import type { Previews } from "./previews";
import type { PreviewOutcome } from "./previewTypes";
import { openPlace, type PlaceSources } from "./writePlaces";
import type { Sendable } from "./writeTask";

/** What these previews are built on. */
export interface ActivationSources extends PlaceSources {
  readonly previews: Previews;
  readonly audit: AuditTrail;
  readonly createId: () => string;
  readonly now: () => number;
}

/** Where asking for a preview led. */
export type ActivationReport =
  | { readonly kind: "open"; readonly preview: { readonly id: string } }
  | { readonly kind: "nothing" };

const ACCESS = { name: "/resource-types/destinations", verb: "write", what: "destinations" } as const;

/** Opens previews of changes to flows. */
export class ActivationPreviews {
  constructor(private readonly sources: ActivationSources) {}

  /** Previews a flow with audiences added or removed. */
  async preview(target: SandboxTarget, wish: FlowWish, signal: AbortSignal): Promise<ActivationReport> {
    const place = await openPlace(this.sources, target, { access: ACCESS, signal });
    const task = toFlowTask(place, wish);
    const outcome = await this.sources.previews.open(
      {
        task,
        onApplied: (id, _now, { added, removed }) => {
          const items = [...added, ...removed].map((audience) => audience.id);
          const verb = removed.length === 0 ? "Activate" : "Remove";
          return this.record(target, { id, name: wish.flowName, verb, items });
        },
        onConflict: () => undefined,
      },
      signal,
    );
    return toReport(outcome);
  }

  /** Previews an export that starts now; `onStarted` hears the run's id once it was started. */
  async previewRun(
    target: SandboxTarget,
    wish: Parameters<typeof toRunTask>[1] & { readonly onStarted: (runId: string | undefined) => void },
    signal: AbortSignal,
  ): Promise<ActivationReport> {
    const place = await openPlace(this.sources, target, { access: ACCESS, signal });
    const task = toRunTask(place, wish, wish.onStarted);
    const outcome = await this.sources.previews.open(
      {
        task,
        onApplied: (id) =>
          this.record(target, { id, name: wish.flowName, verb: "Run", items: wish.audienceIds }),
        onConflict: () => undefined,
      },
      signal,
    );
    return toReport(outcome);
  }

  private async record(target: SandboxTarget, what: Recorded): Promise<void> {
    const at = new Date(this.sources.now()).toISOString();
    const change = this.sources.createId();
    await this.sources.audit.add({ change, at, ...target, kind: "destination", fields: [], ...what });
  }
}

interface Recorded {
  readonly id: string;
  readonly name: string;
  readonly verb: string;
  readonly items: readonly string[];
}

function toReport<Item, Change extends Sendable>(outcome: PreviewOutcome<Item, Change>): ActivationReport {
  if (outcome.kind === "open") return { kind: "open", preview: { id: outcome.preview.id } };
  if (outcome.unplanned.kind === "refused") throw new UserError("notAllowed", outcome.unplanned.reason);
  return { kind: "nothing" };
}
