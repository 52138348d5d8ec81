/** What was found about many rules as pictures: what hangs together, what of it has room, what is searched for. */
import assert from "node:assert/strict";
import {
  countEqual,
  cutWeb,
  searchWebs,
  toBoxLinks,
  toWebs,
} from "../../../../client/src/pages/families/familyGraph.js";
import { placeGraph } from "../../../../client/src/pages/frame/boxGraph.js";

/** Of each pair the first is contained in the second. */
const CONTAINED: [number, number][] = [
  [5, 4],
  [1, 0],
  [2, 1],
  [3, 1],
];

describe("webs of containments", () => {
  it("hold what hangs together, the largest first, the outermost rule first", () => {
    assert.deepEqual(toWebs({ contained: CONTAINED }), [
      {
        members: [0, 1, 2, 3],
        links: [
          [0, 1],
          [1, 2],
          [1, 3],
        ],
      },
      { members: [4, 5], links: [[4, 5]] },
    ]);
    assert.deepEqual(toWebs({ contained: [] }), []);
  });

  it("are cut so that pieces stay whole, and place the larger further left", () => {
    const [web] = toWebs({ contained: CONTAINED });
    assert.ok(web);
    const cut = cutWeb(web, 3);
    assert.deepEqual([cut.members, cut.links.length], [[0, 1, 2], 2]);
    assert.equal(cutWeb(web, 4), web);
    const nodes = web.members.map((place) => ({ key: String(place) }));
    const placed = placeGraph({ nodes, links: toBoxLinks(web) });
    const xOf = (key: string): number => placed.nodes.find(({ node }) => node.key === key)?.x ?? Number.NaN;
    assert.ok(xOf("0") < xOf("1") && xOf("1") < xOf("2"));
  });

  it("are found by the name of any of their rules, however it is written", () => {
    const names = ["Everybody", "Gold", "Gold in Oslo", "Silver", "Carts", "Large carts"];
    const rules = names.map((name, index) => ({ kind: "audience" as const, id: String(index), name }));
    const webs = toWebs({ contained: CONTAINED });
    assert.deepEqual(
      searchWebs(webs, { rules }, " OSLO ").map(({ members }) => members[0]),
      [0],
    );
    assert.deepEqual(searchWebs(webs, { rules }, "nothing"), []);
    assert.equal(searchWebs(webs, { rules }, ""), webs);
  });

  it("let one rule stand for all that are equal to it", () => {
    assert.deepEqual(
      [
        ...countEqual({
          equal: [
            [3, 7, 9],
            [4, 5],
          ],
        }),
      ],
      [
        [3, 2],
        [4, 1],
      ],
    );
  });
});
