/**
 * Steps of journeys of every shape: loops, dangling transitions, unreachable steps, missing starts.
 */
import assert from "node:assert/strict";
import type { Journey } from "../../../../client/src/api/journeys.js";
import { toJourneyGraph } from "../../../../client/src/pages/journey/graph.js";
import { toJourneySteps } from "../../../../client/src/tree/journeySteps.js";

type Node = Journey["nodes"][number];

const node = (id: string, ...targets: string[]): Node => ({
  id,
  type: "wait",
  name: id,
  transitions: targets.map((targetNodeId) => ({
    targetNodeId,
    targetName: undefined,
    name: undefined,
    expression: undefined,
    conditionType: undefined,
  })),
  campaign: undefined,
  channel: undefined,
  surface: undefined,
  audiences: [],
  identityNamespace: undefined,
  expression: undefined,
  raw: undefined,
});

const steps = (startNodeId: string | undefined, ...nodes: Node[]): string[] => {
  const journey = { startNodeId, nodes } as unknown as Journey;
  return toJourneySteps(journey).map(({ id, isReachable }) => `${id}${isReachable ? "" : "?"}`);
};

describe("the steps of a journey", () => {
  it("come in the order they are gone through, what nothing leads to last", () => {
    assert.deepEqual(steps("b", node("a"), node("c", "gone"), node("b", "c", "b")), ["b", "c", "a?"]);
  });

  it("start at the first where no start is named, and may be none", () => {
    assert.deepEqual(steps(undefined, node("x", "y"), node("y")), ["x", "y"]);
    assert.deepEqual(steps("nowhere", node("x")), ["x?"]);
    assert.deepEqual(steps(undefined), []);
  });

  it("are called what the page of the journey calls them", () => {
    const nodes = [
      { ...node("a"), type: "audienceQualification", name: " " },
      { ...node("b"), type: "" },
    ];
    const journey = { startNodeId: "a", nodes } as unknown as Journey;
    assert.deepEqual(
      toJourneySteps(journey).map(({ kind, name }) => [kind, name]),
      toJourneyGraph(journey).steps.map(({ kind, name }) => [kind, name]),
    );
  });

  it("say where a dangling transition leads", () => {
    const journey = { startNodeId: "a", nodes: [node("a", "gone")] } as unknown as Journey;
    assert.deepEqual(toJourneySteps(journey)[0]?.facts[1], ["Then", "gone (not in the journey)"]);
  });
});
