/**
 * A few words about how a query can be evaluated: the fastest engine that takes it, and whether the next faster one might; what keeps
 * it from that one is a sentence of its own, because a long line would push away what stands beside it.
 */
import { type Evaluation, type EvaluationAnswer, NEEDS_ACTIVE_POLICY } from "../semantics/evaluationKind";
import type { Span } from "../text/span";

const ENGINES = ["edge", "streaming", "batch"] as const;

/** One reason of a verdict, with the place responsible where there is one. */
export interface PlacedReason {
  readonly engine: (typeof ENGINES)[number];
  readonly answer: EvaluationAnswer;
  readonly text: string;
  readonly span: Span | undefined;
}

/** Why each engine takes the query or not, from the fastest on. */
export function listReasons(evaluation: Evaluation): readonly PlacedReason[] {
  return ENGINES.flatMap((engine) => {
    const { answer, reasons } = evaluation[engine];
    return reasons.map(({ text, span }) => ({ engine, answer, text, span }));
  });
}

/** The words, such as `Evaluation: batch · not streaming` or `Evaluation: edge is possible`, and why: `not streaming: One event looks back more than 24 hours.` */
export function describeEvaluation(evaluation: Evaluation): {
  readonly title: string;
  readonly why?: string;
} {
  const at = ENGINES.findIndex((engine) => evaluation[engine].answer === "yes");
  const engine = ENGINES[at] ?? "batch";
  const faster = ENGINES[at - 1];
  const needsPolicy = evaluation[engine].reasons.some(({ text }) => text === NEEDS_ACTIVE_POLICY);
  // What the platform or the audience chooses may be slower, so the fastest one that takes the rule is possible, not given.
  const verb = engine === "batch" ? "" : " is possible";
  const lead = `Evaluation: ${engine}${verb}${needsPolicy ? ", if the merge policy is active on edge" : ""}`;
  if (faster === undefined) return { title: lead };
  const { answer, reasons } = evaluation[faster];
  const verdict = answer === "depends" ? `${faster} depends` : `not ${faster}`;
  const [reason] = reasons;
  return { title: `${lead} · ${verdict}`, ...(reason && { why: `${verdict}: ${reason.text}` }) };
}
