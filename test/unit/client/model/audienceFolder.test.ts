/**
 * What is in a folder by its path alone, of paths and addresses.
 */
import assert from "node:assert/strict";
import { isWithin } from "../../../../client/src/model/audienceFolder.js";

describe("what is in a folder", () => {
  const places = new Set(["brief/inner", "file:///folder/brief"]);

  it("is the folder itself and all that is below it", () => {
    for (const path of ["brief/inner", "brief/inner/a", "brief/inner/a/b.pql", "file:///folder/brief/a.pql"])
      assert.ok(isWithin(path, places), path);
  });

  it("is neither what is beside it nor what only begins as its name does", () => {
    for (const path of [
      "brief",
      "brief/inner.pql",
      "brief/innermost/a",
      "inner",
      "",
      "file:///folder/briefs/a",
    ])
      assert.ok(!isWithin(path, places), path);
  });
});
