/** An index as bytes: the same answers after a stay on disk, and no index at all from bytes that are not whole. */
import assert from "node:assert/strict";
import { decodeSchema, encodeSchema } from "../../../../server/src/pql/schema/binaryIndex";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { generateSchema } from "../../../support/schemaGenerator";
import { SeededRandom } from "../../../support/seededRandom";
import { assertSameAnswers, assertSound } from "./sameIndex";

const { index } = readSchema(generateSchema({ seed: 21, leafFields: 800 }));
const bytes = encodeSchema(index);

describe("a schema as bytes", () => {
  it("answers like the schema it was made from", () => {
    const decoded = decodeSchema(bytes);
    assert.ok(decoded);
    assertSound(decoded);
    assertSameAnswers(decoded, index);
  });

  it("can be encoded again and gives the same bytes", () => {
    const decoded = decodeSchema(bytes);
    assert.ok(decoded);
    assert.deepEqual(encodeSchema(decoded), bytes);
  });

  it("is read wherever it stands in a buffer", () => {
    for (let shift = 0; shift < 9; shift++) {
      const buffer = new Uint8Array(bytes.length + 16);
      buffer.set(bytes, shift);
      const decoded = decodeSchema(buffer.subarray(shift, shift + bytes.length));
      assert.ok(decoded);
      assert.equal(decoded.findChild(0, "_acme"), index.findChild(0, "_acme"));
    }
  });

  it("copies nothing where the bytes are aligned", () => {
    const decoded = decodeSchema(bytes);
    assert.equal(decoded?.columns.nameOf.buffer, bytes.buffer);
  });

  it("is refused when a byte is other than it was", () => {
    const random = new SeededRandom(1);
    const places = Array.from({ length: 200 }, () => random.integer(0, bytes.length - 1));
    for (const place of [...Array(64).keys(), ...places, bytes.length - 1]) {
      const damaged = bytes.slice();
      damaged[place] = (damaged[place] ?? 0) ^ (1 << random.integer(0, 7));
      assert.equal(decodeSchema(damaged), undefined, `byte ${place}`);
    }
  });

  it("is refused when it is cut, grown or something else", () => {
    for (const length of [0, 1, 8, 15, 16, 64, bytes.length - 8, bytes.length - 1]) {
      assert.equal(decodeSchema(bytes.slice(0, length)), undefined);
    }
    const grown = new Uint8Array(bytes.length + 8);
    grown.set(bytes);
    assert.equal(decodeSchema(grown), undefined);
    assert.equal(decodeSchema(new TextEncoder().encode('{"properties":{}}')), undefined);
    assert.equal(decodeSchema(new Uint8Array(1024)), undefined);
  });

  it("keeps texts that hold the character between texts", () => {
    const { index: odd } = readSchema({ properties: { a: { title: "one\0two", description: "three" } } });
    const decoded = decodeSchema(encodeSchema(odd));
    assert.deepEqual([decoded?.title(1), decoded?.description(1)], ["one\ufffdtwo", "three"]);
  });
});
