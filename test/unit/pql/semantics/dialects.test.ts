/** What each dialect of PQL allows and how it writes calls (docs/grammar.md#where-pql-is-written). */
import assert from "node:assert/strict";
import type { Dialect } from "../../../../server/src/pql/language/dialect";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { applyFix, checkText } from "./checking";
import { SHOP_EVENT, SHOP_PROFILE } from "./shopSchemas";

function check(text: string, dialect: Dialect) {
  return checkText(text, createEnvironment({ profile: SHOP_PROFILE, event: SHOP_EVENT, dialect }));
}

function told(text: string, dialect: Dialect): string[] {
  return check(text, dialect).problems.map(({ severity, code }) => `${severity} ${code}`);
}

describe("decision rules and ranking formulas", () => {
  it("may name the offer, context data and the profile", () => {
    for (const text of [
      "if(profile.loyalty.points > 100, offer.rank.priority * 2, offer.rank.priority)",
      '@{_xdm.context.additionalParameters;version=1}.weather = "rain"',
      'segmentMembership.get("ups").get("x").status = "realized"',
    ]) {
      assert.deepEqual(told(text, "decisioning"), [], text);
    }
  });

  it("see the event of the request and cannot look back at others", () => {
    assert.deepEqual(
      told('select E from xEvent where E.device.type.equals("iphone", false)', "decisioning"),
      [],
    );
    assert.deepEqual(told("xEvent[timestamp occurs <= 30 days before now]", "decisioning"), [
      "error pql.otherDialect",
    ]);
    assert.deepEqual(told("chain(xEvent, timestamp, [A: WHAT(true) WHEN(today)])", "decisioning"), [
      "error pql.otherDialect",
    ]);
  });

  it("may ask for membership in an audience", () => {
    assert.deepEqual(told('inSegment("8498") and homeAddress.city.equals("x", false)', "decisioning"), []);
  });

  it("are only warned of maps read by dot, which their pages still show", () => {
    assert.deepEqual(told('_acme.preferences.channel = "sms"', "decisioning"), ["warning pql.mapByDot"]);
  });
});

describe("personalization", () => {
  it("writes calls as functions", () => {
    assert.deepEqual(told('contains(profile.homeAddress.city, "x")', "ajo-personalization"), []);
    assert.deepEqual(told('upperCase(profile.homeAddress.city) = "X"', "ajo-personalization"), []);
    assert.deepEqual(
      told("dateDiff(getCurrentZonedDateTime(), profile._acme.lastLogin) > 3", "ajo-personalization"),
      [],
    );
  });

  it("reads maps with the method, which it has no function for", () => {
    assert.deepEqual(
      told('profile.segmentMembership.get("ups").get("x").status = "exited"', "ajo-personalization"),
      [],
    );
  });

  it("is told how to write a method as a function", () => {
    const text = 'profile.homeAddress.city.contains("x")';
    const [problem] = check(text, "ajo-personalization").problems;
    assert.deepEqual([problem.code, problem.severity], ["pql.dialectCall", "warning"]);
    assert.equal(applyFix(text, problem.fixes[0]), 'contains(profile.homeAddress.city, "x")');
  });

  it("cannot look back at events", () => {
    assert.deepEqual(told("xEvent", "ajo-personalization"), ["error pql.otherDialect"]);
  });
});

describe("audiences", () => {
  it("refuse names of older filters", () => {
    assert.deepEqual(told('modelInstances("x")', "segmentation"), ["warning pql.obsolete"]);
    assert.deepEqual(told('modelInstances("x")', "offer-filter"), []);
  });

  it("know audiences by id, where they are known at all", () => {
    const audiences = [{ id: "8d1e", name: "Loyal" }];
    const environment = createEnvironment({ audiences });
    const codes = (text: string) => checkText(text, environment).problems.map(({ code }) => code);
    assert.deepEqual(codes('inSegment("8d1e")'), []);
    assert.deepEqual(codes('inSegment("9999")'), ["pql.unknownAudience"]);
    const [problem] = checkText('inSegment("Loyal")', environment).problems;
    assert.equal(applyFix('inSegment("Loyal")', problem.fixes[0]), 'inSegment("8d1e")');
    assert.deepEqual(told('inSegment("9999")', "segmentation"), []);
  });
});
