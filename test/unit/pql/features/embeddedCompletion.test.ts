/**
 * Completion and help with arguments inside JSON and Markdown: the text around is what it is after a choice.
 */
import assert from "node:assert/strict";
import { findSuggestions } from "../../../../server/src/pql/features/completion/findSuggestions";
import type { Suggestions } from "../../../../server/src/pql/features/completion/suggestion";
import { toOuterSuggestions } from "../../../../server/src/pql/features/embedded/embeddedExpression";
import { EmbeddedDocument } from "../../../../server/src/session/embeddedDocuments";
import { WORLD } from "./exampleWorld";

/** What is offered at `|` in a JSON or Markdown text; undefined outside its expressions. */
function complete(languageId: string, marked: string): Suggestions | undefined {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const document = new EmbeddedDocument({ uri: "file:///x", version: 1, text, languageId }, WORLD);
  const part = document.findPlace(offset);
  return part && toOuterSuggestions(part.expression, findSuggestions(part.document, part.offset));
}

/** The text after a choice, as editors without snippets and as those with them apply it. */
function accept(languageId: string, marked: string, label: string): { plain: string; snippet: string } {
  const found = complete(languageId, marked);
  const item = found?.items.find((each) => each.label === label);
  assert.ok(found && item, `${label} is not offered in ${marked}`);
  const text = marked.replace("|", "");
  const typed = marked.slice(found.span.start, marked.indexOf("|"));
  assert.ok(item.filter?.toLowerCase().startsWith(typed.toLowerCase()), JSON.stringify([typed, item.filter]));
  const write = (written: string) => text.slice(0, found.span.start) + written + text.slice(found.span.end);
  return {
    plain: write(item.text ?? item.label),
    snippet: write(item.snippet === undefined ? (item.text ?? item.label) : expand(item.snippet)),
  };
}

/** What an editor writes for a snippet: its stops' own texts, its escapes undone. */
function expand(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "")
    .replace(/\\([\\$}])/g, "$1");
}

const json = (expression: string) => `{"format": "pql/text", "value": "${expression}"}`;

describe("completion inside JSON", () => {
  it("offers fields of the schema", () => {
    assert.equal(accept("json", json("_acme.ti|"), "tier").plain, json("_acme.tier"));
    assert.equal(
      accept("json", json('a = \\"x\\"\\n and _acme.|'), "points").plain,
      json('a = \\"x\\"\\n and _acme.points'),
    );
  });

  it("writes texts with the escapes of JSON", () => {
    const after = json('_acme.tier = \\"gold\\"');
    assert.equal(accept("json", json("_acme.tier = |"), '"gold"').plain, after);
    assert.equal(accept("json", json('_acme.tier = \\"go|\\"'), '"gold"').plain, after);
    assert.equal(accept("json", json('_acme.tier = \\"|'), '"gold"').plain, after);
    assert.equal(
      accept("json", json('inSegment(\\"|\\")'), "Big spenders").plain,
      json('inSegment(\\"11111111-aaaa\\")'),
    );
  });

  it("leaves JSON that can be read, whatever is chosen", () => {
    for (const marked of ["|", "_acme.|", "_acme.tier = |", "chain(xEvent, timestamp, |", "identityMap[|"]) {
      for (const { label } of complete("json", json(marked))?.items ?? []) {
        const { plain, snippet } = accept("json", json(marked), label);
        assert.doesNotThrow(() => JSON.parse(plain), plain);
        assert.doesNotThrow(() => JSON.parse(snippet), snippet);
      }
    }
  });

  it("gives snippets that write what they write in PQL itself", () => {
    const { snippet } = accept("json", json("|"), "chain");
    assert.equal(
      JSON.parse(snippet).value,
      'chain(xEvent, timestamp, [C0: WHAT(eventType = "commerce.purchases")])',
    );
  });

  it("works in a string that is not closed yet, and in an empty one", () => {
    assert.equal(
      accept("json", '{"format": "pql/text",\n "value": "_acme.ti|\n}', "tier").plain,
      '{"format": "pql/text",\n "value": "_acme.tier\n}',
    );
    assert.equal(accept("json", json("|"), "person").plain, json("person"));
  });

  it("says nothing outside an expression", () => {
    for (const marked of [
      '|{"format": "pql/text", "value": "a"}',
      '{"format": "pql/|text", "value": "a"}',
      '{"na|me": "x"}',
    ]) {
      assert.equal(complete("json", marked), undefined, marked);
    }
  });
});

describe("completion inside Markdown", () => {
  it("offers fields and values in fences, indented ones included", () => {
    assert.equal(
      accept("markdown", "# x\n\n```pql\n_acme.ti|\n```\n", "tier").plain,
      "# x\n\n```pql\n_acme.tier\n```\n",
    );
    assert.equal(
      accept("markdown", "- x\n  ```pql\n  a = 1\n    and _acme.tier = |\n  ```\n", '"gold"').plain,
      '- x\n  ```pql\n  a = 1\n    and _acme.tier = "gold"\n  ```\n',
    );
    assert.equal(accept("markdown", "```pql\n|\n```", "person").plain, "```pql\nperson\n```");
  });

  it("says nothing outside a fence", () => {
    for (const marked of [
      "|# x\n```pql\n```",
      "a|\n```pql\na\n```",
      "```pql\na\n```\nb|",
      "```sql\na.|\n```",
    ]) {
      assert.equal(complete("markdown", marked), undefined, marked);
    }
  });
});

describe("completion at any place", () => {
  const texts = {
    json: `[1, ${json('chain(xEvent, timestamp, [A: WHAT(eventType = \\"x\\\\y\\u0041\\")]) and \\n_acme.')}, {"value": "`,
    markdown: '> - x\n>   ```pql\n>   _acme.tier = "gold" and\n>   inSegment("\n>   ```\n~~~pql\n\n',
  };
  for (const [languageId, text] of Object.entries(texts)) {
    it(`of ${languageId} replaces text inside it and not before its expression`, () => {
      for (let offset = 0; offset <= text.length; offset++) {
        const found = complete(languageId, `${text.slice(0, offset)}|${text.slice(offset)}`);
        if (found === undefined) continue;
        const { span, replaceEnd } = found;
        assert.ok(span.start <= offset && span.start <= span.end && span.end <= replaceEnd, `${offset}`);
        assert.ok(replaceEnd <= text.length, `${offset}`);
      }
    });
  }
});

describe("problems inside JSON", () => {
  it("are those of clauses, of neighbours and of the whole, at their places", () => {
    const chain = "chain(xEvent, timestamp, [A: WHAT(true)])";
    const sum = "_acme.orders.sum(total) > 1";
    const text = json([chain, chain, sum, sum, sum, sum, "a == 1"].join(" and "));
    const document = new EmbeddedDocument({ uri: "file:///x", version: 1, text, languageId: "json" }, WORLD);
    const found = document.listProblems().map(({ code, span }) => [code, text.slice(span.start, span.end)]);
    assert.deepEqual(
      found.filter(([code]) => code !== "pql.unknownField"),
      [
        ["pql.unorderedChains", "chain"],
        ["pql.tooManyAggregations", "_acme.orders.sum(total)"],
        ["pql.foreignOperator", "=="],
      ],
    );
  });
});
