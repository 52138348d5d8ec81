/**
 * The write path on the sample organisation, failure by failure: what was shown is sent once, or nothing is, and the
 * account that is given afterwards is true.
 */

import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError.js";
import { type Audience, fetchAudience } from "../../../../client/src/api/audiences.js";
import {
  type AudienceDefinition,
  EMPTY_DRAFT,
  toDefinition,
  toFingerprints,
} from "../../../../client/src/model/audienceDefinition.js";
import { UserError } from "../../../../client/src/model/userError.js";
import {
  toCreateTask,
  toDeleteTask,
  toUpdateTask,
} from "../../../../client/src/preview/audience/audienceWrite.js";
import { PreviewSession, planPreview } from "../../../../client/src/preview/session/previewSession.js";
import type { WriteTask } from "../../../../client/src/preview/session/writeTask.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { openSamplePlace, patience, type SamplePlace } from "./samplePlace.js";

const EXPRESSION = '_acme.loyalty.tier = "gold"';
const MINE = '_acme.loyalty.tier = "platinum"';
const THEIRS = '_acme.loyalty.tier = "silver"';

const DRAFT: AudienceDefinition = {
  ...EMPTY_DRAFT,
  name: "Gold by test",
  expression: { format: "pql/text", value: EXPRESSION },
  evaluation: "batch",
};

async function open(task: WriteTask<Audience>): Promise<PreviewSession<Audience>> {
  const session = await planPreview("s1", task, patience);
  assert.ok(session instanceof PreviewSession, JSON.stringify(session));
  return session;
}

async function create(sample: SamplePlace, draft = DRAFT): Promise<string> {
  const result = await (await open(toCreateTask(sample.place, draft))).apply(patience);
  assert.equal(result.outcome, "applied");
  return result.outcome === "applied" ? result.id : "";
}

async function openUpdate(
  sample: SamplePlace,
  id: string,
  expression = MINE,
): Promise<PreviewSession<Audience>> {
  const draft = { ...EMPTY_DRAFT, expression: { format: "pql/text", value: expression } };
  return await open(toUpdateTask(sample.place, { id, subject: DRAFT.name, draft, base: undefined }));
}

interface Change {
  readonly path: string;
  readonly value: unknown;
}

async function changeElsewhere(sample: SamplePlace, id: string, change: Change): Promise<void> {
  const body = [{ op: "add", ...change }];
  await sample.session.send({ method: "PATCH", path: `/data/core/ups/audiences/${id}`, body, ...CONFIRMED });
}

const expressionOf = async ({ session }: SamplePlace, id: string): Promise<string | undefined> =>
  (await fetchAudience(session, id)).expression?.value;

