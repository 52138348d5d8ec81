/**
 * The document about tools for agents names what there is.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { TOOLS } from "../../../../client/src/tools/toolRegistry.js";
import { inRepository } from "../../../support/folders.js";

describe("docs/agents.md", () => {
  it("has a row for every tool, and none for others", () => {
    const text = readFileSync(inRepository("docs/agents.md"), "utf8");
    const section = text.slice(text.indexOf("## Tools"), text.indexOf("Resources:"));
    const named = Array.from(section.matchAll(/^\| `(\w+)` \|/gm), ([, name]) => name);
    assert.deepEqual(named, [...TOOLS.map(({ name }) => name), "draft_from_description"]);
  });
});
