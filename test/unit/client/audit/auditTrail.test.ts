/**
 * The trail of changes: kept in order, readable when a line is broken, and enough to take a change back.
 */
import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditEntry, AuditTrail } from "../../../../client/src/audit/auditTrail.js";
import { planUndo } from "../../../../client/src/audit/undo.js";
import {
  type AudienceDefinition,
  EMPTY_DRAFT,
  toFingerprints,
} from "../../../../client/src/model/audienceDefinition.js";
import { openDiskFolder } from "../../../../client/src/node/diskFolder.js";

const BEFORE: AudienceDefinition = {
  ...EMPTY_DRAFT,
  name: "Gold",
  expression: { format: "pql/text", value: 'email = "someone@example.com"' },
  lifecycle: "draft",
};
const SEEN = toFingerprints(BEFORE);

const toEntry = (change: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  change,
  at: "2026-01-01T00:00:00.000Z",
  connection: "Test",
  sandbox: "dev",
  kind: "audience",
  id: "a1",
  name: "Gold",
  verb: "Update",
  fields: ["expression"],
  before: SEEN,
  after: SEEN,
  ...more,
});

describe("the trail of changes", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "trail-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("lists the newest first, also what was added at the same time", async () => {
    const trail = new AuditTrail(openDiskFolder(join(folder, "deep")));
    await Promise.all(["1", "2", "3"].map((change) => trail.add(toEntry(change))));
    assert.deepEqual(
      (await trail.list()).map(({ change }) => change),
      ["3", "2", "1"],
    );
    assert.equal((await trail.find("2"))?.change, "2");
  });

  it("is empty where there is no file, and survives a broken line", async () => {
    const path = join(folder, "changes.jsonl");
    const trail = new AuditTrail(openDiskFolder(folder));
    assert.deepEqual(await trail.list(), []);
    await appendFile(path, "{half\n[]\n");
    await trail.add(toEntry("1"));
    assert.equal((await trail.list()).length, 1);
  });

  it("holds what an expression says nowhere", async () => {
    const path = join(folder, "changes.jsonl");
    await new AuditTrail(openDiskFolder(folder)).add(toEntry("1"));
    assert.doesNotMatch(await readFile(path, "utf8"), /someone|example/);
  });

  it("knows the inverse of each change", () => {
    assert.deepEqual(planUndo(toEntry("1", { before: undefined }), undefined), { kind: "delete" });
    assert.equal(planUndo(toEntry("1"), undefined).kind, "impossible");
    const again = planUndo(toEntry("1", { after: undefined }), { ...BEFORE, lifecycle: "published" });
    assert.deepEqual(again, { kind: "create", draft: BEFORE });
    const back = planUndo(toEntry("1", { fields: ["expression", "description"] }), BEFORE);
    assert.deepEqual(back, {
      kind: "update",
      draft: { ...EMPTY_DRAFT, expression: BEFORE.expression, description: "" },
      notes: [],
    });
    const unpublish = planUndo(toEntry("1", { fields: ["lifecycle"] }), BEFORE);
    const notes = ["Why inactive: it was a draft, and the platform has no way back to one"];
    assert.deepEqual(unpublish, {
      kind: "update",
      draft: { ...EMPTY_DRAFT, lifecycle: "inactive" },
      notes,
    });
  });
});
