/** The stretch of time a plot shows: one moment is seen as one, bars at the edge are whole. */
import assert from "node:assert/strict";
import { toStretch } from "../../../../client/src/pages/frame/plotStretch.js";

const DAY = 86_400;

describe("the stretch of time of a plot", () => {
  it("is two hours around a lone moment, for which uPlot proposes a thousand days", () => {
    for (const isBars of [true, false]) {
      assert.deepEqual(toStretch({ count: 1, isBars }, 10 * DAY, 1_010 * DAY), [
        10 * DAY - 3_600,
        10 * DAY + 3_600,
      ]);
    }
  });

  it("is the same where several moments are one", () => {
    assert.deepEqual(toStretch({ count: 2, isBars: true }, DAY, DAY), [DAY - 3_600, DAY + 3_600]);
  });

  it("leaves half a step of room for the outermost bars, and none for lines", () => {
    assert.deepEqual(toStretch({ count: 5, isBars: true }, 0, 4 * DAY), [-DAY / 2, 4.5 * DAY]);
    assert.deepEqual(toStretch({ count: 5, isBars: false }, 0, 4 * DAY), [0, 4 * DAY]);
  });
});
