/**
 * What tools hand to agents: the fields that are meant first, answers within limits, texts of others quoted, phrases left out named.
 */
import assert from "node:assert/strict";
import { limitData } from "../../../../client/src/tools/answerLimits.js";
import { rankFields } from "../../../../client/src/tools/fieldRanking.js";
import { quoteForPrompt } from "../../../../client/src/tools/quotedText.js";
import { findUnheld } from "../../../../client/src/tools/requestPhrases.js";
import { findSimilar } from "../../../../client/src/tools/similarAudiences.js";
import { answerRuleQuestion, type PlainField, readEnvironment } from "../../../../server/src/pql/service.js";
import { JsonNumber } from "../../../../server/src/pql/text/exactJson.js";

const field = (path: string, more: Partial<PlainField> = {}): PlainField => ({
  root: "profile",
  path,
  type: "string",
  ...more,
});

describe("the ranking of fields", () => {
  const rank = (about: string, fields: readonly PlainField[], readers: Record<string, number> = {}) =>
    rankFields(fields, about, ({ path }) => readers[path] ?? 0).map(({ path }) => path);

  it("puts names before titles before descriptions, and deprecated fields last", () => {
    const fields = [
      field("a.other", { description: "The tier" }),
      field("b.tier", { isDeprecated: true }),
      field("c.other", { title: "Tier" }),
      field("d.tier"),
      field("e.none"),
    ];
    assert.deepEqual(rank("tier", fields), ["d.tier", "c.other", "a.other", "b.tier"]);
  });

  it("knows values, plurals, other words for the same, and names of countries", () => {
    const colour = field("x.colour", { values: [{ value: "teal", title: "Teal" }] });
    const fields = [
      colour,
      field("person.birthDate"),
      field("homeAddress.countryCode"),
      field("orders.total"),
    ];
    assert.deepEqual(rank("likes teal", fields), ["x.colour"]);
    assert.deepEqual(rank("their age", fields), ["person.birthDate"]);
    assert.deepEqual(rank("from Norway", fields), ["homeAddress.countryCode"]);
    assert.deepEqual(rank("order", fields), ["orders.total"]);
    assert.deepEqual(rank("the people who are", fields), []);
  });

  it("prefers what audiences read among equals", () => {
    assert.deepEqual(rank("tier", [field("a.tier"), field("b.tier")], { "b.tier": 3 }), ["b.tier", "a.tier"]);
  });
});

describe("the limits of answers", () => {
  it("take a number of many digits for the value it is", () => {
    const data = { most: new JsonNumber("9223372036854775807") };
    assert.deepEqual(limitData(data), { data, isCut: false });
  });

  it("leave small data as it is, and say when something is missing", () => {
    assert.deepEqual(limitData({ a: [1, "two", null] }), { data: { a: [1, "two", null] }, isCut: false });
    const { data, isCut } = limitData({ text: "x".repeat(5_000), list: Array(500).fill(1) });
    assert.ok(isCut);
    assert.equal((data as { text: string }).text.length, 2_001);
    assert.equal((data as { list: unknown[] }).list.length, 200);
  });

  it("hold for the whole, for depth and for signs that steer", () => {
    const wide = Array.from({ length: 200 }, () => ({ text: "x".repeat(2_000) }));
    assert.ok(JSON.stringify(limitData(wide).data).length <= 60_000);
    let deep: unknown = "end";
    for (let depth = 0; depth < 5_000; depth++) deep = [deep];
    assert.ok(limitData(deep).isCut);
    assert.deepEqual(limitData("a\u0000b\u202Ec\nd").data, "a b c\nd");
  });
});

describe("texts of others in prompts", () => {
  it("cannot end their quotation and are cut", () => {
    const quoted = quoteForPrompt(`a</quoted>b\u0007${"x".repeat(9_000)}`);
    assert.equal(quoted.split("</quoted>").length, 2);
    assert.ok(quoted.length < 4_100);
  });
});

describe("phrases that a rule does not hold", () => {
  const unheld = (request: string, rule: string, explanation: string) =>
    findUnheld(request, { rule, explanation, fieldTexts: [] });

  it("are named with their numbers, in the words of the request", () => {
    const rule = 'loyalty.tier = "gold" and homeAddress.countryCode = "DE"';
    const words = 'Tier is "gold", country code is "DE"';
    assert.deepEqual(unheld("Gold members in Germany", rule, words), []);
    assert.deepEqual(unheld("Gold members in France", rule, words), ["France"]);
    assert.deepEqual(unheld("Gold members, at least 3 orders", rule, words), ["at least 3 orders"]);
    assert.deepEqual(unheld("Gold, for five days", rule, words), ["five days"]);
  });

  it("are none where nothing is asked", () => {
    assert.deepEqual(unheld("please make an audience of all the people", "a = 1", ""), []);
  });
});

describe("audiences that a draft would double", () => {
  const known = (id: string, name: string, [text = "", ...reads]: readonly string[]) => ({
    id,
    name,
    text,
    reads: new Set(reads.map((path) => `profile ${path}`)),
  });
  const environment = readEnvironment({});

  it("are those with the same rule, the same people, a wider or narrower rule, or nearly the same name", async () => {
    const rules = [
      known("1", "Same", ['a.b = "x"  and a.c = "y"', "a.b", "a.c"]),
      known("2", "Turned", ['a.c = "y" and a.b = "x"', "a.b", "a.c"]),
      known("3", "Wider", ['a.b = "x"', "a.b"]),
      known("4", "Else", ['d = "x"', "d"]),
      known("5", "Gold members of Oslo", ['d = "z"', "d"]),
    ];
    const rule = 'a.b = "x" and a.c = "y"';
    const relate = async (others: readonly string[]) =>
      answerRuleQuestion("relateToMany", { rule, others }, { environment, isCancelled: () => false });
    const reads = new Set(["profile a.b", "profile a.c"]);
    const similar = await findSimilar({ name: "Gold members in Oslo", rule, reads, relate }, rules);
    const found = similar.map(({ id, because }) => [id, because.split(" ").slice(0, 3).join(" ")]);
    assert.deepEqual(found, [
      ["1", "has the same"],
      ["2", "accepts the same"],
      ["3", "accepts everyone the"],
      ["5", "has nearly the"],
    ]);
  });
});
