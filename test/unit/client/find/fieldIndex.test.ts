/**
 * Where fields are used: paths inside a field count, the index is made once, and a cancelled one is not kept.
 */
import assert from "node:assert/strict";
import { FieldIndex, type ReadableAudience, readFieldName } from "../../../../client/src/find/fieldIndex.js";
import { listFieldUses } from "../../../../server/src/pql/features/fieldUsage.js";

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

function createIndex(): { index: FieldIndex; pages: () => number } {
  let pages = 0;
  const index = new FieldIndex({
    async *listAudiences() {
      pages++;
      yield { audiences: AUDIENCES, total: AUDIENCES.length };
    },
    listReads: async (expressions) => ({ reads: expressions.map(({ value }) => listFieldUses(value)) }),
  });
  return { index, pages: () => pages };
}

const RUN = { signal: new AbortController().signal, onProgress: () => undefined };

describe("where fields are used", () => {
  it("finds the audiences that read a field or something inside it, and asks the platform once", async () => {
    const { index, pages } = createIndex();
    const find = async (path: string): Promise<string[]> =>
      (await index.find(TARGET, readFieldName(path), RUN)).map(({ id }) => id);
    assert.ok((await find("person.name")).includes("name"));
    assert.deepEqual(await find("person.`first-name`"), ["quoted"]);
    assert.ok((await find("xEvent.eventType")).includes("event"));
    assert.ok((await find("xEvent.commerce")).includes("variable"));
    assert.deepEqual(await find("eventType"), [], "a profile field is not an event field");
    assert.deepEqual(await find("nothing.like.this"), []);
    assert.equal(pages(), 1);
    index.forget(TARGET);
    await find("person");
    assert.equal(pages(), 2);
  });

  it("keeps nothing of an index that was cancelled", async () => {
    const { index, pages } = createIndex();
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(index.find(TARGET, readFieldName("person"), { ...RUN, signal: controller.signal }));
    await index.find(TARGET, readFieldName("person"), RUN);
    assert.equal(pages(), 2);
  });
});
