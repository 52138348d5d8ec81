/**
 * Audiences that refer to each other before they exist: promoted together they are created in the order they need, with new
 * ids in place of old ones; alone, in a circle, or after a failure nothing wrong is sent.
 */
import assert from "node:assert/strict";
import { type Audience, fetchAudience } from "../../../../client/src/api/audiences.js";
import { planPromotion } from "../../../../client/src/files/promotionPlan.js";
import { EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import type { ResourceReference } from "../../../../client/src/model/resource.js";
import {
  toNewDefinition,
  toOrderedTask,
  toOrderNotes,
} from "../../../../client/src/preview/audience/audienceRequests.js";
import { toCreateTask, toUpdateTask } from "../../../../client/src/preview/audience/audienceWrite.js";
import { PreviewSession, planPreview } from "../../../../client/src/preview/session/previewSession.js";
import type { WriteTask } from "../../../../client/src/preview/session/writeTask.js";
import { openSamplePlace, patience, type SamplePlace } from "./samplePlace.js";

const BASE = '_acme.loyalty.tier = "gold"';
const LAG_MS = 10_000;

describe("audiences that refer to each other", () => {
  let sample: SamplePlace;
  beforeEach(() => {
    sample = openSamplePlace();
  });

  async function run(task: WriteTask<Audience>): Promise<string> {
    const session = await planPreview("s", task, patience);
    assert.ok(session instanceof PreviewSession);
    const result = await session.apply(patience);
    sample.organisation.clock.advance(LAG_MS);
    assert.ok(result.outcome === "applied" && result.isAsPlanned);
    return result.id;
  }

  const create = (name: string, value: string): Promise<string> =>
    run(toCreateTask(sample.place, { ...EMPTY_DRAFT, name, expression: { format: "pql/text", value } }));

  const promote = (ids: readonly string[]) =>
    planPromotion({
      references: ids.map((id): ResourceReference => ({ ...sample.place.target, kind: "audience", id })),
      target: { ...sample.place.target, sandbox: "stage" },
      openSession: async (sandbox) => sample.session.withSandbox(sandbox),
      signal: patience,
    });

  type Planned = Awaited<ReturnType<typeof promote>>["changes"][number];

  function toTask({ draft, order }: Planned): WriteTask<Audience> {
    const place = { ...sample.place, session: sample.session.withSandbox("stage") };
    const { mergePolicy: _named, ...others } = draft;
    const task = toCreateTask(place, toNewDefinition({ ...others, mergePolicy: undefined }));
    assert.ok(order);
    return toOrderedTask(task, order);
  }

  it("are promoted together in the order they need, whatever the order they were chosen in", async () => {
    const used = await create("Used", BASE);
    const user = await create("User", `inSegment("${used}") and ${BASE}`);
    const top = await create("Top", `inSegment("${user}") or inSegment("${used}")`);
    const { changes, blocked } = await promote([top, user, used]);
    assert.deepEqual(blocked, []);
    assert.deepEqual(
      changes.map(({ subject }) => subject),
      ["Used", "User", "Top"],
    );
    const [usedThere = "", userThere = "", topThere = ""] = [
      await run(toTask(get(changes, 0))),
      await run(toTask(get(changes, 1))),
      await run(toTask(get(changes, 2))),
    ];
    const stage = sample.session.withSandbox("stage");
    assert.equal(
      (await fetchAudience(stage, userThere)).expression?.value,
      `inSegment("${usedThere}") and ${BASE}`,
    );
    assert.equal(
      (await fetchAudience(stage, topThere)).expression?.value,
      `inSegment("${userThere}") or inSegment("${usedThere}")`,
    );
  });

  it("say above the diff whose new id will stand in the expression", async () => {
    const used = await create("Used", BASE);
    const user = await create("User", `inSegment("${used}")`);
    const { order } = get((await promote([user, used])).changes, 1);
    assert.ok(order);
    assert.deepEqual(toOrderNotes(order), [
      `Uses “Used”, which is created first; its new id takes the place of ${used}.`,
    ]);
  });

  it("send nothing of one whose other was not created", async () => {
    const used = await create("Used", BASE);
    const user = await create("User", `inSegment("${used}")`);
    const { changes } = await promote([used, user]);
    const session = await planPreview("s", toTask(get(changes, 1)), patience);
    assert.ok(session instanceof PreviewSession);
    const before = sample.organisation.traffic().attempts().length;
    await assert.rejects(session.apply(patience), /uses “Used”, which was not created; nothing was sent/);
    assert.equal(sample.organisation.traffic().attempts().length, before);
  });

  it("are known to each other also when the answer to the first was lost", async () => {
    const used = await create("Used", BASE);
    const user = await create("User", `inSegment("${used}")`);
    const { changes } = await promote([used, user]);
    sample.organisation.adjust({ weather: [{ effect: "reset-after-headers", onlyWrites: true, times: 1 }] });
    const usedThere = await run(toTask(get(changes, 0)));
    const userThere = await run(toTask(get(changes, 1)));
    const { expression } = await fetchAudience(sample.session.withSandbox("stage"), userThere);
    assert.equal(expression?.value, `inSegment("${usedThere}")`);
  });

  it("are held back with a clear sentence where they wait for each other in a circle", async () => {
    const one = await create("One", BASE);
    const two = await create("Two", `inSegment("${one}")`);
    const draft = { ...EMPTY_DRAFT, expression: { format: "pql/text", value: `inSegment("${two}")` } };
    await run(toUpdateTask(sample.place, { id: one, subject: "One", draft, base: undefined }));
    const { changes, blocked } = await promote([one, two]);
    assert.deepEqual(changes, []);
    assert.deepEqual(blocked, [
      {
        name: "One",
        reason:
          "It and “Two” refer to each other, and the platform wants one of them first. Push one without the reference, put it back, and push again.",
      },
    ]);
  });

  it("are held back where the other is in neither the target nor the push", async () => {
    const used = await create("Used", BASE);
    const user = await create("User", `inSegment("${used}")`);
    const { changes, blocked } = await promote([user]);
    assert.deepEqual(
      [changes, blocked.map(({ reason }) => reason)],
      [[], ["The audience “Used” is not in stage."]],
    );
  });
});

function get<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  assert.ok(value !== undefined);
  return value;
}
