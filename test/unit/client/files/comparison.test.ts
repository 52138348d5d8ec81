/**
 * The state of a pair: file ↔ last seen ↔ platform, and what a pull makes of it without losing anything.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { compareAudience } from "../../../../client/src/files/comparison.js";
import { decidePull, toPulledBase, toPulledDefinition } from "../../../../client/src/files/pullDecision.js";
import {
  type AudienceDefinition,
  findDifferences,
  toFingerprints,
} from "../../../../client/src/model/audienceDefinition.js";
import { planAudienceUpdate } from "../../../../client/src/model/changePlan.js";

const BASE: AudienceDefinition = {
  name: "Gold",
  description: "Old",
  expression: { format: "pql/text", value: 'tier = "gold" and age > 18' },
  mergePolicy: "m-1",
  evaluation: "batch",
  labels: ["core/C1"],
  lifecycle: "published",
};
const seen = toFingerprints(BASE);
const stateOf = (draft: Partial<AudienceDefinition>, fresh: Partial<AudienceDefinition> | undefined) =>
  compareAudience({ draft: { ...BASE, ...draft }, base: seen, fresh: fresh && { ...BASE, ...fresh } });

const definitions = fc.record({
  name: fc.constantFrom("Gold", "Silver"),
  description: fc.constantFrom(undefined, "Old", "New"),
  expression: fc.constantFrom(
    ...["a = 1", "a  =  1", "b = 2"].map((value) => ({ format: "pql/text" as const, value })),
  ),
  mergePolicy: fc.constantFrom("m-1", "m-2"),
  evaluation: fc.constantFrom("batch" as const, "edge" as const),
  labels: fc.constantFrom<readonly string[]>([], ["x"], ["y", "x"]),
  lifecycle: fc.constantFrom("draft", "published"),
});

describe("the state of a pair", () => {
  it("is told from where something changed", () => {
    assert.equal(stateOf({}, {}).state, "same");
    assert.equal(stateOf({ description: "New" }, {}).state, "changedHere");
    assert.equal(stateOf({}, { description: "New" }).state, "changedThere");
    assert.equal(stateOf({ description: "New" }, { labels: [] }).state, "changedBoth");
    assert.equal(stateOf({ description: "One" }, { description: "Other" }).state, "changedBoth");
    assert.equal(stateOf({ description: "New" }, { description: "New" }).state, "same");
    assert.equal(stateOf({}, undefined).state, "onlyHere");
    assert.equal(compareAudience({ draft: undefined, base: undefined, fresh: BASE }).state, "onlyThere");
  });

  it("never counts white space, line breaks, the order of labels, or two words for the published state", () => {
    const value = '  tier="gold"\r\n\tand age>18 ';
    assert.equal(stateOf({ expression: { format: "pql/text", value } }, {}).state, "same");
    assert.equal(stateOf({ labels: ["core/C1", "core/C1"], lifecycle: "active" }, {}).state, "same");
    assert.equal(stateOf({ description: "a\r\nb" }, { description: "a\nb" }).state, "same");
  });

  it("counts white space inside quotes", () => {
    const value = 'tier = "go ld" and age > 18';
    assert.equal(stateOf({ expression: { format: "pql/text", value } }, {}).state, "changedHere");
  });

  it("counts every difference as made here when nothing is known of the past", () => {
    const { here } = compareAudience({ draft: { ...BASE, description: "x" }, base: undefined, fresh: BASE });
    assert.deepEqual(here, ["description"]);
  });

  it("agrees with what a push would send, for all three sides", () => {
    fc.assert(
      fc.property(definitions, definitions, definitions, (start, draft, fresh) => {
        const base = toFingerprints(start);
        const { here, conflicting } = compareAudience({ draft, base, fresh });
        const plan = planAudienceUpdate({ base, fresh, draft });
        if (conflicting.length > 0) assert.equal(plan.kind, "conflict");
        else if (here.length === 0) assert.equal(plan.kind, "nothing");
        else if (plan.kind === "change") assert.deepEqual(plan.fields, here);
        else assert.equal(plan.kind, "refused");
      }),
    );
  });
});

describe("a pull", () => {
  it("keeps every local change unless it is told to give way, and takes everything else", () => {
    fc.assert(
      fc.property(definitions, definitions, definitions, (start, draft, fresh) => {
        const base = toFingerprints(start);
        const comparison = compareAudience({ draft, base, fresh });
        const decision = decidePull(comparison, "keep");
        const after = toPulledDefinition(decision, { draft, base, fresh });
        const changedHere = [...comparison.here, ...comparison.conflicting];
        assert.deepEqual(
          findDifferences(after, fresh),
          changedHere.length === 0 ? [] : findDifferences(after, fresh),
        );
        for (const field of changedHere) assert.deepEqual(after[field], draft[field]);
        const again = compareAudience({
          draft: after,
          base: toPulledBase(decision, { draft, base, fresh }) ?? undefined,
          fresh,
        });
        assert.deepEqual(again.there, [], "nothing is left to take");
        assert.deepEqual(
          [...again.here, ...again.conflicting].sort(),
          [...changedHere].sort(),
          "what was mine still is",
        );
      }),
    );
  });

  it("leaves files exactly as the platform is when they give way", () => {
    fc.assert(
      fc.property(definitions, definitions, definitions, (start, draft, fresh) => {
        const base = toFingerprints(start);
        const decision = decidePull(compareAudience({ draft, base, fresh }), "overwrite");
        assert.deepEqual(findDifferences(toPulledDefinition(decision, { draft, base, fresh }), fresh), []);
        assert.deepEqual(toPulledBase(decision, { draft, base, fresh }), toFingerprints(fresh));
      }),
    );
  });
});
