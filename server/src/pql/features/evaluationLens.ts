/**
 * One line about how a query can be evaluated: the fastest engine that takes it, and what keeps it from the next faster one.
 */
import {
  type Evaluation,
  type EvaluationAnswer,
  type EvaluationVerdict,
  NEEDS_ACTIVE_POLICY,
} from "../semantics/evaluationKind";
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

/** The line, such as `Evaluation: batch · not streaming: One event looks back more than 24 hours.` */
export function describeEvaluation(evaluation: Evaluation): string {
  const at = ENGINES.findIndex((engine) => evaluation[engine].answer === "yes");
  const engine = ENGINES[at] ?? "batch";
  const faster = ENGINES[at - 1];
  const needsPolicy = evaluation[engine].reasons.some(({ text }) => text === NEEDS_ACTIVE_POLICY);
  const lead = `Evaluation: ${engine}${needsPolicy ? ", if the merge policy is active on edge" : ""}`;
  return faster === undefined ? lead : `${lead} · ${explain(faster, evaluation[faster])}`;
}

function explain(engine: string, { answer, reasons }: EvaluationVerdict): string {
  const lead = answer === "depends" ? `${engine} depends` : `not ${engine}`;
  const [reason] = reasons;
  return reason === undefined ? lead : `${lead}: ${reason.text}`;
}
