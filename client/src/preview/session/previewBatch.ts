/**
 * Many previewed writes as one: sent one after the other, each with its own result. Stops where going on would only fail
 * again, and then says what was not sent. Shows nothing and asks nobody.
 */
import { isApiError } from "../../api/apiError";
import { UserError } from "../../model/userError";
import type { BatchStep, ItemResult } from "./previewTypes";

/** What is told after each write. */
type BatchProgress = (done: number, of: number) => void;

/** After these the next write would meet the same failure. */
const STOPPING = [
  "signIn",
  "unauthorized",
  "sandboxForbidden",
  "network",
  "tls",
  "timeout",
  "unavailable",
  "throttled",
  "cancelled",
] as const;

/** Applies the steps in order. Never rejects: what went wrong is in the results, one for each step. */
export async function applyBatch(
  steps: readonly BatchStep[],
  describe: (error: unknown) => string,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress?: BatchProgress | undefined },
): Promise<readonly ItemResult[]> {
  const results: ItemResult[] = [];
  let isStopped = false;
  for (const step of steps) {
    isStopped ||= signal.aborted;
    if (isStopped) results.push(toNotSent(step));
    else {
      const { result, stops } = await applyStep(step, describe, signal);
      isStopped = stops;
      results.push(result);
    }
    progress?.(results.length, steps.length);
  }
  return results;
}

/** Whether everything is as wished. */
export function isComplete(results: readonly ItemResult[]): boolean {
  return results.every(({ outcome }) => outcome === "applied");
}

async function applyStep(
  step: BatchStep,
  describe: (error: unknown) => string,
  signal: AbortSignal,
): Promise<{ readonly result: ItemResult; readonly stops: boolean }> {
  const { subject } = step;
  try {
    const { outcome, id, isAsPlanned, isFoundLate } = await step.apply(signal);
    const message =
      outcome === "conflict"
        ? "It was changed on the platform in the meantime."
        : isFoundLate === true
          ? "The connection broke while sending; the platform has the change."
          : undefined;
    return { result: { subject, id, outcome, isAsPlanned, message }, stops: false };
  } catch (error) {
    const isUnknown = error instanceof UserError && error.code === "unknownOutcome";
    const outcome = isUnknown ? "unknown" : step.isOpen() ? "notSent" : "failed";
    const result = { subject, id: undefined, outcome, isAsPlanned: false, message: describe(error) } as const;
    return { result, stops: isUnknown || signal.aborted || isApiError(error, ...STOPPING) };
  }
}

function toNotSent({ subject }: BatchStep): ItemResult {
  return { subject, id: undefined, outcome: "notSent", isAsPlanned: false, message: undefined };
}
