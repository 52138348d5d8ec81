/**
 * Timestamps in every unit and spelling the platform uses.
 */
import assert from "node:assert/strict";
import { readTime } from "../../../../client/src/api/times";

const MOMENT = Date.UTC(2022, 0, 20, 1, 23, 54);

describe("Reading a timestamp", () => {
  it("tells seconds, milliseconds, microseconds and nanoseconds by magnitude", () => {
    for (const factor of [1e-3, 1, 1e3, 1e6]) assert.equal(readTime(MOMENT * factor), MOMENT);
  });

  it("reads numbers that arrive as text", () => {
    assert.equal(readTime(String(MOMENT / 1000)), MOMENT);
    assert.equal(readTime(` ${MOMENT * 1000} `), MOMENT);
  });

  it("takes times without a zone as UTC", () => {
    assert.equal(readTime("2022-01-20 01:23:54"), MOMENT);
    assert.equal(readTime("2022-01-20T01:23:54"), MOMENT);
    assert.equal(readTime("2022-01-20T01:23:54Z"), MOMENT);
    assert.equal(readTime("2022-01-20T02:23:54+01:00"), MOMENT);
  });

  it("reads six fractional digits, with and without zone", () => {
    assert.equal(readTime("2022-01-20T01:23:54.123456Z"), MOMENT + 123);
    assert.equal(readTime("2022-01-20 01:23:54.123456"), MOMENT + 123);
    assert.equal(readTime("2022-01-20T01:23:54.123+0000"), MOMENT + 123);
  });

  it("finds no time in what holds none", () => {
    for (const value of [
      undefined,
      null,
      "",
      "soon",
      0,
      -5,
      "0",
      Number.NaN,
      {},
      [],
      true,
      "1970-01-01T00:00:00Z",
    ]) {
      assert.equal(readTime(value), undefined, String(value));
    }
  });
});
