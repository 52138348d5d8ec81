/**
 * Tests made, and a chosen profile's values shown, in the real editor. What is made and said is proven in
 * test/unit/pql/testProfiles and test/lsp/valueHints.test.ts.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeEditors,
  eventually,
  getTestApi,
  openNewFile,
  rewrite,
  useSample,
} from "./harness/extensionUnderTest.js";

describe("profiles beside a rule in the editor", () => {
  afterEach(closeEditors);

  const labels = async ({ uri, lineCount }: vscode.TextDocument) => {
    const range = new vscode.Range(0, 0, lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      "vscode.executeInlayHintProvider",
      uri,
      range,
    );
    return hints.map(({ label }) =>
      typeof label === "string" ? label : label.map(({ value }) => value).join(""),
    );
  };

  it("makes tests that are written once they are accepted, then shows the values of one as the rule changes", async () => {
    const { user } = await getTestApi();
    const document = await openNewFile("made.pql", 'tier = "gold" and points > 30\n');
    const tests = vscode.Uri.joinPath(document.uri, "..", "made.audience-test.json");
    await vscode.commands.executeCommand("aep.tests.generate");
    await assert.rejects(async () => await vscode.workspace.fs.stat(tests), "nothing is written unaccepted");
    user.willAnswer("Write the Tests");
    await vscode.commands.executeCommand("aep.tests.generate", document.uri);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, tests.path, "what was written is shown");
    const made = JSON.parse((await vscode.workspace.openTextDocument(tests)).getText()) as {
      tests: { name: string; qualifies: boolean }[];
    };
    assert.ok(made.tests.length > 3);
    const name = made.tests.find(({ qualifies }) => qualifies)?.name ?? "";
    await vscode.window.showTextDocument(document);
    user.willAnswer([name]);
    await vscode.commands.executeCommand("aep.profile.choose");
    await eventually("the values", async () => (await labels(document)).includes("⇒ true"));
    await rewrite(document, 'tier = "silver" and points > 30\n');
    await eventually("the new values", async () => (await labels(document)).includes("⇒ false"));
    await vscode.commands.executeCommand("aep.profile.clear");
    await eventually("no values", async () => (await labels(document)).length === 0);
  });

  it("says which file holds no profile, and where it is wrong", async () => {
    const rule = await openNewFile("judged.pql", 'tier = "gold"\n');
    const person = await openNewFile("person.json", '{\n  "tier" "gold"\n}\n');
    await assert.rejects(
      async () =>
        await vscode.commands.executeCommand("aep.profile.choose", { file: rule.uri, profile: person.uri }),
      /person\.json cannot be shown\. The profile is not JSON: colon expected at line 2, column 10\./,
    );
  });

  it("tries a rule on one profile of the platform, and forgets it with its view", async () => {
    const api = await getTestApi();
    await useSample(api, "prod");
    const document = await openNewFile("tried.pql", "person.name.firstName.isNotNull()\n");
    api.user.willAnswer("CRMID", "C-100001");
    await vscode.commands.executeCommand("aep.profile.tryOnPlatform");
    assert.ok(
      api.user.shown.some(({ text }) => text.includes("C-100001")),
      "who tries the sample is told of somebody in it",
    );
    const view = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "aep-passing");
    assert.match(view?.getText() ?? "", /^The profile qualifies\.[\s\S]*✔ person\.name\.firstName/);
    await eventually("the values", async () => (await labels(document)).includes("⇒ true"));
    const tab = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === "aep-passing");
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    await eventually("nothing left of it", async () => !(await labels(document)).includes("⇒ true"));
  });
});
