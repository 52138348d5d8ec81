/**
 * The JSON schema of `.audience.json` and what the code reads must mean the same fields, so that what completes also works.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findFileProblems } from "../../../../client/src/files/folderIndex.js";
import { DEFINITION_FIELDS, EVALUATION_KINDS } from "../../../../client/src/model/audienceDefinition.js";
import { inRepository } from "../../../support/folders.js";

const schema = JSON.parse(readFileSync(inRepository("client/schemas/audience.schema.json"), "utf8"));

describe("the schema of audience files", () => {
  it("explains every field that the file holds", () => {
    const wanted = [...DEFINITION_FIELDS.filter((field) => field !== "expression"), "tags", "remote"];
    for (const field of wanted) assert.ok(schema.properties[field]?.description, field);
    assert.deepEqual([...schema.properties.evaluation.enum].sort(), [...EVALUATION_KINDS].sort());
  });

  it("refuses the types that the reader refuses", () => {
    for (const [field, value] of [
      ["name", ""],
      ["evaluation", "hourly"],
      ["labels", "core/C1"],
      ["mergePolicy", 7],
      ["remote", []],
    ] as const) {
      assert.equal(findFileProblems({ [field]: value }).length, 1, field);
    }
    assert.deepEqual(findFileProblems({ anything: 1, name: "x", evaluation: "edge", labels: [] }), []);
    assert.equal(findFileProblems({ remote: { "o/s": {} } }).length, 1);
  });
});
