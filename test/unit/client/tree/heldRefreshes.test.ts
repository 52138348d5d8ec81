/** Refreshes that arrive while the rows they concern are still being read. */
import assert from "node:assert/strict";
import { HeldRefreshes } from "../../../../client/src/tree/heldRefreshes";

describe("a refresh", () => {
  it("waits until nobody reads the children of its node any more, and is not lost", async () => {
    const refreshed: (string | undefined)[] = [];
    const refreshes = new HeldRefreshes<string>((node) => refreshed.push(node), 0);
    let answer: (() => void) | undefined;
    const first = refreshes.whileReading("list", () => new Promise<void>((resolve) => (answer = resolve)));
    const second = refreshes.whileReading("list", async () => {
      refreshes.ask("list");
      refreshes.ask("other");
    });
    await second;
    assert.deepEqual(refreshed, ["other"]);
    answer?.();
    await first;
    assert.deepEqual(refreshed, ["other"]);
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(refreshed, ["other", "list"]);
  });

  it("follows a read that fails", async () => {
    const refreshed: (string | undefined)[] = [];
    const refreshes = new HeldRefreshes<string>((node) => refreshed.push(node), 0);
    const read = refreshes.whileReading(undefined, async () => {
      refreshes.ask(undefined);
      throw new Error("no");
    });
    await assert.rejects(read);
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(refreshed, [undefined]);
  });
});
