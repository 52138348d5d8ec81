/** Questions about many rules at once, asked of the built server: the answer, its progress, and its end when nobody waits. */
import assert from "node:assert/strict";
import { convertToJson, printTree } from "../../server/src/pql/service";
import { LspError } from "../support/lspDriver.js";
import { Conversation } from "./conversation.js";

const REQUEST_CANCELLED = -32800;
const URI = "file:///rules";

const toRule = (value: string) => ({ format: "pql/text", value });
/** Rules of a large organisation: few fields, each with many values and windows. */
const manyRules = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    toRule(
      `country = "${index % 40}" and orders.exists(shop = "${index % 7}" and at occurs <= ${1 + (index % 60)} days before now)`,
    ),
  );

describe("questions about many rules", () => {
  let client: Conversation;
  beforeEach(async () => {
    client = await Conversation.begin();
  });
  afterEach(() => client.end());

  it("find equal and contained ones, whatever form they are in, and tell how far they are", async () => {
    const rules = [
      toRule("a > 1 and b = 2"),
      toRule("b = 2 and a > 1"),
      toRule("a > 0"),
      toRule("a > 5 and a < 3"),
      toRule("a > ("),
      { format: "pql/json", value: "{}" },
      ...manyRules(120),
    ];
    const { answer } = client.driver.startRequest("aep/findFamilies", { uri: URI, rules, run: "mine" });
    const told = await client.driver.waitForNotification("aep/familiesProgress");
    assert.equal((told as { run: string }).run, "mine");
    const found = (await answer) as {
      equal: number[][];
      contained: number[][];
      never: number[];
      unread: number[];
    };
    assert.deepEqual(found.equal[0], [0, 1]);
    assert.deepEqual(
      found.contained.filter(([inner]) => inner === 0),
      [[0, 2]],
    );
    assert.deepEqual([found.never, found.unread], [[3], [4, 5]]);
  });

  it("end when nobody waits for the answer any more", async () => {
    const rules = manyRules(2000);
    const { id, answer } = client.driver.startRequest("aep/findFamilies", { uri: URI, rules, run: "long" });
    await client.driver.waitForNotification("aep/familiesProgress");
    client.driver.notify("$/cancelRequest", { id });
    await assert.rejects(answer, (error) => error instanceof LspError && error.code === REQUEST_CANCELLED);
  });

  it("tell what a renamed field does to rules, trees and tests, by place", async () => {
    const { node } = convertToJson('tier = "gold"');
    assert.ok(node);
    const tree = printTree(node);
    const test = JSON.stringify({ tests: [{ name: "Gold", profile: { tier: "gold" }, qualifies: true }] });
    const found = await client.driver.request("aep/findImpact", {
      uri: URI,
      change: { kind: "renamed", path: "tier", to: "rank" },
      texts: [
        { kind: "rule", ...toRule('a = 1 and\n  tier = "gold"') },
        { kind: "rule", ...toRule("a = 1") },
        { kind: "rule", format: "pql/json", value: tree },
        { kind: "test", format: "json", value: test },
      ],
    });
    const { changes, touched } = found as {
      changes: string[];
      touched: {
        index: number;
        becomes: string;
        places: { line: number; column: number; test?: string }[];
      }[];
    };
    assert.deepEqual(changes, ["tier is renamed to rank"]);
    assert.deepEqual(
      touched.map(({ index }) => index),
      [0, 2, 3],
    );
    const [rule, inTree, inTest] = touched;
    assert.equal(rule?.becomes, 'a = 1 and\n  rank = "gold"');
    assert.deepEqual([rule.places[0]?.line, rule.places[0]?.column], [1, 2]);
    assert.ok(inTree?.becomes.includes('"fieldName":"rank"'), inTree?.becomes);
    assert.equal(inTest?.becomes, test.replace("tier", "rank"));
    assert.equal(inTest.places[0]?.test, "Gold");
  });

  it("say why nothing can be compared", async () => {
    const ask = async (change: object) =>
      (
        (await client.driver.request("aep/findImpact", { uri: URI, change, texts: [] })) as {
          failure?: string;
        }
      ).failure;
    assert.equal(await ask({ uri: "file:///other" }), "noSchema");
    assert.equal(await ask({ kind: "renamed", path: "a", to: "xEvent.a" }), "badPath");
    assert.equal(await ask({ kind: "removed", path: "a" }), undefined);
  });
});
