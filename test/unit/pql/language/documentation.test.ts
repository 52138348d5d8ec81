/** What hover and completion show: complete, well-formed, and about the right thing. */
import assert from "node:assert/strict";
import { allFunctions } from "../../../../server/src/pql/language/functionCatalogue";
import { KEYWORDS } from "../../../../server/src/pql/language/keywords";
import {
  describeFunction,
  describeKeyword,
  describeOperator,
  findDocumentation,
} from "../../../../server/src/pql/language/languageDocumentation";
import { findOperator, OPERATORS } from "../../../../server/src/pql/language/operatorLevels";

describe("documentation", () => {
  it("of every function shows spelling, summary, example and place of use", () => {
    for (const entry of allFunctions()) {
      const markdown = describeFunction(entry);
      assert.ok(markdown.startsWith("```pql\n"), entry.id);
      for (const part of [entry.summary, entry.example, "*Used "])
        assert.ok(markdown.includes(part), entry.id);
      assert.equal(markdown.split("```").length % 2, 1, entry.id);
    }
  });

  it("shows infix words between their sides and words of time without parentheses", () => {
    assert.ok(findDocumentation("notIn")?.includes("(value: T) notIn (array: Array<T>): Boolean"));
    assert.ok(findDocumentation("now")?.includes("now: Timestamp"));
    assert.ok(!findDocumentation("now")?.includes("now()\n"));
  });

  it("exists for every keyword and operator", () => {
    for (const keyword of KEYWORDS) assert.ok(describeKeyword(keyword).length > 20, keyword.word);
    for (const { symbol } of OPERATORS) assert.ok(findDocumentation(symbol), symbol);
  });

  it("prefers what the dialect has", () => {
    assert.ok(findDocumentation("contains")?.includes("String.contains("));
    assert.ok(findDocumentation("contains", "ajo-personalization")?.includes("contains(text: String"));
    assert.ok(findDocumentation("concat")?.includes("Journey Optimizer"));
  });

  it("tells the sign from the subtraction", () => {
    const sign = findOperator("-", "prefix");
    assert.ok(sign && describeOperator(sign).includes("-NUMBER"));
  });

  it("tells how tightly an operator binds", () => {
    assert.match(findDocumentation("and") ?? "", /tighter than `or`/);
    assert.match(findDocumentation("=") ?? "", /Does not chain/);
  });

  it("does not exist for names of fields", () => {
    assert.equal(findDocumentation("homeAddress"), undefined);
  });
});
