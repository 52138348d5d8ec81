/**
 * What a plan says for every combination of base, platform and draft.
 */
import assert from "node:assert/strict";
import {
  type AudienceDefinition,
  type AudienceDraft,
  EMPTY_DRAFT,
  toFingerprints,
} from "../../../../client/src/model/audienceDefinition.js";
import {
  planAudienceCreate,
  planAudienceDelete,
  planAudienceUpdate,
} from "../../../../client/src/model/changePlan.js";

const text = (value: string): AudienceDefinition["expression"] => ({ format: "pql/text", value });

const BASE: AudienceDefinition = {
  name: "Gold",
  description: "Members",
  expression: text('tier = "gold"'),
  mergePolicy: "m1",
  evaluation: "batch",
  labels: ["core/C1", "core/C2"],
  lifecycle: "draft",
};
const base = toFingerprints(BASE);
const only = (draft: Partial<AudienceDraft>): AudienceDraft => ({ ...EMPTY_DRAFT, ...draft });

describe("planning an update", () => {
  it("changes the fields the draft changes and keeps all others as the platform has them", () => {
    const plan = planAudienceUpdate({ base, fresh: BASE, draft: only({ description: "New" }) });
    assert.ok(plan.kind === "change");
    assert.deepEqual(plan.fields, ["description"]);
    assert.deepEqual(plan.after, { ...BASE, description: "New" });
  });

  it("carries over what only the platform changed", () => {
    const fresh = { ...BASE, description: "Theirs" };
    const plan = planAudienceUpdate({ base, fresh, draft: { ...BASE, expression: text("a = 1") } });
    assert.ok(plan.kind === "change");
    assert.deepEqual([plan.fields, plan.carried], [["expression"], ["description"]]);
    assert.equal(plan.after?.description, "Theirs");
  });

  it("is a conflict where both changed the same field to different things", () => {
    const fresh = { ...BASE, expression: text("theirs = 1") };
    const plan = planAudienceUpdate({ base, fresh, draft: { ...BASE, expression: text("mine = 1") } });
    assert.deepEqual(plan, { kind: "conflict", fields: ["expression"] });
  });

  it("has nothing to do where both changed to the same", () => {
    const fresh = { ...BASE, name: "Renamed" };
    assert.equal(planAudienceUpdate({ base, fresh, draft: { ...BASE, name: "Renamed" } }).kind, "nothing");
  });

  it("takes white space in expressions, the order of labels and an empty description for no change", () => {
    const fresh = { ...BASE, description: undefined };
    const draft = only({
      expression: text('tier="gold"\n'),
      labels: ["core/C2", "core/C1"],
      description: "",
    });
    assert.equal(planAudienceUpdate({ base: undefined, fresh, draft }).kind, "nothing");
  });

  it("sees a description that is emptied, and a number or a truth that is all that changed in a tree", () => {
    const tree = (value: unknown): AudienceDefinition["expression"] => ({
      format: "pql/json",
      value: JSON.stringify({ nodeType: "literal", value }),
    });
    for (const [before, after] of [
      [{ description: "Members" }, { description: "" }],
      [{ expression: tree(1) }, { expression: tree(2) }],
      [{ expression: tree(true) }, { expression: tree(false) }],
      [{ expression: tree(null) }, { expression: tree(0) }],
    ] as const) {
      const fresh = { ...BASE, ...before };
      const plan = planAudienceUpdate({ base: toFingerprints(fresh), fresh, draft: only(after) });
      assert.ok(plan.kind === "change", JSON.stringify(after));
      assert.deepEqual(plan.fields, Object.keys(after));
    }
  });

  it("counts every difference as the author's when nobody knows where they started", () => {
    const fresh = { ...BASE, name: "Theirs" };
    const plan = planAudienceUpdate({ base: undefined, fresh, draft: BASE });
    assert.ok(plan.kind === "change");
    assert.deepEqual(plan.fields, ["name"]);
  });

  it("needs more than draft permission as soon as something in use is touched", () => {
    const needs = (fresh: string, draft: Partial<AudienceDraft>): string => {
      const plan = planAudienceUpdate({
        base: undefined,
        fresh: { ...BASE, lifecycle: fresh },
        draft: only(draft),
      });
      return plan.kind === "change" ? plan.needs : plan.kind;
    };
    assert.equal(needs("draft", { name: "x" }), "draft");
    assert.equal(needs("published", { name: "x" }), "publish");
    assert.equal(needs("something new", { name: "x" }), "publish");
    assert.equal(needs("draft", { lifecycle: "published" }), "publish");
  });

  it("refuses moves the platform does not make, and an emptied expression", () => {
    const move = (from: string, lifecycle: string): string =>
      planAudienceUpdate({ base: undefined, fresh: { ...BASE, lifecycle: from }, draft: only({ lifecycle }) })
        .kind;
    assert.equal(move("published", "draft"), "refused");
    assert.equal(move("draft", "inactive"), "refused");
    assert.equal(move("draft", "deleted"), "refused");
    assert.equal(move("inactive", "published"), "change");
    assert.equal(
      planAudienceUpdate({ base, fresh: BASE, draft: only({ expression: text("  ") }) }).kind,
      "refused",
    );
  });

  it("compares trees by their meaning, not by how they are printed", () => {
    const tree = (value: string): AudienceDefinition => ({
      ...BASE,
      expression: { format: "pql/json", value },
    });
    const fresh = tree('{"nodeType":"literal","value":1}');
    const draft = tree('{ "nodeType": "literal",\n "value": 1 }');
    assert.equal(planAudienceUpdate({ base: undefined, fresh, draft }).kind, "nothing");
  });
});

describe("planning a new audience", () => {
  it("is a draft unless the author says otherwise", () => {
    const plan = planAudienceCreate({ existing: undefined, draft: { ...BASE, lifecycle: undefined } });
    assert.ok(plan.kind === "change");
    assert.deepEqual([plan.before, plan.after?.lifecycle, plan.needs], [undefined, "draft", "draft"]);
  });

  it("needs publish permission to be born published", () => {
    const plan = planAudienceCreate({ existing: undefined, draft: { ...BASE, lifecycle: "published" } });
    assert.equal(plan.kind === "change" && plan.needs, "publish");
  });

  it("is refused when the name is taken, the expression empty, or the state impossible", () => {
    assert.equal(planAudienceCreate({ existing: BASE, draft: BASE }).kind, "refused");
    assert.equal(
      planAudienceCreate({ existing: undefined, draft: { ...BASE, expression: text(" ") } }).kind,
      "refused",
    );
    assert.equal(
      planAudienceCreate({ existing: undefined, draft: { ...BASE, lifecycle: "inactive" } }).kind,
      "refused",
    );
  });
});

describe("planning a deletion", () => {
  it("is refused while other audiences are built on it", () => {
    assert.equal(planAudienceDelete(BASE, ["a"]).kind, "refused");
    const plan = planAudienceDelete(BASE, []);
    assert.deepEqual(plan.kind === "change" && [plan.after, plan.needs], [undefined, "publish"]);
  });
});
