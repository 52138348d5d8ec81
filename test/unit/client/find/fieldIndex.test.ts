/**
 * Where fields are used: paths inside a field count, the index is made once and kept definition by definition.
 */
import assert from "node:assert/strict";
import {
  FieldIndex,
  type IndexRun,
  type ReadableAudience,
  readFieldName,
} from "../../../../client/src/find/fieldIndex.js";
import {
  findReadableAudience,
  listReadableAudiences,
} from "../../../../client/src/find/readableAudiences.js";
import { listFieldUses } from "../../../../server/src/pql/features/fieldUsage.js";
import { openSample } from "../api/support/samplePlatform.js";

const TARGET = { connection: "Acme", sandbox: "dev" };
const audience = (id: string, value: string): ReadableAudience => ({
  row: { kind: "audience", id, name: id, facts: [] },
  expression: { format: "pql/text", value },
});

const AUDIENCES = [
  audience("name", 'person.name.firstName = "A"'),
  audience("quoted", 'person.`first-name` = "A"'),
  audience("event", 'xEvent[eventType = "x"].count() > 0'),
  audience("variable", "chain(xEvent, timestamp, [C: WHAT(commerce.order.priceTotal > 3)])"),
  audience("broken", "person.name.("),
];

/** An index over a sandbox that can be changed; tells how often it was listed and what was taken apart. */
function createIndex(pageSize = 2) {
  const stored = new Map(AUDIENCES.map((one) => [one.row.id, one]));
  const taken: string[] = [];
  let listings = 0;
  const index = new FieldIndex({
    async *listAudiences(_target, signal) {
      listings++;
      const all = [...stored.values()];
      for (let from = 0; from < all.length; from += pageSize) {
        signal.throwIfAborted();
        const audiences = all.slice(from, from + pageSize);
        yield { audiences, listed: audiences.length, total: all.length };
      }
    },
    findAudience: async (_target, id) => stored.get(id),
    listReads: async (expressions) => {
      taken.push(...expressions.map(({ value }) => value));
      return { reads: expressions.map(({ value }) => listFieldUses(value)) };
    },
  });
  const find = async (path: string, run: Partial<IndexRun> = {}): Promise<string[]> =>
    (await index.find(TARGET, readFieldName(path), { ...RUN, ...run })).map(({ id }) => id);
  return { index, stored, taken, find, listings: () => listings };
}

const RUN = { signal: new AbortController().signal, onProgress: () => undefined };

describe("where fields are used", () => {
  it("knows who names an audience, by membership too, without having rules taken apart", async () => {
    const { index, stored, taken, find } = createIndex();
    const id = "11111111-2222-3333-4444-555555555555";
    for (const [name, value] of [
      ["member", `segmentMembership.get("ups").get("${id}").status = "realized"`],
      ["inside", `inSegment("${id}")`],
    ] as const)
      stored.set(name, audience(name, value));
    const rows = await index.findNaming(TARGET, id, RUN);
    assert.deepEqual(
      rows.map(({ name }) => name),
      ["member", "inside"],
    );
    assert.deepEqual(taken, []);
    assert.ok(
      (await find("person.name")).includes("name"),
      "a later question about fields has them taken apart",
    );
  });

  it("finds the audiences that read a field or something inside it, and asks the platform once", async () => {
    const { find, listings } = createIndex();
    assert.ok((await find("person.name")).includes("name"));
    assert.deepEqual(await find("person.`first-name`"), ["quoted"]);
    assert.ok((await find("xEvent.eventType")).includes("event"));
    assert.ok((await find("xEvent.commerce")).includes("variable"));
    assert.deepEqual(await find("eventType"), [], "a profile field is not an event field");
    assert.deepEqual(await find("nothing.like.this"), []);
    assert.equal(listings(), 1);
  });

  it("says after each page how many of how many were read", async () => {
    const { find } = createIndex();
    const told: string[] = [];
    await find("person", { onProgress: (read, total) => told.push(`${read} of ${total}`) });
    assert.deepEqual(told, ["2 of 5", "4 of 5", "5 of 5"]);
  });

  it("stops when it is cancelled, keeps what it has taken apart, and goes on from there", async () => {
    const { find, taken, listings } = createIndex();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await assert.rejects(find("person", { signal: controller.signal, onProgress }));
    assert.equal(taken.length, 2);
    assert.ok((await find("person.name")).includes("name"));
    assert.equal(listings(), 2);
    assert.equal(taken.length, AUDIENCES.length, "nothing is taken apart twice");
  });

  it("lists again after a refresh, takes apart only what changed, and drops what is gone", async () => {
    const { index, stored, taken, find } = createIndex();
    await find("person");
    taken.length = 0;
    stored.delete("quoted");
    stored.set("name", audience("name", "homeAddress.city = 'Bern'"));
    index.outdate();
    assert.deepEqual(await find("homeAddress.city"), ["name"]);
    assert.deepEqual(await find("person.`first-name`"), []);
    assert.deepEqual(taken, ["homeAddress.city = 'Bern'"]);
  });

  it("takes over a definition that was read elsewhere, without asking the platform", async () => {
    const { index, find, listings } = createIndex();
    await find("person");
    index.note(TARGET, audience("event", "loyalty.points > 3"));
    index.note(TARGET, audience("new", "loyalty.tier = 'gold'"));
    assert.deepEqual(await find("loyalty"), ["event", "new"]);
    assert.deepEqual(await find("xEvent.eventType"), []);
    assert.equal(listings(), 1);
  });

  it("reads one audience anew after it was written, and forgets it when it was deleted", async () => {
    const { index, stored, find, listings } = createIndex();
    await find("person");
    stored.set("name", audience("name", "loyalty.points > 3"));
    stored.delete("quoted");
    index.touch(TARGET, "name");
    index.touch(TARGET, "quoted");
    assert.deepEqual(await find("loyalty.points"), ["name"]);
    assert.deepEqual(await find("person.`first-name`"), []);
    assert.equal(listings(), 1);
  });

  it("keeps sandboxes apart and starts none because of a definition read by the way", async () => {
    const { index, taken } = createIndex();
    index.note({ connection: "Acme", sandbox: "prod" }, audience("x", "person.name = 'A'"));
    assert.deepEqual(taken, []);
  });

  it("is made of a whole organisation page by page, and asks nothing more for the next field", async () => {
    const { session, urls } = openSample({ sandbox: "prod" });
    const sessions = { open: async () => session };
    const target = { connection: "sample", sandbox: "prod" };
    const index = new FieldIndex({
      listAudiences: (place, signal) => listReadableAudiences(sessions, place, signal),
      findAudience: (place, id, signal) => findReadableAudience(sessions, { ...place, id }, signal),
      listReads: async (expressions) => ({ reads: expressions.map(({ value }) => listFieldUses(value)) }),
    });
    const told: [number, number | undefined][] = [];
    const onProgress = (read: number, total: number | undefined) => void told.push([read, total]);
    const found = await index.find(target, readFieldName("homeAddress.countryCode"), { ...RUN, onProgress });
    const [read, total] = told.at(-1) ?? [];
    // The platform's list leaves inactive audiences out.
    assert.ok(found.length > 10 && read !== undefined && read > 150);
    assert.equal(read, total);
    const before = urls.length;
    await index.find(target, readFieldName("person.name"), RUN);
    assert.equal(urls.length, before);
    const [first] = found;
    assert.ok(first !== undefined);
    index.touch(target, first.id);
    await index.find(target, readFieldName("person.name"), RUN);
    assert.equal(urls.length, before + 1, "one audience that was written costs one request");
  });
});
