/**
 * "Prepare Updated Copy" in a real editor: from a step of a journey to files beside each other, without a write.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getNode,
  getTestApi,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";
import { openPlatformPlace } from "./harness/platformPlace.js";

interface Prepared {
  readonly parts: readonly { readonly authored: string; readonly updated: string }[];
  readonly instructions: string;
  readonly kept: readonly string[];
}

describe("an updated copy of a message", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
  });
  afterEach(closeEditors);

  const read = async (address: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(address)));

  it("stands beside the authored one, is never overwritten, and leads to the fragment", async () => {
    const platform = await openPlatformPlace(api);
    const journeys = await getNode(api, `${SAMPLE}/dev/journey`);
    const [journey] = (await getChildren(api, journeys)).filter(
      ({ data }) => data.type === "resource" && data.row.name === "Welcome series",
    );
    const steps = await getChildren(api, journey);
    const step = steps.find(({ data }) => data.type === "step" && data.step.type === "email");
    assert.ok(step, "the journey has an e-mail");
    const before = await platform.countWrites();
    api.user.willAnswer("Edit “Footer”");
    const prepared = await vscode.commands.executeCommand<Prepared>("aep.content.prepareCopy", step);
    assert.match(await read(prepared.instructions), /Welcome series/);
    const [main] = prepared.parts;
    assert.ok(main);
    assert.equal(await read(main.authored), await read(main.updated));
    await eventually("the fragment as a file", () =>
      vscode.window.visibleTextEditors.some(({ document }) => document.uri.path.endsWith("fragment.html")),
    );
    await vscode.workspace.fs.writeFile(
      vscode.Uri.parse(main.updated),
      new TextEncoder().encode("<p>Mine</p>"),
    );
    const again = await vscode.commands.executeCommand<Prepared>("aep.content.prepareCopy", step);
    assert.deepEqual(again.kept, ["mark-up"]);
    assert.equal(await read(main.updated), "<p>Mine</p>");
    assert.equal(await platform.countWrites(), before);
  });
});
