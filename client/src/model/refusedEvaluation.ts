/**
 * Whether a rule allows the evaluation that is asked for it. The platform takes an audience that asks for more and moves it to a
 * slower engine silently. Pure.
 */
import { EVALUATION_KINDS, type EvaluationKind } from "./audienceDefinition";

/** What the core says of one engine. */
interface EngineReason {
  readonly engine: EvaluationKind;
  readonly answer: "yes" | "no" | "depends";
  readonly text: string;
}

/** What the rule allows instead, and why not what is asked for. */
export interface RefusedEvaluation {
  /** The fastest engine that does not refuse. */
  readonly possible: EvaluationKind;
  /** A sentence in the reader's language. */
  readonly reason: string;
}

/** Undefined where the rule allows it, or nobody can tell. */
export function findRefusedEvaluation(
  asked: string | undefined,
  reasons: readonly EngineReason[] = [],
): RefusedEvaluation | undefined {
  const refusals = reasons.filter(({ answer }) => answer === "no");
  const refusal = refusals.find(({ engine }) => engine === asked);
  if (refusal === undefined) return undefined;
  const possible =
    EVALUATION_KINDS.find((kind) => !refusals.some(({ engine }) => engine === kind)) ?? "batch";
  return { possible, reason: refusal.text };
}
