/** Highlighting: what each kind of word looks like, and that no word list can drift from the catalogue. */
import assert from "node:assert/strict";
import type { Registry } from "vscode-textmate";
import * as z from "zod";
import { allFunctions } from "../../../../server/src/pql/language/functionCatalogue";
import { findKeyword, KEYWORDS, type KeywordRole } from "../../../../server/src/pql/language/keywords";
import { MISSPELLED_MILLENNIUM } from "../../../../server/src/pql/language/timeUnits";
import { createGrammarRegistry, readGrammarFile, tokenise } from "./textMate";

const grammarShape = z.object({ repository: z.record(z.string(), z.unknown()) });

/** The first alternation of plain words in a rule of the grammar. */
function wordsOfRule(rule: string): string[] {
  const { repository } = grammarShape.parse(readGrammarFile("pql.tmLanguage.json"));
  const [, words = ""] = /\(\?i?:([\w|]+)\)/.exec(JSON.stringify(repository[rule])) ?? [];
  return words.split("|").sort();
}

function keywordsOf(...roles: readonly KeywordRole[]): string[] {
  return KEYWORDS.filter(({ role }) => roles.includes(role)).map(({ word }) => word);
}

function namesOfStyle(style: "method" | "function"): string[] {
  const names = allFunctions()
    .filter((entry) => entry.style === style)
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .filter((name) => /^\w+$/.test(name));
  return [...new Set(names)];
}

/** Functions that are keywords besides are coloured as keywords, aggregates excepted. */
function isColouredAsFunction(name: string): boolean {
  const role = findKeyword(name)?.role;
  return role === undefined || role === "aggregate";
}

describe("the word lists of the grammar", () => {
  const lists: readonly (readonly [rule: string, words: readonly string[]])[] = [
    ["logical", keywordsOf("logical")],
    ["comparison-word", keywordsOf("comparison")],
    ["declaration", keywordsOf("declaration")],
    ["aggregate", keywordsOf("aggregate")],
    ["literal", keywordsOf("literal")],
    ["direction", keywordsOf("direction", "timeTest")],
    ["time-word", keywordsOf("timeWord")],
    ["interval", keywordsOf("interval")],
    ["time-unit", [...keywordsOf("timeUnit"), MISSPELLED_MILLENNIUM]],
    ["chain-word", keywordsOf("chain")],
    ["conditional", keywordsOf("conditional")],
    ["member", namesOfStyle("method")],
    ["function-call", namesOfStyle("function").filter(isColouredAsFunction)],
  ];
  for (const [rule, words] of lists) {
    it(`are those of the catalogue: ${rule}`, () => assert.deepEqual(wordsOfRule(rule), [...words].sort()));
  }

  it("cover every role of keyword", () => {
    const covered = new Set(lists.flatMap(([, words]) => words));
    assert.deepEqual(
      KEYWORDS.filter(({ word }) => !covered.has(word)),
      [],
    );
  });
});

