/**
 * Expressions inside other texts: which are found, what they say, and where each of their characters stands.
 */
import assert from "node:assert/strict";
import {
  type EmbeddedExpression,
  toInnerOffset,
  toOuterEdit,
  toOuterSpan,
} from "../../../../server/src/pql/features/embedded/embeddedExpression";
import { findInJson, findInMarkdown } from "../../../../server/src/pql/features/embedded/findExpressions";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";

const texts = (found: readonly EmbeddedExpression[]) => found.map(({ text }) => text);

/** The part of the outer text that holds a part of the expression. */
function outer(source: string, expression: EmbeddedExpression, part: string): string {
  const start = expression.text.indexOf(part);
  const span = toOuterSpan(expression, { start, end: start + part.length });
  return source.slice(span.start, span.end);
}

describe("expressions in JSON", () => {
  it("stand beside their format, in any order and at any depth", () => {
    assert.deepEqual(
      texts(findInJson('{"expression": {"type": "PQL", "format": "pql/text", "value": "a = 1"}}')),
      ["a = 1"],
    );
    assert.deepEqual(texts(findInJson('[{"value": "b", "x": {"value": "no"}, "format": "pql/text"}]')), [
      "b",
    ]);
    assert.deepEqual(texts(findInJson('{"predicateType":"pql/text","predicateExpression":"c"}')), ["c"]);
  });

  it("are not what stands beside another format, or in another object", () => {
    assert.deepEqual(findInJson('{"format": "pql/json", "value": "{}"}'), []);
    assert.deepEqual(findInJson('{"format": "pql/text", "inner": {"value": "a"}}'), []);
    assert.deepEqual(findInJson('{"a": "pql/text", "value": "b"}'), []);
    assert.deepEqual(findInJson('["format", "pql/text", "value", "b"]'), []);
  });

  it("are read through their escapes, and every character keeps its place", () => {
    const source = '{"format": "pql/text", "value": "a = \\"x\\\\y\\" and\\n b = \\u0031 or c"}';
    const [expression] = findInJson(source);
    assert.ok(expression);
    assert.equal(expression.text, 'a = "x\\y" and\n b = 1 or c');
    assert.equal(outer(source, expression, '"x\\y"'), '\\"x\\\\y\\"');
    assert.equal(outer(source, expression, "1"), "\\u0031");
    assert.equal(outer(source, expression, "or c"), "or c");
    for (let inner = 0; inner <= expression.text.length; inner++) {
      const at = toOuterSpan(expression, { start: inner, end: inner }).start;
      assert.equal(toInnerOffset(expression, at), inner);
    }
  });

  it("are found in strings that hold JSON, as collections of requests hold their bodies", () => {
    const inner = JSON.stringify({ expression: { format: "pql/text", value: 'a = "x"\nand b' } }, null, 2);
    const body = { item: [{ request: { body: { mode: "raw", raw: inner } } }, { raw: "pql/text" }] };
    for (const [source, quote] of [
      [JSON.stringify(body, null, 1), '\\\\\\"'],
      [JSON.stringify({ body: JSON.stringify({ body: inner }) }), '\\\\\\\\\\\\\\"'],
      [JSON.stringify([inner]).replaceAll("/", "\\/"), '\\\\\\"'],
    ] as const) {
      const [expression, ...more] = findInJson(source);
      assert.ok(expression);
      assert.deepEqual(more, []);
      assert.equal(expression.text, 'a = "x"\nand b');
      assert.equal(outer(source, expression, '"x"'), `${quote}x${quote}`);
      const edit = toOuterEdit(expression, { span: { start: 4, end: 7 }, newText: '"y\\"' });
      const [changed] = findInJson(applyEdits(source, [edit]));
      assert.equal(changed?.text, 'a = "y\\"\nand b');
    }
  });

  it("take new text with the escapes it needs there", () => {
    const source = '{"format": "pql/text", "value": "a = \'x\'"}';
    const [expression] = findInJson(source);
    assert.ok(expression);
    const edit = toOuterEdit(expression, { span: { start: 4, end: 7 }, newText: '"x"' });
    assert.equal(applyEdits(source, [edit]), '{"format": "pql/text", "value": "a = \\"x\\""}');
  });

  it("are found in texts that are not finished", () => {
    assert.deepEqual(texts(findInJson('{"format": "pql/text", "value": "a = 1", "na')), ["a = 1"]);
    assert.deepEqual(texts(findInJson('{"format": "pql/text", "value": "a.\n}')), ["a."]);
    assert.deepEqual(texts(findInJson('{"format": "pql/text",\r\n "value": "a = \\"x\\"\r\n}')), ['a = "x"']);
    for (const source of [
      '{"format": "pql/text"',
      "pql/text",
      '}}}{"format":"pql/text","value":1}',
      '"pql/text\\',
    ]) {
      assert.deepEqual(findInJson(source), []);
    }
  });
});

describe("expressions in Markdown", () => {
  it("stand in fences marked pql", () => {
    assert.deepEqual(texts(findInMarkdown("# x\n```pql\na = 1\nand b\n```\ntext\n~~~PQL\nc\n~~~\n")), [
      "a = 1\nand b",
      "c",
    ]);
    assert.deepEqual(texts(findInMarkdown("````pql\na\n```\nb\n````")), ["a\n```\nb"]);
    assert.deepEqual(texts(findInMarkdown("```pql title=x\r\na\r\n```\r\n")), ["a"]);
  });

  it("are not what stands in other fences, or in the text", () => {
    assert.deepEqual(findInMarkdown("```sql\na\n```\npql `pql` pql\n```pqlx\nb\n```"), []);
  });

  it("lose the indentation of their fence and keep their places", () => {
    const source = "- item\n  ```pql\n  a = 1\n    and b\n  ```\n";
    const [expression] = findInMarkdown(source);
    assert.ok(expression);
    assert.equal(expression.text, "a = 1\n  and b");
    assert.equal(outer(source, expression, "and b"), "and b");
    const edit = toOuterEdit(expression, { span: { start: 8, end: 11 }, newText: "or\n" });
    assert.equal(applyEdits(source, [edit]), "- item\n  ```pql\n  a = 1\n    or\n   b\n  ```\n");
  });

  it("end with the text where a fence is not closed", () => {
    assert.deepEqual(texts(findInMarkdown("```pql\na = ")), ["a = "]);
    assert.deepEqual(texts(findInMarkdown("```pql\n")), [""]);
  });

  it("are not what has no line", () => {
    assert.deepEqual(findInMarkdown("```pql"), []);
    assert.deepEqual(findInMarkdown("```pql\n```"), []);
  });

  it("get the quote marks of their fence on new lines", () => {
    const source = "> - x\n>   ```pql\n>   a\n>   ```\n";
    const [expression] = findInMarkdown(source);
    assert.equal(expression?.encode("a\nb"), "a\n>   b");
  });
});