describe("a previewed write", () => {
  it("creates exactly what was shown and reads it back", async () => {
    const sample = openSamplePlace();
    const session = await open(toCreateTask(sample.place, DRAFT));
    const texts = session.task.toTexts(session.basis.change);
    assert.equal(texts.before, "");
    assert.ok(texts.after.includes(EXPRESSION));
    assert.equal(sample.countWrites(), 0);
    const result = await session.apply(patience);
    assert.ok(result.outcome === "applied" && result.isAsPlanned);
    assert.equal(result.now?.name, DRAFT.name);
    assert.equal(sample.countWrites(), 1);
  });

  it("is called by the name that the platform has where only the id was given", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const draft = { ...EMPTY_DRAFT, expression: { format: "pql/text", value: MINE } };
    const { task } = await open(
      toUpdateTask(sample.place, { id, subject: undefined, draft, base: undefined }),
    );
    assert.equal(task.subject, DRAFT.name);
  });

  it("is called by the name that somebody else gave it, where its file was not renamed", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const seen = toDefinition(await fetchAudience(sample.session, id));
    await changeElsewhere(sample, id, { path: "/name", value: "Theirs" });
    const nameOf = async (name: string): Promise<string> => {
      const draft = { ...seen, name, expression: { format: "pql/text", value: MINE } };
      const wish = { id, subject: name, draft, base: toFingerprints(seen) };
      const task = toUpdateTask(sample.place, wish);
      await task.fetchFresh(patience);
      return task.subject;
    };
    assert.equal(await nameOf(DRAFT.name), "Theirs");
    assert.equal(await nameOf("Renamed in the file"), "Renamed in the file");
  });

  it("is sent at most once, however often it is applied", async () => {
    const sample = openSamplePlace();
    const session = await open(toCreateTask(sample.place, DRAFT));
    const both = await Promise.allSettled([session.apply(patience), session.apply(patience)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    await assert.rejects(session.apply(patience), { code: "gone" });
    assert.equal(sample.countWrites(), 1);
  });

  it("sends nothing after it was discarded", async () => {
    const sample = openSamplePlace();
    const session = await open(toCreateTask(sample.place, DRAFT));
    assert.equal(session.discard(), true);
    await assert.rejects(session.apply(patience), { code: "gone" });
    assert.equal(sample.countWrites(), 0);
  });

  it("keeps every field it does not change when it replaces an audience", async () => {
    const sample = openSamplePlace();
    const id = await create(sample, { ...DRAFT, description: "Kept", labels: ["core/C1"] });
    const before = await fetchAudience(sample.session, id);
    await (await openUpdate(sample, id)).apply(patience);
    const after = await fetchAudience(sample.session, id);
    assert.deepEqual(toDefinition(after), {
      ...toDefinition(before),
      expression: { format: "pql/text", value: MINE },
    });
  });

  it("stops at a conflict when the audience changed while the preview was open", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id);
    await changeElsewhere(sample, id, {
      path: "/expression",
      value: { type: "PQL", format: "pql/text", value: THEIRS },
    });
    const writes = sample.countWrites();
    const result = await session.apply(patience);
    assert.equal(result.outcome, "conflict");
    assert.equal(session.state, "conflict");
    assert.equal(sample.countWrites(), writes);
    assert.equal(await expressionOf(sample, id), THEIRS);
  });

  it("stops at a conflict when the audience was deleted while the preview was open", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id);
    await sample.session.send({ method: "DELETE", path: `/data/core/ups/audiences/${id}`, ...CONFIRMED });
    assert.equal((await session.apply(patience)).outcome, "conflict");
  });

  it("stops at a conflict when an audience of the same name was created in another window", async () => {
    const sample = openSamplePlace();
    const [first, second] = [
      await open(toCreateTask(sample.place, DRAFT)),
      await open(toCreateTask(sample.place, DRAFT)),
    ];
    await first.apply(patience);
    sample.organisation.adjust({ listLag: 0 });
    assert.equal((await second.apply(patience)).outcome, "conflict");
    assert.equal(sample.countWrites(), 1);
  });

  it("is no conflict when only what the platform owns moved", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id);
    await changeElsewhere(sample, id, { path: "/name", value: DRAFT.name });
    assert.equal((await session.apply(patience)).outcome, "applied");
  });

  it("says that the platform refused, and holds the old version", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id, "_acme.loyalty.tier = (");
    await assert.rejects(session.apply(patience), (error: unknown) => isApiError(error, "validation"));
    assert.equal(session.state, "failed");
    assert.equal(await expressionOf(sample, id), EXPRESSION);
  });

  it("says that the credential may not write, and sends once", async () => {
    const sample = openSamplePlace({}, "reader");
    const session = await open(toCreateTask(sample.place, DRAFT));
    await assert.rejects(session.apply(patience), (error: unknown) =>
      isApiError(error, "forbidden", "sandboxForbidden"),
    );
  });

  it("finds out that the platform took a change although the connection broke behind it", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id);
    sample.organisation.adjust({ weather: [{ effect: "cut", method: "PUT", times: 1 }] });
    const result = await session.apply(patience);
    assert.equal(result.outcome, "applied");
    assert.equal(await expressionOf(sample, id), MINE);
  });

  it("finds a new audience whose creation broke off behind the platform", async () => {
    const sample = openSamplePlace();
    const session = await open(toCreateTask(sample.place, DRAFT));
    sample.organisation.adjust({ weather: [{ effect: "reset-after-headers", method: "POST", times: 1 }] });
    const result = await session.apply(patience);
    assert.ok(result.outcome === "applied");
    assert.equal(sample.countWrites(), 1);
  });

  it("does not claim to know when the connection broke and the change is not to be seen", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id);
    sample.organisation.adjust({ weather: [{ effect: "reset-before", method: "PUT", times: 1 }] });
    await assert.rejects(session.apply(patience), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.code, "unknownOutcome");
      return true;
    });
    assert.equal(await expressionOf(sample, id), EXPRESSION);
    assert.equal(session.state, "failed");
  });

  it("may be applied again when only the comparison failed", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const session = await openUpdate(sample, id);
    sample.organisation.adjust({
      weather: [
        { effect: "wrong-type", method: "GET" },
        { effect: "null-body", method: "GET" },
      ],
    });
    sample.organisation.adjust({ weather: [{ effect: "null-body", method: "GET" }] });
    const writes = sample.countWrites();
    await assert.rejects(session.apply(patience));
    assert.equal(session.state, "previewing");
    assert.equal(sample.countWrites(), writes);
    sample.organisation.adjust({ weather: [] });
    assert.equal((await session.apply(patience)).outcome, "applied");
  });

  it("stops between comparing and sending when the person cancels", async () => {
    const sample = openSamplePlace();
    const session = await open(toCreateTask(sample.place, DRAFT));
    const controller = new AbortController();
    const applying = session.apply(controller.signal);
    controller.abort();
    await assert.rejects(applying);
    assert.equal(session.state, "previewing");
    assert.equal(sample.countWrites(), 0);
  });

  it("does not plan what is already so, what nobody can be, or a second of the same name", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    const item = await toUpdateTask(sample.place, {
      id,
      subject: "",
      draft: EMPTY_DRAFT,
      base: undefined,
    }).fetchFresh(patience);
    assert.ok(item);
    const same = toUpdateTask(sample.place, {
      id,
      subject: "",
      draft: toDefinition(item),
      base: toFingerprints(toDefinition(item)),
    });
    assert.deepEqual(((await planPreview("s", same, patience)) as { unplanned: unknown }).unplanned, {
      kind: "nothing",
      carried: [],
    });
    const move = toUpdateTask(sample.place, {
      id,
      subject: "",
      draft: { ...EMPTY_DRAFT, lifecycle: "inactive" },
      base: undefined,
    });
    assert.equal(
      ((await planPreview("s", move, patience)) as { unplanned: { kind: string } }).unplanned.kind,
      "refused",
    );
    sample.organisation.adjust({ listLag: 0 });
    const second = toCreateTask(sample.place, DRAFT);
    assert.equal(
      ((await planPreview("s", second, patience)) as { unplanned: { kind: string } }).unplanned.kind,
      "refused",
    );
  });

  it("publishes, deactivates and deletes, each read back", async () => {
    const sample = openSamplePlace();
    const id = await create(sample);
    for (const lifecycle of ["published", "inactive"]) {
      const draft = { ...EMPTY_DRAFT, lifecycle };
      const session = await open(
        toUpdateTask(sample.place, { id, subject: DRAFT.name, draft, base: undefined }),
      );
      assert.equal(session.basis.change.needs, "publish");
      const result = await session.apply(patience);
      assert.ok(result.outcome === "applied" && result.isAsPlanned);
      assert.equal(result.now?.lifecycleState, lifecycle);
    }
    const deletion = await (await open(toDeleteTask(sample.place, id, DRAFT.name))).apply(patience);
    assert.ok(deletion.outcome === "applied" && deletion.isAsPlanned);
    await assert.rejects(fetchAudience(sample.session, id), (error: unknown) =>
      isApiError(error, "notFound"),
    );
  });
});
