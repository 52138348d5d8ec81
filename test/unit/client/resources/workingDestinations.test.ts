/**
 * The order of destinations to activate to: those that send nothing are still there, behind those that do.
 */
import assert from "node:assert/strict";
import { toWorkingFirst } from "../../../../client/src/resources/destinationReading.js";

it("has destinations that are drafts or disabled last", () => {
  const toDestination = (name: string, state: string | undefined) => ({
    ...{ id: name, name, kind: undefined, state, audienceIds: [], isFile: false, needsMapping: false },
    likeOthers: undefined,
  });
  const sorted = toWorkingFirst([
    toDestination("off", "disabled"),
    toDestination("one", "enabled"),
    toDestination("begun", "draft"),
    toDestination("unsaid", undefined),
  ]);
  assert.deepEqual(
    sorted.map(({ name }) => name),
    ["one", "unsaid", "off", "begun"],
  );
});
