/**
 * The order of destinations to activate to: those that send nothing are still there, behind those that do.
 */
import assert from "node:assert/strict";
import { toWorkingFirst } from "../../../../client/src/resources/destinationReading.js";

const REST = { kind: undefined, audienceIds: [], isFile: false, needsMapping: false, likeOthers: undefined };

describe("the order of destinations", () => {
  it("has those that are drafts or disabled last", () => {
    const given = [
      { ...REST, id: "1", name: "off", state: "disabled" },
      { ...REST, id: "2", name: "on", state: "enabled" },
      { ...REST, id: "3", name: "begun", state: "draft" },
      { ...REST, id: "4", name: "unsaid", state: undefined },
    ];
    const names = toWorkingFirst(given).map(({ name }) => name);
    assert.deepEqual(names, ["on", "unsaid", "off", "begun"]);
  });
});
