/**
 * The made-up profile in a preview: one line that is read without knowing JSON.
 */
import assert from "node:assert/strict";
import { toExampleLine } from "../../../../client/src/preview/audience/exampleLine.js";

describe("the line of a made-up profile", () => {
  it("names values by their paths, and with times the one that counts as now", () => {
    const profile = { tier: "gold", xEvent: [{ timestamp: "2030-05-27T12:00:00Z" }, { name: "view" }] };
    assert.equal(
      toExampleLine(JSON.stringify(profile), "2030-05-31T00:00:00.000Z"),
      'For example a made-up profile with tier = "gold", xEvent[1].timestamp = "2030-05-27T12:00:00Z", xEvent[2].name = "view", now = "2030-05-31T00:00:00.000Z".',
    );
  });

  it("says so where nothing is needed, and breaks off after some values", () => {
    assert.equal(toExampleLine("{}", undefined), "For example a made-up profile without any value.");
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`f${at}`, at]));
    assert.match(toExampleLine(JSON.stringify(many), undefined), / f7 = 7, …\.$/);
  });
});
