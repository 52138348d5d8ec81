/**
 * References in expressions: found where the language has them, exchanged without touching anything else.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { findReferences, replaceReferences } from "../../../../client/src/model/expressionReferences.js";

const swap = (text: string, audiences: Record<string, string>, namespaces: Record<string, string> = {}) =>
  replaceReferences(text, {
    audiences: new Map(Object.entries(audiences)),
    namespaces: new Map(Object.entries(namespaces)),
  });

describe("references in expressions", () => {
  it("are found in inSegment, the membership map and the identity map, each once", () => {
    const text =
      'inSegment("a") and not inSegment( \'b\' ) or inSegment("a") and segmentMembership.get("ups").get("c").status = "d" and identityMap["Email"].exists(id = "e") and identityMap.keys().includes("Loyalty")';
    assert.deepEqual(findReferences(text), {
      audiences: ["a", "b"],
      memberships: ["ups", "c"],
      namespaces: ["Email", "Loyalty"],
    });
  });

  it("are not seen in other texts, even when these look alike", () => {
    const text = 'name = "inSegment(\\"x\\")" and city in ["a", "b"] and tier.equals("inSegment")';
    assert.deepEqual(findReferences(text), { audiences: [], memberships: [], namespaces: [] });
  });

  it("are exchanged in place, and the same word elsewhere stays", () => {
    const text = 'inSegment("a")   and name = "a" and identityMap["Email"].exists(x = "Email")';
    assert.equal(
      swap(text, { a: "z-9" }, { Email: "email2" }),
      'inSegment("z-9")   and name = "a" and identityMap["email2"].exists(x = "Email")',
    );
  });

  it("keep a text whole whatever the new id contains", () => {
    assert.equal(swap('inSegment("a")', { a: 'q"\\' }), 'inSegment("q\\"\\\\")');
    assert.deepEqual(findReferences(swap('inSegment("a")', { a: 'q"\\' })).audiences, ['q"\\']);
  });

  it("leave every text unchanged when nothing is to be exchanged, and never throw", () => {
    const piece = fc.constantFrom(
      'inSegment("a")',
      " and ",
      '"',
      "'",
      "`",
      "(",
      ")",
      "identityMap[",
      "]",
      "\\",
      "//",
      "x",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const same = Object.fromEntries(findReferences(text).audiences.map((id) => [id, id]));
        assert.equal(swap(text, {}), text);
        assert.equal(typeof swap(text, same), "string");
      }),
    );
  });
});
