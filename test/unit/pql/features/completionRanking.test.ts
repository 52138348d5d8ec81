/**
 * What stands first in a list of completions, and what leads to it that is called otherwise.
 */
import assert from "node:assert/strict";
import type { Suggestion } from "../../../../server/src/pql/features/completion/suggestion";
import { problemsAt } from "../../../../server/src/pql/features/quickFixes";
import { accept, complete, labels } from "./completing";
import { documentOf } from "./exampleWorld";

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

  it("leads from the words that windows of time are spoken of with to a test of the event's time", () => {
    const window = "timestamp occurs <= … days";
    const inEvent = 'xEvent[eventType = "commerce.purchases" and |]';
    for (const word of ["la", "last", "within", "Past"]) {
      const marked = inEvent.replace("|", `${word}|`);
      assert.equal(labelsOf("snippet", marked)[0], window, marked);
      const written = accept(marked, window);
      assert.equal(written, inEvent.replace("|", "timestamp occurs <="));
    }
    assert.ok(labelsOf("snippet", "a = 1 and within|").includes("count in window"));
    assert.ok(labelsOf("snippet", "chain(xEvent, timestamp, [C0: WHAT(last|)])").includes(window));
    assert.ok(complete("xEvent[l|]").isIncomplete, "an editor asks again with the next letter");
    for (const elsewhere of ["xEvent[l|]", "xEvent[a = last|]", "last|", "productListItems[last|]"])
      assert.ok(!labels(elsewhere).includes(window), elsewhere);
  });

  it("writes windows that have no problem", () => {
    for (const [marked, label] of [
      ["xEvent[last|].count() > 1", "timestamp occurs <= … days"],
      ["last|", "count in window"],
    ] as const) {
      const item = complete(marked).items.find((each) => each.label === label);
      assert.ok(item?.snippet);
      const plain = item.snippet.replace(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}/g, "$1$2");
      const text = marked.replace("last|", plain);
      assert.deepEqual(problemsAt(documentOf(text), { start: 0, end: text.length }), [], text);
    }
  });

  it("offers the nearest first of the fields whose names begin as typed", () => {
    const fields = labelsOf("field", "na|").filter((label) => label.includes("."));
    const steps = fields.filter((label) => /\.na[^.]*$/i.test(label)).map((label) => label.split(".").length);
    assert.ok(new Set(steps).size > 1, fields.join(" "));
    assert.deepEqual(steps, steps.toSorted());
  });
});
