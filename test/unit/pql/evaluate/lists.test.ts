/**
 * Lists, aggregates, quantifiers, chains, maps and memberships: one test per documented fact, named by behaviour.
 */
import { checkRows } from "./answers";

const at = (day: number, more: object = {}) => ({
  timestamp: `2018-08-${String(day).padStart(2, "0")}T12:00:00Z`,
  ...more,
});

describe("the evaluator on lists", () => {
  it("counts items, a missing list as nothing and filtered events as none", () => {
    checkRows([
      ["tags.count() = 2", { tags: ["a", "b"] }, true],
      ["tags.count() = 0", { tags: [] }, true],
      ["tags.count() = 0", {}, false],
      ["tags.count() <= 3", {}, false],
      ["xEvent[a = 1].count() = 0", {}, true],
      ["xEvent.count() >= 1", { xEvent: [at(1)] }, true],
      ["tags.count() = 1", { tags: ["a", null] }, "missingItems"],
      ["tags.count() > 0", { tags: ["a", null] }, true],
      ["select X from xEvent where X.productListItems.count() <= 3", { xEvent: [at(1)] }, false],
      [
        "(select X from xEvent where X.timestamp occurs yesterday).count() = 1",
        { xEvent: [at(27), at(1)] },
        true,
      ],
      ["(select X from xEvent where X.timestamp occurs yesterday)", { xEvent: [at(27)] }, true],
    ]);
  });

  it("sums nothing to 0, averages nothing to null, and leaves out items without a value", () => {
    const events = { xEvent: [at(1, { v: 10 }), at(2), at(3, { v: 2 })] };
    checkRows([
      ["xEvent.sum(v) = 12", events, true],
      ["xEvent.average(v) = 6", events, true],
      ["xEvent.min(v) = 2 and xEvent.max(v) = 10", events, true],
      ['xEvent[c = "USD"].sum(v) = 0', events, true],
      ['xEvent[c = "USD"].average(v) >= 0', events, false],
      ['(sum X.v over X from xEvent where X.c = "USD") > 0', events, false],
      ['(sum X.v over X from xEvent where X.c = "USD") = 0', events, true],
      ['(average X.v over X from xEvent where X.c = "USD") >= 0', events, false],
      ["(average X.v over X from xEvent) = 6", events, true],
      ["(max N from numbers) = 7", { numbers: [3, 7, 5] }, true],
      [
        "(sum X.a * Y.b over X from xs, Y from X.ys) = 11",
        {
          xs: [
            { a: 1, ys: [{ b: 5 }] },
            { a: 2, ys: [{ b: 1 }, { b: 2 }] },
          ],
        },
        true,
      ],
      ["orders.sum(total) > 5", {}, false],
      ["orders.sum(total) = 0", {}, "missingList"],
      ["orders.sum(order.price) = 3", { orders: [{ price: 1 }, { price: 2 }] }, true],
      [
        "orders.max(placed) occurs today",
        { orders: [{ placed: "2018-08-01" }, { placed: "2018-08-28T01:00:00Z" }] },
        true,
      ],
      ['orders.min(name) = "a"', { orders: [{ name: "b" }, { name: "a" }] }, "textOrder"],
      ["orders.sum(total) > 1", { orders: [{ total: "x" }] }, "wrongType"],
      ["prices.sum() = 0.3", { prices: [0.1, 0.2] }, "numberPrecision"],
      ["prices.sum() = 25", { prices: [19.99, 5.01] }, true],
      [
        "orders.items.price.sum() = 6",
        { orders: [{ items: [{ price: 1 }, { price: 2 }] }, { items: [{ price: 3 }] }] },
        true,
      ],
    ]);
  });

  it("filters by a condition on the item, climbing out with carets", () => {
    const profile = { person: { gender: "female" }, xEvent: [at(1, { productListItems: [{ SKU: "A" }] })] };
    checkRows([
      ['xEvent[productListItems[SKU="A"]]', profile, true],
      ['xEvent[productListItems[SKU="PS"]]', profile, false],
      ['xEvent[productListItems[SKU="PS" or ^^.person.gender="female"]]', profile, true],
      ['xEvent[productListItems[SKU="PS" or ^timestamp occurs this month]]', profile, true],
      ['xEvent.filter(productListItems.exists(SKU = "A")).count() = 1', profile, true],
      ['tags.filter(this = "a").count() = 1', { tags: ["a", "b"] }, true],
      ['tags.filter((x) => x = "a").count() = 1', { tags: ["a", "b"] }, true],
      ["person.filter(age >= 21)", { person: { age: 30 } }, true],
      ["person.filter(age >= 21)", { person: { age: 3 } }, false],
      ['tags[0] = "a"', { tags: ["a"] }, "notDocumented"],
    ]);
    // What one item lacks does not move the values of the next one to it.
    const items = [{ sku: "a", price: null }, { sku: "b", price: 5 }, { sku: "c" }];
    checkRows([
      ['items[sku = "b" and price = 5]', { items }, true],
      ['items[sku = "a" and price = 5]', { items }, false],
      ['items[sku = "c" and price = 5]', { items }, false],
    ]);
  });

  it("knows of an uncertain filter what all its readings share", () => {
    const orders = { orders: [{ p: 0 }, { p: 1 }] };
    checkRows([
      ["orders[p]", orders, true],
      ["orders[p].count() >= 1", orders, true],
      ["orders[p].count() = 2", orders, "zeroAsCondition"],
      ["orders[p].count() > 2", orders, false],
      ["orders[p].count() = 1", { orders: [{ p: 0 }, { p: 0 }] }, "zeroAsCondition"],
      ["orders.exists(p and false)", orders, false],
    ]);
  });

  it("compares lists as sets", () => {
    checkRows([
      ['c.intersects(["red","blue"])', { c: ["orange", "blue"] }, true],
      ['c.intersects(["red","blue"])', { c: ["yellow"] }, false],
      ['c.intersection(["red"])', { c: ["yellow"] }, false],
      ['c.intersection(["red"])', { c: ["red"] }, true],
      ["c.intersection(d).count() > 1", { c: ["a", "b", "c"], d: ["c", "b"] }, true],
      ['c.intersection(["red"]).isNull()', { c: ["yellow"] }, "noCommonItem"],
      ['c.intersection(["red"]).count() = 1', { c: ["yellow"] }, false],
      ['c.subsetOf(["a", "b"])', { c: ["a"] }, true],
      ['c.subsetOf(["a", "b"])', { c: ["a", "c"] }, false],
      ['c.supersetOf(["a"])', { c: ["a", "c"] }, true],
      ['c.includes("a")', { c: ["a", "c"] }, true],
      ['c.includes("z")', { c: ["a", "c"] }, false],
      ["x notIn c", { x: "a", c: [] }, "emptyContainer"],
      ["c.distinct().count() = 2", { c: ["a", "b", "a"] }, true],
      [
        "person.orders.storeId.distinct().count() > 1",
        { person: { orders: [{ storeId: 1 }, { storeId: 2 }] } },
        true,
      ],
    ]);
  });

  it("ranks by a number, in doubt only where equal or missing ones matter", () => {
    const orders = { orders: [{ p: 1 }, { p: 5 }, { p: 3 }, { p: 3 }] };
    checkRows([
      ["orders.topN(p, 1).head().p = 5", orders, true],
      ["orders.topN(p, 2).count() = 2", orders, "ranking"],
      ["orders.topN(p, 3).min(p) = 3", orders, true],
      ["orders.bottomN(p, 1).head().p = 1", orders, true],
      ["orders.topN(p, 9).count() = 4", orders, true],
      ["orders.topN(p, 1).count() = 1", { orders: [{ p: 1 }, {}] }, "ranking"],
      ["orders.topN(p, 2).head().p = 7", { orders: [{ p: 7 }, { p: 7 }] }, "ranking"],
      ['tags.head() = "a"', { tags: ["a", "b"] }, true],
      ['tags.head() = "a"', { tags: [] }, false],
      ["xEvent.head().v = 1", { xEvent: [at(1, { v: 1 })] }, true],
      ["xEvent.head().v = 1", { xEvent: [at(1, { v: 1 }), at(2, { v: 2 })] }, "eventOrder"],
      ["xEvent.head().v = 1", { xEvent: [at(1, { v: 1 }), at(2, { v: 1 })] }, true],
    ]);
  });

  it("groups, maps and builds maps", () => {
    const orders = {
      orders: [
        { s: "a", p: 1 },
        { s: "b", p: 2 },
        { s: "a", p: 4 },
      ],
    };
    checkRows([
      ["orders.groupBy(s)", orders, true],
      ['orders.groupBy(s).map((K, G) => mapEntry(K, G.count())).get("a") = 2', orders, true],
      ['orders.groupBy(s).map((K, G) => mapEntry(K, G.sum(p))).get("a") = 5', orders, true],
      ['orders.groupBy(s).map({"n": this.count()}).count() = 2', orders, true],
      ["orders.map(p * 2).sum() = 14", orders, true],
      ['orders.groupBy(s).keys().includes("b")', orders, true],
    ]);
  });

  it("reads maps by key, case-sensitively", () => {
    const profile = { _acme: { scores: { a: { b: 3 } } }, identityMap: { ECID: [{ id: "1" }] } };
    checkRows([
      ['_acme.scores["a"]["b"] = 3', profile, true],
      ['_acme.scores.get("a").get("b") = 3', profile, true],
      ['_acme.scores.get("A").isNull()', profile, true],
      ['identityMap.get("ECID")', profile, true],
      ['identityMap.get("Email")', profile, false],
      ['identityMap.get("ECID").id = "1"', profile, true],
      ['identityMap.keys().includes("ECID")', profile, true],
      ["identityMap.values().count() = 1", profile, true],
      ['a.get("constructor").isNull() and a.toString.isNull()', { a: {} }, true],
    ]);
  });
});

