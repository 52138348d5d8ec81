/** Rules as Query Service SQL: what stands in a statement, what is quoted, what is refused and why. */
import assert from "node:assert/strict";
import { convertToSql, readEnvironment } from "../../../../server/src/pql/service";
import { EVENT_SHAPE, PROFILE_SHAPE, toXdm } from "../../../support/shopSchema";

const NOW = Date.UTC(2024, 2, 29, 10, 30, 5, 250);
const shop = readEnvironment({ profile: toXdm(PROFILE_SHAPE), experienceEvent: toXdm(EVENT_SHAPE) });
const unknown = readEnvironment({});
const tables = { profile: "profile_snapshot_export_1", events: ["web_events", "shop-events"] };

function convert(text: string, environment = shop) {
  return convertToSql(text, environment, { tables, now: NOW });
}

/** The condition of a rule, which stands behind the last WHERE. */
function whereOf(text: string, environment = shop): string {
  const { statement, problems } = convert(text, environment);
  assert.ok(statement !== undefined, `${text}: ${problems.map(({ reason }) => reason).join(" ")}`);
  return statement.slice(statement.lastIndexOf("\nWHERE ") + 7).trim();
}

describe("a rule as Query Service SQL", () => {
  it("reads columns of the snapshot, quoting what is reserved", () => {
    for (const [text, where] of [
      ['homeAddress.city = "Oslo"', "p.homeAddress.city = 'Oslo'"],
      ["loyalty.points >= 5", "p.loyalty.points >= 5"],
      ["loyalty.points = 9007199254740993", "p.loyalty.points = 9007199254740993"],
      ['homeAddress.city in ["a", "b"]', "p.homeAddress.city IN ('a', 'b')"],
      ["homeAddress.city in []", "FALSE"],
      ["not (homeAddress.city in [])", "TRUE"],
      ['loyalty.tier.contains("10% _off")', "instr(p.loyalty.tier, '10% _off') > 0"],
      ["not loyalty.isMember", "NOT coalesce(p.loyalty.isMember, FALSE)"],
      [
        "orders.total > 2",
        "exists(filter(transform(p.orders, item_1 -> item_1.total), value_2 -> value_2 IS NOT NULL), item_3 -> item_3 > 2)",
      ],
      ["`order`.`2nd day` = 1", "p.`order`.`2nd day` = 1"],
      ['loyalty.tier.contains("x", false)', "instr(lower(p.loyalty.tier), lower('x')) > 0"],
      ["person.birthDate.getMonth() = 2", "month(CAST(p.person.birthDate AS TIMESTAMP)) = 2"],
      [
        'inSegment("a-1")',
        "exists(map_values(p.segmentMembership), namespace_1 -> lower(namespace_1['a-1'].status) IN ('realized', 'existing'))",
      ],
    ] as const) {
      const environment = text.startsWith("`") ? unknown : shop;
      assert.equal(whereOf(text, environment), where);
    }
  });

  it("writes texts that mean the same whoever reads backslashes and quotation marks", () => {
    assert.equal(whereOf(`loyalty.tier = "it's"`), "p.loyalty.tier = concat('it', chr(39), 's')");
    assert.equal(
      whereOf(String.raw`loyalty.tier.matches("\\d' OR 1=1 --")`),
      "p.loyalty.tier RLIKE concat(chr(92), 'd', chr(39), ' OR 1=1 --')",
    );
    assert.equal(
      whereOf(String.raw`loyalty.tier = "a\n$b"`),
      "p.loyalty.tier = concat('a', chr(10), chr(36), 'b')",
    );
    assert.equal(whereOf('loyalty.tier = "\'"'), "p.loyalty.tier = chr(39)");
  });

  it("counts times from the second of the clock, in the text", () => {
    assert.equal(
      whereOf("loyalty.joinedAt occurs <= 30 days before now"),
      "(p.loyalty.joinedAt >= (to_timestamp('2024-03-29T10:30:05') - INTERVAL '30' DAY)) AND (p.loyalty.joinedAt < to_timestamp('2024-03-29T10:30:05'))",
    );
    const { assumptions, statement } = convert("loyalty.joinedAt occurs this week");
    assert.deepEqual(assumptions, ["Weeks begin on Sunday."]);
    assert.match(statement ?? "", /^-- Times count from 2024-03-29T10:30:05.000Z$/m);
    assert.match(statement ?? "", /^-- Weeks begin on Sunday\.$/m);
  });

  it("brings events to their profile by the primary identity, with the fields the rule reads", () => {
    const { statement } = convert(
      'chain(xEvent, timestamp, [A: WHAT(eventType = "a" and commerce.order.priceTotal > 1) WHEN(today)])',
    );
    assert.match(statement ?? "", /FROM web_events e\n {2}UNION ALL\n/);
    assert.match(statement ?? "", /FROM `shop-events` e\n\)/);
    assert.match(
      statement ?? "",
      /struct\(e\.eventType AS eventtype, e\.commerce\.`order`\.priceTotal AS commerce_order_pricetotal, e\.`timestamp` AS `timestamp`\) AS event/,
    );
    assert.match(statement ?? "", /i\.`primary` = TRUE/);
    assert.match(statement ?? "", /^-- Events: web_events, shop-events, by the primary identity/m);
    assert.doesNotMatch(convert("loyalty.points > 1").statement ?? "", /web_events|WITH/);
  });

  it("selects nothing of a person, and keeps the rule in one line of its comment", () => {
    const { statement = "" } = convert('homeAddress.city = "a"\nand loyalty.points > 1');
    assert.match(statement, /^SELECT 1 AS qualifies$/m);
    assert.match(statement, /^-- Rule: "homeAddress\.city = \\"a\\"\\nand loyalty\.points > 1"$/m);
  });

  it("takes fields that no schema describes for what they are compared with, and says so", () => {
    const { statement, assumptions } = convert(
      'a.b = "x" and c.d > 1 and xEvent[e = "y"].count() > 2',
      unknown,
    );
    assert.ok(statement?.includes("p.a.b = 'x'"));
    assert.match(assumptions.join(" "), /No schema describes some fields/);
  });
});

