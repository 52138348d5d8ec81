/**
 * Laws that hold whatever the rule and the profile: logic, time, formatting, pql/json, bounds. Profiles are made from the
 * names the generated rules use, so that rules meet data.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { compileQuery } from "../../../../server/src/pql/evaluate/compiledRule";
import { findProfileProblems, readProfile } from "../../../../server/src/pql/evaluate/profileReader";
import { compileRule, convertToJson, formatText } from "../../../../server/src/pql/service";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { runsOf } from "../../../support/propertyRuns";
import { anyText, validExpression } from "../../../support/queryArbitraries";
import { readSharedCorpus } from "../../../support/sharedCorpus";
import { answerOf, NOW } from "./answers";

const RUNS = { numRuns: runsOf(400) };
const NOW_MS = Date.UTC(2018, 7, 28, 10);
const DAY_MS = 86_400_000;

const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    "",
    "x",
    "a",
    "oslo",
    0,
    1,
    -2,
    3.5,
    [],
    {},
    "2018-08-27T10:00:00Z",
  ),
  fc.integer({ min: NOW_MS - 40 * DAY_MS, max: NOW_MS + DAY_MS }),
);
const NAMES = [
  "a",
  "person",
  "_acme",
  "homeAddress",
  "last",
  "größe",
  "count",
  "E",
  "b",
  "c",
  "x",
  "timestamp",
];

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 4 }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));
const event = fc
  .tuple(fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 }), fc.integer({ min: 0, max: 60 }))
  .map(([fields, days]) => ({ ...fields, timestamp: new Date(NOW_MS - days * DAY_MS - 1).toISOString() }));
const profile = fc
  .tuple(fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 }), fc.array(event, { maxLength: 6 }))
  .map(([fields, xEvent]) => ({ ...fields, xEvent }));

/** The answer, and nothing of why. */
function ask(text: string, subject: unknown, now: number = NOW_MS): unknown {
  const { rule, problems } = compileQuery(parseQuery(text), { steps: 200_000 });
  assert.ok(rule !== undefined, `${text}: ${problems.map(({ message }) => message).join(" ")}`);
  return rule.evaluate(subject, { now, weekStart: "sunday" }).value;
}

/** Expressions of the grammar that have no error in the place where they stand. */
const rule = validExpression.filter((text) => compileQuery(parseQuery(text)).rule !== undefined);

describe("an evaluated rule", () => {
  it("obeys double negation, De Morgan and the order of its operands", () => {
    fc.assert(
      fc.property(fc.tuple(rule, rule), profile, ([a, b], subject) => {
        const same = (left: string, right: string) =>
          assert.equal(ask(left, subject), ask(right, subject), `${left}  against  ${right}`);
        same(`not (not (${a}))`, `(${a}) and true`);
        same(`not ((${a}) and (${b}))`, `not (${a}) or not (${b})`);
        same(`not ((${a}) or (${b}))`, `not (${a}) and not (${b})`);
        same(`(${a}) and (${b})`, `(${b}) and (${a})`);
        same(`(${a}) or (${b})`, `(${b}) or (${a})`);
        same(`(${a}) and false`, "false");
        same(`(${a}) or true`, "true");
      }),
      RUNS,
    );
  });

  it("keeps its answer through formatting, through pql/json, and when it is explained", () => {
    fc.assert(
      fc.property(rule, profile, (text, subject) => {
        assert.equal(ask(formatText(text), subject), ask(text, subject));
        answerOf(text, subject, { steps: 200_000 });
        const { node } = convertToJson(text);
        const viaJson = node && compileRule({ json: JSON.stringify(node) }, { steps: 200_000 }).rule;
        if (viaJson === undefined) return;
        const { value: given } = viaJson.evaluate(subject, { now: NOW_MS, weekStart: "sunday" });
        assert.equal(given, ask(text, subject), text);
      }),
      RUNS,
    );
  });

  it("does not throw on any text", () => {
    fc.assert(
      fc.property(anyText, value, (text, subject) => {
        const { rule: compiled, problems } = compileQuery(parseQuery(text), { steps: 50_000 });
        if (compiled === undefined) assert.ok(problems.length > 0);
        compiled?.explain(subject, NOW);
        compiled?.evaluate(subject, NOW);
      }),
      { numRuns: runsOf(1500) },
    );
  });

  it("gives every published expression an answer", () => {
    const corpus = readSharedCorpus() ?? [];
    const subjects = fc.sample(profile, { seed: 7, numRuns: 20 });
    for (const { expression } of corpus) {
      const { rule: compiled, problems } = compileQuery(parseQuery(expression));
      if (compiled === undefined) assert.ok(problems.length > 0, expression);
      for (const subject of subjects) {
        const given = compiled?.evaluate(subject, NOW);
        if (given?.value === "unknown") assert.ok(given.reasons.length > 0, expression);
      }
    }
  });
});

