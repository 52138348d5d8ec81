/**
 * What reading a folder of audience files costs, counted in files read.
 */
import assert from "node:assert/strict";
import { readFolderIndex } from "../../../../client/src/files/folderIndex.js";
import type { AudienceFolder } from "../../../../client/src/model/audienceFolder.js";
import { openMemoryFolder } from "./memoryFolder.js";

const COUNT = 50;

function openCountedFolder(): { readonly folder: AudienceFolder; readonly reads: string[] } {
  const names = Array.from({ length: COUNT }, (_, place) => `audience-${place}`);
  const files = names.flatMap((name) => [
    [`${name}.pql`, "true"],
    [`${name}.audience.json`, JSON.stringify({ name })],
  ]);
  const held = openMemoryFolder(Object.fromEntries(files));
  const reads: string[] = [];
  const read = async (path: string) => {
    reads.push(path);
    return await held.read(path);
  };
  return { folder: { ...held, read }, reads };
}

describe("the index of a folder", () => {
  it("reads the fields of each pair once, in the order of their names, and no expression", async () => {
    const { folder, reads } = openCountedFolder();
    const { pairs } = await readFolderIndex(folder);
    assert.equal(reads.length, COUNT);
    assert.ok(reads.every((path) => path.endsWith(".audience.json")));
    const stems = pairs.map(({ stem }) => stem);
    assert.deepEqual(stems, [...stems].sort());
  });

  it("reads only the pair that was edited when the others are known", async () => {
    const { folder, reads } = openCountedFolder();
    const { pairs } = await readFolderIndex(folder);
    reads.length = 0;
    const unchanged = new Map(pairs.slice(1).map((pair) => [pair.stem, pair]));
    const again = await readFolderIndex(folder, { unchanged });
    assert.deepEqual(reads, [`${pairs[0]?.stem}.audience.json`]);
    assert.deepEqual(again.pairs, pairs);
  });
});
