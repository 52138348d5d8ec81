/**
 * Three versions merged into one text: nothing is lost, nobody chooses where only one side changed, and what is resolved
 * reads back as what it says.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type AudienceDefinition, EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import { readResolution, toResolutionText } from "../../../../client/src/model/resolutionText.js";
import { mergeVersions } from "../../../../client/src/model/threeWay.js";

const STARTED: AudienceDefinition = {
  ...EMPTY_DRAFT,
  name: "Gold",
  description: "Old words",
  expression: { format: "pql/text", value: "a = 1\nand b = 2\nand c = 3\nand d = 4\nand e = 5" },
  labels: [],
};
const withText = (from: string, to: string, definition = STARTED): AudienceDefinition => ({
  ...definition,
  expression: { format: "pql/text", value: (definition.expression?.value ?? "").replace(from, to) },
});

describe("a three-way merge", () => {
  it("marks the hunk both changed, with all three versions", () => {
    const now = withText("c = 3", "c = 30");
    const mine = withText("c = 3", "c = 33");
    const text = mergeVersions({ started: STARTED, now, mine, fields: ["expression"] });
    assert.match(
      text,
      /<{7} The platform now\nand c = 30\n\|{7} Started from\nand c = 3\n={7}\nand c = 33\n>{7} Mine/,
    );
    assert.throws(() => readResolution(text), { code: "badFile" });
  });

  it("takes hunks over that only one side changed", () => {
    const now = withText("a = 1", "a = 10");
    const mine = withText("e = 5", "e = 50");
    const text = mergeVersions({ started: STARTED, now, mine, fields: ["expression"] });
    assert.equal(
      readResolution(text).expression?.value,
      "a = 10\nand b = 2\nand c = 3\nand d = 4\nand e = 50",
    );
  });

  it("takes fields over that only one side changed, even where their lines are neighbours", () => {
    const now = { ...withText("c = 3", "c = 30"), description: "Their words" };
    const mine = { ...withText("c = 3", "c = 33"), name: "Golden" };
    const text = mergeVersions({ started: STARTED, now, mine, fields: ["expression"] });
    assert.equal(text.match(/<{7}/g)?.length, 1);
    assert.ok(text.includes("Their words") && text.includes("# Golden"));
  });

  it("asks about every difference where nobody knows the start", () => {
    const text = mergeVersions({
      started: undefined,
      now: STARTED,
      mine: withText("c = 3", "c = 33"),
      fields: ["expression"],
    });
    assert.match(text, /and c = 3\n={7}\nand c = 33/);
  });

  it("is resolved although an expression holds lines like markers and fences of several lengths", () => {
    const texts = ["a = 1\n=======\nand b", "a = 2\n>>>>>>> x\n```", "a = 3\n<<<<<<< y\n`````\n\\======="];
    const [started, now, mine] = texts.map((value) => ({
      ...STARTED,
      expression: { format: "pql/text", value },
    }));
    assert.ok(started && now && mine);
    const text = mergeVersions({ started, now, mine, fields: ["expression"] });
    assert.throws(() => readResolution(text, [now, mine]), { code: "badFile" });
    const theirs = text.replace(/^<{7}.*\n([\s\S]*?)^\|{7}[\s\S]*?^>{7}.*\n/gm, "$1");
    assert.deepEqual(readResolution(theirs, [now, mine]), now);
    const ours = text.replace(/^<{7}[\s\S]*?^={7}\n([\s\S]*?)^>{7}.*\n/gm, "$1");
    assert.deepEqual(readResolution(ours, [now, mine]), mine);
  });

  it("reads back any definition it writes", () => {
    const expression = fc
      .string()
      .filter((text) => text.trim() === text && text !== "" && !/[\r\u2028]|^[<|=>]{7}/m.test(text));
    fc.assert(
      fc.property(expression, fc.array(fc.string({ minLength: 1 })), (value, labels) => {
        const definition = { ...STARTED, labels, expression: { format: "pql/text", value } };
        assert.deepEqual(readResolution(toResolutionText(definition)), definition);
      }),
    );
  });
});
