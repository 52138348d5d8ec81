/**
 * Outline, folds and growing selections.
 */
import assert from "node:assert/strict";
import {
  listFolds,
  listParts,
  listSelections,
  type QueryPart,
} from "../../../../server/src/pql/features/documentStructure";
import { documentOf, openAtCursor } from "./exampleWorld";

/** The outline as indented lines. */
function outline(text: string): string[] {
  const write = (parts: readonly QueryPart[], depth: number): string[] =>
    parts.flatMap(({ name, kind, detail, parts: inner }) => [
      `${"  ".repeat(depth)}${kind} ${name}${detail === "" ? "" : ` (${detail})`}`,
      ...write(inner, depth + 1),
    ]);
  return write(listParts(documentOf(text)), 0);
}

describe("the outline", () => {
  it("names clauses by their text", () => {
    assert.deepEqual(outline("a = 1 and b = 2"), ["condition a = 1 (and)", "condition b = 2"]);
    assert.deepEqual(outline(""), []);
    assert.deepEqual(outline("a\n  = 1"), ["condition a = 1"]);
  });

  it("shows chains with their steps", () => {
    assert.deepEqual(outline("chain(xEvent, timestamp, [A: WHAT(x = 1), B: WHAT(true) WHEN(today)])"), [
      "chain chain",
      "  step A (x = 1)",
      "  step B (true)",
    ]);
  });

  it("shows what is declared, as deep as it stands", () => {
    assert.deepEqual(outline("a and (exists O from orders, L from O.lines where L.price > 1)"), [
      "condition a (and)",
      "condition (exists O from orders, L from O.lines where L.price > 1)",
      "  variable O (orders)",
      "  variable L (O.lines)",
    ]);
    assert.deepEqual(outline("let n = a + 1 in (select V from b where V.c = n).count() > 1"), [
      "variable n (a + 1)",
      "  variable V (b)",
    ]);
  });

  it("keeps names inside the spans they belong to", () => {
    const check = (parts: readonly QueryPart[]) => {
      for (const { span, nameSpan, parts: inner } of parts) {
        assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end);
        check(inner);
      }
    };
    for (const text of [
      "chain(a, b, [A: WHAT(c), B: ",
      "let = 1 in",
      "select V from",
      "exists from a where",
      ")(",
    ]) {
      check(listParts(documentOf(text)));
    }
  });
});

describe("folds", () => {
  const folds = (text: string) =>
    listFolds(documentOf(text)).map(({ startLine, endLine }) => [startLine, endLine]);
  it("close brackets over several lines and leave the closing line in sight", () => {
    assert.deepEqual(folds("f(\n a,\n b\n)"), [[0, 2]]);
    assert.deepEqual(folds("f(\r\n a,\r\n b\r\n)"), [[0, 2]]);
    assert.deepEqual(folds("x and (\n  a\n  and b\n) and y"), [[0, 2]]);
    assert.deepEqual(folds("f(\n g(\n  a\n  b\n ),\n c\n)"), [
      [0, 5],
      [1, 3],
    ]);
  });
  it("close clauses without such brackets", () => {
    assert.deepEqual(folds("a\n = 1\nand b = 2"), [[0, 1]]);
  });
  it("are none on one line", () => {
    assert.deepEqual(folds("f(a) and [b]"), []);
    assert.deepEqual(folds(""), []);
    assert.deepEqual(folds("((("), []);
  });
});

describe("growing selections", () => {
  const selections = (marked: string) => {
    const { document, offset } = openAtCursor(marked);
    return listSelections(document, offset).map(({ start, end }) => document.text.slice(start, end));
  };
  it("grow from the word to the query", () => {
    assert.deepEqual(selections("x and (a.b.c|d = 1 or e)"), [
      "cd",
      "a.b.cd",
      "a.b.cd = 1",
      "a.b.cd = 1 or e",
      "(a.b.cd = 1 or e)",
      "x and (a.b.cd = 1 or e)",
    ]);
  });
  it("begin inside the quotes of a text", () => {
    assert.deepEqual(selections('a = "x |y" and b'), ["x y", '"x y"', 'a = "x y"', 'a = "x y" and b']);
  });
  it("are the whole text where there is nothing smaller", () => {
    assert.deepEqual(selections("|"), [""]);
    assert.deepEqual(selections("a  |  ").at(-1), "a    ");
  });
  it("always grow and always hold the cursor", () => {
    const text = 'chain(xEvent, timestamp, [A: WHAT(a = "b c" and not (d in [1, 2]))]) or  ( ]';
    const document = documentOf(text);
    for (let offset = 0; offset <= text.length; offset++) {
      let inner = { start: offset, end: offset };
      for (const span of listSelections(document, offset)) {
        assert.ok(span.start <= inner.start && inner.end <= span.end, `${offset}`);
        inner = span;
      }
    }
  });
});
