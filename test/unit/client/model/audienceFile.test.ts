/**
 * The file beside an expression: tolerant to read, stable to write, and it keeps what it does not know.
 */
import assert from "node:assert/strict";
import { type AudienceDefinition, toFingerprints } from "../../../../client/src/model/audienceDefinition.js";
import {
  readAudienceFile,
  toAudienceFileText,
  toRemoteKey,
} from "../../../../client/src/model/audienceFile.js";

const DEFINITION: AudienceDefinition = {
  name: "Gold",
  description: undefined,
  expression: { format: "pql/text", value: "a = 1" },
  mergePolicy: undefined,
  evaluation: "edge",
  labels: [],
  lifecycle: "draft",
};
const KEY = toRemoteKey("1@AdobeOrg", "dev");
const seen = { key: KEY, id: "a-1", definition: DEFINITION, changedAt: Date.UTC(2026, 0, 2) };

describe("the .audience.json file", () => {
  it("reads back the link it writes, with fingerprints of every field", () => {
    const { remotes, definition } = readAudienceFile(toAudienceFileText(readAudienceFile(""), seen));
    assert.deepEqual(remotes[KEY], {
      id: "a-1",
      seen: toFingerprints(DEFINITION),
      updated: "2026-01-02T00:00:00.000Z",
    });
    assert.equal(definition.name, "Gold");
    assert.equal(definition.evaluation, "edge");
  });

  it("keeps unknown fields, links of other sandboxes and tags", () => {
    const before = { owner: "me", tags: ["x"], remote: { "1@AdobeOrg/prod": { id: "p" } } };
    const after = JSON.parse(toAudienceFileText(readAudienceFile(JSON.stringify(before)), seen));
    assert.equal(after.owner, "me");
    assert.deepEqual(after.tags, ["x"]);
    assert.deepEqual(Object.keys(after.remote), ["1@AdobeOrg/prod", KEY]);
  });

  it("writes the same text twice", () => {
    const once = toAudienceFileText(readAudienceFile(""), seen);
    assert.equal(toAudienceFileText(readAudienceFile(once), seen), once);
  });

  it("never holds the expression", () => {
    assert.ok(!toAudienceFileText(readAudienceFile(""), seen).includes("a = 1"));
  });

  it("leaves to the platform what a file does not say or says wrongly", () => {
    const { definition, remotes } = readAudienceFile(
      '{"evaluation":"hourly","labels":"x","name":7,"remote":{"k":{"id":3}}}',
    );
    assert.deepEqual(Object.values(definition), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(remotes, {});
  });

  it("does not trust half a set of fingerprints", () => {
    const { remotes } = readAudienceFile(JSON.stringify({ remote: { k: { id: "a", seen: { name: "x" } } } }));
    assert.equal(remotes["k"]?.seen, undefined);
  });

  it("refuses to overwrite what is no JSON object", () => {
    assert.throws(() => readAudienceFile("{ oops"), { code: "badFile" });
    assert.throws(() => readAudienceFile("[]"), { code: "badFile" });
  });
});
