/**
 * Hover: what is explained, over which text, and where it keeps silent.
 */
import assert from "node:assert/strict";
import { findHover } from "../../../../server/src/pql/features/hoverText";
import type { Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { readEnvironment } from "../../../../server/src/pql/service";
import { NOTHING_KNOWN, openAtCursor } from "./exampleWorld";

function hover(
  marked: string,
  environment?: Environment,
): { readonly about: string; readonly markdown: string } | undefined {
  const { document, offset } = openAtCursor(marked, environment);
  const found = findHover(document, offset);
  return found && { about: document.text.slice(found.span.start, found.span.end), markdown: found.markdown };
}

/** Marked text, the text it is about, and what the explanation has to say. */
type Row = readonly [marked: string, about: string, says: RegExp];

const ROWS: readonly Row[] = [
  ["home|Address.city = 1", "homeAddress", /homeAddress: object/],
  ["homeAddress.ci|ty = 1", "city", /\*\*City\*\*[\s\S]*The city of the address[\s\S]*Field of the profile/],
  ["homeAddress.city| = 1", "city", /homeAddress\.city: string/],
  ["_acme.ti|er = 1", "tier", /Values:\n- `"gold"` Gold member/],
  ["person.gen|der = 1", "gender", /Usual values/],
  ["_acme.old|Tier = 1", "oldTier", /Deprecated/],
  ["_acme.`la|st` = 1", "`last`", /_acme\.`last`/],
  ['xEvent[event|Type = "x"]', "eventType", /Field of an event/],
  ["chain(xEvent, time|stamp, [A: WHAT(true)])", "timestamp", /When it happened/],
  ['_acme.tier.cont|ains("x")', "contains", /String\.contains/],
  ["_acme.orders.su|m(total)", "sum", /selector/],
  ['inSeg|ment("x")', "inSegment", /inSegment\(audienceId/],
  ['inSegment("2222|2222-bbbb")', '"22222222-bbbb"', /Loyal customers/],
  ['inSegment("unkno|wn")', '"unknown"', /Audience `unknown`/],
  ['_acme.tier = "go|ld"', '"gold"', /Gold member/],
  ['_acme.tier in ["silver", "go|ld"]', '"gold"', /Gold member/],
  ['_acme.tier.equals("go|ld")', '"gold"', /Gold member/],
  [
    "select E| from xEvent where E.timestamp occurs today",
    "E",
    /E: EXPERIENCE_EVENT[\s\S]*each item[\s\S]*xEvent/,
  ],
  ["select E from xEvent where E|.timestamp occurs today", "E", /EXPERIENCE_EVENT/],
  ["let n = _acme.points in n| > 1", "n", /n: INTEGER[\s\S]*_acme\.points/],
  ["chain(xEvent, timestamp, [First|: WHAT(true)])", "First", /Step of a chain/],
  ["a = 1 an|d b = 2", "and", /Binds tighter than `or`/],
  ["t occ|urs today", "occurs", /occurs/],
  ["t occurs to|day", "today", /start/],
  ["t occurs last mon|th", "month", /month/],
  ["a |= 1", "=", /same/],
  ["a |!= 1", "!=", /not the same/],
  ["xEvent|[eventType = 1]", "xEvent", /events/i],
  ["$1|.person = 1", "$1", /\$1/],
  ["chain(xEvent, timestamp, [A: WH|AT(true)])", "WHAT", /condition/i],
];

describe("hover", () => {
  for (const [marked, about, says] of ROWS) {
    it(marked, () => {
      const found = hover(marked);
      assert.ok(found, "explains nothing");
      assert.equal(found.about, about);
      assert.match(found.markdown, says);
    });
  }

  it("is silent where there is nothing to say", () => {
    for (const marked of [
      "|",
      "a =   |  1",
      "nothing.like.th|is = 1",
      'homeAddress.city = "Os|lo"',
      "_acme.points > 1|2",
      "(|(a))",
    ]) {
      assert.equal(hover(marked), undefined, marked);
    }
  });

  it("explains the language without a schema", () => {
    assert.match(hover('a.b.conta|ins("x")', NOTHING_KNOWN)?.markdown ?? "", /contains/);
    assert.equal(hover("some.fie|ld = 1", NOTHING_KNOWN), undefined);
  });

  it("tells a filter from a key", () => {
    assert.match(hover("xEvent|[true]")?.about ?? "", /xEvent/);
    assert.match(hover("xEvent |[true]")?.markdown ?? "", /items of an array/);
    assert.match(hover('_acme.ratings |["a"]')?.markdown ?? "", /key/);
  });

  it("says in plain words what the condition asks whose operator or name is under the cursor", () => {
    assert.match(
      hover('homeAddress.city.cont|ains("os", false)')?.markdown ?? "",
      /In this rule: City \\\(homeAddress\.city\\\) contains "os", whatever the case$/,
    );
    assert.match(
      hover("a = 1 and t oc|curs <= 3 days before now")?.markdown ?? "",
      /at most 3 days before now$/,
    );
    assert.match(
      hover('xEvent[eventType = "x"].co|unt() + 1 >= 2')?.markdown ?? "",
      /In this rule: .* is at least 2$/,
    );
    assert.doesNotMatch(hover("a = 1 an|d b = 2")?.markdown ?? "", /In this rule/);
  });

  it("tells the whole rule at the words that join its conditions", () => {
    assert.match(
      hover('homeAddress.city = "Oslo" an|d (a = 1 or b = 2)')?.markdown ?? "",
      /^Profiles for which all of these are true:\n- City .* is "Oslo"\n- at least one of these is true:\n {2}- a is 1\n {2}- b is 2\n\n---\n/,
    );
    assert.doesNotMatch(hover("a = 1 an|d b =")?.markdown ?? "", /Profiles/);
    assert.doesNotMatch(hover("a = 1 and (b = 2 o|r c = 3)")?.markdown ?? "", /Profiles/);
  });

  it("shows what others wrote as text, never as something to click", () => {
    const title = "[free](command:x) <b> https://evil.example www.evil.example a@b.example `";
    const city = { type: "string", title, description: `# ${title}` };
    const environment = readEnvironment({ profile: { type: "object", properties: { city } } });
    const { markdown = "" } = hover("ci|ty = 1", environment) ?? {};
    assert.ok(markdown.includes("\\[free\\]\\(command:x\\)"), markdown);
    for (const live of ["](", "<b>", "https://", " www.", "a@b", "\n# "])
      assert.ok(!markdown.includes(live), live);
  });
});
