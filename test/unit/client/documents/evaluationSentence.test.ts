/**
 * What is said above the rule of an audience of the platform: what is switched on there, and nothing where it did not say.
 */
import assert from "node:assert/strict";
import { toEvaluationSentence } from "../../../../client/src/documents/evaluationSentence.js";

describe("by what the platform evaluates an audience", () => {
  const OFF = { edge: false, streaming: false, batch: false };
  const UNSAID = { edge: undefined, streaming: undefined, batch: undefined };

  it("is said in a sentence, with all that is switched on", () => {
    const streaming = { ...OFF, streaming: true };
    assert.equal(toEvaluationSentence(streaming), "The platform evaluates it by streaming");
    assert.equal(
      toEvaluationSentence({ ...streaming, batch: true }),
      "The platform may evaluate it by streaming, batch",
    );
    for (const one of [OFF, UNSAID]) assert.equal(toEvaluationSentence(one), undefined);
  });
});
