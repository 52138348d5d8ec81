/**
 * One line about how a query can be evaluated: the fastest engine that takes it, and what keeps it from the next faster one.
 */
import { type Evaluation, type EvaluationVerdict, NEEDS_ACTIVE_POLICY } from "../semantics/evaluation";

const ENGINES = ["edge", "streaming", "batch"] as const;

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