describe("highlighting of PQL", () => {
  let registry: Registry;
  before(async () => {
    registry = await createGrammarRegistry();
  });

  /** Asserts the innermost scope of each of the named tokens; `text` of a row may occur once only before the next. */
  async function expectScopes(text: string, rows: readonly (readonly [token: string, scope: string])[]) {
    const tokens = await tokenise(registry, "source.pql", text);
    let from = 0;
    for (const [token, scope] of rows) {
      const found = tokens.findIndex((each, index) => index >= from && each.text === token);
      assert.ok(found >= 0, `no token ${token} in ${tokens.map((each) => each.text).join(" · ")}`);
      assert.equal(tokens[found].scopes.at(-1), `${scope}.pql`, `${token} in ${text}`);
      from = found + 1;
    }
  }

  it("tells roots, steps, methods and calls apart", () =>
    expectScopes("xEvent.commerce.count() and _acme.größe.unheard() or concat(x)", [
      ["xEvent", "variable.language.root"],
      ["commerce", "variable.other.property"],
      ["count", "support.function.method"],
      ["and", "keyword.operator.logical"],
      ["_acme", "variable.other"],
      ["größe", "variable.other.property"],
      ["unheard", "entity.name.function.method"],
      ["or", "keyword.operator.logical"],
      ["concat", "support.function"],
      ["x", "variable.other"],
    ]));

  it("reads keywords in any case but not inside other words or after a dot", () =>
    expectScopes('NOT android.or NOTIN ["a"] And orders', [
      ["NOT", "keyword.operator.logical"],
      ["android", "variable.other"],
      ["or", "variable.other.property"],
      ["NOTIN", "keyword.operator.comparison"],
      ["And", "keyword.operator.logical"],
      ["orders", "variable.other"],
    ]));

  it("ends a string at its quote, not at an escaped one, and shows escapes", () =>
    expectScopes('a = "x\\"y\\q" and b', [
      ["x", "string.quoted.double"],
      ['\\"', "constant.character.escape"],
      ["y", "string.quoted.double"],
      ["\\q", "invalid.illegal.escape"],
      ["and", "keyword.operator.logical"],
    ]));

  it("ends a string that is not closed with its line", () =>
    expectScopes('a = "open\nand b', [
      ["open", "string.quoted.double"],
      ["and", "keyword.operator.logical"],
    ]));

  it("reads numbers of every spelling", () =>
    expectScopes("1 + 2.5 - .45 * 2.02E-12 / 56L", [
      ["1", "constant.numeric"],
      ["+", "keyword.operator.arithmetic"],
      ["2.5", "constant.numeric"],
      [".45", "constant.numeric"],
      ["2.02E-12", "constant.numeric"],
      ["56L", "constant.numeric"],
    ]));

  it("reads time tests", () =>
    expectScopes(
      "a occurs <= 3 days before now or b occurs last month or c occurs between today and tomorrow",
      [
        ["occurs", "keyword.operator.comparison"],
        ["<=", "keyword.operator.comparison"],
        ["3", "constant.numeric"],
        ["days", "keyword.other.unit"],
        ["before", "keyword.other.time"],
        ["now", "constant.language.time"],
        ["last", "keyword.other.interval"],
        ["month", "keyword.other.unit"],
        ["between", "keyword.other.time"],
        ["tomorrow", "constant.language.time"],
      ],
    ));

  it("tells this as an item from this as an interval", () =>
    expectScopes("x.map(this.count()) or d occurs this week", [
      ["map", "support.function.method"],
      ["this", "variable.language.this"],
      ["this", "keyword.other.interval"],
    ]));

  it("shows declarations, their variables and aggregates", () =>
    expectScopes("select E from xEvent where sum O.total over O from E.orders", [
      ["select", "keyword.control.declaration"],
      ["E", "variable.parameter"],
      ["from", "keyword.control.declaration"],
      ["where", "keyword.control.declaration"],
      ["sum", "keyword.control.aggregate"],
      ["over", "keyword.control.declaration"],
      ["O", "variable.parameter"],
    ]));

  it("shows the parts of a chain", () =>
    expectScopes("CHAIN(xEvent, timestamp, [A: WHAT(a = 1) WHEN(today) COUNT(2) WHERE(b)])", [
      ["CHAIN", "keyword.control.chain"],
      ["A", "entity.name.label"],
      ["WHAT", "keyword.control.chain"],
      ["WHEN", "keyword.control.chain"],
      ["COUNT", "keyword.control.chain"],
      ["WHERE", "keyword.control.chain"],
    ]));

  it("shows lambdas, let, object keys, quoted names, context and parameters", () =>
    expectScopes(
      '(K, G) => let n = `a-b`.c in {"k": @{_xdm.a;version=1}.d, "l": $1.e, "m": if(^.f, null, 1)}',
      [
        ["K", "variable.parameter"],
        ["G", "variable.parameter"],
        ["=>", "storage.type.function.arrow"],
        ["let", "keyword.control.declaration"],
        ["n", "variable.parameter"],
        ["a-b", "variable.other.quoted"],
        ["k", "support.type.property-name"],
        ["_xdm.a;version=1", "string.unquoted.context"],
        ["$1", "variable.parameter.positional"],
        ["if", "keyword.control.conditional"],
        ["^", "keyword.operator.outer"],
        ["null", "constant.language"],
      ],
    ));

  it("marks operators of other languages", () =>
    expectScopes("a == b && c <> d || e", [
      ["==", "invalid.illegal.operator"],
      ["&&", "invalid.illegal.operator"],
      ["<>", "invalid.illegal.operator"],
      ["||", "invalid.illegal.operator"],
    ]));

  it("gives every character of every example a scope of its own", async () => {
    for (const { example } of allFunctions()) {
      for (const { text, scopes } of await tokenise(registry, "source.pql", example)) {
        assert.ok(
          scopes.length > 1 && !scopes.some((scope) => scope.startsWith("invalid")),
          `${text} in ${example}`,
        );
      }
    }
  });
});
