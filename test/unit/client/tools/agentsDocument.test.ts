/**
 * The document about tools for agents names what there is, and answers the lists of other servers point by point.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RESOURCE_KINDS } from "../../../../client/src/model/resourceKinds.js";
import { PLATFORM_KINDS } from "../../../../client/src/tools/platform/platformKinds.js";
import { TOOLS } from "../../../../client/src/tools/toolRegistry.js";
import SERVERS from "../../../fixtures/agent-servers.json";
import { inRepository } from "../../../support/folders.js";

const text = readFileSync(inRepository("docs/agents.md"), "utf8");
const between = (from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));
const readNames = (cell: string) => Array.from(cell.matchAll(/`([\w-]+)`/g), ([, name = ""]) => name);
const readRows = (section: string) =>
  Array.from(section.matchAll(/^\| (.*) \|$/gm), ([, row = ""]) => row.split(" | "))
    .map(([first = "", second = ""]) => ({ theirs: readNames(first), ours: readNames(second), second }))
    .filter(({ theirs }) => theirs.length > 0);

describe("docs/agents.md", () => {
  it("has a row for every tool, and none for others", () => {
    const named = Array.from(
      between("## Tools", "Resources:").matchAll(/^\| `(\w+)` \|/gm),
      ([, name]) => name,
    );
    assert.deepEqual(named, [...TOOLS.map(({ name }) => name), "draft_from_description"]);
  });

  it("names every kind that is read by table, and no other", () => {
    const named = readRows(between("## What the platform keeps", "## Beside other servers")).flatMap(
      ({ theirs }) => theirs,
    );
    assert.deepEqual(named.sort(), [...PLATFORM_KINDS].sort());
  });

  it("answers every tool of the public servers that reads: with a tool or kind that exists, or with the reason why not", () => {
    const rows = readRows(between("## Beside other servers", "Datastreams are left out"));
    const known = new Set<string>([...TOOLS.map(({ name }) => name), ...RESOURCE_KINDS, ...PLATFORM_KINDS]);
    for (const { ours, second } of rows) {
      assert.deepEqual(
        ours.filter((name) => !known.has(name)),
        [],
      );
      assert.ok(ours.length > 0 || /^left out.*:./.test(second), second);
    }
    const asked = Object.values(SERVERS).flatMap(({ reads }) => reads);
    assert.deepEqual(rows.flatMap(({ theirs }) => theirs).sort(), asked.sort());
    for (const { source } of Object.values(SERVERS)) assert.ok(text.includes(source), source);
  });
});
