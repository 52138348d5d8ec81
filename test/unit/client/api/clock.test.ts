/**
 * The running clock: cancelling a wait is silent everywhere, so it must be the cancellation error.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { systemClock } from "../../../../client/src/api/clock";

describe("The running clock", () => {
  it("ends a wait with the cancellation error, before and during the wait", async () => {
    const controller = new AbortController();
    const waiting = systemClock.sleep(60_000, controller.signal);
    controller.abort();
    await assert.rejects(waiting, (error) => isApiError(error, "cancelled"));
    const late = systemClock.sleep(60_000, controller.signal);
    await assert.rejects(late, (error) => isApiError(error, "cancelled"));
  });

  it("waits, and forgets timers that were stopped", async () => {
    let rings = 0;
    const stop = systemClock.startTimer(0, () => {
      rings += 1;
    });
    stop();
    systemClock.startTimer(0, () => {
      rings += 10;
    });
    await systemClock.sleep(1);
    await systemClock.sleep(1);
    assert.equal(rings, 10);
    assert.ok(systemClock.now() > Date.UTC(2020, 0));
  });
});
