/**
 * The calendar of windows, in UTC and in other zones, against ECMAScript's and against Luxon.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { DateTime } from "luxon";
import {
  dayOf,
  findCalendar,
  fromDayNumber,
  startOf,
  step,
  toDayNumber,
  type UnitName,
  UTC,
} from "../../../../server/src/pql/evaluate/calendar";
import { runsOf } from "../../../support/propertyRuns";

const ZONES = [
  "America/New_York",
  "Europe/Oslo",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Pacific/Apia",
];

describe("the calendar", () => {
  const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2090, 0, 1) });

  it("counts days as ECMAScript does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -90_000_000, max: 90_000_000 }), (days) => {
        const date = new Date(days * 86_400_000);
        const day = fromDayNumber(days);
        assert.deepEqual(day, {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        assert.equal(toDayNumber(day), days);
      }),
    );
  });

  it("steps by units as Luxon does, in any zone", () => {
    const units: readonly UnitName[] = ["second", "minute", "hour", "day", "week", "month", "year"];
    fc.assert(
      fc.property(
        instants,
        fc.tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(...units)),
        fc.constantFrom("UTC", ...ZONES),
        (instant, [count, unit], zone) => {
          const calendar = zone === "UTC" ? UTC : findCalendar(zone);
          assert.ok(calendar !== undefined);
          const whole = Math.floor(instant / 1000) * 1000;
          const expected = DateTime.fromMillis(whole, { zone }).plus({ [unit]: count });
          const { earliest } = step(calendar, whole, count, unit);
          // Where clocks are put back, a time stands for two instants and either may be meant.
          const isTwofold = expected.getPossibleOffsets().length > 1;
          if (!isTwofold) assert.equal(earliest, expected.toMillis(), `${expected.toISO()}`);
        },
      ),
      { numRuns: runsOf(1000) },
    );
  });

  it("finds the start of units as Luxon does, in any zone", () => {
    const units = ["hour", "day", "week", "month", "year"] as const;
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...units),
        fc.constantFrom("UTC", ...ZONES),
        (instant, unit, zone) => {
          const calendar = zone === "UTC" ? UTC : findCalendar(zone);
          assert.ok(calendar !== undefined);
          const expected = DateTime.fromMillis(instant, { zone }).startOf(unit);
          if (expected.getPossibleOffsets().length > 1) return;
          assert.equal(
            startOf(calendar, instant, unit, "monday"),
            expected.toMillis(),
            `${expected.toISO()}`,
          );
          assert.equal(dayOf(calendar, instant).day, DateTime.fromMillis(instant, { zone }).day);
        },
      ),
      { numRuns: runsOf(1000) },
    );
  });
});
