/**
 * File names: whatever audiences are called, every system takes them, no two are the same, and the order does not matter.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { assignFileNames, isSameFileName } from "../../../../client/src/files/fileNames.js";

const named = (...names: string[]) => names.map((name, index) => ({ id: `id-${index}`, name }));
const assigned = (...names: string[]) => [...assignFileNames(named(...names)).values()];

describe("the file names of audiences", () => {
  it("keep readable names as they are", () => {
    assert.deepEqual(assigned("Loyal shoppers", "عملاء الولاء", "Käufer"), [
      "Loyal shoppers",
      "عملاء الولاء",
      "Käufer",
    ]);
  });

  it("tell names apart that some system takes for one, all of them, by their ids", () => {
    for (const [one, other] of [
      ["Gold", "gold"],
      ["Gold", "Gold"],
      ["A/B", "A:B"],
      ["Ka\u0308se", "Käse"],
      ["a.", "a"],
      ["cut emoji \ud83d", "cut emoji \ud83e"],
    ] as const) {
      const [first = "", second = ""] = assigned(one, other);
      assert.ok(!isSameFileName(first, second), `${first} ↔ ${second}`);
      assert.match(first, / \([0-9a-f]{8}\)$/);
      assert.match(second, / \([0-9a-f]{8}\)$/);
    }
  });

  it("avoid names that are taken and names no system allows", () => {
    assert.notEqual(assignFileNames(named("Gold"), ["GOLD"]).get("id-0"), "Gold");
    for (const name of [
      "con",
      "NUL.txt",
      "lpt1",
      "",
      "..",
      "   ",
      "a\u0000b",
      "../../etc",
      "x".repeat(500),
      "😀".repeat(200),
    ]) {
      const [file = ""] = assigned(name);
      assert.ok(file.length > 0 && !/[\\/:*?"<>|\p{Cc}]/u.test(file), JSON.stringify(file));
      assert.ok(!/^(con|nul|lpt1)(\.|$)/i.test(file), file);
      assert.ok(!/[. ]$/.test(file) && !file.startsWith("."), file);
      assert.ok(Buffer.byteLength(`${file} (12345678).audience.json`) <= 255, file);
    }
  });

  it("are all different and independent of the order, whatever the names", () => {
    const names = fc.array(
      fc.oneof(fc.string(), fc.constantFrom("Gold", "gold", "GOLD ", "a/b", "a:b", "ß", "SS")),
    );
    fc.assert(
      fc.property(names, (given) => {
        const entries = named(...given);
        const forward = assignFileNames(entries);
        const backward = assignFileNames([...entries].reverse());
        const all = [...forward.values()];
        for (const { id } of entries) assert.equal(forward.get(id), backward.get(id));
        assert.equal(new Set(all.map((name) => name.normalize("NFC").toLowerCase())).size, all.length);
      }),
    );
  });
});
