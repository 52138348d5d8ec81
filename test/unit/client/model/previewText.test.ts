/**
 * The readable form of an audience: everything that is sent, nothing that could end it early.
 */
import assert from "node:assert/strict";
import { type AudienceDefinition, EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import { toPreviewText } from "../../../../client/src/model/previewText.js";

const audience = (value: string, format = "pql/text"): AudienceDefinition => ({
  ...EMPTY_DRAFT,
  name: "Gold\n# not a heading",
  expression: { format, value },
});

describe("the text of a preview", () => {
  it("is empty where there is nothing", () => {
    assert.equal(toPreviewText(undefined, ["Sandbox dev"]), "");
  });

  it("shows the expression as PQL, untouched, and the name on one line", () => {
    const text = toPreviewText(audience("a = 1\n  and b = 2"), ["Sandbox **dev**"]);
    assert.ok(text.startsWith("# Gold # not a heading\n\n> Sandbox **dev**\n"), text);
    assert.ok(text.includes("```pql\na = 1\n  and b = 2\n```"), text);
  });

  it("cannot be left through a fence in the expression", () => {
    assert.ok(toPreviewText(audience('a = "```"'), []).includes('````pql\na = "```"\n````'));
  });

  it("lays out a tree, and shows what is no tree as it is", () => {
    assert.ok(toPreviewText(audience('{"a":1}', "pql/json"), []).includes('```json\n{\n  "a": 1\n}\n```'));
    assert.ok(toPreviewText(audience("{oops", "pql/json"), []).includes("```json\n{oops\n```"));
  });
});
