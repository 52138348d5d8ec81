/**
 * Plan files: read back as written, refused when anything in them was changed.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { BadUsage, Refused } from "../../../../client/src/pipeline/failures.js";
import { readPlanText, type SavedPlan, toPlanText } from "../../../../client/src/pipeline/planFile.js";

const DEFINITION = {
  name: "Gold",
  description: undefined,
  expression: { format: "pql/text", value: 'a = "ü"\nand b' },
  mergePolicy: "m-1",
  evaluation: "edge" as const,
  labels: ["x"],
  lifecycle: "draft",
};
const PLAN: SavedPlan = {
  orgId: "1@AdobeOrg",
  sandbox: "dev",
  folder: "../files",
  plannedAt: "2026-01-01T00:00:00.000Z",
  writes: [
    {
      stem: "sub/gold",
      write: {
        id: "a-1",
        name: "Gold",
        before: DEFINITION,
        after: { ...DEFINITION, description: "New" },
        fields: ["description"],
        awaits: { x: "y" },
      },
    },
  ],
};

describe("a plan file", () => {
  it("is read back as it was written, however it is laid out", () => {
    const text = toPlanText(PLAN);
    assert.deepEqual(readPlanText(text), PLAN);
    assert.deepEqual(readPlanText(`\uFEFF${JSON.stringify(JSON.parse(text))}`), PLAN);
  });

  it("is refused when any value in it was changed", () => {
    const text = toPlanText(PLAN);
    const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?=[,\n\]}])/g)].filter(([value]) => value.length > 2);
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const at = place.index + 1;
        const altered = `${text.slice(0, at)}~${text.slice(at)}`;
        assert.throws(
          () => readPlanText(altered),
          (error) => error instanceof Refused || error instanceof BadUsage,
        );
      }),
    );
  });

  it("is bad usage when it is something else", () => {
    for (const text of ["", "[]", "{}", '{"format":"other/1","checksum":"x"}', "plan"])
      assert.throws(() => readPlanText(text), BadUsage);
  });
});
