/**
 * Taking back changes of destinations and content: what is kept for it, what is planned from it, and what has no way back.
 */
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditEntry } from "../../../../client/src/audit/auditTrail.js";
import { type KeptState, KeptStates } from "../../../../client/src/audit/keptStates.js";
import { findUndoObstacle, getContentUndo, getDestinationUndo } from "../../../../client/src/audit/undo.js";
import { openDiskFolder } from "../../../../client/src/node/diskFolder.js";

const toEntry = (kind: string, verb: string, items?: readonly string[]): AuditEntry => ({
  change: "c1",
  at: "2026-01-01T00:00:00.000Z",
  connection: "Test",
  sandbox: "dev",
  kind,
  verb,
  id: "x",
  name: "X",
  fields: [],
  items,
});

const EXPORTED = {
  id: "a1",
  name: "Gold",
  settings: { exportMode: "DAILY_FULL_EXPORT", schedule: { frequency: "DAILY" } },
};

describe("what is kept for undoing", () => {
  let folder: string;
  let kept: KeptStates;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kept-"));
    kept = new KeptStates(openDiskFolder(folder));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("comes back as it was kept", async () => {
    const states: readonly KeptState[] = [
      { of: "destination", added: [], removed: [EXPORTED] },
      {
        of: "content",
        before: [{ file: "subject.txt", text: "" }],
        after: [{ file: "subject.txt", text: "B" }],
      },
    ];
    for (const [index, state] of states.entries()) {
      await kept.keep(`c${index}`, state);
      assert.deepEqual(await kept.find(`c${index}`), state);
    }
  });

  it("is not half a state, and nothing where the file is broken or gone", async () => {
    assert.equal(await kept.find("never"), undefined);
    await kept.keep("c1", { of: "destination", added: [], removed: [EXPORTED] });
    const [file = ""] = await readdir(folder);
    for (const text of ["{", "[]", '{"of":"content","before":[{"file":1}],"after":[]}', '{"of":"other"}']) {
      await writeFile(join(folder, file), text);
      assert.equal(await kept.find("c1"), undefined, text);
    }
  });

  it("stays inside its folder whatever a change is called", async () => {
    await kept.keep("../up", { of: "destination", added: [], removed: [] });
    assert.equal((await readdir(folder)).length, 1);
  });
});

describe("the inverse of a change", () => {
  it("puts an audience back on a destination as it was there", () => {
    const state: KeptState = { of: "destination", added: [], removed: [EXPORTED] };
    assert.deepEqual(getDestinationUndo(toEntry("destination", "Remove", ["a1"]), state), {
      add: [EXPORTED],
      remove: [],
    });
  });

  it("takes an audience off again even when only the trail is left", () => {
    const undo = getDestinationUndo(toEntry("destination", "Activate", ["a1"]), undefined);
    assert.deepEqual(undo, { add: [], remove: ["a1"] });
    assert.throws(
      () => getDestinationUndo(toEntry("destination", "Remove", ["a1"]), undefined),
      /no longer keeps/,
    );
  });

  it("gives content its former parts, starting from what the change left", () => {
    const [before, after] = [[{ file: "body.html", text: "A" }], [{ file: "body.html", text: "B" }]];
    const undo = getContentUndo(toEntry("template", "Update"), { of: "content", before, after });
    assert.deepEqual(undo, { parts: before, started: after });
    assert.throws(() => getContentUndo(toEntry("template", "Update"), undefined), /no longer keeps/);
  });

  it("is none for exports and publications, and that is said", () => {
    assert.match(findUndoObstacle(toEntry("destination", "Run")) ?? "", /export/);
    assert.match(findUndoObstacle(toEntry("fragment", "Publish")) ?? "", /publication/i);
    for (const [kind, verb] of [
      ["audience", "Publish"],
      ["destination", "Remove"],
      ["fragment", "Update"],
    ] as const) {
      assert.equal(findUndoObstacle(toEntry(kind, verb)), undefined);
    }
    assert.throws(() => getContentUndo(toEntry("fragment", "Publish"), undefined), /cannot be taken back/);
  });
});
