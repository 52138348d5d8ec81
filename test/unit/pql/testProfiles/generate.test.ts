// Made-up tests: they cover every condition, lie at the boundaries, notice a changed rule, and leave what a person wrote alone.
import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { listUntried } from "../../../../server/src/pql/audienceTests/ruleCoverage.js";
import { generateTests, openAudienceTests } from "../../../../server/src/pql/service.js";
import { chooseSmallest } from "../../../../server/src/pql/testProfiles/choose.js";
import { SeededRandom } from "../../../support/seededRandom.js";

const run = (tests: string, rule: string) => {
  const opened = openAudienceTests(tests, rule);
  const results = [...opened.run()];
  const untried = opened.measure(results).clauses.flatMap(listUntried);
  return { opened, results, untried, failed: results.filter(({ outcome }) => outcome !== "passed") };
};

/** A rule, and rules that differ from it in one sign: each must fail some test made for the first. */
const RULES: readonly (readonly [rule: string, ...slips: string[]])[] = [
  ["points > 30", "points >= 30", "points > 31", "points < 30"],
  ["points >= 500 and points < 1000", "points > 500 and points < 1000", "points >= 500 and points <= 1000"],
  ['tier in ["gold", "platinum"]', 'tier = "gold"', 'tier notIn ["gold", "platinum"]'],
  ['tier != "gold"', 'not (tier = "gold")'],
  ["a = true and (b = 1 or not (c = 2))", "a = true and b = 1", "a = true and (b = 1 or c = 2)"],
  ['name.startsWith("Ab")', 'name.contains("Ab")', 'name.startsWith("Ab", false)', 'name.endsWith("Ab")'],
  [
    "lastVisit occurs <= 30 days before now",
    "lastVisit occurs <= 31 days before now",
    "lastVisit occurs < 30 days before now",
  ],
  [
    "birthday occurs between date(2026, 2, 3) and date(2026, 2, 9)",
    "birthday occurs between date(2026, 2, 4) and date(2026, 2, 9)",
    "birthday occurs between date(2026, 2, 3) and date(2026, 2, 8)",
  ],
  [
    'chain(xEvent, timestamp, [A: WHAT(type = "add") WHEN(<= 30 days before now) COUNT(3)])',
    'chain(xEvent, timestamp, [A: WHAT(type = "add") WHEN(<= 30 days before now) COUNT(2)])',
    'chain(xEvent, timestamp, [A: WHAT(type = "add") WHEN(<= 31 days before now) COUNT(3)])',
    'chain(xEvent, timestamp, [A: WHAT(type = "other") WHEN(<= 30 days before now) COUNT(3)])',
  ],
  [
    'chain(xEvent, timestamp, [A: WHAT(type = "add"), B: WHAT(type = "buy")])',
    'chain(xEvent, timestamp, [B: WHAT(type = "buy"), A: WHAT(type = "add")])',
    'chain(xEvent, timestamp, [A: WHAT(type = "add")]) and chain(xEvent, timestamp, [B: WHAT(type = "buy")])',
  ],
  ["orders.exists(total > 10 and kind = 2)", "forall O from orders where O.total > 10 and O.kind = 2"],
  ["orders.count() >= 3", "orders.count() > 3", "orders.count() >= 2"],
  [
    "(sum O.total over O from orders where O.isOpen = true) > 500",
    "(sum O.total over O from orders where O.isOpen = true) >= 500",
    "orders.sum(total) > 500",
  ],
  ['colors.intersects(["red", "blue"])', 'colors.intersects(["red"])', 'colors.supersetOf(["red", "blue"])'],
  ['inSegment("a") and not (inSegment("b"))', 'inSegment("a")', 'inSegment("a") or not (inSegment("b"))'],
  ["homeAddress.city = workAddress.city", "homeAddress.city != workAddress.city"],
  ['mail matches "^[a-z]+@x\\\\.org"', 'mail matches "@x\\\\.org"'],
  ["person.birthDate.getMonth() = 3", "person.birthDate.getMonth() = 4"],
  [
    "born.getMonth() = currentMonth() and born.getDayOfMonth() >= currentDayOfMonth()",
    "born.getMonth() = currentMonth()",
    "born.getMonth() = currentMonth() and born.getDayOfMonth() > currentDayOfMonth()",
  ],
  ["first < second and second < third", "first < second", "first < second and second <= third"],
  ["rate > 0.1 and rate < 0.2", "rate > 0.1", "rate >= 0.1 and rate < 0.2"],
  ["price >= 99.99", "price > 99.99", "price >= 100"],
  ["if(kind = 1, size = 2, size = 3)", "kind = 1 and size = 2", "size = 2 or size = 3"],
  ['tags.intersects(["a", "b"]) and tags.supersetOf(["c"])', 'tags.supersetOf(["c"])'],
];

