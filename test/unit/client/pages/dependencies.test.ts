/**
 * What an audience hangs together with: read in both directions, drawn whatever has arrived, walked with arrow keys.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { fetchAudience, listAudiences } from "../../../../client/src/api/audiences.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { readNeighbours } from "../../../../client/src/pages/audience/audienceNeighbours.js";
import { toDependencyGraph } from "../../../../client/src/pages/audience/dependencyGraph.js";
import { findNextBox, placeGraph } from "../../../../client/src/pages/frame/boxGraph.js";
import { openSample } from "../api/support/samplePlatform.js";

const { signal } = new AbortController();
const READING = { isReading: true } as const;

const users = (...ids: readonly string[]) => ({ value: ids.map((id) => ({ id, name: `The ${id}` })) });
const around = (text: string) => {
  const links = text.split(" ").map((link) => {
    const [from = "", to = ""] = link.split(">");
    return { from, to };
  });
  const ids = [...new Set(["me", ...links.flatMap(({ from, to }) => [from, to])])];
  return { value: { audiences: ids.map((id) => ({ id, name: id })), links, isCut: false } };
};

const CONTENT = {
  id: "me",
  name: "Me",
  neighbours: around("me>a a>b x>me"),
  journeys: users("j1"),
  campaigns: users(),
  destinations: users("d1"),
};

describe("the dependencies of an audience", () => {
  it("are one graph of audiences and of what uses the audience, each link from the user to the used", () => {
    const { nodes, links } = toDependencyGraph(CONTENT);
    assert.deepEqual(
      nodes.map(({ key }) => key),
      ["audience me", "audience a", "audience b", "audience x", "journey j1", "destination d1"],
    );
    assert.ok(links.some(({ from, to }) => from === "journey j1" && to === "audience me"));
    assert.deepEqual(nodes.filter(({ isSubject }) => isSubject).length, 1);
  });

  it("are drawn as far as they have arrived, failed parts left out", () => {
    const waiting = {
      neighbours: READING,
      journeys: { failure: "no" },
      campaigns: READING,
      destinations: users("d"),
    };
    const { nodes } = toDependencyGraph({ id: "me", name: "Me", ...waiting });
    assert.deepEqual(
      nodes.map(({ key }) => key),
      ["audience me", "destination d"],
    );
  });

  it("count the users beyond those that fit", () => {
    const many = users(...Array.from({ length: 40 }, (_value, index) => `j${index}`));
    const { nodes } = toDependencyGraph({ ...CONTENT, journeys: many });
    assert.equal(nodes.find(({ key }) => key === "journey rest")?.name, "32 more journeys");
  });

  it("are placed with what is used on the left and what uses on the right, no two boxes at one place", () => {
    const placed = placeGraph(toDependencyGraph(CONTENT));
    const at = (key: string) => placed.nodes.find(({ node }) => node.key === key)?.x ?? Number.NaN;
    assert.ok(at("audience b") < at("audience a") && at("audience a") < at("audience me"));
    assert.ok(at("audience me") < at("journey j1"));
    const name = fc.constantFrom("me", "a", "b", "c", "d", "e");
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 12 }), (pairs) => {
        const neighbours = around(pairs.map(([from, to]) => `${from}>${to}`).join(" "));
        const { nodes } = placeGraph(toDependencyGraph({ ...CONTENT, neighbours }));
        assert.equal(
          new Set(nodes.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size,
          nodes.length,
        );
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("are walked with arrow keys along links and within a column, and home to the audience", () => {
    const placed = placeGraph(toDependencyGraph(CONTENT));
    const next = (key: string, pressed: string) => findNextBox(placed, { key, pressed, home: "audience me" });
    assert.equal(next("audience me", "ArrowLeft"), "audience a");
    assert.equal(next("audience a", "ArrowRight"), "audience me");
    assert.equal(next("audience b", "ArrowLeft"), undefined);
    assert.equal(next("audience b", "Home"), "audience me");
    const right = next("audience me", "ArrowRight") ?? "";
    const beside = next(right, "ArrowDown") ?? next(right, "ArrowUp") ?? "";
    assert.ok(["audience x", "journey j1", "destination d1"].includes(beside));
  });

  it("are read in both directions, agree with each other, and end although audiences name each other", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const audiences = await collectItems(listAudiences(session));
    const used = audiences.filter(({ dependents }) => dependents.length > 0).slice(0, 5);
    assert.ok(used.length > 0, "the sample organisation has audiences that others use");
    for (const { id, dependents } of used) {
      const around = await readNeighbours({ session, signal }, await fetchAudience(session, id));
      const usedBy = around.links.filter(({ to }) => to === id).map(({ from }) => from);
      assert.ok(around.isCut || dependents.every((dependent) => usedBy.includes(dependent)));
      assert.equal(around.audiences[0]?.id, id);
      assert.equal(new Set(around.audiences.map((one) => one.id)).size, around.audiences.length);
    }
  });

  it("hold an audience whose members a rule looks up by its id", async () => {
    const { session } = openSample({ sandbox: "dev" });
    const all = await collectItems(listAudiences(session));
    const toId = (name: string) => all.find((one) => one.name === name)?.id ?? name;
    const audience = await fetchAudience(session, toId("Recently seen as realised"));
    const { links } = await readNeighbours({ session, signal }, audience);
    assert.deepEqual(
      links.map(({ from, to }) => [from, to]),
      [[audience.id, toId("Newsletter readers")]],
    );
  });

  it("keep an audience that cannot be read, with the reason", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const [first] = await collectItems(listAudiences(session));
    assert.ok(first !== undefined);
    const audience = {
      ...(await fetchAudience(session, first.id)),
      dependencies: ["nowhere"],
      dependents: [],
    };
    const { audiences, links } = await readNeighbours({ session, signal }, audience);
    assert.ok((audiences.find(({ id }) => id === "nowhere")?.failure ?? "").length > 5);
    assert.ok(links.some(({ from, to }) => from === first.id && to === "nowhere"));
  });
});
