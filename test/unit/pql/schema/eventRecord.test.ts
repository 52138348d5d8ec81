/** Where `xEvent` leads, with and without a union of its own. */
import assert from "node:assert/strict";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { findEventRecord } from "../../../../server/src/pql/schema/schemaIndex";

const plain = readSchema({ properties: { person: { type: "object" } } }).index;
const event = readSchema({ properties: { eventType: { type: "string" } } }).index;
const withEvents = readSchema({
  properties: { xEvent: { type: "array", items: { properties: { timestamp: { type: "string" } } } } },
}).index;

describe("the record of an event", () => {
  it("is the event union where there is one", () => {
    assert.deepEqual(findEventRecord(withEvents, event), { index: event, field: 0 });
    assert.deepEqual(findEventRecord(undefined, event), { index: event, field: 0 });
  });

  it("is the item of an array xEvent of the profile union else", () => {
    const place = findEventRecord(withEvents, undefined);
    assert.equal(place?.index, withEvents);
    assert.notEqual(withEvents.findChild(place?.field ?? 0, "timestamp"), 0);
    assert.equal(findEventRecord(withEvents, readSchema("nothing").index)?.index, withEvents);
  });

  it("is not known where neither tells", () => {
    assert.equal(findEventRecord(plain, undefined), undefined);
    assert.equal(findEventRecord(undefined, undefined), undefined);
    const other = readSchema({ properties: { xEvent: { type: "object", properties: { a: {} } } } }).index;
    assert.equal(findEventRecord(other, undefined), undefined);
  });
});