describe("made-up tests", () => {
  for (const [rule, ...slips] of RULES) {
    it(`cover and hold ${rule}`, () => {
      const { text, added, uncovered, problem } = generateTests({ rule });
      equal(problem, undefined);
      deepEqual(uncovered, []);
      ok(added > 1);
      const { untried, failed } = run(text, rule);
      deepEqual(failed, []);
      deepEqual(untried, []);
      for (const slip of slips) ok(run(text, slip).failed.length > 0, `a slip passes: ${slip}\n${text}`);
    });
  }

  it("lie at the boundary and one beyond it, at what is missing and at an empty list", () => {
    const { text } = generateTests({ rule: "visits > 30 and orders.exists(total >= 5)" });
    for (const value of [
      /"visits": 30/,
      /"visits": 31/,
      /"total": 5/,
      /"total": 4/,
      /visits missing/,
      /"orders": \[\]/,
    ])
      match(text, value);
  });

  it("name what cannot be reached", () => {
    const { uncovered } = generateTests({ rule: "points > 10 and points < 5" });
    match(uncovered.join("\n"), /`points > 10` never changes the answer by being true/);
    equal(generateTests({ rule: "points > " }).problem, "The rule has errors.");
  });

  it("are two of each answer where a draft asks for it and there are two different ones", () => {
    const count = (rule: string) => {
      const { results, failed } = run(generateTests({ rule, fewest: 2 }).text, rule);
      deepEqual(failed, []);
      equal(new Set(results.map(({ test }) => test.name)).size, results.length);
      const qualify = results.filter(({ test }) => test.question?.expected === true).length;
      return [qualify, results.length - qualify];
    };
    for (const rule of [
      'tier = "gold" and country in ["DE", "AT"]',
      'tier = "gold" or points > 30',
      'chain(xEvent, timestamp, [A: WHAT(type = "add") WHEN(<= 30 days before now)])',
    ])
      ok(Math.min(...count(rule)) >= 2, rule);
    deepEqual(count('city = "Oslo"'), [1, 2], "whoever lives in Oslo is the same to this rule");
  });

  it("follow the schema's lists and take no real name for one", () => {
    const { text } = generateTests({
      rule: "orders.exists(total > 1) and orders.shop.distinct().count() > 1",
    });
    const { untried } = run(text, "orders.exists(total > 1) and orders.shop.distinct().count() > 1");
    deepEqual(untried, []);
  });
});

describe("made-up tests beside written ones", () => {
  const rule = 'tier = "gold" and points > 30';
  const written = `{ "now":   "2031-05-09T12:00:00Z",
  "tests": [ { "name": "mine", "profile": { "tier": "gold", "points": 31 }, "qualifies": true } ]
}
`;

  it("leave every sign of what a person wrote, and show only what it does not", () => {
    const { text, added } = generateTests({ rule, tests: written });
    const [before] = written.split(" ]\n}");
    ok(text.startsWith(before ?? "?"));
    ok(text.endsWith(" ]\n}\n"));
    doesNotMatch(text.slice(before?.length), /"qualifies": true/);
    const { failed, untried, results } = run(text, rule);
    deepEqual([failed, untried], [[], []]);
    equal(results.length, added + 1);
  });

  it("are complete after one round, and give no name twice", () => {
    const first = generateTests({ rule, tests: written });
    const second = generateTests({ rule, tests: first.text });
    equal(second.added, 0);
    equal(second.text, first.text);
  });

  it("are refused where the file cannot be read", () => {
    const { problem, text } = generateTests({ rule, tests: '{ "tests": [ ' });
    match(problem ?? "", /not JSON/);
    equal(text, '{ "tests": [ ');
  });

  it("go into an empty list, each with a time where the file has none", () => {
    const { text } = generateTests({ rule, tests: '{ "tests": [] }' });
    deepEqual(run(text, rule).failed, []);
  });
});

describe("the choice among profiles", () => {
  it("is as small as any", () => {
    const random = new SeededRandom(5);
    for (let round = 0; round < 200; round++) {
      const options = Array.from({ length: 9 }, () => ({
        shown: new Set([0, 1, 2, 3, 4, 5].filter(() => random.chance(0.35))),
      }));
      const goals = [0, 1, 2, 3, 4, 5];
      const wanted = goals.filter((goal) => options.some(({ shown }) => shown.has(goal)));
      let smallest = options.length;
      for (let set = 0; set < 1 << options.length; set++) {
        const chosen = options.filter((_, index) => (set >> index) & 1);
        const covers = wanted.every((goal) => chosen.some(({ shown }) => shown.has(goal)));
        if (covers) smallest = Math.min(smallest, chosen.length);
      }
      const chosen = chooseSmallest(options, goals);
      ok(wanted.every((goal) => chosen.some(({ shown }) => shown.has(goal))));
      equal(chosen.length, smallest);
    }
  });
});
