/**
 * Journeys as graphs: whatever the platform sends can be drawn, and what is odd is said.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { fetchJourney, listJourneys } from "../../../../client/src/api/journeys.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { toJourneyGraph } from "../../../../client/src/pages/journey/graph.js";
import { findNeighbour } from "../../../../client/src/pages/journey/journeyNeighbours.js";
import { keepInFrame, layOut } from "../../../../client/src/pages/journey/layout.js";
import { openSample } from "../api/support/samplePlatform.js";

type Nodes = Parameters<typeof toJourneyGraph>[0]["nodes"];

/** Steps from a small notation: `a>b,c` is a step that leads to two others. */
function toNodes(text: string): Nodes {
  return text.split(" ").map((part) => {
    const [id = "", targets = ""] = part.split(">");
    const transitions = targets
      .split(",")
      .filter((target) => target !== "")
      .map((targetNodeId) => ({
        targetNodeId,
        targetName: undefined,
        name: undefined,
        expression: undefined,
        conditionType: undefined,
      }));
    return {
      id,
      type: "wait",
      name: id,
      transitions,
      audiences: [],
      raw: { id, type: "wait" },
      campaign: undefined,
      channel: undefined,
      surface: undefined,
      identityNamespace: undefined,
      expression: undefined,
      delay: undefined,
    };
  });
}

const graphOf = (text: string, startNodeId?: string) => toJourneyGraph({ nodes: toNodes(text), startNodeId });

describe("the graph of a journey", () => {
  it("shows a transition to nowhere as a missing step, once for each step that is missing", () => {
    const { steps, links, remarks } = graphOf("a>gone,b b>gone", "a");
    const missing = steps.filter(({ isMissing }) => isMissing);
    assert.equal(missing.length, 1);
    assert.equal(links.filter(({ to }) => to === missing[0]?.key).length, 2);
    assert.match(remarks.join(" "), /1 step that the journey does not have/);
  });

  it("says what is tested for each way, and how long a step waits", () => {
    const [node] = toNodes("a>gone,a");
    assert.ok(node);
    const [yes, no] = node.transitions;
    assert.ok(yes && no);
    const delay = "PT72H";
    const { steps, links } = toJourneyGraph({
      nodes: [
        {
          ...node,
          delay,
          raw: { delay },
          transitions: [
            { ...yes, name: "Yes", expression: "{#cart} == true" },
            { ...no, name: "No", expression: "" },
          ],
        },
      ],
      startNodeId: "a",
    });
    assert.deepEqual(
      links.map(({ label, condition }) => [label, condition]),
      [
        ["Yes", "{#cart} == true"],
        ["No", undefined],
      ],
    );
    assert.deepEqual(steps[0]?.groups, [
      {
        title: "Behaviour",
        facts: [{ label: "Delay", field: "delay", value: "3 days", written: delay }],
      },
    ]);
  });

  it("marks steps that no way leads to from the start, and what only they lead to", () => {
    const { steps } = graphOf("a>b b x>y y", "a");
    const unreachable = steps.filter(({ isUnreachable }) => isUnreachable).map(({ name }) => name);
    assert.deepEqual(unreachable, ["x", "y"]);
  });

  it("marks the link that closes a loop and no other, also for a step that leads to itself", () => {
    const { links } = graphOf("a>b b>c c>b,d d>d", "a");
    const loops = links.filter(({ isLoop }) => isLoop).map(({ from, to }) => `${from}-${to}`);
    assert.deepEqual(loops, ["s2-s1", "s3-s3"]);
  });

  it("takes steps nothing leads to as starts when the platform names none, and the first of a pure loop", () => {
    assert.deepEqual(startsOf(graphOf("a>c b>c c")), ["a", "b"]);
    assert.deepEqual(startsOf(graphOf("a>b b>a")), ["a"]);
    assert.deepEqual(startsOf(graphOf("a>b b", "elsewhere")), ["a"]);
  });

  it("keeps steps apart whose ids are the same", () => {
    const { steps, remarks } = graphOf("a>b b b", "a");
    assert.equal(new Set(steps.map(({ key }) => key)).size, 3);
    assert.match(remarks.join(" "), /more than once/);
  });

  it("draws any graph: every step and link has its place and no two steps overlap", () => {
    const names = fc.constantFrom("a", "b", "c", "d", "e", "f", "nowhere");
    const step = fc
      .tuple(names, fc.array(names, { maxLength: 4 }))
      .map(([id, to]) => `${id}>${to.join(",")}`);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (parts) => {
        const graph = graphOf(parts.join(" "), "a");
        const layout = layOut(graph);
        assert.equal(layout.steps.length, graph.steps.length);
        assert.ok(layout.links.every(({ points }) => points.length >= 2));
        const places = layout.steps.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
        assert.equal(new Set(places).size, places.length);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it("draws every journey of the sample organisation, the odd ones included", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const journeys = await collectItems(listJourneys(session));
    assert.ok(journeys.length >= 28);
    for (const { id } of journeys) {
      const graph = toJourneyGraph(await fetchJourney(session, id, { includesCampaigns: true }));
      assert.equal(layOut(graph).steps.length, graph.steps.length);
    }
  });

  it("leads along links with up and down, within a row with left and right, and home to the start", () => {
    const layout = layOut(graphOf("a>b,c b>d c>d d", "a"));
    assert.equal(findNeighbour(layout, "s0", "ArrowDown"), "s1");
    assert.equal(findNeighbour(layout, "s3", "ArrowUp"), "s1");
    const sides = [findNeighbour(layout, "s1", "ArrowRight"), findNeighbour(layout, "s1", "ArrowLeft")];
    assert.deepEqual(
      sides.filter((key) => key !== undefined),
      ["s2"],
    );
    assert.equal(findNeighbour(layout, "s3", "Home"), "s0");
    assert.equal(findNeighbour(layout, "s3", "ArrowDown"), undefined);
  });

  it("keeps most of the picture in its frame however far it is moved, and moves nothing that is in sight", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 1500 }),
        (start, size, frame) => {
          const kept = keepInFrame(start, size, frame);
          const shown = Math.min(kept + size, frame) - Math.max(kept, 0);
          assert.ok(shown >= Math.min(size, frame) / 2);
          if (start >= 0 && start + size <= frame) assert.equal(kept, start);
        },
      ),
    );
  });
});

function startsOf({ steps }: ReturnType<typeof toJourneyGraph>): string[] {
  return steps.filter(({ isStart }) => isStart).map(({ name }) => name);
}
