/**
 * Pulling from the sample organisation into memory: what is written, what is left alone, and how much is held at once.
 */

import assert from "node:assert/strict";
import { readFolderIndex } from "../../../../client/src/files/folderIndex.js";
import { planFolder } from "../../../../client/src/files/folderPlan.js";
import { type PullRequest, pullAudiences } from "../../../../client/src/files/pull.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { openSamplePlace, type SamplePlace } from "../preview/samplePlace.js";
import { type MemoryFolder, openMemoryFolder } from "./memoryFolder.js";

const NAME = "App users without push";

describe("pulling", () => {
  let place: SamplePlace;
  let folder: MemoryFolder;
  beforeEach(() => {
    place = openSamplePlace();
    folder = openMemoryFolder();
  });

  const pull = (request: Partial<PullRequest> = {}) =>
    pullAudiences({
      session: place.session,
      folder,
      selection: { kind: "listed" },
      decide: async () => "keep",
      ...request,
    });
  const pullOne = (request: Partial<PullRequest> = {}) =>
    pull({ selection: { kind: "listed", nameContains: NAME }, ...request });
  const plan = async () =>
    await planFolder({ session: place.session, folder, index: await readFolderIndex(folder) });
  const fieldsOf = (stem: string) =>
    JSON.parse((folder.files.get(`${stem}.audience.json`) ?? "").replace(/^\uFEFF/, ""));
  const idOf = (stem: string): string => (Object.values(fieldsOf(stem).remote)[0] as { id: string }).id;
  const changeThere = (stem: string, path: string, value: unknown) =>
    place.session.send({
      ...CONFIRMED,
      method: "PATCH",
      path: `/data/core/ups/audiences/${encodeURIComponent(idOf(stem))}`,
      body: [{ op: "add", path, value }],
    });

  it("writes every audience with an expression once, inactive ones and trees included, and says why of the others", async () => {
    const { created, skipped } = await pull();
    assert.ok(created.length > 100);
    assert.equal(folder.files.size, created.length * 2);
    assert.ok(skipped.every(({ reason }) => reason.includes("no expression")));
    const states = new Set(created.map((stem) => fieldsOf(stem).lifecycle));
    assert.ok(states.has("inactive") && states.has("draft"));
    assert.ok(
      created.some((stem) => JSON.stringify(fieldsOf(stem).remote).includes('"text"')),
      "a tree became text",
    );
  });

  it("writes nothing the second time, and pushes nothing after", async () => {
    await pull();
    folder.written.length = 0;
    const { same, created, updated } = await pull();
    assert.deepEqual([created, updated, folder.written], [[], [], []]);
    assert.ok(same > 100);
    const { writes, blockers } = await plan();
    assert.deepEqual([writes, blockers], [[], []]);
  });

  it("names the merge policy and finds its id again", async () => {
    await pullOne();
    assert.equal(fieldsOf(NAME).mergePolicy, "Acme default (private graph)");
    folder.files.set(
      `${NAME}.audience.json`,
      JSON.stringify({ ...fieldsOf(NAME), mergePolicy: "Acme without stitching" }),
    );
    const { writes } = await plan();
    assert.deepEqual(writes[0]?.write.fields, ["mergePolicy"]);
    assert.match(writes[0]?.write.after.mergePolicy ?? "", /^[0-9a-f-]{36}$/);
  });

  it("keeps line breaks, byte-order mark, indentation and unknown members of files it updates", async () => {
    await pullOne();
    const fields = `\uFEFF${JSON.stringify({ ...fieldsOf(NAME), owner: "me" }, null, 4).replace(/\n/g, "\r\n")}\r\n`;
    folder.files.set(`${NAME}.audience.json`, fields);
    await changeThere(NAME, "/description", "From there");
    const { updated } = await pullOne();
    assert.deepEqual(updated, [NAME]);
    const after = folder.files.get(`${NAME}.audience.json`) ?? "";
    assert.ok(after.startsWith('\uFEFF{\r\n    "name"'), after.slice(0, 30));
    assert.ok(!/[^\r]\n/.test(after));
    assert.match(after, /"owner": "me"/);
    assert.match(after, /"description": "From there"/);
  });

  it("leaves an expression alone that differs in layout only", async () => {
    await pullOne();
    const laidOut = `${folder.files.get(`${NAME}.pql`)?.trim().replace(/ and /, "\n  and ")}\n`;
    folder.files.set(`${NAME}.pql`, laidOut);
    await changeThere(NAME, "/description", "From there");
    await pullOne();
    assert.equal(folder.files.get(`${NAME}.pql`), laidOut);
  });

  it("asks about a pair that changed on both sides, and keeps the conflict for the push when it stays", async () => {
    await pullOne();
    folder.files.set(`${NAME}.audience.json`, JSON.stringify({ ...fieldsOf(NAME), description: "Mine" }));
    await changeThere(NAME, "/description", "Theirs");
    const asked: string[] = [];
    const { kept } = await pullOne({
      decide: async ({ conflicting }) => {
        asked.push(...conflicting);
        return "keep";
      },
    });
    assert.deepEqual(asked, ["description"]);
    assert.equal(kept.length, 1);
    assert.equal(fieldsOf(NAME).description, "Mine");
    const { blockers } = await plan();
    assert.match(blockers[0]?.reason ?? "", /Changed here and on the platform/);
  });

  it("finds renamed and moved pairs by what stands inside, and refuses copies", async () => {
    await pullOne();
    for (const ending of [".pql", ".audience.json"]) {
      folder.files.set(`deep/else${ending}`, folder.files.get(NAME + ending) ?? "");
      folder.files.delete(NAME + ending);
    }
    const { same, created } = await pullOne();
    assert.deepEqual([same, created], [1, []]);
    for (const ending of [".pql", ".audience.json"])
      folder.files.set(`copy${ending}`, folder.files.get(`deep/else${ending}`) ?? "");
    const { skipped } = await pullOne();
    assert.match(skipped[0]?.reason ?? "", /Several files/);
    const { blockers } = await plan();
    assert.equal(blockers.length, 2);
  });

  it("goes on from where it was cancelled, and leaves no half pair claiming to be whole", async () => {
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done === 7) controller.abort();
    };
    await assert.rejects(pull({ signal: controller.signal, onProgress }));
    const soFar = folder.files.size;
    assert.ok(soFar > 0 && soFar < 60, `${soFar} files`);
    await pull();
    const { writes, blockers } = await plan();
    assert.deepEqual([writes, blockers], [[], []]);
  });

  it("reports broken files and hides no other because of them", async () => {
    await pullOne();
    folder.files.set("broken.audience.json", "{");
    folder.files.set("broken.pql", "a = 1");
    folder.files.set("wrong.audience.json", '{"evaluation":"hourly"}');
    folder.files.set("wrong.pql", "a = 1");
    folder.files.set("alone.audience.json", "{}");
    const { blockers, same } = await plan();
    assert.equal(same, 1);
    assert.deepEqual(blockers.map(({ stem }) => stem).sort(), [
      "alone.audience.json",
      "broken.audience.json",
      "wrong.audience.json",
    ]);
  });
});
