/** Highlighting of PQL inside JSON bodies and Markdown. */
import assert from "node:assert/strict";
import type { Registry } from "vscode-textmate";
import { createGrammarRegistry, type ScopedToken, tokenise } from "./textMate";

function scopesOf(tokens: readonly ScopedToken[], text: string): readonly string[] {
  const found = tokens.find((token) => token.text === text);
  assert.ok(found, `no token ${text} in ${tokens.map((token) => token.text).join(" · ")}`);
  return found.scopes;
}

describe("highlighting of PQL in JSON", () => {
  let registry: Registry;
  before(async () => {
    registry = await createGrammarRegistry();
  });

  const body = (expression: string) => `{"name": "and or", "expression": ${expression}, "next": "and"}`;
  const value = String.raw`"a.city = \"x\\\"y\\d\"\n  and b.count() > 2"`;

  it("reads the value of an expression whose format comes first", async () => {
    const tokens = await tokenise(
      registry,
      "source.json",
      body(`{"format": "pql/text",\n "value": ${value} }`),
    );
    assert.equal(scopesOf(tokens, "city").at(-1), "variable.other.property.pql");
    assert.equal(scopesOf(tokens, "x").at(-1), "string.quoted.double.pql");
    assert.equal(scopesOf(tokens, String.raw`\\\"`).at(-1), "constant.character.escape.pql");
    assert.equal(scopesOf(tokens, String.raw`\\d`).at(-1), "invalid.illegal.escape.pql");
    assert.equal(scopesOf(tokens, String.raw`\n`).at(-1), "constant.character.escape.json");
    assert.equal(scopesOf(tokens, "and").at(-1), "keyword.operator.logical.pql");
    assert.equal(scopesOf(tokens, "count").at(-1), "support.function.method.pql");
    assert.ok(scopesOf(tokens, "city").includes("meta.embedded.inline.pql"));
  });

  it("reads a value before its format on the same line", async () => {
    const tokens = await tokenise(registry, "source.json", body(`{"value": ${value}, "format": "pql/text"}`));
    assert.equal(scopesOf(tokens, "count").at(-1), "support.function.method.pql");
  });

  it("reads the expression of a preview", async () => {
    const tokens = await tokenise(
      registry,
      "source.json",
      '{"predicateType": "pql/text", "predicateExpression": "not (a)"}',
    );
    assert.equal(scopesOf(tokens, "not").at(-1), "keyword.operator.logical.pql");
  });

  it("leaves what follows the expression alone", async () => {
    const text = body(`{"format": "pql/text", "meta": {"k": ["or"]}, "value": "a and b", "type": "PQL"}`);
    const tokens = await tokenise(registry, "source.json", text);
    assert.equal(scopesOf(tokens, "and").at(-1), "keyword.operator.logical.pql");
    for (const plain of ["or", "PQL", "next", "and or"]) {
      assert.ok(!scopesOf(tokens, plain).some((scope) => scope.endsWith(".pql")), plain);
    }
  });

  it("leaves the tree form and other formats alone", async () => {
    for (const format of ["pql/json", "text/plain"]) {
      const tokens = await tokenise(
        registry,
        "source.json",
        body(`{"format": "${format}", "value": "a and b"}`),
      );
      assert.ok(!tokens.some(({ scopes }) => scopes.some((scope) => scope.endsWith(".pql"))), format);
    }
  });

  it("stops a value that is not closed at the end of its line", async () => {
    const tokens = await tokenise(
      registry,
      "source.json",
      '{"format": "pql/text", "value": "a and \n, "type": "or"}',
    );
    assert.ok(!scopesOf(tokens, "or").some((scope) => scope.endsWith(".pql")));
  });
});

describe("highlighting of PQL in Markdown", () => {
  it("reads fences marked pql, in any case, and no others", async () => {
    const registry = await createGrammarRegistry();
    const text = 'A and B\n\n```PQL title\na.city = "x"\n  and b\n```\n\n```sql\nc and d\n```\n';
    const tokens = await tokenise(registry, "text.html.markdown", text);
    assert.equal(scopesOf(tokens, "and").at(-1), "keyword.operator.logical.pql");
    assert.equal(scopesOf(tokens, "city").at(-1), "variable.other.property.pql");
    for (const plain of ["A and B", "c and d"]) {
      assert.ok(!scopesOf(tokens, plain).some((scope) => scope.endsWith(".pql")), plain);
    }
  });
});
