/** Every decision of server/src/pql/README.md, by its number there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { analyseClause } from "../../../../server/src/pql/semantics/analyseClause";
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { evaluateKind } from "../../../../server/src/pql/semantics/evaluationKind";
import { NodeKind } from "../../../../server/src/pql/syntax/nodeKinds";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { displayType } from "../../../../server/src/pql/types/typeNames";
import { checkText } from "./checking";
import { schemaOf } from "./schemaNotation";
import { NO_SCHEMA, SHOP, SHOP_EVENT, SHOP_PROFILE } from "./shopSchemas";

/** Severity and code of each problem, in text order. */
function told(text: string, environment: Environment = SHOP): string[] {
  return checkText(text, environment).problems.map(({ severity, code }) => `${severity} ${code}`);
}

function rootKind(text: string): number {
  const [{ tree, root }] = parseQuery(text).clauses;
  return tree.kind(root);
}

function typeOf(text: string): string {
  const [clause] = parseQuery(text).clauses;
  return displayType(analyseClause(clause, SHOP).typeOf(clause.root));
}

const ERROR = (name: string) => [`error pql.${name}`];
const HINT = (name: string) => [`hint pql.${name}`];
const WARNING = (name: string) => [`warning pql.${name}`];
const INFORMATION = (name: string) => [`information pql.${name}`];

const SIGNED = readSchema({
  type: "object",
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
  properties: {
    "a/b+c": { type: "string" },
    _acme: {
      type: "object",
      properties: {
        "a/b+c": { type: "string" },
        visits: { type: "integer" },
        "visits/first": { type: "integer" },
        first: { type: "integer" },
      },
    },
  },
}).index;

