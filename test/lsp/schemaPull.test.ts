/**
 * `pql schema pull` on the built programs: what it writes is what `pql check` takes, and what is missing is named.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { inRepository, makeTemporaryFolder } from "../support/folders.js";
import { runProcess } from "../support/runProcess.js";

describe("pql schema pull", () => {
  const folder = makeTemporaryFolder("schemas");
  after(() => rmSync(folder, { recursive: true, force: true }));
  const pql = (...parameters: string[]) =>
    runProcess(process.execPath, [inRepository("dist/pql.js"), ...parameters], { env: cleanEnvironment({}) });

  it("writes the unions of the sample organisation with their age, and a rule is checked against them", async () => {
    const { code, output } = await pql("schema", "pull", "--sample", folder);
    assert.equal(code, 0, output);
    assert.deepEqual(readdirSync(folder).sort(), ["experienceEvent.json", "profile.json", "schemas.json"]);
    const facts = JSON.parse(readFileSync(path.join(folder, "schemas.json"), "utf8"));
    assert.equal(facts.sandbox, "dev");
    assert.ok(Date.parse(facts.fetchedAt) > 0);
    const rule = path.join(folder, "rule.pql");
    writeFileSync(rule, '_acme.loyalty.tierr = "gold"');
    const checked = await pql("check", "--schema", path.join(folder, "profile.json"), rule);
    assert.match(checked.output, /tierr/);
    assert.equal(checked.code, 1);
  });

  it("names what is missing", async () => {
    const { code, output } = await pql("schema", "pull", folder);
    assert.equal(code, 2);
    assert.match(output, /Set AEP_ORG_ID, AEP_CLIENT_ID, AEP_CLIENT_SECRET/);
    assert.equal((await pql("schema", "push", folder)).code, 2);
  });
});
