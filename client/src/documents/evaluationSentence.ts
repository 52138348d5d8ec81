/**
 * By what the platform evaluates an audience, in one sentence: what is switched on there, whatever its rule allows. Pure.
 */
import type { AudienceEvaluation } from "../api/audiences";
import { EVALUATION_KINDS, type EvaluationKind } from "../model/audienceDefinition";
import { say } from "../words/say";

const ALONE: Readonly<Record<EvaluationKind, string>> = {
  edge: say("The platform evaluates it on edge"),
  streaming: say("The platform evaluates it by streaming"),
  batch: say("The platform evaluates it in batches"),
};

/** Undefined where the platform did not say, or nothing is switched on. */
export function toEvaluationSentence(evaluation: AudienceEvaluation): string | undefined {
  const [fastest, ...slower] = EVALUATION_KINDS.filter((kind) => evaluation[kind] === true);
  if (fastest === undefined) return undefined;
  return slower.length === 0
    ? ALONE[fastest]
    : say("The platform may evaluate it by {0}", [fastest, ...slower].join(", "));
}