describe("what of a rule has no equivalent", () => {
  const ROWS: readonly (readonly [text: string, clause: string, reason: RegExp])[] = [
    ["loyalty.points > 1 and orders.groupBy(channel).count() > 1", "orders.groupBy(channel)", /groupBy/],
    ['loyalty.tier < "m"', 'loyalty.tier < "m"', /order texts/],
    ["loyalty.points = loyalty.tier", "loyalty.points = loyalty.tier", /different types/],
    ["loyalty.joinedAt occurs on person.birthDate", "on person.birthDate", /same instant or the same day/],
    ["loyalty.joinedAt occurs = 3 hours before now", "= 3 hours before now", /exact/],
    ["orders.total != 3", "orders.total != 3", /one item or of all/],
    [
      'not chain(xEvent, timestamp, [A: WHAT(eventType = "a") COUNT(3)])',
      'not chain(xEvent, timestamp, [A: WHAT(eventType = "a") COUNT(3)])',
      /fewer than n/,
    ],
    ["loyalty.joinedAt occurs this century", "this century", /begins/],
    ['xEvent.head().eventType = "a"', "xEvent.head()", /order of this list/],
    ["loyalty.nothing = 1", "loyalty.nothing", /no field nothing/],
    ["orders = orders", "orders = orders", /Lists/],
    ["homeAddress = workAddress", "homeAddress = workAddress", /wholes/],
    ["loyalty.points = ", "loyalty.points = ", /syntax errors/],
    ["homeAddress.city notIn []", "[]", /empty list/],
    ["orders.topN(total, 1).count() > 0", "orders.topN(total, 1)", /topN/],
    ["loyalty.joinedAt occurs <= 99999999 years before now", "<= 99999999 years before now", /calendar/],
    ["loyalty.tier like loyalty.tier", "loyalty.tier", /escape/],
    ["loyalty.joinedAt occurs after date(2023, 2, 29)", "date(2023, 2, 29)", /no such day/],
  ];

  it("is named with its clause, and nothing is written", () => {
    for (const [text, clause, reason] of ROWS) {
      const { statement, problems } = convert(text);
      assert.equal(statement, undefined, text);
      assert.equal(problems[0]?.clause, clause, text);
      assert.match(problems[0]?.reason ?? "", reason, text);
      const [{ span }] = problems;
      assert.equal(text.slice(span.start, span.end).trim(), clause.trim());
    }
  });

  it("is named for every clause, each in its place", () => {
    const { problems } = convert(
      'loyalty.tier < "m" and (orders.total != 3 or loyalty.points > 1) and homeAddress = workAddress',
    );
    assert.deepEqual(
      problems.map(({ clause }) => clause),
      ['loyalty.tier < "m"', "orders.total != 3", "homeAddress = workAddress"],
    );
  });

  it("is the whole rule where a statement would be deeper than the stack", () => {
    const { problems } = convert(`loyalty.points${" + loyalty.points".repeat(10_000)} > 1`);
    assert.match(problems[0]?.reason ?? "", /too long for a statement/);
  });

  it("is the whole rule where it reads events and no dataset is named", () => {
    const { problems } = convertToSql("xEvent.count() > 1", shop, {
      tables: { profile: "p", events: [] },
      now: NOW,
    });
    assert.match(problems[0]?.reason ?? "", /no dataset of events/);
  });

  it("is a step of a chain that is named in another", () => {
    const text = "chain(xEvent, timestamp, [A: WHAT(sku > 1), B: WHAT(sku = A.sku)])";
    const { statement, problems } = convert(text, unknown);
    assert.equal(statement, undefined);
    assert.deepEqual(
      problems.map(({ clause }) => clause),
      ["A.sku"],
    );
  });
});
