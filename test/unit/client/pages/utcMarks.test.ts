/** Marks of a time axis: full UTC hours, days, months and years, whatever the clocks of the reader do in between. */
import assert from "node:assert/strict";
import { toUtcMarks } from "../../../../client/src/pages/frame/utcMarks.js";

const HOUR = 3_600;
const DAY = 24 * HOUR;

function marksOf(from: string, to: string, step: number): string[] {
  return toUtcMarks(Date.parse(from) / 1_000, Date.parse(to) / 1_000, step).map((mark) =>
    new Date(mark * 1_000).toISOString().slice(0, 16),
  );
}

describe("marks of an axis in UTC", () => {
  const ownZone = process.env["TZ"];
  afterEach(() => {
    if (ownZone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = ownZone;
  });

  it("stand on full days and even hours in nights that skip an hour elsewhere", () => {
    for (const zone of ["UTC", "America/New_York", "America/Santiago"]) {
      process.env["TZ"] = zone;
      assert.deepEqual(
        marksOf("2026-03-08T00:30Z", "2026-03-08T09:00Z", 2 * HOUR),
        ["02", "04", "06", "08"].map((hour) => `2026-03-08T${hour}:00`),
        zone,
      );
      assert.deepEqual(
        marksOf("2026-09-04T12:00Z", "2026-09-08T00:00Z", DAY),
        ["05", "06", "07", "08"].map((day) => `2026-09-${day}T00:00`),
        zone,
      );
    }
  });

  it("begin steps of several days with the first full day", () => {
    assert.deepEqual(marksOf("2026-02-27T05:00Z", "2026-03-06T00:00Z", 3 * DAY), [
      "2026-02-28T00:00",
      "2026-03-03T00:00",
      "2026-03-06T00:00",
    ]);
  });

  it("count months and years by the calendar", () => {
    assert.deepEqual(marksOf("2025-11-15T00:00Z", "2026-05-01T00:00Z", 60 * DAY), [
      "2026-01-01T00:00",
      "2026-03-01T00:00",
      "2026-05-01T00:00",
    ]);
    assert.deepEqual(marksOf("2023-06-01T00:00Z", "2028-06-01T00:00Z", 730 * DAY), [
      "2025-01-01T00:00",
      "2027-01-01T00:00",
    ]);
    assert.deepEqual(marksOf("2026-01-02T00:00Z", "2026-01-20T00:00Z", 30 * DAY), []);
  });
});
