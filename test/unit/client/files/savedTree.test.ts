/**
 * Plans of pipelines for audiences that the platform keeps as a tree: text never takes the tree's place.
 */
import assert from "node:assert/strict";
import { fetchAudience, listAudiences } from "../../../../client/src/api/audiences.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { planSavedWrite } from "../../../../client/src/files/savedWritePlan.js";
import { EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import { openSamplePlace } from "../preview/samplePlace.js";

describe("a plan for an audience kept as a tree", () => {
  it("is blocked where the text was edited, and goes on where something else was", async () => {
    const { session } = openSamplePlace();
    const all = await collectItems(listAudiences(session));
    const id = all.find(({ expression }) => expression?.format === "pql/json")?.id ?? "";
    const audience = await fetchAudience(session, id);
    const expression = { format: "pql/text", value: "person.birthYear > 1990" } as const;
    const edited = planSavedWrite({ draft: { ...EMPTY_DRAFT, expression }, base: undefined, audience });
    assert.ok(edited.kind === "blocked" && edited.reason.includes("tree"));
    const described = { ...EMPTY_DRAFT, description: "Described by a test" };
    assert.equal(planSavedWrite({ draft: described, base: undefined, audience }).kind, "write");
  });
});
