/**
 * Many writes as one: each gets a result, and what would only fail again is not sent.
 */
import assert from "node:assert/strict";
import { ApiError } from "../../../../client/src/api/apiError.js";
import { toReasonText } from "../../../../client/src/model/failureText.js";
import { UserError } from "../../../../client/src/model/userError.js";
import {
  applyBatch,
  isComplete,
  toAccount,
  toSummary,
} from "../../../../client/src/preview/session/previewBatch.js";
import type { BatchStep } from "../../../../client/src/preview/session/previewTypes.js";

const signal = new AbortController().signal;

function step(subject: string, apply: BatchStep["apply"]): BatchStep {
  return { subject, apply, discard: () => true, isOpen: () => false };
}

const good = (subject: string): BatchStep =>
  step(subject, async () => ({ outcome: "applied", id: subject, isAsPlanned: true }));
const bad = (subject: string, error: Error): BatchStep =>
  step(subject, async () => {
    throw error;
  });
const outcomes = async (steps: readonly BatchStep[]): Promise<readonly string[]> =>
  (await applyBatch(steps, toReasonText, { signal })).map(({ outcome }) => outcome);

describe("a batch of writes", () => {
  it("goes on after what concerns one object only", async () => {
    const refused = bad("b", new ApiError("validation", { said: "No." }));
    assert.deepEqual(await outcomes([good("a"), refused, good("c")]), ["applied", "failed", "applied"]);
  });

  it("goes on after a conflict", async () => {
    const conflict = step("b", async () => ({ outcome: "conflict", id: undefined, isAsPlanned: false }));
    assert.deepEqual(await outcomes([conflict, good("c")]), ["conflict", "applied"]);
  });

  it("stops where the next would meet the same failure", async () => {
    const offline = bad("b", new ApiError("network", { said: "Gone." }));
    assert.deepEqual(await outcomes([good("a"), offline, good("c")]), ["applied", "failed", "notSent"]);
  });

  it("stops when nobody knows what became of one", async () => {
    const unknown = bad("a", new UserError("unknownOutcome", "It broke."));
    assert.deepEqual(await outcomes([unknown, good("b")]), ["unknown", "notSent"]);
  });

  it("sends nothing more once it is cancelled", async () => {
    const controller = new AbortController();
    const first = step("a", async () => {
      controller.abort();
      return { outcome: "applied", id: "a", isAsPlanned: true };
    });
    const results = await applyBatch([first, good("b")], toReasonText, { signal: controller.signal });
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["applied", "notSent"],
    );
    assert.equal(isComplete(results), false);
  });

  it("is accounted for object by object", async () => {
    const results = await applyBatch(
      [good("a"), bad("b", new ApiError("network", { said: "Gone." })), good("c")],
      toReasonText,
      { signal },
    );
    const account = toAccount({
      title: "Publish",
      results,
      leftOut: [{ subject: "d", reason: "Already so." }],
    });
    assert.match(account, /1 of 3 done/);
    assert.match(account, /- b — \*\*refused\*\* — The platform could not be reached/);
    assert.match(account, /- c — \*\*not sent\*\*/);
    assert.match(account, /- d — left out before the preview: Already so\./);
    assert.match(toSummary(results), /1 of 3 are done, 2 are not.*“b”: The platform could not be reached/);
  });
});
