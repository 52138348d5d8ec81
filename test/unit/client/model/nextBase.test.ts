/**
 * Planning again after a conflict was seen: mine shows where both changed, theirs stays where only they did.
 */
import assert from "node:assert/strict";
import {
  type AudienceDefinition,
  EMPTY_DRAFT,
  toFingerprints,
} from "../../../../client/src/model/audienceDefinition.js";
import { planAudienceUpdate, toNextBase } from "../../../../client/src/model/changePlan.js";

const text = (value: string): AudienceDefinition["expression"] => ({ format: "pql/text", value });
const STARTED: AudienceDefinition = {
  ...EMPTY_DRAFT,
  name: "Gold",
  description: "Old",
  expression: text("a = 1"),
  labels: [],
};

describe("planning again after a conflict", () => {
  it("shows mine as the change in the fields in conflict and keeps carrying over theirs elsewhere", () => {
    const base = toFingerprints(STARTED);
    const fresh = { ...STARTED, description: "Theirs", expression: text("theirs = 1") };
    const draft = { ...STARTED, expression: text("mine = 1") };
    const first = planAudienceUpdate({ base, fresh, draft });
    assert.ok(first.kind === "conflict");
    const again = planAudienceUpdate({ base: toNextBase(base, fresh, first.fields), fresh, draft });
    assert.ok(again.kind === "change");
    assert.deepEqual([again.fields, again.carried], [["expression"], ["description"]]);
  });
});
