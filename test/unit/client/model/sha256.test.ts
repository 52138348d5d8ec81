/**
 * The digest against that of Node, for any text.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { toSha256 } from "../../../../client/src/model/sha256.js";

describe("a digest", () => {
  it("is SHA-256, whatever the text and its length", () => {
    const isSame = (text: string): void =>
      assert.equal(toSha256(text), createHash("sha256").update(text).digest("hex"));
    for (let length = 0; length < 200; length++) isSame("é".repeat(length));
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 500 }), isSame));
  });
});