describe("the evaluator on memberships", () => {
  const member = (status: unknown, namespace = "ups") => ({
    segmentMembership: { [namespace]: { s1: { status } } },
  });

  it("reads inSegment from the stored map", () => {
    checkRows([
      ['inSegment("s1")', member("realized"), true],
      ['inSegment("s1")', member("existing", "UPS"), true],
      ['inSegment("s1")', member("exited"), false],
      ['inSegment("s2")', member("realized"), false],
      ['inSegment("s1", "s2")', member("realized"), "notDocumented"],
      ['inSegment("s1")', {}, false],
      ['inSegment("s1")', member("pending"), "membershipStatus"],
      ['inSegment("s1")', { segmentMembership: [] }, "wrongType"],
      ['segmentMembership["ups"]["s1"]["status"].equals("realized", false)', member("Realized", "UPS"), true],
      ['segmentMembership.get("ups").get("s1").status = "realized"', member("realized", "UPS"), true],
    ]);
  });
});

describe("the evaluator on quantifiers", () => {
  const profile = { xEvent: [at(1, { v: 1, items: [{ s: "a" }] }), at(2, { v: 2, items: [{ s: "b" }] })] };

  it("exists joins its declarations by and, forall is true over nothing", () => {
    checkRows([
      ["exists E from xEvent where E.v > 1", profile, true],
      ['exists E from xEvent where E.v > 1, I from E.items where I.s = "b"', profile, true],
      ['exists E from xEvent where E.v > 1, I from E.items where I.s = "a"', profile, false],
      ["exists E from xEvent", profile, true],
      ["exists E from xEvent", {}, false],
      ['exists C from ["a", "b"] where C = x', { x: "b" }, true],
      ["forall E from xEvent where E.v > 0", profile, true],
      ["forall E from xEvent where E.v > 1", profile, false],
      ["forall E from xEvent where E.v > 0", {}, true],
      ['forall E from xEvent where E.v > 0, I from E.items where I.s != "z"', profile, true],
      ['forall E from xEvent where E.v > 1, I from E.items where I.s = "b"', profile, "forallConditions"],
      ['forall E from xEvent where E.v > 1, I from E.items where I.s = "a"', profile, false],
      ['(select A from xEvent, B from A.items where B.s = "a" or A.v = 2).count() = 2', profile, true],
      ['(select A from xEvent, B from A.items where B.s = "a").A.v = 1', profile, true],
    ]);
  });

  it("binds names by let and by a header", () => {
    checkRows([
      ["let S = (sum X.v over X from xEvent) in (S > 2 and S < 4)", profile, true],
      ["(P) => P.xEvent.count() = 2", profile, true],
      ["(Profile) => Profile.a = Profile.b", { a: 1, b: 1 }, true],
      ["$1.a = 1", { a: 1 }, true],
      ["profile.a = 1", { a: 1 }, true],
      ["$2.a = 1", { a: 1 }, "contextData"],
      ["@{_xdm.context.additionalParameters;version=1}.a = 1", {}, "contextData"],
    ]);
  });
});

