/**
 * Tests of audiences in the editor's Testing view: found, kept up to date and run. What a run says is proven in
 * test/lsp/audienceTests.test.ts.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditors, eventually, getTestApi, openNewFile, rewrite } from "./harness/extensionUnderTest.js";

describe("tests of audiences in the editor", () => {
  afterEach(closeEditors);

  const listed = async (uri: vscode.Uri) => {
    const paths = await vscode.commands.executeCommand<string[][]>("vscode.testing.getTestsInFile", uri);
    return paths.map((path) => path.at(-1)).sort();
  };
  const toText = (...names: string[]) =>
    JSON.stringify({
      now: "2031-05-09T12:00:00Z",
      tests: names.map((name) => ({ name, profile: {}, qualifies: false })),
    });

  it("lists the tests of a file as they are typed, and runs them", async () => {
    const api = await getTestApi();
    await openNewFile("cart.pql", 'city = "Oslo"');
    const document = await openNewFile("cart.audience-test.json", toText("first", "second"));
    await eventually("the tests", async () => (await listed(document.uri)).includes("second"));
    await rewrite(document, toText("first", "third"));
    await eventually("the new test", async () => (await listed(document.uri)).includes("third"));
    await eventually("no test that is gone", async () => !(await listed(document.uri)).includes("second"));
    await vscode.commands.executeCommand("testing.runCurrentFile");
    assert.equal(api.services.server.state, "running");
  });
});
