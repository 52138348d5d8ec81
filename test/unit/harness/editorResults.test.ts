/**
 * The table of the run in other editors: a run of some leaves the rows of the others, and what docs/editors.md calls run was run.
 */
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type ClientRow, isExplained, mergeRows, toTable } from "../../editors/resultTable.js";
import { STEPS } from "../../editors/scenario.js";
import { inRepository, makeTemporaryFolder } from "../../support/folders.js";

const ALL_YES = Object.fromEntries(STEPS.map((step) => [step, "yes"]));

function makeRow(name: string, changed: object = {}): ClientRow {
  const outcomes = { ...ALL_YES, ...changed } as Extract<ClientRow, { version: string }>["outcomes"];
  return { name, version: "1", outcomes, remarks: {} };
}

/** The cells of each row of a table, its heads left out. */
function readRows(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => line.slice(2, -2).split(" | "));
}

describe("the table of clients", () => {
  it("keeps the rows of clients that were not asked this time", () => {
    const folder = makeTemporaryFolder("results");
    const file = path.join(folder, "results.md");
    try {
      writeFileSync(file, toTable(mergeRows(file, [makeRow("One"), makeRow("Two", { fix: "none" })])));
      writeFileSync(file, toTable(mergeRows(file, [{ name: "Two", missing: "gone" }, makeRow("Three")])));
      const rows = readRows(readFileSync(file, "utf8"));
      assert.deepEqual(
        rows.map(([name, version]) => [name, version]),
        [
          ["One", "1"],
          ["Two", "not run: gone"],
          ["Three", "1"],
        ],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("counts a client that lacks a step or cannot be had as explained, and one that does wrong as not", () => {
    assert.ok(isExplained(makeRow("One", { save: "none" })));
    assert.ok(isExplained({ name: "One", missing: "gone" }));
    assert.ok(!isExplained(makeRow("One", { fix: 'no: "a"' })));
  });

  it("has every client that docs/editors.md calls run, in that version, without a fault", () => {
    const results = readRows(readFileSync(inRepository("test", "editors", "results.md"), "utf8"));
    const listed = readRows(readFileSync(inRepository("docs", "editors.md"), "utf8"));
    const run = listed.filter(([, answer]) => answer?.startsWith("yes") === true);
    assert.ok(run.length > 5);
    for (const [client = ""] of run) {
      const [, name = "", version = ""] = /^(.*?) (\d[\d.]*)/.exec(client) ?? [];
      const result = results.find(([each, found]) => each?.includes(name) === true && found === version);
      assert.ok(result, `${client} is not in test/editors/results.md`);
      assert.deepEqual(
        result.filter((cell) => cell.startsWith("no")).filter((cell) => cell !== "none"),
        [],
      );
    }
  });
});
