/**
 * Sentences of pages that people took for something else, or could not read.
 */
import assert from "node:assert/strict";
import { toPossibleText } from "../../../../client/src/pages/audience/evaluationView.js";
import { journeyContentShape } from "../../../../client/src/pages/journey/journeyPageContent.js";
import { openSample } from "../api/support/samplePlatform.js";
import { findSubject, KINDS } from "./pageSubjects.js";
import { PageUnderTest } from "./pageUnderTest.js";

describe("the page of a journey", () => {
  it("says who made and changed it and when, each on its own", async () => {
    const platform = openSample({ sandbox: "prod" });
    const id = await findSubject(platform, "journey");
    const page = new PageUnderTest(platform, { page: "journey", id, ...KINDS.journey });
    await page.reading.show();
    const { groups } = journeyContentShape.parse(page.content);
    const facts = new Map(groups.flatMap(({ facts }) => facts.map(({ label, value }) => [label, value])));
    assert.deepEqual([facts.get("Created by"), facts.get("Changed by")], ["Dana Keller", "Ravi Menon"]);
    for (const label of ["Created", "Changed", "Last deployed"])
      assert.match(String(facts.get(label)), /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/, label);
  });
});

describe("the page of an audience", () => {
  for (const [possible, evaluation, sentence] of [
    ["edge", ["batch"], "Rule and merge policy would allow edge, too, which is not switched on."],
    ["edge", ["edge", "batch"], "Rule and merge policy allow edge."],
    ["batch", ["edge"], "Rule and merge policy allow batch."],
    ["batch", [], "Rule and merge policy allow batch."],
  ] as const)
    it(`says of ${evaluation.join(", ") || "none"} that ${possible} is allowed, and whether it is in use`, () =>
      assert.equal(toPossibleText({ possible, isActiveOnEdge: true }, evaluation), sentence));
});
