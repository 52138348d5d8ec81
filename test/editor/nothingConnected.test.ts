/**
 * The palette with nothing connected: every command that needs a platform says so before it asks anything, with the ways on.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import { closeEditors, getTestApi, openNewFile, useSample } from "./harness/extensionUnderTest.js";

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly menus: { readonly commandPalette: readonly { readonly command: string }[] };
}

/** What has an answer, or its own question, without a platform. */
const NEEDS_NO_PLATFORM =
  /^aep\.(connections\.(add|addSample|import|edit)$|tree\.refresh$|audit\.show$|server\.|log\.|problemReport\.|audiences\.findFamilies$|pql\.new$)/;

describe("the palette with nothing connected", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    for (const { name } of api.services.connections.all())
      await vscode.commands.executeCommand("aep.connections.remove", { name });
  });
  after(async () => {
    await closeEditors();
    await useSample(api);
  });

  it("offers what there is, and says how to connect", async () => {
    await openNewFile("unconnected.pql", 'person.name.firstName = "Ada"');
    const others: string[] = [];
    const offered = listOffered();
    for (const command of offered) {
      api.user.reset();
      await vscode.commands.executeCommand(command);
      const [first] = api.user.shown.filter(({ kind }) => kind !== "progress");
      const isSaid = first?.text.startsWith("There is no connection yet") === true;
      if (!isSaid || !first.choices?.includes("Use the Sample Organisation"))
        others.push(`${command}: ${first?.text ?? "nothing"}`);
    }
    assert.deepEqual(others, []);
    for (const usual of ["aep.audience.new", "aep.audience.edit", "aep.audience.publish", "aep.find"])
      assert.ok(offered.includes(usual), usual);
  });
});

/** Commands that the palette offers whatever is in front. */
function listOffered(): readonly string[] {
  const extension = vscode.extensions.getExtension("aep-workbench.aep-workbench");
  assert.ok(extension);
  const { commands, menus }: Contributions = extension.packageJSON.contributes;
  const conditional = new Set(menus.commandPalette.map(({ command }) => command));
  return commands
    .map(({ command }) => command)
    .filter((command) => !conditional.has(command) && !NEEDS_NO_PLATFORM.test(command));
}
