/**
 * Schemas on disk: what was kept comes back with its age, and damage reads as missing.
 */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SchemaCache, toAgeText } from "../../../../client/src/model/schemaCache.js";
import { openDiskFolder } from "../../../../client/src/node/diskFolder.js";
import { JsonNumber } from "../../../../server/src/pql/text/exactJson.js";

describe("the schema cache", () => {
  let folder = "";
  let cache: SchemaCache;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "aep-schemas-"));
    cache = new SchemaCache(openDiskFolder(folder));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("hands back what was kept, by sandbox", async () => {
    await cache.keep("Acme/dev", { profile: { title: "p" }, experienceEvent: { title: "e" } }, 5_000);
    const found = await cache.find("Acme/dev");
    assert.equal(found?.fetchedAt, 5_000);
    assert.deepEqual(JSON.parse(await readFile(found?.files.profile ?? "", "utf8")), { title: "p" });
    assert.equal(await cache.find("Acme/prod"), undefined);
  });

  it("keeps the digits of limits that a double cannot hold", async () => {
    const profile = { maximum: new JsonNumber("9223372036854775807") };
    const { files } = await cache.keep("Acme/dev", { profile }, 1);
    assert.equal(await readFile(files.profile ?? "", "utf8"), '{"maximum":9223372036854775807}');
  });

  it("has no file for a class the sandbox does not have, also after it had one", async () => {
    await cache.keep("Acme/dev", { profile: {}, experienceEvent: {} }, 1);
    await cache.keep("Acme/dev", { profile: {} }, 2);
    assert.deepEqual(Object.keys((await cache.find("Acme/dev"))?.files ?? {}), ["profile"]);
    const [entry] = await readdir(folder);
    assert.deepEqual((await readdir(join(folder, entry ?? ""))).sort(), ["meta.json", "profile-2.json"]);
  });

  it("reads damage as missing", async () => {
    await cache.keep("Acme/dev", { profile: {} }, 1);
    const [entry] = await readdir(folder);
    await writeFile(join(folder, entry ?? "", "meta.json"), "{ cut o");
    assert.equal(await cache.find("Acme/dev"), undefined);
  });

  it("says how old something is in the words people use", () => {
    const minute = 60_000;
    const ages = [0, minute, 59 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute].map(toAgeText);
    assert.deepEqual(ages, ["just now", "1 min old", "59 min old", "1 h old", "47 h old", "2 days old"]);
  });
});
