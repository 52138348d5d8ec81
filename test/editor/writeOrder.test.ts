/**
 * Files that refer to each other and are new in a sandbox, in a real editor: one push creates them in the order they need,
 * says so in the preview, and leaves files that say what the platform holds.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createAudience } from "../../client/src/api/audienceWrites.js";
import type { BatchPreview } from "../../client/src/preview/session/previewTypes.js";
import { sampleCredentials } from "../../client/src/sample/sampleCredentials.js";
import type { TestApi } from "../../client/src/testApi.js";
import { CONFIRMED } from "../support/confirmed.js";
import { closeEditors, getTestApi, useSample } from "./harness/extensionUnderTest.js";
import { openWorld, type World } from "./harness/writes/writeCase.js";

const BASE = '_acme.loyalty.tier = "gold"';
const LAG_MS = 10_000;

describe("files that refer to each other", () => {
  let api: TestApi;
  let world: World;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
    world = await openWorld(api, "write-order");
  });
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(world.folder, { recursive: true });
    await api.services.fileStatus.settle();
    await useSample(api);
  });

  async function create(name: string, value: string): Promise<string> {
    const expression = { format: "pql/text", value } as const;
    const made = await createAudience(world.other, { name, expression, lifecycleState: "draft" }, CONFIRMED);
    world.organisation.clock.advance(LAG_MS);
    return made.id;
  }

  const readStage = (name: string): { id: string; expression: string } => {
    const found = world.organisation
      .state()
      .audiences("stage")
      .list()
      .find(({ record }) => record.name === name);
    assert.ok(found, `${name} is in stage`);
    const { id, expression } = found.record;
    return { id, expression: (expression as { value: string }).value };
  };

  it("are created by one push in the order they need, each with the new id of the other", async () => {
    const used = await create("Order: used", BASE);
    // Named so that the alphabet would send it first.
    const user = await create("Order: a user", `inSegment("${used}") and ${BASE}`);
    await vscode.commands.executeCommand("aep.files.pull", { folder: world.folder, ids: [used, user] });
    const { attempts } = world.organisation.traffic();
    const from = attempts().length;
    const push = { files: [world.folder], to: "stage" };
    const report = await vscode.commands.executeCommand<Extract<BatchPreview, { kind: "batch" }>>(
      "aep.files.promote",
      push,
    );
    assert.equal(report.kind, "batch", JSON.stringify(report));
    const texts = await Promise.all(
      report.batch.sides.map(async ({ right }) => (await vscode.workspace.openTextDocument(right)).getText()),
    );
    assert.match(texts[0] ?? "", /# Order: used/);
    assert.match(texts[1] ?? "", /Uses “Order: used”, which is created first; its new id takes the place of/);
    await vscode.commands.executeCommand("aep.preview.apply", { preview: report.batch.id, confirm: "stage" });
    const sent = attempts()
      .slice(from)
      .filter(({ client }) => client === sampleCredentials().clientId);
    assert.deepEqual(
      sent.map(({ method, isTaken }) => [method, isTaken]),
      [
        ["POST", true],
        ["POST", true],
      ],
    );
    const usedThere = readStage("Order: used");
    assert.equal(readStage("Order: a user").expression, `inSegment("${usedThere.id}") and ${BASE}`);
    world.organisation.clock.advance(LAG_MS);
    const again = await vscode.commands.executeCommand("aep.files.promote", push);
    assert.deepEqual(again, { kind: "nothing", carried: [] }, "the files say what stage holds");
  });
});
