/**
 * What stands first in a list of completions, and what leads to it that is called otherwise.
 */
import assert from "node:assert/strict";
import type { Suggestion } from "../../../../server/src/pql/features/completion/suggestion";
import { accept, complete, labels } from "./completing";

function labelsOf(kind: Suggestion["kind"], marked: string): readonly string[] {
  return complete(marked)
    .items.filter((item) => item.kind === kind)
    .map(({ label }) => label);
}

describe("a list of completions", () => {
  it("leads from a word of an event's type to a count of such events, where a condition begins", () => {
    assert.equal(labels("a = 1 and purch|")[0], "commerce.purchases");
    assert.equal(
      accept("a = 1 and purch|", "commerce.purchases"),
      'a = 1 and xEvent[eventType = "commerce.purchases"].count() >=',
    );
    assert.ok(complete("a = 1 and pu|").isIncomplete, "an editor asks again with the next letter");
    for (const elsewhere of ["a = 1 and pu|", "xEvent[purch|]", "a = purch|", "a in [purch|]"])
      assert.ok(!labelsOf("snippet", elsewhere).includes("commerce.purchases"), elsewhere);
  });

  it("offers the nearest first of the fields whose names begin as typed", () => {
    const fields = labelsOf("field", "na|").filter((label) => label.includes("."));
    const steps = fields.filter((label) => /\.na[^.]*$/i.test(label)).map((label) => label.split(".").length);
    assert.ok(new Set(steps).size > 1, fields.join(" "));
    assert.deepEqual(steps, steps.toSorted());
  });
});
