/**
 * Time: reading it, the windows of `occurs` in every form.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { readTime } from "../../../../server/src/pql/evaluate/timestamp";
import { answerOf, checkRows, checkTimes } from "./answers";

function read(value: string | number): number | undefined {
  const out = new Float64Array(1);
  return readTime(value, out) ? out[0] : undefined;
}

describe("times of a profile", () => {
  it("are ISO texts with offset, days, and milliseconds", () => {
    const noon = Date.UTC(2020, 1, 29, 12);
    for (const text of [
      "2020-02-29T12:00:00Z",
      "2020-02-29T12:00Z",
      "2020-02-29T13:30:00.000+01:30",
      "2020-02-29T05:00:00-0700",
      "2020-02-29T14:00:00+02",
      "2020-02-29t12:00:00z",
      "2020-02-29 12:00:00Z",
      "2020-02-29T12:00:00",
    ]) {
      assert.equal(read(text), noon, text);
    }
    assert.equal(read(noon), noon);
    assert.equal(read("2020-02-29"), Date.UTC(2020, 1, 29));
    assert.equal(read("2020-02-29T12:00:00.123456789Z"), noon + 123.456789);
  });

  it("are nothing else", () => {
    for (const text of [
      "",
      "today",
      "2020-02-30T00:00:00Z",
      "2021-02-29",
      "2020-13-01",
      "2020-1-1",
      "2020-01-01T24:00:00Z",
      "2020-01-01T00:60:00Z",
      "2020-01-01T00:00:00.Z",
      "2020-01-01T00:00:00+1",
      "2020-01-01T00:00:00Zz",
      "20200101",
      "1577836800000",
      "2020/01/01",
    ]) {
      assert.equal(read(text), undefined, text);
    }
  });

  it("are read as ECMAScript reads them where it reads them", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        (date) => {
          assert.equal(read(date.toISOString()), date.getTime());
        },
      ),
    );
  });

  it("make a test unknown where they cannot be read, false where they are missing", () => {
    checkTimes("today", [
      ["soon", "unreadableTime"],
      [undefined, false],
    ]);
    checkRows([
      ["t.getMonth() = 3", { t: "March" }, "unreadableTime"],
      ["t.getMonth() = 3", {}, false],
    ]);
  });
});

describe("windows", () => {
  it("before and after are strict, and outside an interval", () => {
    checkTimes("before now", [
      ["2018-08-28T09:59:59.999Z", true],
      ["2018-08-28T10:00:00Z", false],
    ]);
    checkTimes("after now", [
      ["2018-08-28T10:00:00Z", false],
      ["2018-08-28T10:00:00.001Z", true],
    ]);
    checkTimes("before today", [
      ["2018-08-27T23:59:59Z", true],
      ["2018-08-28T00:00:00Z", false],
    ]);
    checkTimes("before yesterday", [
      ["2018-08-26T23:59:59Z", true],
      ["2018-08-27T12:00:00Z", false],
    ]);
    checkTimes("after yesterday", [
      ["2018-08-27T12:00:00Z", false],
      ["2018-08-28T00:00:00Z", true],
    ]);
    checkTimes("after today", [
      ["2018-08-27T12:00:00Z", false],
      ["2018-08-28T12:00:00Z", "todayAsPoint"],
      ["2018-08-29T00:00:00Z", true],
    ]);
    checkRows([
      ["a occurs before b", { a: 1, b: 2 }, true],
      ["a occurs after b", { a: 1, b: 1 }, false],
      ["a occurs before b", { a: 1 }, false],
    ]);
  });

  it("a rolling month before today begins with its day and ends before today", () => {
    checkTimes("<= 1 month before today", [
      ["2018-07-27T23:59:59Z", false],
      ["2018-07-28T00:00:00Z", true],
      ["2018-08-27T23:59:00Z", true],
      ["2018-08-28T00:00:00Z", false],
      ["2018-08-28T00:01:00Z", false],
    ]);
    checkTimes("< 1 month before today", [
      ["2018-07-28T00:00:00Z", false],
      ["2018-07-28T00:00:01Z", true],
    ]);
  });

  it("distances before now are counted to the millisecond, their end in doubt", () => {
    checkTimes("<= 3 days before now", [
      ["2018-08-25T09:59:59.999Z", false],
      ["2018-08-25T10:00:00Z", true],
      ["2018-08-28T09:59:59Z", true],
      ["2018-08-28T10:00:00Z", "windowEnd"],
      ["2018-08-28T10:00:01Z", false],
    ]);
    checkTimes("> 3 days before now", [
      ["2018-08-25T09:59:59Z", true],
      ["2018-08-25T10:00:00Z", false],
      ["2018-08-28T10:00:00Z", false],
      ["2018-08-28T10:00:01Z", "beyondReference"],
    ]);
    checkTimes(">= 3 days before now", [
      ["2018-08-25T10:00:00Z", true],
      ["2018-08-25T10:00:01Z", false],
    ]);
  });

  it("distances after a time", () => {
    const row = (window: string, t: number): readonly [string, unknown] => [
      `t occurs ${window} after r`,
      { t, r: 1000 },
    ];
    checkRows([
      [...row("< 2 seconds", 1000), "windowEnd"],
      [...row("< 2 seconds", 1001), true],
      [...row("< 2 seconds", 3000), false],
      [...row("<= 2 seconds", 3000), true],
      [...row("<= 2 seconds", 3001), false],
      [...row("> 2 seconds", 3001), true],
      [...row("> 2 seconds", 3000), false],
      [...row("> 2 seconds", 999), "beyondReference"],
      ["t occurs < 2 weeks after r", { t: 1 }, false],
    ]);
  });

  it("= N days before today is that day; other exactness is open", () => {
    checkTimes("= 3 days before today", [
      ["2018-08-24T23:59:59Z", false],
      ["2018-08-25T00:00:00Z", true],
      ["2018-08-25T23:59:59Z", true],
      ["2018-08-26T00:00:00Z", false],
    ]);
    checkTimes("= 3 hours before now", [
      ["2018-08-28T07:00:00Z", true],
      ["2018-08-28T07:30:00Z", "exactDistance"],
      ["2018-08-28T08:00:00Z", false],
      ["2018-08-28T05:00:00Z", false],
    ]);
    checkTimes("!= 3 hours before now", [
      ["2018-08-28T07:30:00Z", "unequalDistance"],
      [undefined, false],
    ]);
  });

  it("a month that lacks the day leaves what lies between its last day and the day run over", () => {
    const clock = { now: "2019-03-31T00:00:00Z" };
    checkTimes(
      "<= 1 month before today",
      [
        ["2019-02-27T23:59:59Z", false],
        ["2019-03-01T00:00:00Z", "monthEnd"],
        ["2019-03-04T00:00:00Z", true],
      ],
      clock,
    );
    checkTimes("<= 1 year before today", [["2019-02-28T00:00:00Z", "monthEnd"]], {
      now: "2020-02-29T00:00:00Z",
    });
  });

  it("a birthday on 29 February counts back from now: of age on 1 March, and not the day before", () => {
    for (const [now, isOfAge] of [
      ["2026-02-28T10:00:00Z", false],
      ["2026-03-01T10:00:00Z", true],
    ] as const) {
      checkTimes("> 18 years before today", [["2008-02-29", isOfAge]], { now });
    }
  });

  it("last month is the whole calendar month", () => {
    checkTimes("last month", [
      ["2018-06-30T23:59:59Z", false],
      ["2018-07-01T00:00:00Z", true],
      ["2018-07-31T23:59:59Z", true],
      ["2018-08-01T00:00:00Z", false],
    ]);
    checkTimes("this year", [
      ["2018-01-01T00:00:00Z", true],
      ["2018-12-31T23:59:59Z", true],
      ["2019-01-01T00:00:00Z", false],
    ]);
    checkTimes("next day", [
      ["2018-08-29T12:00:00Z", true],
      ["2018-08-28T12:00:00Z", false],
    ]);
    checkTimes("this hour", [
      ["2018-08-28T10:59:59Z", true],
      ["2018-08-28T11:00:00Z", false],
    ]);
    checkTimes("this decade", [
      ["2010-01-01T00:00:00Z", true],
      ["2019-12-31T00:00:00Z", true],
      ["2020-01-01T00:00:00Z", false],
    ]);
    checkTimes("this century", [
      ["2000-06-01T00:00:00Z", "centuryStart"],
      ["2001-06-01T00:00:00Z", true],
      ["2100-06-01T00:00:00Z", "centuryStart"],
    ]);
  });

  it("days, with and without on", () => {
    checkTimes("today", [
      ["2018-08-28T00:00:00Z", true],
      ["2018-08-28T23:59:59Z", true],
      ["2018-08-29T00:00:00Z", false],
    ]);
    checkTimes("yesterday", [
      ["2018-08-27T00:00:00Z", true],
      ["2018-08-28T00:00:00Z", false],
    ]);
    checkTimes("tomorrow", [["2018-08-29T12:00:00Z", true]]);
    checkTimes("date(2017, 10, 1)", [
      ["2017-10-01T23:59:59Z", true],
      ["2017-10-01T23:30:00-05:00", false],
    ]);
    checkTimes("on date(2017, 10, 1)", [
      ["2017-10-01T00:00:00Z", true],
      ["2017-09-30T23:59:59Z", false],
    ]);
    checkTimes("on date(currentYear() - 1, 10, 1)", [["2017-10-01", true]]);
    checkTimes("date(2017, 2, 30)", [["2017-03-02T00:00:00Z", "noSuchDay"]]);
  });

  it("on another timestamp means its instant or its day", () => {
    checkRows([
      ["a occurs on b", { a: "2020-01-01T10:00:00Z", b: "2020-01-01T10:00:00Z" }, true],
      ["a occurs on b", { a: "2020-01-01T11:00:00Z", b: "2020-01-01T10:00:00Z" }, "sameTimestamp"],
      ["a occurs on b", { a: "2020-01-02T00:00:00Z", b: "2020-01-01T10:00:00Z" }, false],
    ]);
  });

  it("between includes both days", () => {
    checkTimes("between date(2017,10,1) and date(2017,12,31)", [
      ["2017-09-30T23:59:59Z", false],
      ["2017-10-01T00:00:00Z", true],
      ["2017-12-31T23:00:00Z", true],
      ["2018-01-01T00:00:00Z", false],
    ]);
    checkTimes("between last month and now", [
      ["2018-07-01T00:00:00Z", true],
      ["2018-08-28T10:00:00Z", true],
      ["2018-08-28T10:00:01Z", false],
    ]);
    checkTimes("between now and yesterday", [["2018-08-28T10:00:00Z", false]]);
    checkTimes("between yesterday and today", [
      ["2018-08-27T10:00:00Z", true],
      ["2018-08-28T11:00:00Z", "todayAsPoint"],
    ]);
  });

  it("from is decided where before and after agree", () => {
    checkTimes("from now", [
      ["2018-08-28T10:00:00Z", false],
      ["2018-08-28T11:00:00Z", "direction"],
    ]);
  });

  it("weeks begin on Sunday, and an answer that rests on it says so", () => {
    const sunday = "2018-08-26T12:00:00Z";
    const rule = "t occurs this week";
    assert.equal(answerOf(rule, { t: sunday }), true);
    assert.equal(
      answerOf(rule, { t: sunday }, { clock: { now: "2018-08-28T10:00:00Z", weekStart: "monday" } }),
      false,
    );
    assert.equal(answerOf(rule, { t: "2018-09-01T12:00:00Z" }), true);
    assert.equal(answerOf("t occurs last week", { t: "2018-08-19T00:00:00Z" }), true);
  });

  it("read the parts of a day in UTC, unless another zone is given", () => {
    const clock = { now: "2018-08-31T23:30:00Z", timeZone: "Europe/Oslo" };
    checkRows([
      ["t.getMonth() = 3", { t: "2020-03-31T23:30:00-05:00" }, false],
      ["t.getMonth() = 4", { t: "2020-03-31T23:30:00-05:00" }, true],
      ["t.getYear() in [1991, 1992]", { t: "1991-06-01" }, true],
      ["t.getDayOfMonth() <= 15", { t: 0 }, true],
      ["currentMonth() = 8 and currentYear() = 2018 and currentDayOfMonth() = 28", {}, true],
    ]);
    checkRows(
      [
        ["currentMonth() = 9", {}, true],
        ["t occurs today", { t: "2018-08-31T22:30:00Z" }, true],
        ["t.getDayOfMonth() = 1", { t: "2018-08-31T22:30:00Z" }, true],
      ],
      clock,
    );
  });

  it("say where the clock is none", () => {
    for (const clock of [{ now: "soon" }, { now: Number.NaN }, { now: 0, timeZone: "Mars/Olympus" }]) {
      assert.equal(answerOf("true", {}, { clock }), "badClock");
    }
  });
});
