/**
 * Folders an inventory is written into, as people have them: begun by others, half deleted, damaged, and with names that some disk
 * refuses.
 */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openInventoryDisk } from "../../../../client/src/inventory/inventoryDisk.js";
import { findNameInside } from "../../../../client/src/inventory/inventoryPlace.js";
import { toObjectStem, toSlug } from "../../../../client/src/inventory/objectPaths.js";
import { RunStore } from "../../../../client/src/inventory/runStore.js";

const DEV = { orgId: "acme", sandbox: "dev" };
const RECORD = { kind: "namespace", id: "a", name: "A", files: [], marks: {} };

describe("the folder of an inventory", () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "aep-folder-"));
  });
  afterEach(() => rmSync(path, { recursive: true }));

  const open = async (place = DEV): Promise<RunStore> => {
    const folder = openInventoryDisk(path);
    try {
      return await RunStore.open(folder, { place, now: 0 });
    } finally {
      await folder.close();
    }
  };

  it("may hold what begins with a dot, such as the data of a version control, and nothing else", async () => {
    mkdirSync(join(path, ".git"));
    writeFileSync(join(path, ".DS_Store"), "");
    await open();
    rmSync(join(path, ".inventory"), { recursive: true });
    writeFileSync(join(path, "notes.md"), "mine");
    await assert.rejects(open(), /holds other files/);
  });

  it("belongs to its sandbox though what the next run needs was deleted before it was handed over", async () => {
    const head = { format: "aep-inventory/1", orgId: "acme", sandbox: "prod" };
    writeFileSync(
      join(path, "inventory.json"),
      `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "objects": [`,
    );
    await assert.rejects(open(), /holds the inventory of the sandbox prod of acme/);
    await open({ orgId: "acme", sandbox: "prod" });
    rmSync(join(path, ".inventory"), { recursive: true });
    writeFileSync(join(path, "inventory.json"), '{"of": "a shop"}');
    await assert.rejects(open(), /holds other files/);
  });

  it("is a new one, or the sandbox's own, where it is to stand among other files", async () => {
    const find = () => findNameInside(async (name) => openInventoryDisk(join(path, name)), DEV);
    assert.equal(await find(), "inventory-dev");
    assert.deepEqual(readdirSync(path), [], "looking makes nothing");
    mkdirSync(join(path, "inventory-dev"));
    writeFileSync(join(path, "inventory-dev/notes.md"), "mine");
    assert.equal(await find(), "inventory-dev-2");
    mkdirSync(join(path, "inventory-dev-2/.inventory"), { recursive: true });
    const note = join(path, "inventory-dev-2/.inventory/place.json");
    writeFileSync(note, JSON.stringify(DEV));
    assert.equal(await find(), "inventory-dev-2");
    writeFileSync(note, JSON.stringify({ ...DEV, orgId: "other" }));
    assert.equal(await find(), "inventory-dev-3");
  });

  it("gives up what stands behind a damaged line, and keeps what stands before it", async () => {
    await open();
    const log = join(path, ".inventory/run.ndjson");
    const line = (id: string) => `${JSON.stringify({ ...RECORD, id })}\n`;
    writeFileSync(log, `${readFileSync(log, "utf8")}${line("a")}\0\0\0{"kind":\n${line("b")}`);
    const store = await open();
    assert.deepEqual([store.isRead("namespace", "a"), store.isRead("namespace", "b")], [true, false]);
    assert.ok(!readFileSync(log, "utf8").includes("\0"), "what is damaged is cut off");
    const folder = openInventoryDisk(path);
    const again = await RunStore.open(folder, { place: DEV, now: 0 });
    await again.append([{ ...RECORD, id: "c" } as never]);
    const entry = [...again.entries.values()].at(-1);
    assert.ok(entry);
    assert.equal((await again.load(entry)).id, "c");
    await folder.close();
  });

  it("holds names that Windows keeps for devices, differ by case alone, or are very long", async () => {
    const folder = openInventoryDisk(path);
    for (const name of ["CON", "nul", "Lpt1"]) assert.equal(toSlug(name), `_${name.toLowerCase()}`);
    const toStem = (id: string, name: string) => toObjectStem({ kind: "audience", id, name });
    const [upper, lower] = [toStem("1", "Gold"), toStem("2", "gold")];
    assert.notEqual(upper.toLowerCase(), lower.toLowerCase());
    for (const name of ["𝐀".repeat(80), "漢".repeat(200), "é".repeat(300), 'a/b\\c:d*?"<>|.. ']) {
      const stem = toStem(name, name);
      await folder.write(`${stem}.audience-test.json`, "x");
      assert.ok(existsSync(join(path, `${stem}.audience-test.json`)), stem);
      assert.match(stem, /^audiences\/[\p{L}\p{N}-]+$/u);
    }
    await folder.close();
  });
});
