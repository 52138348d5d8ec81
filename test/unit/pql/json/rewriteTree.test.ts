/**
 * An edited text in the place of the tree it was printed from: kept exactly, or refused.
 */
import assert from "node:assert/strict";
import { convertToJson, convertToText, replaceTree } from "../../../../server/src/pql/service.js";

const toTree = (text: string): string => JSON.stringify(convertToJson(text).node);

const EXPRESSIONS = [
  'homeAddress.city = "Berlin" or homeAddress.city = "Hamburg"',
  "mobilePhone.number.isNull()",
  'person.name.firstName.startsWith("A") and not (person.birthYear > 1990)',
  'inSegment("f057e4f3-ac5a-4213-a22e-14dffc45e836")',
];

describe("replacing a tree by an edited text", () => {
  it("keeps the stored tree as it is when the text says the same, whatever its layout", () => {
    for (const text of EXPRESSIONS) {
      const stored = JSON.stringify(JSON.parse(toTree(text)), null, 2);
      const printed = convertToText(stored).text ?? "";
      const answer = replaceTree(stored, `  ${printed.replaceAll(" ", "  ")}\n`);
      assert.deepEqual(answer, { value: stored }, text);
    }
  });

  it("takes the order of members for nothing", () => {
    const stored =
      '{"params":[{"value":1,"nodeType":"literal","literalType":"Integer"},{"literalType":"Integer","value":2,"nodeType":"literal"}],"fnName":"<","nodeType":"fnApply"}';
    assert.deepEqual(replaceTree(stored, "1 < 2"), { value: stored });
  });

  it("writes the tree of another text", () => {
    const stored = toTree('homeAddress.city = "Berlin"');
    for (const text of EXPRESSIONS)
      assert.deepEqual(replaceTree(stored, text), { value: toTree(text) }, text);
  });

  it("refuses where the stored tree holds something text would lose", () => {
    const tree = { ...JSON.parse(toTree('homeAddress.city = "Berlin"')), note: "kept by the rule builder" };
    const answer = replaceTree(JSON.stringify(tree), 'homeAddress.city = "Bonn"');
    assert.ok("problem" in answer && answer.problem !== "", JSON.stringify(answer));
  });

  it("refuses trees without a text, texts with errors, and what is no tree at all", () => {
    const stored = toTree('homeAddress.city = "Berlin"');
    for (const [before, text] of [
      ['{"nodeType":"hologram"}', "true"],
      ["not json", "true"],
      [stored, 'homeAddress.city = "'],
      [stored, "and and"],
    ] as const) {
      assert.ok("problem" in replaceTree(before, text), `${before} ← ${text}`);
    }
  });
});
