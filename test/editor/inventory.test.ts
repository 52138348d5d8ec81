/**
 * An inventory in a real editor, from the sidebar: stopped and gone on with, opened as it reads, and a second time with what
 * changed since. Nothing is sent that changes the platform.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { InventoryReport } from "../../client/src/inventory/takeInventory.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getNode,
  getOrganisation,
  getTestApi,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";
import { changeElsewhere, openElsewhere } from "./harness/otherWindow.js";

const COMMAND = "aep.inventory.take";
/** Longer than any list lags behind. */
const LIST_LAG_MS = 10_000;
const AUDIENCE = "App users without push";

describe("an inventory", () => {
  let api: TestApi;
  let folder: vscode.Uri;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = vscode.Uri.joinPath(root, "inventory-of-dev");
  });
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });
  beforeEach(() => api.user.reset());

  const read = async (path: string): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, path)));
  const take = async (...answers: readonly string[]): Promise<InventoryReport | undefined> => {
    api.user.willAnswer(folder.toString(), ...answers);
    return await vscode.commands.executeCommand(COMMAND, await getNode(api, `${SAMPLE}/dev`));
  };
  const isShown = (name: string): boolean =>
    vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.endsWith(name)));

  it("goes on where the person stopped it, shows its overview, and tells a second time what changed", async () => {
    const other = await openElsewhere(api);
    const countWrites = async () => (await getOrganisation(api)).traffic().report().writes.length;
    const before = await countWrites();
    api.user.willCancelAt(/^reading journeys$/);
    assert.equal(await take(), undefined, "who cancels is told nothing");
    assert.deepEqual(
      api.user.shown.filter(({ kind }) => kind === "message"),
      [],
    );
    const report = await take();
    assert.ok(report !== undefined && report.resumed > 0, "what was read before is not read again");
    assert.deepEqual(report.failures, []);
    await eventually("the overview as it reads, not its text", () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(
          ({ label, input }) => label.endsWith("overview.md") && input instanceof vscode.TabInputWebview,
        ),
      ),
    );
    const inventory = JSON.parse(await read("inventory.json"));
    const audience = inventory.objects.find(({ name }: { name: string }) => name === AUDIENCE);
    assert.match(audience.rule.words, /Push enabled/, "rules are told in the words of the schema");

    const again = await take();
    assert.deepEqual(again?.changes, []);
    assert.equal(await countWrites(), before, "nothing was sent");
    await changeElsewhere(other, audience.id, { path: "/description", value: "Changed meanwhile" });
    (await getOrganisation(api)).clock.advance(LIST_LAG_MS);
    const changed = await take("Show Changes");
    assert.deepEqual(
      changed?.changes?.map(({ name, parts }) => [name, ...parts]),
      [[AUDIENCE, "description"]],
    );
    await eventually("what changed", () => isShown("changes.md"));
    assert.match(await read("changes.md"), /Changed: \[App users without push\].*: description/);
  });

  it("stands in a folder of its own where the chosen one holds other files", async () => {
    const root = vscode.Uri.joinPath(folder, "..");
    const own = vscode.Uri.joinPath(root, "inventory-dev");
    const sandbox = await getNode(api, `${SAMPLE}/dev`);
    api.user.willAnswer(root.toString(), "Use “inventory-dev” in It");
    const report = await vscode.commands.executeCommand<InventoryReport>(COMMAND, sandbox);
    assert.deepEqual(report.failures, []);
    assert.match(api.user.shown.map(({ text }) => text).join("\n"), /^The folder holds other files\./m);
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(own, "overview.md"));
    await closeEditors();
    await vscode.workspace.fs.delete(own, { recursive: true });
  });

  it("hands over one journey as a packet for the next system", async () => {
    const root = vscode.Uri.joinPath(folder, "..", "packets");
    const lists = await getChildren(api, await getNode(api, `${SAMPLE}/dev/journey`));
    const journey = lists.find(({ data }) => data.type === "resource" && data.row.name === "Welcome series");
    const before = (await getOrganisation(api)).traffic().report().writes.length;
    api.user.willAnswer("Salesforce Marketing Cloud", root.toString());
    const made = await vscode.commands.executeCommand<{ folder: string; problems: string[] }>(
      "aep.handOff.make",
      journey,
    );
    assert.deepEqual(made.problems, []);
    assert.match(made.folder, /packets\/Welcome%20series%20for%20Salesforce%20Marketing%20Cloud$/);
    await eventually("its page", () => isShown("hand-off.md"));
    const page = vscode.Uri.joinPath(vscode.Uri.parse(made.folder), "hand-off.md");
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
    assert.match(text, /person\\?\.name\\?\.firstName \| First name \| string \| FirstName \| documented/);
    assert.equal((await getOrganisation(api)).traffic().report().writes.length, before);
    await vscode.workspace.fs.delete(root, { recursive: true });
  });
});
