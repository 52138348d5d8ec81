/**
 * Conditions that are taken for independent at a glance are not looked into. So nothing may be found in them by those who look: a
 * comparison of two fields beside them makes anybody look.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { areIndependent } from "../../../../server/src/pql/relations/independentConditions";
import { checkText, readEnvironment } from "../../../../server/src/pql/service";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { smallRule } from "../../../support/ruleArbitraries";

const CODES = ["pql.neverTrue", "pql.addsNothing", "pql.covered"];
const NOTHING_KNOWN = readEnvironment({});
const RUNS = Number(process.env["AEP_INDEPENDENT_RULES"] ?? 150);

function isIndependent(text: string): boolean {
  return areIndependent(parseQuery(text).clauses);
}

/** What is said of a text in which somebody looks, whatever it is. */
function foundByLooking(text: string): readonly string[] {
  const watched = `(${text}) and oneMoreField = anotherField`;
  assert.ok(!isIndependent(watched));
  const { problems } = checkText(watched, NOTHING_KNOWN);
  return problems.filter(({ code }) => CODES.includes(code)).map(({ message }) => message);
}

/** The rule about fields that no other rule has. */
function aboutOwnFields(rule: string, place: number): string {
  return rule.replace(/(?<!["\w.])(a|b|tags|p|m|orders|kind|n|o|timestamp)(?![\w"(])/g, `$1${place}`);
}

describe("conditions at a glance", () => {
  it("are independent where each is about a value of its own", () => {
    for (const text of [
      'homeAddress.city = "Oslo" and workAddress.city in ["Oslo", "Bergen"]',
      "points > -5 or not (age >= 18) and active",
      'name.startsWith("A", false) and mail like "%@example.com"',
      "birthDate occurs <= 30 days before now and chain(xEvent, timestamp, [A: WHAT(n = 1) WHEN(today)])",
      "(exists X from orders where X.price > 10 and X.count = 2) and (select Y from visits where Y.long = true)",
    ])
      assert.ok(isIndependent(text), text);
  });

  it("are left to those who look where two share a value, or one may never hold", () => {
    for (const text of [
      "points > 10 and points < 5",
      "points > 10 and `points` < 5",
      "xEvent.n > 5 and xEvent.kind = 2",
      "xEvent[n > 5]",
      "x = 1 and y = null and z = 2",
      "x = 1 and y in []",
      "x = 1 and y occurs <= 0 days before now",
      'x = 1 and y.contains("")',
      "x = 1 and false",
      "x = y",
      'inSegment("a") and x = 1',
      "chain(xEvent, timestamp, [A: WHAT(timestamp occurs today)])",
      "chain(xEvent, timestamp, [A: WHAT(n = 1) COUNT(2)])",
    ])
      assert.ok(!isIndependent(text), text);
  });

  it("have nothing to say to each other where they are called independent", () => {
    let independent = 0;
    const alone = smallRule.filter(isIndependent);
    fc.assert(
      fc.property(fc.tuple(alone, alone, alone), fc.constantFrom("and", "or"), (rules, word) => {
        const text = rules.map((rule, place) => `(${aboutOwnFields(rule, place)})`).join(` ${word} `);
        for (const part of [text, ...rules]) {
          if (!isIndependent(part)) continue;
          independent++;
          assert.deepEqual(foundByLooking(part), [], part);
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(independent > RUNS * 3.5, `only ${independent}`);
  });
});