describe("the evaluator on chains", () => {
  const [view, buy] = ["view", "buy"];
  const is = (type: string) => `eventType = "${type}"`;
  const sequence = `chain(xEvent, timestamp, [A: WHAT(${is(view)}), B: WHAT(${is(buy)})])`;
  const events = (...all: readonly (readonly [day: number, type: string])[]) => ({
    xEvent: all.map(([day, eventType]) => at(day, { eventType })),
  });

  it("finds steps in strict order of time, whatever lies between", () => {
    checkRows([
      [sequence, events([1, view], [2, buy]), true],
      [sequence, events([2, buy], [1, view]), true],
      [sequence, events([1, buy], [2, view]), false],
      [sequence, events([1, view], [2, "x"], [3, buy]), true],
      [sequence, events([1, view], [1, buy]), "sameTime"],
      [sequence, {}, false],
      ["chain(xEvent, timestamp, [A: WHAT(true), B: WHAT(true)])", events([1, view]), false],
    ]);
  });

  it("counts at least so many events, in doubt where a sequence or a negation goes on from them", () => {
    const six = events(...[1, 2, 3, 4, 5, 6].map((day): [number, string] => [day, view]));
    const chain = (part: string) => `chain(xEvent, timestamp, [A: WHAT(${is(view)}) ${part}])`;
    checkRows([
      [chain("COUNT(5)"), six, true],
      [chain("COUNT(6)"), six, true],
      [chain("COUNT(7)"), six, false],
      [chain("COUNT(>= 5)"), six, true],
      [chain("COUNT(= 6)"), six, "countComparison"],
      [`not ${chain("COUNT(7)")}`, six, true],
      [`not ${chain("COUNT(6)")}`, six, "negatedCount"],
      [`not (${chain("COUNT(5)")})`, six, false],
      [
        `chain(xEvent, timestamp, [A: WHAT(${is(view)}) COUNT(2), B: WHAT(${is(buy)})])`,
        events([1, view], [2, view], [3, buy]),
        true,
      ],
      [
        `chain(xEvent, timestamp, [A: WHAT(${is(view)}) COUNT(2), B: WHAT(${is(buy)})])`,
        events([1, view], [3, view], [2, buy]),
        "countInSequence",
      ],
    ]);
  });

  it("limits the time of a step by WHEN, and asks the profile in WHERE", () => {
    const when = (test: string) => `chain(xEvent, timestamp, [A: WHAT(${is(view)}) WHEN(${test})])`;
    checkRows([
      [when("<= 3 days before now"), events([26, view]), true],
      [when("<= 3 days before now"), events([20, view]), false],
      [when("today"), events([28, view]), true],
      [when("last month"), events([28, view]), false],
      [
        `chain(xEvent, timestamp, [A: WHAT(${is(view)}) WHERE(person.gender = "female")])`,
        { ...events([1, view]), person: { gender: "female" } },
        true,
      ],
      [
        `chain(xEvent, timestamp, [A: WHAT(${is(view)}) WHERE(person.gender = "female")])`,
        events([1, view]),
        false,
      ],
      [`${sequence} and ${when("today")}`, events([1, view], [2, buy], [28, view]), true],
    ]);
  });

  it("does not guess what a step that is named in another means", () => {
    const chain = (second: string) => `chain(xEvent, timestamp, [A: WHAT(kind = "view"), B: ${second}])`;
    const xEvent = [
      { timestamp: "2018-08-28T08:00:00Z", kind: "view", sku: 1 },
      { timestamp: "2018-08-28T09:00:00Z", kind: "buy", sku: 1, A: { sku: 7 } },
    ];
    checkRows([
      [
        chain('WHAT(kind = "buy" and sku = A.sku)'),
        { xEvent: xEvent.map(({ A: _, ...event }) => event) },
        "notDocumented",
      ],
      [chain('WHAT(kind = "buy") WHEN(< 2 hours after A.timestamp)'), { xEvent }, "notDocumented"],
      [chain('WHAT(kind = "buy" and A.sku = 7)'), { xEvent }, true],
      [chain('WHAT(kind = "buy" and (exists A from xEvent where A.sku = 1))'), { xEvent }, true],
    ]);
  });

  it("puts events without a time nowhere", () => {
    const untimed = { xEvent: [{ eventType: view }, at(2, { eventType: buy })] };
    checkRows([
      [sequence, untimed, "unreadableTime"],
      [`chain(xEvent, timestamp, [A: WHAT(${is(view)})])`, untimed, true],
      [sequence, { xEvent: [...untimed.xEvent, at(1, { eventType: view })] }, true],
    ]);
  });
});
