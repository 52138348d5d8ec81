/**
 * The sample organisation begins anew with each window, which is told once to whoever changed something in it.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditEntry, AuditTrail } from "../../../client/src/audit/auditTrail.js";
import type { Log } from "../../../client/src/log.js";
import { openDiskFolder } from "../../../client/src/node/diskFolder.js";
import { tellOfNewBeginning } from "../../../client/src/sampleBeginning.js";
import type { Prompts } from "../../../client/src/ui/prompts.js";

const CHANGED_AT = "2031-05-09T12:00:00.000Z";

/** A trail with one change in a connection, and what a person is told of it by windows that start one after the other. */
async function tell(connection: string, starts: readonly string[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "aep-workbench-beginning-"));
  const audit = new AuditTrail(openDiskFolder(folder));
  const place = { connection, sandbox: "dev", kind: "audience", id: "a1" } as const;
  const entry: AuditEntry = {
    ...place,
    change: "c1",
    at: CHANGED_AT,
    name: "Gold",
    verb: "Create",
    fields: [],
  };
  await audit.add(entry);
  const said: string[] = [];
  const prompts = { tell: async (message: { text: string }) => void said.push(message.text) };
  const kept = new Map<string, unknown>();
  const state = {
    get: (key: string) => kept.get(key),
    update: async (key: string, value: unknown) => void kept.set(key, value),
    keys: () => [...kept.keys()],
  } as Parameters<typeof tellOfNewBeginning>[1]["state"];
  const log = { error: (words: string) => said.push(words) } as unknown as Log;
  for (const start of starts)
    await tellOfNewBeginning(
      { audit, prompts: prompts as unknown as Prompts, log },
      { state, startedAt: Date.parse(start) },
    );
  await rm(folder, { recursive: true });
  return said;
}

describe("a new beginning of the sample organisation", () => {
  it("is told once, with what was made last", async () => {
    const said = await tell("Sample Organisation", ["2031-05-09T12:05:00Z", "2031-05-09T12:06:00Z"]);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /began anew with this window.*“Gold” last/);
  });

  it("is not told of what was done in this window, or in another organisation", async () => {
    assert.deepEqual(await tell("Sample Organisation", ["2031-05-09T11:59:00Z"]), []);
    assert.deepEqual(await tell("Acme", ["2031-05-09T12:05:00Z"]), []);
  });
});
