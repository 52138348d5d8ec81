/**
 * Tests of audiences in the editor: found, kept up to date, with the fields of the schemas completed. What a run says
 * is proven in test/lsp/audienceTests.test.ts.
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
import { findLastRun } from "./harness/testObserver.js";

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

  it("tells the editor what was tried of each clause of a rule", async () => {
    const rule = await openNewFile("covered.pql", 'city = "Oslo" and points > 10\n');
    const tests = ["Oslo", "Bergen"].map((city) => ({
      name: city,
      profile: { city, points: 11 },
      qualifies: city === "Oslo",
    }));
    const { uri } = await openNewFile(
      "covered.audience-test.json",
      JSON.stringify({ now: "2031-05-09T12:00:00Z", tests }),
    );
    await eventually("the tests", async () => (await listed(uri)).includes("Bergen"));
    await vscode.commands.executeCommand("testing.coverageCurrentFile");
    const details = await eventually("what was covered", async () => {
      const found = await (await findLastRun())?.getDetailedCoverage?.(rule.uri);
      return found?.length ? found : undefined;
    });
    const told = details.map(({ executed, location, ...more }) => ({
      clause: location instanceof vscode.Range && rule.getText(location),
      executed,
      branches: "branches" in more && more.branches.map(({ label, executed: times }) => `${label}: ${times}`),
    }));
    const alone = "changed the answer by being";
    assert.deepEqual(told, [
      {
        clause: 'city = "Oslo"',
        executed: 2,
        branches: ["true: 1", "false: 1", `${alone} true: 1`, `${alone} false: 1`],
      },
      {
        clause: "points > 10",
        executed: 2,
        branches: ["true: 2", "false: 0", `${alone} true: 1`, `${alone} false: 0`],
      },
    ]);
  });

  it("lists neither what is only shown, nor the tests of a folder that is gone, but those of one that came as a whole", async () => {
    const scheme = "shown-tests";
    const shown = vscode.Uri.from({ scheme, path: "/cart.audience-test.json" });
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: () => toText("shown"),
    });
    await vscode.workspace.openTextDocument(shown);
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const folder = vscode.Uri.joinPath(root, "brief");
    // Of a folder that is moved here no watcher of files tells what is in it, on Linux.
    const elsewhere = vscode.Uri.joinPath(root, "..", "brief");
    const places = ["first", "inner/second", "inner/innermost/third"];
    const inFolder = (base: vscode.Uri, place: string) =>
      vscode.Uri.joinPath(base, `${place}.audience-test.json`);
    for (const place of places)
      await vscode.workspace.fs.writeFile(
        inFolder(elsewhere, place),
        new TextEncoder().encode(toText(place)),
      );
    await vscode.workspace.fs.rename(elsewhere, folder);
    for (const place of places)
      await eventually(`the tests of ${place}`, async () =>
        (await listed(inFolder(folder, place))).includes(place),
      );
    await vscode.workspace.fs.delete(folder, { recursive: true });
    for (const place of places)
      await eventually(
        `no tests of ${place}`,
        async () => (await listed(inFolder(folder, place))).length === 0,
      );
    assert.deepEqual(await listed(shown), []);
    provider.dispose();
  });

  it("completes the fields of the sandbox's schemas in profiles and events", async () => {
    await useSample(await getTestApi());
    const text = '{"tests":[{"name":"a","profile":{"homeAddress":{}},"events":[{}],"qualifies":true}]}';
    const document = await openNewFile("fields.audience-test.json", text);
    const isOffered = async (before: string, name: string) => {
      const place = document.positionAt(text.indexOf(before) + before.length);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        place,
      );
      return items.some(({ label }) => label === name);
    };
    await eventually("a field of the address", () => isOffered('"homeAddress":{', "city"));
    await eventually("a field of events", () => isOffered('"events":[{', "eventType"));
  });

  it("underlines a member that the sandbox's schemas do not have, until it is mended", async () => {
    await useSample(await getTestApi());
    const toFile = (name: string) =>
      `{"now":"2031-05-09T12:00:00Z","tests":[{"name":"a","profile":{"homeAddress":{"${name}":"Oslo"}},"qualifies":true}]}`;
    const document = await openNewFile("misspelt.audience-test.json", toFile("citty"));
    const underlined = () =>
      vscode.languages.getDiagnostics(document.uri).map(({ range }) => document.getText(range));
    await eventually("the member", () => underlined().includes('"citty"'));
    await rewrite(document, toFile("city"));
    await eventually("nothing", () => underlined().length === 0);
  });
});
