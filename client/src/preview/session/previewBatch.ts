/**
 * Many previewed writes as one: sent one after the other, each with its own result. Stops where going on would only fail
 * again, and then says what was not sent. Shows nothing and asks nobody.
 */
import { isApiError } from "../../api/apiError";
import { UserError } from "../../model/userError";
import { say } from "../../words/say";
import type { BatchResult, BatchStep, ItemResult } from "./previewTypes";

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
        ? say("It was changed on the platform in the meantime.")
        : isFoundLate === true
          ? say("The connection broke while sending; the platform has the change.")
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

/**
 * The account of a batch: what was done, what was not, and why, as one Markdown text. Pure.
 */
const WORDS: Readonly<Record<ItemResult["outcome"], string>> = {
  applied: say("done"),
  conflict: say("**not sent**: conflict"),
  failed: say("**refused**"),
  unknown: say("**unknown**: the connection broke while sending"),
  notSent: say("**not sent**"),
};

/** The account as a document. */
export function toAccount({
  title,
  results,
  leftOut,
}: Pick<BatchResult, "title" | "results" | "leftOut">): string {
  const done = results.filter(({ outcome }) => outcome === "applied").length;
  const lines = [
    ...results.map((result) => toLine(result.subject, toWords(result))),
    ...leftOut.map(({ subject, reason }) => toLine(subject, say("left out before the preview: {0}", reason))),
  ];
  return [`# ${title}`, "", say("{0} of {1} done.", done, results.length), "", ...lines, ""].join("\n");
}

/** One sentence for a message. */
export function toSummary(results: readonly ItemResult[]): string {
  const done = results.filter(({ outcome }) => outcome === "applied").length;
  if (done === results.length) return say("All {0} are done; the platform holds them as sent.", done);
  const first = results.find(({ outcome }) => outcome !== "applied");
  const why = first?.message === undefined ? "" : ` “${first.subject}”: ${first.message}`;
  return say("{0} of {1} are done, {2} are not.{3}", done, results.length, results.length - done, why);
}

function toWords({ outcome, isAsPlanned, message }: ItemResult): string {
  const odd =
    outcome === "applied" && !isAsPlanned
      ? `, ${say("but the platform holds something other than what was sent")}`
      : "";
  return `${WORDS[outcome]}${odd}${message === undefined ? "" : ` — ${message}`}`;
}

function toLine(subject: string, words: string): string {
  return `- ${subject.replace(/\s+/g, " ")} — ${words}`;
}
