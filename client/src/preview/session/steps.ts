/**
 * A planned session as a step that can be applied or given up, with what follows it. Decides nothing; sends only through
 * the session.
 */
import type { Log } from "../../log";
import { describeFailure } from "../../model/failureText";
import type { SandboxTarget } from "../../model/resource";
import { say } from "../../words/say";
import { type PreviewSession, planPreview } from "./previewSession";
import type { BatchRequest, BatchStep, WriteRequest, WriteResult } from "./previewTypes";
import type { Unplanned, WritePlan, WriteTask } from "./writeTask";

/** The step of one session. */
export function toStep<Item, Change extends WritePlan>(
  { task, onApplied, onConflict }: WriteRequest<Item, Change>,
  session: PreviewSession<Item, Change>,
  log: Log,
): BatchStep & { readonly apply: (signal: AbortSignal) => Promise<WriteResult> } {
  return {
    subject: task.subject,
    isOpen: () => session.state === "previewing",
    discard: () => session.discard(),
    apply: async (signal) => {
      const result = await session.apply(signal);
      log.info("Preview ended", { preview: session.id, outcome: result.outcome });
      const isApplied = result.outcome === "applied";
      if (!isApplied) onConflict(session, result.now);
      const remembered = isApplied
        ? await follow(log, () => onApplied(result.id, result.now, session.basis.change))
        : undefined;
      return {
        outcome: result.outcome,
        id: isApplied ? result.id : undefined,
        isAsPlanned: isApplied && result.isAsPlanned,
        isFoundLate: isApplied && result.isFoundLate,
        target: task.target,
        subject: task.subject,
        verb: task.verb,
        kind: task.kind,
        done: task.toDone?.(session.basis.change, toPlace(task.target)),
        change: remembered,
      };
    },
  };
}

/** The request as one of many. */
export function toPart<Item, Change extends WritePlan>(request: WriteRequest<Item, Change>): BatchRequest {
  const { task, present } = request;
  const self: BatchRequest = {
    planInto: async ({ id, log, signal }) => {
      try {
        const planned = await planPreview(id, task, signal);
        if ("unplanned" in planned) return { subject: task.subject, reason: toReason(planned.unplanned) };
        const { change } = planned.basis;
        const presentation = (await present?.(change, signal)) ?? {
          texts: task.toTexts(change),
          follow: async () => undefined,
        };
        const step = toStep(request, planned, log);
        return { step, needs: change.needs, target: task.target, presentation, request: self };
      } catch (error) {
        const described = describeFailure(error);
        if (described === undefined || signal.aborted) throw error;
        log.error("One of many could not be planned", error);
        return { subject: task.subject, reason: described.text };
      }
    },
  };
  return self;
}

/** "dev of Acme". */
export function toPlace({ sandbox, connection }: SandboxTarget): string {
  return say("{0} of {1}", sandbox, connection);
}

/** "Update “Loyal shoppers”". */
export function toTitle(task: Pick<WriteTask<unknown>, "verb" | "subject">): string {
  return say("{0} “{1}”", say(task.verb), task.subject);
}

function toReason(unplanned: Unplanned): string {
  if (unplanned.kind === "refused") return unplanned.reason;
  if (unplanned.kind === "nothing") return say("The platform already holds it as it is here.");
  return say("It was changed on the platform since ({0}).", unplanned.fields.join(", "));
}

/** What follows a write may fail on its own account; saying that the write failed would be wrong. */
async function follow(log: Log, step: () => Promise<string>): Promise<string | undefined> {
  try {
    return await step();
  } catch (error) {
    log.error("A step after the write failed", error);
    return undefined;
  }
}
