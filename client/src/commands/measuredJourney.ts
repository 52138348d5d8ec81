/**
 * A journey whose steps are counted, and what of it is needed to tell its numbers: names of steps, and which follow which. Asks nobody.
 */
import type { ApiSession } from "../api/apiSession";
import type { Journey } from "../api/journeys";
import type { StepWay } from "../reports/journeyFigures";

/** A journey whose steps are counted. */
export interface MeasuredJourney {
  readonly connection: string;
  readonly sandbox: string;
  readonly journey: Journey;
  /** Bound to the sandbox. */
  readonly session: ApiSession;
}

/** A step's name as the data knows it; empty where it has none. */
export function toStepName({ name }: Journey["nodes"][number]): string {
  return name?.trim() ?? "";
}

/** What follows each step, by name. */
export function toWays({ nodes }: Journey): readonly StepWay[] {
  return nodes.map((node) => ({
    step: toStepName(node),
    next: node.transitions.flatMap(({ targetNodeId }) => {
      const target = nodes.find(({ id }) => id === targetNodeId);
      return target === undefined ? [] : [toStepName(target)];
    }),
  }));
}
