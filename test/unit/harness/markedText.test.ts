/**
 * The marks that tests write in texts.
 */
import assert from "node:assert/strict";
import { readCursor, readMarkedText, toPosition } from "../../support/markedText.js";

describe("marked text", () => {
  it("loses its marks and knows where they stood", () => {
    const { text, cursors, ranges } = readMarkedText("a|b [|cd|] e|");
    assert.equal(text, "ab cd e");
    assert.deepEqual(cursors, [1, 7]);
    assert.deepEqual(ranges, [{ start: 3, end: 5 }]);
  });

  it("nests ranges, outermost first", () => {
    assert.deepEqual(readMarkedText("[|a[|b|]|]").ranges, [
      { start: 0, end: 2 },
      { start: 1, end: 2 },
    ]);
  });

  it("refuses marks that do not fit together", () => {
    assert.throws(() => readMarkedText("[|a"), /not closed/);
    assert.throws(() => readMarkedText("a|]"), /not open/);
    assert.throws(() => readCursor("no cursor"), /Not one cursor/);
    assert.throws(() => readCursor("two | | cursors"), /Not one cursor/);
  });

  it("counts lines at every kind of line end, and characters in UTF-16", () => {
    assert.deepEqual(toPosition("a\r\nb\rc\nd", 8), { line: 3, character: 1 });
    assert.deepEqual(toPosition("😀x", 2), { line: 0, character: 2 });
  });
});
