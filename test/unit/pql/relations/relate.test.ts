/** What pairs of rules have to do with each other: a table for each kind of test, and what no schema leaves open. */
import assert from "node:assert/strict";
import type { RelationKind } from "../../../../server/src/pql/relations/relateRules";
import { openRelations, readEnvironment } from "../../../../server/src/pql/service";

type Row = readonly [first: string, second: string, kind: RelationKind];

function checkRows(rows: readonly Row[], environment?: ReturnType<typeof readEnvironment>): void {
  for (const [one, other, kind] of rows) {
    const desk = openRelations({ environment });
    const [first, second] = [desk.read({ text: one }), desk.read({ text: other })];
    assert.equal(desk.relate(first, second).kind, kind, `${one}  |  ${other}`);
  }
}

const MIRRORED: Readonly<Partial<Record<RelationKind, RelationKind>>> = {
  contained: "contains",
  contains: "contained",
};

describe("the relation of two rules", () => {
  it("follows numbers, also where they are no whole ones", () => {
    const rows: Row[] = [
      ["points > 10", "points > 5", "contained"],
      ["points > 5 and points < 6", "points >= 5.5", "overlapping"],
      ["points > 10", "points < 5", "disjoint"],
      ["points >= 1 and points <= 1", "points = 1.0", "equal"],
      ["points != 3", "points < 3 or points > 3", "equal"],
      ["not (points = 3)", "points != 3", "contains"],
      ["points in [1, 2, 3]", "points < 4", "contained"],
      ["points > 9007199254740993", "points > 9007199254740992", "contained"],
      ["0.1 < points", "points > 0.1", "equal"],
    ];
    checkRows(rows);
    checkRows(rows.map(([one, other, kind]) => [other, one, MIRRORED[kind] ?? kind]));
  });

  it("follows texts with their case, their parts and their lists", () => {
    checkRows([
      ['city = "Oslo"', 'city = "Bergen"', "disjoint"],
      ['city = "Oslo"', 'city.equals("OSLO", false)', "contained"],
      ['city = "Oslo" or city = "Bergen"', 'city in ["Bergen", "Oslo"]', "equal"],
      ['city.startsWith("Os")', 'city.contains("s")', "contained"],
      ['city.startsWith("Os")', 'city.startsWith("Be")', "disjoint"],
      ['city.doesNotContain("x")', 'not city.contains("x")', "contained"],
      ['city like "Os%"', 'city.startsWith("Os")', "equal"],
      ['city in ["Oslo", "Bergen"] and city != "Bergen"', 'city = "Oslo"', "equal"],
      ['city.contains("a")', 'city.contains("A")', "overlapping"],
    ]);
  });

  it("follows windows of time for every clock", () => {
    checkRows([
      ["t occurs < 7 days before now", "t occurs < 30 days before now", "contained"],
      ["t occurs < 1 week before now", "t occurs < 7 days before now", "equal"],
      ["t occurs < 1 month before now", "t occurs < 40 days before now", "contained"],
      ["t occurs <= 30 days before today", "t occurs before now", "contained"],
      ["t occurs before date(2030, 1, 1)", "t occurs after date(2030, 1, 1)", "disjoint"],
      ["t occurs this month", "t occurs this year", "unknown"],
      ["t occurs last month", "t occurs this month", "disjoint"],
    ]);
  });

  it("follows events: narrower windows, larger counts and stronger conditions contain less", () => {
    const bought = 'eventType = "commerce.purchases"';
    checkRows([
      [`xEvent[${bought} and timestamp occurs < 7 days before now]`, `xEvent[${bought}]`, "contained"],
      [
        `chain(xEvent, timestamp, [A: WHAT(${bought}) WHEN(< 7 days before now) COUNT(3)])`,
        `xEvent[${bought} and timestamp occurs < 30 days before now].count() >= 2`,
        "contained",
      ],
      [`select X from xEvent where X.${bought}`, `xEvent[${bought}]`, "equal"],
      [`exists X from xEvent where X.${bought}`, `xEvent.${bought}`, "equal"],
      [`forall X from xEvent where X.n > 5`, `not (exists X from xEvent where not (X.n > 5))`, "equal"],
      [`xEvent[n > 5]`, `xEvent[n < 3]`, "overlapping"],
      [`xEvent[n > 5].count() < 2`, `xEvent[n > 5].count() >= 2`, "disjoint"],
      [`xEvent[n > 5 or n < 3]`, `xEvent[n > 5] or xEvent[n < 3]`, "equal"],
      [
        `chain(xEvent, timestamp, [A: WHAT(k = "a"), B: WHAT(k = "b"), C: WHAT(k = "c")])`,
        `chain(xEvent, timestamp, [A: WHAT(k = "a"), B: WHAT(k = "c")])`,
        "contained",
      ],
      [
        `chain(xEvent, timestamp, [A: WHAT(k = "a"), B: WHAT(k = "b")])`,
        `chain(xEvent, timestamp, [A: WHAT(k = "b"), B: WHAT(k = "a")])`,
        "overlapping",
      ],
      ["orders.count() >= 0", "orders.count() >= 1", "contains"],
      // An object that a filter drops is counted by nothing, so "not some" is not "none".
      ["orders[n = 1].count() = 0", "not orders[n = 1] and orders.isNotNull()", "contained"],
    ]);
  });

  it("takes a path through what may be a list as several values, unless a schema says that it is none", () => {
    const rows: Row[] = [['person.gender = "male"', 'person.gender = "female"', "disjoint"]];
    checkRows([['person.gender = "male"', 'person.gender = "female"', "unknown"]]);
    const object = { type: "object", properties: { gender: { type: "string" } } };
    const withPerson = (person: object) =>
      readEnvironment({ profile: { type: "object", properties: { person } } });
    checkRows(rows, withPerson(object));
    checkRows(
      [['person.gender = "male"', 'person.gender = "female"', "overlapping"]],
      withPerson({ type: "array", items: object }),
    );
  });

  it("says what stands against an answer", () => {
    const desk = openRelations();
    const read = (text: string) => desk.read({ text });
    const { contained } = desk.relate(read("a ="), read("b = 1"));
    assert.deepEqual(contained, { answer: "unknown", obstacle: "unreadable" });
    const open = desk.relate(read('p.q = "a"'), read('p.q = "b"'));
    assert.deepEqual(open.disjoint, { answer: "unknown", obstacle: "lists" });
  });

  it("knows rules that nobody or everybody meets", () => {
    const desk = openRelations();
    const { first, second } = desk.relate(
      desk.read({ text: "points > 10 and points < 5" }),
      desk.read({ text: "points.isNull() or points.isNotNull()" }),
    );
    assert.equal(first.never.answer, "proved");
    assert.equal(second.always.answer, "proved");
    const empty = desk.relate(desk.read({ text: "points in []" }), desk.read({ text: "points notIn []" }));
    assert.equal(empty.first.never.answer, "proved");
    assert.equal(empty.second.never.answer, "unknown");
  });

  it("shows no profile that stands in itself, where a field is to equal a part of it", () => {
    const desk = openRelations();
    for (const [one, other] of [
      ["place.home", "place = place.home"],
      ["a = b.c and b.c.x = 1", "b = a.d and b.c = a"],
    ] as const) {
      const relation = desk.relate(desk.read({ text: one }), desk.read({ text: other }));
      assert.doesNotThrow(() => JSON.stringify(relation), `${one}  |  ${other}`);
    }
  });
});
