/**
 * Audiences of the sample organisation, read and written as the platform really behaves.
 */

import assert from "node:assert/strict";
import { ApiError, isApiError } from "../../../../client/src/api/apiError";
import {
  fetchAudience,
  fetchAudiences,
  listAudiences,
  readAudience,
} from "../../../../client/src/api/audiences";
import {
  createAudience,
  deleteAudience,
  type NewAudience,
  patchAudience,
  replaceAudience,
  toCreateBody,
  toReplaceBody,
} from "../../../../client/src/api/audienceWrites";
import { collectItems } from "../../../../client/src/api/pages";
import { CONFIRMED } from "../../../support/confirmed";
import { openSample, type SamplePlatform } from "./support/samplePlatform";

const DRAFT: NewAudience = {
  name: "Loyal customers of the spring",
  description: "Made by a test",
  expression: { format: "pql/text", value: 'person.gender = "female"' },
  lifecycleState: "draft",
};

describe("Audiences of the sample organisation", () => {
  let sample: SamplePlatform;

  beforeEach(() => {
    sample = openSample();
  });

  afterEach(() => {
    const { checks } = sample.organisation.traffic();
    assert.deepEqual(checks.violations(), []);
  });

  it("load completely, page by page, whatever the last page looks like", async () => {
    const sizes: number[] = [];
    for (const scenario of ["default", "next-null", "next-zero"]) {
      const { session } = openSample({ scenario, sandbox: "prod" });
      const audiences = await collectItems(listAudiences(session));
      assert.equal(new Set(audiences.map(({ id }) => id)).size, audiences.length);
      assert.ok(audiences.length > 100);
      assert.ok(
        audiences.every(({ createdAt, updatedAt }) => isPlausible(createdAt) && isPlausible(updatedAt)),
      );
      sizes.push(audiences.length);
    }
    assert.equal(new Set(sizes).size, 1);
  });

  it("load in a big organisation although large pages fail", async () => {
    const { session } = openSample({ scenario: "big-org", sandbox: "prod" });
    const audiences = await collectItems(listAudiences(session, { pageSize: 200 }));
    assert.ok(audiences.length > 3_000, String(audiences.length));
    assert.equal(new Set(audiences.map(({ id }) => id)).size, audiences.length);
  });

  it("go on with smaller pages where large ones break off", async () => {
    const { session } = openSample({ scenario: "big-org-cut", sandbox: "prod" });
    const walk = listAudiences(session, { pageSize: 200 });
    const [first, second] = [await walk.nextPage(), await walk.nextPage()];
    assert.deepEqual([first?.loaded, second?.loaded, second?.isLast], [20, 40, false]);
  });

  it("are found by part of their name, at the platform", async () => {
    const { session } = sample;
    const [some] = (await listAudiences(session).nextPage())?.items ?? [];
    const part = (some?.name ?? "").slice(0, 6).toUpperCase();
    const found = await collectItems(listAudiences(session, { nameContains: part, pageSize: 100 }));
    assert.ok(found.length > 0);
    assert.ok(found.every(({ name }) => name.toUpperCase().includes(part)));
  });

  it("can all be opened by the id the list gave, however odd it is", async () => {
    const { session } = openSample({ sandbox: "prod" });
    const audiences = await collectItems(listAudiences(session, { pageSize: 100 }));
    const odd = audiences.filter(({ id }) => encodeURIComponent(id) !== id);
    assert.ok(odd.length > 0, "the sample has ids that need encoding");
    for (const { id } of odd) assert.equal((await fetchAudience(session, id)).id, id);
  });

  it("answer in bulk with an audience or a reason for each id", async () => {
    const { session } = sample;
    const ids = ((await listAudiences(session, { pageSize: 100 }).nextPage())?.items ?? []).map(
      ({ id }) => id,
    );
    const found = await fetchAudiences(session, [...ids, "no-such-id", ...ids]);
    assert.equal(found.size, new Set(ids).size + 1);
    assert.ok(ids.every((id) => !(found.get(id) instanceof ApiError)));
    const missing = found.get("no-such-id");
    assert.ok(isApiError(missing, "notFound"));
    assert.equal((await fetchAudiences(session, [])).size, 0);
  });

  it("that do not exist are not found, and those of another sandbox neither", async () => {
    const { session } = sample;
    await assert.rejects(fetchAudience(session, "no/such id"), (error) => isApiError(error, "notFound"));
    const elsewhere = (await listAudiences(session.withSandbox("prod")).nextPage())?.items[0]?.id ?? "";
    await assert.rejects(fetchAudience(session, elsewhere), (error) => isApiError(error, "notFound"));
  });

  it("live through create, publish, change, deactivate and delete", async () => {
    for (const scenario of ["default", "created-201"]) {
      const { session } = openSample({ scenario });
      const { id } = await createAudience(session, DRAFT, CONFIRMED);
      const draft = await fetchAudience(session, id);
      assert.deepEqual([draft.name, draft.lifecycleState], [DRAFT.name, "draft"]);
      await patchAudience(
        session,
        { id, patches: [{ path: "/lifecycleState", value: "published" }] },
        CONFIRMED,
      );
      const published = await fetchAudience(session, id);
      assert.equal(published.lifecycleState, "published");
      const changed = toReplaceBody(published.raw, { name: "Renamed" });
      await replaceAudience(session, { id, body: changed }, CONFIRMED);
      const renamed = await fetchAudience(session, id);
      assert.deepEqual([renamed.name, renamed.expression?.value], ["Renamed", DRAFT.expression.value]);
      await patchAudience(
        session,
        { id, patches: [{ path: "/lifecycleState", value: "inactive" }] },
        CONFIRMED,
      );
      await deleteAudience(session, id, CONFIRMED);
      await assert.rejects(fetchAudience(session, id), (error) => isApiError(error, "notFound"));
    }
  });

  it("refuse bad PQL with the words of the parser, once", async () => {
    const bad = { ...DRAFT, expression: { format: "pql/text", value: 'person.name = "open' } } as const;
    const error = await createAudience(sample.session, bad, CONFIRMED).catch((thrown: unknown) => thrown);
    assert.ok(isApiError(error, "validation"));
    assert.ok(error.message.length > 10 && error.requestId !== undefined);
    assert.equal(sample.urls.filter((url) => url.startsWith("POST") && url.includes("/audiences")).length, 1);
  });

  it("cannot go back to draft, nor be deleted while others depend on them", async () => {
    const { session } = sample;
    const all = await collectItems(listAudiences(session, { pageSize: 100 }));
    const used = all.find(({ dependents }) => dependents.length > 0);
    assert.ok(used, "the sample has an audience that others use");
    await assert.rejects(deleteAudience(session, used.id, CONFIRMED), (error) =>
      isApiError(error, "conflict"),
    );
    const published = all.find(({ lifecycleState }) => lifecycleState === "published");
    const patches = [{ path: "/lifecycleState", value: "draft" }] as const;
    const back = patchAudience(session, { id: published?.id ?? "", patches }, CONFIRMED);
    await assert.rejects(back, (error) => isApiError(error, "validation", "conflict"));
  });
});

