/**
 * The writes that start from files: push, and promote to another sandbox.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PullReport } from "../../../../client/src/files/pullReport.js";
import { EMPTY_DRAFT } from "../../../../client/src/model/audienceDefinition.js";
import { EXPRESSION, MINE, makeAudience, THEIRS, toChange, toCreation } from "./audienceDrivers.js";
import { openByCommand, type World, type WriteDriver } from "./writeCase.js";

/** Pulls one audience as a pair; the address of its expression. */
async function pull({ folder }: World, id: string, name: string): Promise<vscode.Uri> {
  const report = await vscode.commands.executeCommand<PullReport>("aep.files.pull", { folder, ids: [id] });
  assert.equal(report.created.length, 1, JSON.stringify(report));
  return vscode.Uri.joinPath(folder, `${name}.pql`);
}

const PUSH: WriteDriver = {
  name: "push a file",
  isExclusive: false,
  async prepare(world) {
    const subject = world.nextName();
    const id = await makeAudience(world, world.other, { name: subject });
    const file = await pull(world, id, subject);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${MINE}\n`));
    return toChange(world, {
      method: "PUT",
      id,
      subject,
      open: () => openByCommand("aep.files.push", { files: [file] }),
      isDone: (now) => now.includes("platinum") && !now.includes(EXPRESSION),
      theirs: { ...EMPTY_DRAFT, expression: { format: "pql/text", value: THEIRS } },
    });
  },
};

const PROMOTE: WriteDriver = {
  name: "promote to another sandbox",
  isExclusive: true,
  async prepare(world) {
    const name = world.nextName();
    const id = await makeAudience(world, world.other, { name });
    const open = (): Promise<string> => openByCommand("aep.files.promote", { id, to: "stage" });
    return toCreation(world, { name, open, sandbox: "stage" });
  },
};

/** Every write from files. */
export const FILE_DRIVERS: readonly WriteDriver[] = [PUSH, PROMOTE];