describe("a window", () => {
  const unit = fc.constantFrom("hours", "days", "weeks");
  const window = fc
    .tuple(
      fc.constantFrom("<", "<=", ">", ">=", "="),
      fc.nat(50),
      unit,
      fc.constantFrom("before now", "before today", "after date(2018, 8, 1)"),
    )
    .map((parts) => parts.join(" "));
  const time = fc.integer({ min: NOW_MS - 60 * DAY_MS, max: NOW_MS + 10 * DAY_MS });

  it("moves with the clock by whole days", () => {
    const moving = fc.oneof(
      window.filter((text) => !text.includes("date(")),
      fc.constantFrom(
        "today",
        "yesterday",
        "tomorrow",
        "before now",
        "after yesterday",
        "between yesterday and now",
        "on today",
        "this day",
        "last hour",
      ),
    );
    fc.assert(
      fc.property(moving, time, fc.integer({ min: -500, max: 500 }), (text, t, days) => {
        const shift = days * DAY_MS;
        const before = ask(`t occurs ${text}`, { t });
        assert.equal(ask(`t occurs ${text}`, { t: t + shift }, NOW_MS + shift), before);
        const chain = `chain(xEvent, timestamp, [A: WHAT(true) WHEN(${text})])`;
        assert.equal(ask(chain, { xEvent: [{ timestamp: t }] }), before);
      }),
      { numRuns: runsOf(1000) },
    );
  });

  it("never loses an event by being widened", () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(40),
        fc.tuple(unit, fc.constantFrom("<", "<=")),
        (count, more, [name, sign]) => {
          fc.assert(
            fc.property(time, (t) => {
              const narrow = ask(`t occurs ${sign} ${count} ${name} before now`, { t });
              const wide = ask(`t occurs ${sign} ${count + more} ${name} before now`, { t });
              if (narrow === true) assert.equal(wide, true);
              if (wide === false) assert.equal(narrow, false);
            }),
            { numRuns: 20 },
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it("says so where weeks that begin on Monday would change the answer", () => {
    const { rule: week } = compileRule({ text: "t occurs this week" });
    assert.ok(week);
    const sunday = week.evaluate({ t: "2018-08-26T12:00:00Z" }, NOW);
    assert.deepEqual([sunday.value, sunday.reasons.map(({ code }) => code)], [true, ["weekStart"]]);
    assert.deepEqual(week.evaluate({ t: "2018-08-28T12:00:00Z" }, NOW), { value: true, reasons: [] });
  });
});

describe("the bounds of an evaluation", () => {
  const many = { xEvent: Array.from({ length: 3000 }, (_, v) => ({ timestamp: NOW_MS - v, v })) };
  const nested = "exists A from xEvent, B from xEvent, C from xEvent where A.v = -1";

  it("stop a hostile rule by steps", () => {
    assert.equal(answerOf(nested, many, { steps: 100_000 }), "stepLimit");
    assert.equal(answerOf("xEvent[^^.xEvent[v = -1]]", many, { steps: 100_000 }), "stepLimit");
    assert.equal(answerOf("xEvent.v = -1", many, { steps: 100_000 }), false);
  });

  it("stop on cancellation", () => {
    let looks = 0;
    const isCancelled = () => ++looks > 5;
    assert.equal(answerOf(nested, many, { isCancelled }), "cancelled");
    assert.ok(looks < 20);
  });

  it("read two million events once without trouble", () => {
    const xEvent = Array.from({ length: 2_000_000 }, (_, v) => ({ timestamp: NOW_MS - v, v }));
    const { rule: compiled } = compileRule({
      text: "chain(xEvent, timestamp, [A: WHAT(v = -1) WHEN(<= 3 days before now)])",
    });
    assert.equal(compiled?.evaluate({ xEvent }, NOW).value, false);
  });
});

describe("a profile of unusual shape", () => {
  it("may hold lists of more items than a call takes arguments", () => {
    const list = Array.from({ length: 200_000 }, (_, v) => ({ v, text: `${v}` }));
    for (const rule of [
      "list.sum(v) = 19999900000",
      "list.min(v) = 0",
      "list.max(v) = 199999",
      "list.average(v) = 99999.5",
      "list.v.distinct().count() = 200000",
      'list.text.regexGroup("(9+)", 1).count() > 3',
    ])
      assert.equal(answerOf(rule, { list }), true, rule);
  });

  it("is said to be nested too deeply, whatever looks into it", () => {
    const nest = (wrap: (inner: unknown) => unknown): unknown => {
      let value: unknown = [1];
      for (let level = 0; level < 50_000; level++) value = wrap(value);
      return value;
    };
    const profile = {
      list: nest((inner) => [inner]),
      object: nest((b) => ({ b })),
      other: nest((b) => ({ b })),
    };
    for (const rule of [
      "list.x = 1",
      "list.intersects(list)",
      "list.distinct().count() = 1",
      "object = other",
    ])
      assert.equal(answerOf(rule, profile), "tooDeep", rule);
    assert.equal(answerOf("object and other.b.b.isNotNull()", profile), true);
  });
});

describe("an explanation", () => {
  it("tells what each clause gave, which items matched and what was missing", () => {
    const text = "a.b = 1 and xEvent[v > 1] and (c = 2 or not d)";
    const { rule: compiled } = compileRule({ text });
    const explained = compiled?.explain({ a: {}, xEvent: [{ v: 1 }, { v: 5 }], c: 3, d: true }, NOW);
    const [missing, events, choice] = explained?.clauses ?? [];
    assert.equal(explained?.value, false);
    assert.deepEqual([missing.value, missing.missing, missing.operands], [false, ["a.b"], ["missing", "1"]]);
    assert.deepEqual([events.value, events.items], [true, { matched: 1, of: 2, first: [1] }]);
    assert.deepEqual(events.children[0].times, { true: 1, false: 1, unknown: 0 });
    assert.deepEqual(
      choice.children.map(({ value: given, span }) => [given, text.slice(span.start, span.end)]),
      [
        [false, "c = 2"],
        [false, "not d"],
      ],
    );
  });

  it("shows numbers with all their digits", () => {
    const read = readProfile(
      '{"a":9007199254740993,"b":-0.05000000000000000001,"c":{"x":123456789012345678901}}',
    );
    const { rule: compiled } = compileRule({ text: "a = 9007199254740993 and b < -0.1 and c in [0.5]" });
    const shown = compiled?.explain(read.profile, NOW).clauses.map(({ operands }) => operands?.[0]);
    assert.deepEqual(shown, ["9007199254740993", "-0.05000000000000000001", '{"x":123456789012345678901}']);
    const tiny = readProfile('{"a":1e-400,"b":0}').profile;
    assert.deepEqual(
      ["a = 0", "b = 0"].map((rule) => answerOf(rule, tiny)),
      ["numberPrecision", true],
    );
    const event = readProfile('{"xEvent":[{"timestamp":123456789012345678901}]}').profile;
    assert.match(findProfileProblems(event)[0]?.message ?? "", /^123456789012345678901 is not a time/);
  });
});
