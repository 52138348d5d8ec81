/**
 * Sizes of audiences beside their names: asked for once, and called off when nobody waits for them any more.
 */
import assert from "node:assert/strict";
import type { Log } from "../../../../client/src/log.js";
import { AudienceSizes } from "../../../../client/src/tree/audienceSizes.js";
import type { PlatformDetails } from "../../../../client/src/tree/relations.js";

const TARGET = { connection: "c", sandbox: "prod" };
const OTHER = { connection: "c", sandbox: "dev" };

/** A timer that was set before this one has been called. */
async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  await new Promise(setImmediate);
}

describe("sizes of audiences in the tree", () => {
  it("are asked for once, and called off where the list is read anew before they came", async () => {
    const asked: { readonly sandbox: string; readonly signal: AbortSignal | undefined }[] = [];
    const said: string[] = [];
    const details: Pick<PlatformDetails, "fetchSizes"> = {
      fetchSizes: ({ sandbox }, signal) => {
        asked.push({ sandbox, signal });
        return new Promise((_resolve, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason)),
        );
      },
    };
    const sizes = new AudienceSizes({
      details: async () => details as PlatformDetails,
      log: { error: (text: string) => said.push(text) } as unknown as Log,
    });
    const never = (): void => assert.fail("nothing came");
    sizes.ensure(TARGET, never);
    sizes.ensure(TARGET, never);
    sizes.ensure(OTHER, never);
    await nextTurn();
    assert.deepEqual(
      asked.map(({ sandbox }) => sandbox),
      ["prod", "dev"],
    );
    sizes.forget(TARGET);
    sizes.ensure(TARGET, never);
    await nextTurn();
    assert.deepEqual(
      asked.map(({ sandbox, signal }) => [sandbox, signal?.aborted]),
      [
        ["prod", true],
        ["dev", false],
        ["prod", false],
      ],
    );
    sizes.forget();
    assert.ok(asked.every(({ signal }) => signal?.aborted));
    await new Promise(setImmediate);
    assert.deepEqual(said, [], "no failure is told of what was called off");
  });

  it("let the rows go first: whatever promises they wait for, nothing of the sizes comes between", async () => {
    let isAsked = false;
    const details = async () => {
      isAsked = true;
      return { fetchSizes: async () => new Map() } as unknown as PlatformDetails;
    };
    const log = { error: assert.fail } as unknown as Log;
    const sizes = new AudienceSizes({ details, log });
    sizes.ensure(TARGET, () => undefined);
    for (let hops = 0; hops < 100; hops++) await undefined;
    assert.equal(isAsked, false);
    await nextTurn();
    assert.equal(isAsked, true);
  });
});