describe("Reading an audience", () => {
  it("survives every payload generation", () => {
    const odd = readAudience({
      id: 42,
      lifecycle: "Published",
      expression: { type: "pql", format: "pql/text" },
      evaluationInfo: { batch: { enabled: "true" }, continuous: "x", synchronous: { enabled: false } },
      tags: { t1: "Spring", t2: { name: null } },
      labels: "core/C1",
      dependents: null,
      creationTime: "1642745034000000",
      updateEpoch: 1_642_745_034,
      updateTime: 5,
      unknownMember: { kept: true },
    });
    assert.equal(odd.id, "42");
    assert.equal(odd.lifecycleState, "published");
    assert.deepEqual(odd.evaluation, { batch: true, streaming: undefined, edge: false });
    assert.deepEqual(odd.tags, [
      { id: "t1", name: "Spring" },
      { id: "t2", name: undefined },
    ]);
    assert.deepEqual(odd.labels, ["core/C1"]);
    assert.deepEqual(odd.dependents, []);
    assert.equal(odd.createdAt, 1_642_745_034_000);
    assert.equal(odd.updatedAt, 1_642_745_034_000);
    assert.deepEqual(odd.raw["unknownMember"], { kept: true });
    assert.deepEqual(readAudience({ id: "x", tags: ["a", { id: "b", name: "B" }, 7] }).tags, [
      { id: "a", name: undefined },
      { id: "b", name: "B" },
    ]);
  });

  it("calls what is no audience a bad response", () => {
    for (const body of [undefined, null, "x", [], {}, { id: "" }, { id: null }]) {
      assert.throws(
        () => readAudience(body),
        (error) => isApiError(error, "badResponse"),
      );
    }
  });
});

describe("The body of a write", () => {
  it("of a new audience names everything and nothing it was not given", () => {
    const body = toCreateBody(DRAFT);
    assert.deepEqual(body["schema"], { name: "_xdm.context.profile" });
    assert.equal(body["profileInstanceId"], "ups");
    assert.ok(!("mergePolicyId" in body) && !("labels" in body) && !("evaluationInfo" in body));
    const evaluation = { batch: false, streaming: true, edge: false };
    assert.deepEqual(toCreateBody({ ...DRAFT, evaluation })["evaluationInfo"], {
      batch: { enabled: false },
      continuous: { enabled: true },
      synchronous: { enabled: false },
    });
  });

  it("of a replacement keeps unknown fields and leaves out those the platform owns", () => {
    const fresh = {
      id: "x",
      name: "a",
      _etag: '"1"',
      updateEpoch: 1,
      dependents: [],
      unknownMember: 1,
      sandbox: {},
    };
    assert.deepEqual(toReplaceBody(fresh, { name: "b" }), { id: "x", name: "b", unknownMember: 1 });
  });
});

/** Any unit mistaken for another lands far outside of this. */
function isPlausible(time: number | undefined): boolean {
  return time === undefined || (time > Date.UTC(2015, 0) && time < Date.UTC(2035, 0));
}
