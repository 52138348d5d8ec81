/**
 * Audiences that the platform keeps as a tree, edited as text: through the write path on the sample organisation.
 */
import assert from "node:assert/strict";
import { type Audience, fetchAudience, listAudiences } from "../../../../client/src/api/audiences.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { type AudienceDraft, EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import { toStoredForm } from "../../../../client/src/preview/audience/audienceRequests.js";
import { toUpdateTask } from "../../../../client/src/preview/audience/audienceWrite.js";
import { PreviewSession, planPreview } from "../../../../client/src/preview/session/previewSession.js";
import { convertToText, replaceTree } from "../../../../server/src/pql/service.js";
import { openSamplePlace, patience, type SamplePlace } from "./samplePlace.js";

type Server = Parameters<typeof toStoredForm>[0];

const core: Server = { rewriteTree: async ({ stored, text }) => replaceTree(stored, text) };
const stopped: Server = { rewriteTree: async () => undefined };

const toDraft = (text: string): AudienceDraft => ({
  ...EMPTY_DRAFT,
  expression: { format: "pql/text", value: text },
});

async function findTree({ session }: SamplePlace): Promise<Audience> {
  const all = await collectItems(listAudiences(session));
  const found = all.find(({ name }) => name === "Builder: Berlin or Hamburg");
  assert.ok(found);
  return await fetchAudience(session, found.id);
}

async function plan(sample: SamplePlace, text: string, server = core) {
  const { id, name } = await findTree(sample);
  const wish = { id, subject: name, draft: toDraft(text), base: undefined };
  const task = toUpdateTask(sample.place, {
    ...wish,
    toStoredForm: (now, draft) => toStoredForm(server, now, draft),
  });
  return { id, planned: await planPreview<Audience>("p1", task, patience) };
}

describe("an audience kept as a tree", () => {
  it("is still one after its text was edited and sent", async () => {
    const sample = openSamplePlace();
    const { id, planned } = await plan(sample, 'homeAddress.city = "Bonn"');
    assert.ok(planned instanceof PreviewSession);
    assert.equal((await planned.apply(patience)).outcome, "applied");
    const { expression } = await fetchAudience(sample.session, id);
    assert.equal(expression?.format, "pql/json");
    assert.equal(convertToText(expression?.value ?? "").text?.trim(), 'homeAddress.city = "Bonn"');
  });

  it("has nothing to send when the text says what the tree says", async () => {
    const sample = openSamplePlace();
    const text = convertToText((await findTree(sample)).expression?.value ?? "").text ?? "";
    const { planned } = await plan(sample, `${text}\n`);
    assert.ok("unplanned" in planned && planned.unplanned.kind === "nothing");
    assert.equal(sample.countWrites(), 0);
  });

  it("is refused with a sentence where the text has no tree, or nobody can say", async () => {
    const sample = openSamplePlace();
    await assert.rejects(plan(sample, 'homeAddress.city = "'), /kept as a tree.*Nothing was sent/);
    await assert.rejects(plan(sample, "true", stopped), /language server.*not running/);
    assert.equal(sample.countWrites(), 0);
  });
});
