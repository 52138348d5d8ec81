/**
 * Formatting: whole, in part, and behind a key.
 */
import assert from "node:assert/strict";
import {
  planFormatting,
  planRangeFormatting,
  planTypedFormatting,
} from "../../../../server/src/pql/features/documentFormatting";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { readMarkedText } from "../../../support/markedText";
import { documentOf, openAtCursor } from "./exampleWorld";

function typed(marked: string, key: string): string {
  const { document, offset } = openAtCursor(marked);
  return applyEdits(document.text, planTypedFormatting(document, offset, key));
}

describe("formatting", () => {
  it("lays out a document", () => {
    const text = "a=1   and\n  b  in[1,2]";
    assert.equal(applyEdits(text, planFormatting(documentOf(text))), "a = 1 and b in [1, 2]");
  });

  it("changes nothing the second time", () => {
    const text = "a = 1 and b in [1, 2]";
    assert.deepEqual(planFormatting(documentOf(text)), []);
  });

  it("stays inside a range", () => {
    const { text, ranges } = readMarkedText("a=1 and [|b  =  2|] and c=3");
    const [range = { start: 0, end: 0 }] = ranges;
    assert.equal(applyEdits(text, planRangeFormatting(documentOf(text), range)), "a=1 and b = 2 and c=3");
  });

  it("lays out a bracket that was just closed, and nothing before it", () => {
    assert.equal(typed("a=1 and (b  =  2)|", ")"), "a=1 and (b = 2)");
    assert.equal(typed("a in[1,2 ]| and b=1", "]"), "a in [1, 2] and b=1");
    assert.equal(typed("a = 1)|", ")"), "a = 1)");
  });

  it("indents a new line as deep as its brackets", () => {
    assert.equal(typed("exists(\n|", "\n"), "exists(\n  ");
    assert.equal(typed("f(g(\n|", "\n"), "f(g(\n  ");
    assert.equal(typed("f(\n  g(\n|", "\n"), "f(\n  g(\n    ");
    assert.equal(typed("a = 1\n   |", "\n"), "a = 1\n");
    assert.equal(typed("a = 1 and\n|b = 2", "\n"), "a = 1 and\nb = 2");
  });
});
