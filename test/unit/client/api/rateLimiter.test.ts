/**
 * Limits of one credential: calls in flight, distance between calls, pauses, order, cancellation.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { createLimiterPool, createRateLimiter, type Release } from "../../../../client/src/api/rateLimiter";
import { TestClock } from "./support/testClock";

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
};

describe("The rate limiter", () => {
  it("lets at most four calls run on one host, and hosts do not hinder each other", async () => {
    const limiter = createRateLimiter(new TestClock());
    const slots: Release[] = [];
    for (let call = 0; call < 6; call += 1) void limiter.acquire("platform").then((slot) => slots.push(slot));
    await settle();
    assert.equal(slots.length, 4);
    await limiter.acquire("experience");
    slots[0]?.();
    slots[0]?.();
    await settle();
    assert.equal(slots.length, 5);
  });

  it("keeps calls to CJA more than a second apart", async () => {
    const clock = new TestClock();
    const limiter = createRateLimiter(clock);
    const startedAt = clock.now();
    const times: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      (await limiter.acquire("cja"))();
      times.push(clock.now() - startedAt);
    }
    assert.ok(
      times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) > 1_000),
      String(times),
    );
  });

  it("holds back new calls during a pause", async () => {
    const clock = new TestClock();
    const limiter = createRateLimiter(clock);
    const startedAt = clock.now();
    limiter.pause("platform", 4_000);
    await limiter.acquire("platform");
    assert.ok(clock.now() - startedAt >= 4_000);
  });

  it("serves waiting calls in order and forgets cancelled ones", async () => {
    const limiter = createRateLimiter(new TestClock());
    const first = await limiter.acquire("ims");
    const order: string[] = [];
    const controller = new AbortController();
    const cancelled = limiter.acquire("ims", controller.signal);
    void limiter.acquire("ims").then((slot) => {
      order.push("b");
      slot();
    });
    void limiter.acquire("ims").then(() => order.push("c"));
    controller.abort();
    await assert.rejects(cancelled, (error) => isApiError(error, "cancelled"));
    await assert.rejects(limiter.acquire("ims", AbortSignal.abort()), (error) =>
      isApiError(error, "cancelled"),
    );
    first();
    await settle();
    assert.deepEqual(order, ["b", "c"]);
  });

  it("is shared by connections with the same client id", () => {
    const pool = createLimiterPool(new TestClock());
    assert.equal(pool.limiterOf("a"), pool.limiterOf("a"));
    assert.notEqual(pool.limiterOf("a"), pool.limiterOf("b"));
  });
});
