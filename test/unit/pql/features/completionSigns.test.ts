/**
 * Completion where signs stand in the way: inside quotes and backticks, in names with hyphens, and without tab stops.
 */
import assert from "node:assert/strict";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { checkText } from "../semantics/checking";
import { accept, complete, labels } from "./completing";

const SIGNED = [
  "a/b",
  "R&D",
  "First name",
  "#rank",
  "C++ skill",
  "Size (cm)",
  "Größe",
  "price€",
  "2fa",
  "in-app",
];
const SIGNS = createEnvironment({
  profile: readSchema({
    type: "object",
    "meta:class": "https://ns.adobe.com/xdm/context/profile",
    properties: {
      _acme: {
        type: "object",
        properties: Object.fromEntries(
          [...SIGNED, "First", "points"].map((name) => [name, { type: "string" }]),
        ),
      },
      "R/W": { type: "string" },
      codes: { type: "array", items: { type: "integer", enum: [7, 8] } },
    },
  }).index,
});

describe("completion beside signs", () => {
  it("begins inside the sign that is typed, so that any client holds letters against letters", () => {
    for (const [marked, label, filter, after] of [
      ['_acme.tier = "g|"', '"gold"', "gold", '_acme.tier = "gold"'],
      ['_acme.tier = "g|', '"gold"', "gold", '_acme.tier = "gold"'],
      ['inSegment("Loy|")', "Loyal customers", "Loyal customers 22222222-bbbb", 'inSegment("22222222-bbbb")'],
      ["_acme.`e-m|`", "`e-mail`", "e-mail", "_acme.`e-mail`"],
      ["_acme.`e-m| = 1", "`e-mail`", "e-mail", "_acme.`e-mail` = 1"],
      ["_acme.`|`", "`last`", "last", "_acme.`last`"],
      ["_acme.`|", "`last`", "last", "_acme.`last`"],
      ["_acme.`ti|`", "tier", "tier", "_acme.`tier`"],
      ["select `my E` from xEvent where `my|`", "`my E`", "my E", "select `my E` from xEvent where `my E`"],
    ] as const) {
      const { span, items } = complete(marked);
      const item = items.find((each) => each.label === label);
      assert.equal(item?.filter ?? item?.label, filter, marked);
      assert.match(marked.charAt(span.start - 1), /["`]/, marked);
      assert.equal(accept(marked, label), after);
    }
    assert.deepEqual(
      labels("_acme.`|`").filter((label) => /\(|\.|count/.test(label)),
      [],
      "only names",
    );
  });

  it("completes names with hyphens from their parts", () => {
    for (const [marked, label, after] of [
      ["_acme.e-m|", "`e-mail`", "_acme.`e-mail`"],
      ["_acme.e-| = 1", "`e-mail`", "_acme.`e-mail` = 1"],
      ['_acme.e-m|ai = "x"', "`e-mail`", '_acme.`e-mail`ai = "x"'],
      ["_acme.in-a|", "`in-app-2`", "_acme.`in-app-2`"],
      ["_acme.in-app-2|", "`in-app-2`", "_acme.`in-app-2`"],
      ["_acme.e-mail|", "`e-mail`", "_acme.`e-mail`"],
      ["in-app-2| = 1", "_acme.`in-app-2`", "_acme.`in-app-2` = 1"],
      ["a = 1 and in-app-|", "_acme.`in-app-2`", "a = 1 and _acme.`in-app-2`"],
      ["xEvent.count() > 1 and e-ma|", "_acme.`e-mail`", "xEvent.count() > 1 and _acme.`e-mail`"],
    ] as const)
      assert.equal(accept(marked, label), after);
    assert.ok(labels("_acme.points-h|").includes("homeAddress"), "a minus stays one");
  });

  it("completes names with any sign from their parts, with and without a backtick", () => {
    for (const name of SIGNED) {
      const label = name === "Größe" ? name : `\`${name}\``;
      for (let length = 1; length <= name.length; length++) {
        const begun = name.slice(0, length);
        assert.equal(accept(`_acme.${begun}|`, label, SIGNS), `_acme.${label}`);
        assert.equal(accept(`_acme.\`${begun}|`, label, SIGNS), `_acme.\`${name}\``);
        assert.equal(accept(`_acme.\`${begun}|\` = "x"`, label, SIGNS), `_acme.\`${name}\` = "x"`);
        assert.equal(
          accept(`_acme.points = "x" and (_acme.${begun}| = "x")`, label, SIGNS),
          `_acme.points = "x" and (_acme.${label} = "x")`,
        );
        if (length > 1) assert.equal(accept(`${begun}|`, `_acme.${label}`, SIGNS), `_acme.${label}`);
      }
    }
    assert.equal(accept('R/| = "x"', "`R/W`", SIGNS), '`R/W` = "x"');
  });

  it("completes the values of a list in front of it, numbers too, which are checked there", () => {
    assert.equal(accept("| in codes", "7", SIGNS), "7 in codes");
    assert.deepEqual(labels('"|" in codes', SIGNS), []);
    const isKnown = (text: string) =>
      checkText(text, SIGNS).problems.every(({ code }) => code !== "pql.unknownEnumValue");
    assert.deepEqual(["7 in codes", "5 in codes", "5 notIn codes"].map(isKnown), [true, false, false]);
  });

  it("writes of a construct only what is certain where there are no tab stops", () => {
    for (const [marked, label, after] of [
      ["aver|", "average", "average"],
      ["exi|", "exists", "exists"],
      ["cha|", "chain", "chain"],
      ["chain(xEvent, timestamp, [|])", "C0: WHAT", "chain(xEvent, timestamp, [C0: WHAT])"],
      ["_acme.orders.cou|", "count", "_acme.orders.count"],
      ["_acme.orders.su|", "sum", "_acme.orders.sum"],
      ["_acme.joinedAt occurs |", "<= … days before now", "_acme.joinedAt occurs <="],
    ] as const)
      assert.equal(accept(marked, label), after);
  });
});