/** What each decision comes down to. */
const DECISIONS: Readonly<Record<number, () => void>> = {
  1: () => {
    assert.equal(rootKind("not a = 1"), NodeKind.Not);
    assert.equal(parseQuery("not a = 1 and b = 2").clauses.length, 2);
    assert.deepEqual(told("not a = 1", NO_SCHEMA), INFORMATION("bareNot"));
    assert.deepEqual(told("not (a = 1)", NO_SCHEMA), []);
  },
  2: () => {
    assert.deepEqual(told('person.gender = "male" AND NOT (testProfile OR _acme.isMember)'), []);
    assert.deepEqual(told("Chain(xEvent, timestamp, [A: What(true) When(Today)])"), []);
    assert.deepEqual(told("homeAddress.city.ISNULL()"), ERROR("unknownMethod"));
    assert.deepEqual(told("HomeAddress.city.isNull()"), ERROR("unknownField"));
  },
  3: () => assert.deepEqual(told("homeAddress.city = null"), WARNING("nullComparison")),
  4: () => assert.deepEqual(told("_acme.expiresOn occurs <= 3 days from now"), []),
  5: () => {
    for (const text of ["homeAddress.city = 'x'", "homeAddress.city = “x”"]) {
      assert.deepEqual(told(text), ERROR("foreignQuote"));
      assert.equal(checkText(text, SHOP).problems[0].fixes.length, 1);
    }
  },
  6: () => {
    assert.deepEqual(told("a.last = 1", NO_SCHEMA), ERROR("reservedWord"));
    assert.deepEqual(told("a.month = 1", NO_SCHEMA), WARNING("reservedWord"));
    assert.deepEqual(told("a.`last` = 1 and a.count = 2", NO_SCHEMA), []);
  },
  7: () => {
    assert.deepEqual(told("let a = 1 in a > 0", NO_SCHEMA), []);
    assert.deepEqual(told("let a = 1", NO_SCHEMA), ERROR("syntax"));
  },
  8: () => {
    for (const up of ["^loyalty", "^.loyalty"])
      assert.deepEqual(told(`_acme.orders[total > ${up}.points]`), []);
    assert.deepEqual(told("_acme.orders[items[price > ^^.loyalty.points]]"), []);
  },
  9: () => assert.deepEqual(told("a = 1 // note", NO_SCHEMA), ERROR("comment")),
  10: () => {
    assert.equal(typeOf("_acme.orders.items.price"), "DOUBLE[]");
    assert.deepEqual(told('_acme.orders.status = "paid" and _acme.orders.items.price > 3'), []);
  },
  11: () => {
    assert.deepEqual(told('_acme.visits = "12"'), WARNING("coercedLiteral"));
    assert.deepEqual(told("homeAddress.postalCode = 8000"), WARNING("coercedLiteral"));
    assert.deepEqual(told('person.birthDate = "2021-05-09"'), WARNING("badDate"));
    assert.deepEqual(told("_acme.visits = homeAddress.postalCode"), ERROR("incomparable"));
  },
  12: () => assert.deepEqual(told('homeAddress.city.matches("^A") and homeAddress.city matches "s$"'), []),
  13: () => assert.deepEqual(told("xEvent.topN(timestamp, 1).head().device.screenWidth > 3"), []),
  14: () => {
    assert.deepEqual(told('homeAddress.city.equals("a") and homeAddress.city.equals("a", false)'), []);
    assert.deepEqual(told('homeAddress.city.equals("a", "b", "c")'), WARNING("arity"));
    assert.match(checkText('homeAddress.city.equals("a", "b", "c")', SHOP).problems[0].message, /`in /);
    assert.deepEqual(told("_acme.visits.equals(3)"), WARNING("typeMismatch"));
  },
  15: () => {
    assert.deepEqual(told('0 and ""', NO_SCHEMA), [...WARNING("booleanPlace"), ...WARNING("booleanPlace")]);
    assert.deepEqual(told("_acme.visits and testProfile"), INFORMATION("booleanPlace"));
    assert.deepEqual(told('"pizza"'), WARNING("booleanPlace"));
    assert.deepEqual(told('{"orders": _acme.orders.count()}'), HINT("booleanPlace"));
    assert.deepEqual(told("homeAddress.city"), HINT("booleanPlace"));
    assert.deepEqual(told("_acme.orders and person and testProfile"), []);
  },
  16: () => assert.equal(typeOf("forall O from _acme.orders where O.total > 3"), "BOOLEAN"),
  17: () => assert.deepEqual(told("_acme.hobbies.intersection(_acme.topics) and testProfile"), []),
  18: () => assert.deepEqual(told('homeAddress.city.regexGroup("(.)") = "a"'), WARNING("arity")),
  19: () => assert.deepEqual(told(String.raw`homeAddress.city.matches("\d")`), ERROR("singleBackslash")),
  20: () => {
    assert.deepEqual(told("_acme.luckyNumbers.sum() > 3 and _acme.orders.sum(total) > 3"), []);
    assert.deepEqual(told("_acme.orders.sum(order.total) > 3"), ["hint pql.itemPrefix"]);
  },
  21: () => {
    const text = "exists O from _acme.orders where O.total > 3, I from O.items where I.price > O.total";
    assert.deepEqual(told(text), []);
  },
  22: () => {
    const decision = createEnvironment({ profile: SHOP_PROFILE, event: SHOP_EVENT, dialect: "decisioning" });
    assert.deepEqual(told('_acme.preferences.channel = "x"'), ERROR("mapByDot"));
    assert.deepEqual(told('_acme.preferences.channel = "x"', decision), WARNING("mapByDot"));
    assert.equal(typeOf('identityMap.get("a@b.example")'), "OBJECT[]");
  },
  23: () => {
    const { traits } = checkText("chain(xEvent, timestamp, [A: WHAT(true) COUNT(3)])", SHOP);
    assert.equal(traits.traitsAt(0).events[0].count, 3);
  },
  24: () => {
    assert.deepEqual(told('homeAddress.city > "M"'), INFORMATION("undocumentedOrder"));
    assert.deepEqual(told('_acme.lastLogin > "2021-05-09"'), ERROR("badDate"));
    assert.deepEqual(told('_acme.lastLogin occurs after "2021-05-09"'), ERROR("badDate"));
  },
  25: () => {
    assert.deepEqual(told("_acme.storedTime occurs today"), WARNING("typeMismatch"));
    assert.deepEqual(told("_acme.score occurs today"), WARNING("typeMismatch"));
    assert.deepEqual(told("_acme.storedTime.getMonth() = 3"), WARNING("typeMismatch"));
  },
  26: () => {
    assert.deepEqual(told("no.such.field = 3 and xEvent[nor.that] and E.x = 3", NO_SCHEMA), []);
    assert.deepEqual(told("_acme.anything.at.all = 3"), []);
  },
  27: () => {
    assert.deepEqual(told("_acme.nothing = 3"), ERROR("unknownField"));
    assert.deepEqual(told("_other.nothing = 3"), ERROR("unknownField"));
    const standard = createEnvironment({ profile: schemaOf("profile", { person: { gender: "text" } }) });
    assert.deepEqual(told("_acme.nothing = 3", standard), WARNING("unknownField"));
  },
  28: () => {
    assert.deepEqual(told("_acme.orders[total > loyalty.points]"), ERROR("outerField"));
    const step = "chain(xEvent, timestamp, [A: WHAT(true) WHERE(%)])";
    assert.deepEqual(told(step.replace("%", "loyalty.points > 3")), []);
    assert.deepEqual(told(step.replace("%", "device.screenWidth > 3")), []);
  },
  29: () => {
    assert.deepEqual(told("let loyalty = 3 in loyalty > 2"), []);
    assert.deepEqual(told('_acme.orders[xEvent.eventType = "x"]'), []);
  },
  30: () => {
    assert.deepEqual(told('_acme.tier = "tin"'), WARNING("unknownEnumValue"));
    assert.deepEqual(told('_acme.plan = "tin"'), []);
    assert.deepEqual(told('_acme.plan = "Premium"'), INFORMATION("unknownEnumValue"));
  },
  31: () => {
    assert.deepEqual(told('contains(homeAddress.city, "x")'), WARNING("dialectCall"));
    assert.deepEqual(told('upperCase(homeAddress.city) = "X"'), WARNING("dialectCall"));
  },
  32: () => {
    const decision = createEnvironment({ dialect: "decisioning" });
    assert.deepEqual(told("select E from xEvent where E.a = 1", decision), []);
    assert.deepEqual(told("xEvent[timestamp occurs today]", decision), ERROR("otherDialect"));
  },
  33: () => {
    const { traits } = checkText('inSegment("a") and xEvent[timestamp occurs today]', SHOP);
    assert.equal(evaluateKind(traits).streaming.answer, "depends");
  },
  34: () => {
    const answers = [
      "xEvent[timestamp occurs today]",
      "select E from xEvent where E.timestamp occurs today",
      "chain(xEvent, timestamp, [A: WHAT(true) WHEN(today)])",
      "xEvent[timestamp occurs today].count() > 1",
    ].map((text) => evaluateKind(checkText(text, SHOP).traits).edge.answer);
    assert.deepEqual(answers, ["yes", "yes", "yes", "no"]);
  },
  35: () => {
    const reach = (test: string) =>
      checkText(`chain(xEvent, timestamp, [A: WHAT(true) WHEN(${test})])`, SHOP).traits.traitsAt(0).events[0]
        .reachHours;
    assert.deepEqual(
      ["today", "yesterday", "this month", "<= 90 minutes before now"].map(reach),
      [24, 48, 744, 2],
    );
    assert.ok(reach("> 1 hour before now") > 1e6);
  },
  36: () => {
    const chain = "chain(xEvent, timestamp, [A: WHAT(true)])";
    assert.deepEqual(told(`(${chain} and ${chain})`), ["hint pql.unorderedChains"]);
    assert.deepEqual(told(`(${chain} or ${chain})`), []);
  },
  37: () => {
    assert.deepEqual(told("_acme.direct-mail = true"), ERROR("reservedWord"));
    assert.deepEqual(told('_acme.first-name = "x"', NO_SCHEMA), ERROR("reservedWord"));
    assert.deepEqual(told("_acme.visits-5 > 3"), []);
    assert.deepEqual(told("_acme.a-b > 3", NO_SCHEMA), []);
    const { text, environment } = { text: "a/b+c", environment: createEnvironment({ profile: SIGNED }) };
    for (const sum of [`${text} = "x"`, `_acme.${text} = "x"`, `${text} * 2 > 1`]) {
      assert.deepEqual(told(sum, environment), ERROR("reservedWord"), sum);
      const [fix] = checkText(sum, environment).problems[0].fixes;
      assert.equal(applyEdits(sum, fix.edits), sum.replace(text, `\`${text}\``));
    }
    assert.deepEqual(
      told("_acme.visits/_acme.first > 3 and _acme.visits/first > 1", environment),
      ERROR("unknownField"),
    );
  },
  38: () => {
    const steps = ["A", "B", "C", "D"].map((label) => `${label}: WHAT(true)`);
    assert.deepEqual(told(`chain(xEvent, timestamp, [${steps.slice(0, 3).join(", ")}])`), []);
    assert.deepEqual(told(`chain(xEvent, timestamp, [${steps.join(", ")}])`), WARNING("chainLength"));
    const more = [...steps, ...["E", "F", "G"].map((label) => `${label}: WHAT(true)`)];
    assert.deepEqual(told(`chain(xEvent, timestamp, [${more.join(", ")}])`), ERROR("chainLength"));
  },
  39: () => assert.deepEqual(told('person["gender"] = "female"'), HINT("fieldInBrackets")),
  40: () => assert.deepEqual(told('homeAddress.city.trim() = "x"'), WARNING("unknownMethod")),
  41: () => {
    assert.deepEqual(told("chain(xEvent, timestamp, [A: WHAT(true) COUNT(0)])"), WARNING("emptyCount"));
    assert.deepEqual(told("_acme.lastLogin occurs between now and yesterday"), WARNING("emptyRange"));
    assert.deepEqual(told("_acme.lastLogin occurs between this month and yesterday"), []);
  },
  42: () => {
    // The JSON form is proven in test/unit/pql/json.
  },
  43: () => {
    const [one, other] = ['xEvent.eventType = "a"', "xEvent.commerce.order.priceTotal > 3"];
    assert.deepEqual(told(`(${one} and ${other})`), INFORMATION("separateEvents"));
    assert.deepEqual(told(`(${one} or ${other})`), []);
    assert.deepEqual(told(`(${one} and xEvent.eventType = "b")`), []);
    assert.deepEqual(told(`(${one} and loyalty.points > 3)`), []);
  },
  44: () => {
    for (const test of ["today", "on today", "this week", "next month"])
      assert.deepEqual(told(`person.birthDate occurs ${test}`), INFORMATION("birthday"), test);
    for (const test of ["this year", "> 18 years before now", "before today"])
      assert.deepEqual(told(`person.birthDate occurs ${test}`), [], test);
    assert.deepEqual(told("_acme.lastLogin occurs today"), []);
    const text = "person.birthDayAndMonth occurs this month";
    const [{ message, fixes }] = checkText(text, SHOP).problems;
    assert.match(message, /holds a day and month as text; for birthdays, compare `getMonth\(\)`/);
    const mended = applyEdits(text, fixes[0].edits);
    assert.equal(mended, "person.birthDate.getMonth() = currentMonth()");
    assert.deepEqual(told(mended), []);
    assert.deepEqual(checkText("person.birthDayAndMonth occurs tomorrow", SHOP).problems[0].fixes, []);
  },
};

describe("the decisions of the core's README", () => {
  const readme = readFileSync(
    join(__dirname, "..", "..", "..", "..", "server", "src", "pql", "README.md"),
    "utf8",
  );
  const written = Array.from(readme.matchAll(/^(\d+)\. \*\*(.+?)\*\*/gm), ([, number, title]) => ({
    number,
    title,
  }));

  it("are numbered without a gap, and each is tested here", () => {
    assert.deepEqual(
      written.map(({ number }) => Number(number)),
      Object.keys(DECISIONS).map(Number),
    );
  });

  for (const { number, title } of written) {
    it(`${number}. ${title}`, () => DECISIONS[Number(number)]());
  }
});
