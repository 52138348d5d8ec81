/**
 * Audiences as code in a real editor on the sample organisation: pull, edit, see the state, push through the preview, and be
 * clean again; promote; discard.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { FileDecorations } from "../../client/src/files/fileDecorations.js";
import type { PullReport } from "../../client/src/files/pullReport.js";
import type { WeatherEffect } from "../../client/src/sample/weather.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getNode,
  getOrganisation,
  getTestApi,
  rewrite,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";
import { changeElsewhere, openElsewhere } from "./harness/otherWindow.js";

const NAME = "App users without push";

describe("audiences as code", () => {
  let api: TestApi;
  let root: vscode.Uri;
  let count = 0;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(async () => {
    await useSample(api);
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(workspace, "the suite runs in a workspace");
    root = vscode.Uri.joinPath(workspace, `pulled-${++count}`);
    await vscode.workspace.fs.createDirectory(root);
  });
  afterEach(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(root, { recursive: true });
    await api.services.fileStatus.settle();
  });

  const countWrites = async (): Promise<number> =>
    (await getOrganisation(api)).traffic().report().writes.length;
  const file = (name: string, ending = ".pql"): vscode.Uri => vscode.Uri.joinPath(root, name + ending);
  const stateOf = (uri: vscode.Uri): string | undefined =>
    api.services.fileStatus.find(uri)?.status.comparison.state;
  const untilState = (uri: vscode.Uri, state: string) =>
    eventually(`${uri.path} is ${state}`, () => stateOf(uri) === state);

  async function pull(given: object): Promise<PullReport> {
    return await vscode.commands.executeCommand("aep.files.pull", { folder: root, ...given });
  }

  async function readFields(uri: vscode.Uri): Promise<Record<string, unknown>> {
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  }

  async function changeFields(uri: vscode.Uri, change: object): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    await rewrite(document, `${JSON.stringify({ ...(await readFields(uri)), ...change }, null, 2)}\n`);
  }

  it("pulls a list of the sidebar, shows an edit, pushes it through the preview, and is clean again", async () => {
    const { created } = await pull({});
    assert.ok(created.length > 100);
    const uri = file(NAME);
    assert.equal(stateOf(uri), "same");
    await vscode.commands.executeCommand("aep.files.compare", uri);
    const { left: there, right: here } = await getFrontDiff();
    assert.equal(there, here, "what was pulled and not edited is the same to the last line break");
    await closeEditors();
    const before = await countWrites();
    const nothing = await vscode.commands.executeCommand("aep.files.push", { files: [root] });
    assert.deepEqual(nothing, { kind: "nothing", carried: [] }, "pulled and not edited: nothing to push");

    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.getText();
    await rewrite(document, text.replace(/ and /, "\n  and "));
    await api.services.fileStatus.settle();
    assert.equal(stateOf(uri), "same", "white space is no change");
    await rewrite(document, `${text.trim()} and person.birthYear > 1980\n`);
    await untilState(uri, "changedHere");
    const marks = new FileDecorations(api.services.fileStatus);
    const badges = [uri, file(NAME, ".audience.json")].map((one) => marks.provideFileDecoration(one)?.badge);
    assert.deepEqual(badges, ["↑", undefined], "only the file that differs is marked");

    await vscode.commands.executeCommand("aep.files.push", uri);
    const { left, right } = await getFrontDiff();
    assert.ok(right.includes("person.birthYear > 1980") && !left.includes("birthYear"));
    assert.equal(await countWrites(), before, "nothing is sent while the diff is open");
    const fields = await readFields(file(NAME, ".audience.json"));
    assert.equal(fields["mergePolicy"], "Acme default (private graph)");
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.equal(await countWrites(), before + 1);
    await untilState(uri, "same");
    assert.deepEqual(await vscode.commands.executeCommand("aep.files.push", { files: [root] }), {
      kind: "nothing",
      carried: [],
    });
    assert.equal((await readFields(file(NAME, ".audience.json")))["mergePolicy"], fields["mergePolicy"]);
  });

  it("ends the platform's side of a comparison like the file: once it is pushed, nothing differs", async () => {
    await pull({});
    const uri = file(NAME);
    const document = await vscode.workspace.openTextDocument(uri);
    await rewrite(document, `${document.getText().trim()} and person.birthYear > 1990`);
    await untilState(uri, "changedHere");
    await vscode.commands.executeCommand("aep.files.compare", uri);
    await vscode.commands.executeCommand("aep.files.push", uri);
    await vscode.commands.executeCommand("aep.preview.apply");
    await untilState(uri, "same");
    await eventually("the comparison of two equal sides", async () => {
      const { left, right } = await getFrontDiff();
      return left === right && right.endsWith("> 1990");
    });
  });

  it("pulls what is selected in the sidebar", async () => {
    const node = await getNode(api, `${SAMPLE}/dev/audience`);
    const [first, second] = (await api.services.tree.getChildren(node)).filter(({ data }) =>
      data.type === "resource" ? data.row.hasExpression === true : false,
    );
    assert.ok(first && second);
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(workspace);
    api.user.reset();
    api.user.willAnswer("Open");
    const report = (await vscode.commands.executeCommand("aep.files.pull", first, [
      first,
      second,
    ])) as PullReport;
    assert.equal(report.created.length, 2);
    const [opened = ""] = report.created;
    assert.match(opened, /^audiences\//, "new files lie where new drafts do");
    const said = api.user.shown.find(({ kind }) => kind === "message")?.text;
    assert.equal(said, `Pulled from dev: 2 new, 0 updated, 0 unchanged. New: ${opened}.pql …`);
    await eventually("the first one in front", () =>
      vscode.window.activeTextEditor?.document.uri.path.endsWith(`/${opened}.pql`),
    );
    await closeEditors();
    for (const stem of report.created) {
      for (const ending of [".pql", ".audience.json"])
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspace, stem + ending));
    }
  });

  it("pulls the one audience that is chosen in the palette", async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(workspace);
    api.user.willAnswer("One audience…", NAME, NAME);
    const report = await vscode.commands.executeCommand<PullReport>("aep.files.pull");
    assert.deepEqual(report.created, [`audiences/${NAME}`]);
    for (const ending of [".pql", ".audience.json"])
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspace, `audiences/${NAME}${ending}`));
  });

  it("opens one combined preview for many files", async () => {
    await pull({ name: "Newsletter" });
    const all = await vscode.workspace.fs.readDirectory(root);
    const changed = all.filter(([name]) => name.endsWith(".audience.json")).slice(0, 2);
    assert.equal(changed.length, 2);
    for (const [name] of changed)
      await changeFields(vscode.Uri.joinPath(root, name), { description: `Many at once ${count}` });
    const before = await countWrites();
    const outcome = (await vscode.commands.executeCommand("aep.files.push", { files: [root] })) as {
      kind: string;
      batch: { id: string; count: number };
    };
    assert.equal(outcome.kind, "batch");
    assert.equal(outcome.batch.count, 2);
    assert.equal(await countWrites(), before);
    await vscode.commands.executeCommand("aep.preview.apply", { preview: outcome.batch.id, confirm: "dev" });
    assert.equal(await countWrites(), before + 2);
    for (const [name] of changed) await untilState(vscode.Uri.joinPath(root, name), "same");
  });

  describe("in bad weather", () => {
    afterEach(async () => (await getOrganisation(api)).adjust({ weather: [] }));

    /** Two pairs that differ from the platform in a field. */
    async function changeTwo(change: object): Promise<readonly string[]> {
      await pull({ name: "Newsletter" });
      const all = await vscode.workspace.fs.readDirectory(root);
      const names = all.map(([name]) => name).filter((name) => name.endsWith(".audience.json"));
      const stems = names.slice(0, 2).map((name) => name.replace(".audience.json", ""));
      for (const stem of stems) {
        const uri = file(stem, ".audience.json");
        await changeFields(uri, { ...change, name: `${(await readFields(uri))["name"]} ${count}` });
      }
      return stems;
    }

    interface Account {
      readonly outcome: string;
      readonly results: readonly { readonly outcome: string; readonly message: string | undefined }[];
    }

    /** Sends the files with one fault at the first write, and tells what is said and how many writes went out. */
    async function send(effect: WeatherEffect, command: string, given: { readonly to?: string }) {
      const { batch, preview } = (await vscode.commands.executeCommand(command, {
        files: [root],
        ...given,
      })) as Readonly<Partial<Record<"batch" | "preview", { readonly id: string }>>>;
      const before = await countWrites();
      (await getOrganisation(api)).adjust({ weather: [{ effect, onlyWrites: true, times: 1 }] });
      const account = (await vscode.commands.executeCommand("aep.preview.apply", {
        preview: (batch ?? preview)?.id,
        confirm: given.to ?? "dev",
      })) as Account;
      return { account, sent: (await countWrites()) - before };
    }

    const EXPECTED: readonly (readonly [WeatherEffect, outcomes: readonly string[]])[] = [
      // What is refused for itself does not hold up the others.
      ["refused", ["failed", "applied"]],
      ["throttle-silent", ["failed", "notSent"]],
      ["cut", ["applied", "applied"]],
    ];
    for (const [effect, outcomes] of EXPECTED) {
      it(`pushes each file at most once and says what became of it: ${effect}`, async () => {
        const stems = await changeTwo({ description: effect });
        const { account, sent } = await send(effect, "aep.files.push", {});
        assert.deepEqual(
          account.results.map(({ outcome }) => outcome),
          outcomes,
        );
        assert.ok(sent <= 2, `${sent} writes`);
        for (const [index, stem] of stems.entries())
          await untilState(file(stem), outcomes[index] === "applied" ? "same" : "changedHere");
        if (account.outcome === "applied") return;
        assert.ok(account.results[0]?.message, "why is said");
        (await getOrganisation(api)).adjust({ weather: [] });
        const again = await send("byte-order-mark", "aep.files.push", {});
        assert.equal(again.account.outcome, "applied", "what was left is sent by the next push");
        for (const stem of stems) await untilState(file(stem), "same");
      });

      it(`promotes each file at most once and says what became of it: ${effect}`, async () => {
        const stems = await changeTwo({ lifecycle: "draft" });
        const { account, sent } = await send(effect, "aep.files.promote", { to: "stage" });
        assert.deepEqual(
          account.results.map(({ outcome }) => outcome),
          outcomes,
        );
        assert.ok(sent <= 2, `${sent} writes`);
        for (const [index, stem] of stems.entries()) {
          const links = Object.keys((await readFields(file(stem, ".audience.json")))["remote"] as object);
          assert.equal(
            links.length,
            outcomes[index] === "applied" ? 2 : 1,
            "only what was created is linked",
          );
        }
      });
    }
  });

  it("survives a rename, of its folder too: the files are still the audience they were", async () => {
    await pull({ name: NAME });
    await changeFields(file(NAME, ".audience.json"), { description: `Renamed ${count}` });
    for (const ending of [".pql", ".audience.json"])
      await vscode.workspace.fs.rename(file(NAME, ending), file("another name", ending));
    await untilState(file("another name"), "changedHere");
    assert.equal(stateOf(file(NAME)), undefined);
    const former = root;
    root = vscode.Uri.joinPath(former, "..", `moved-${count}`);
    await vscode.workspace.fs.rename(former, root);
    await untilState(file("another name"), "changedHere");
    assert.equal(
      stateOf(vscode.Uri.joinPath(former, "another name.pql")),
      undefined,
      "nor in its old folder",
    );
  });

  describe("between people and sandboxes", () => {
    it("tells changes there from changes here, and gives way when they are discarded", async () => {
      await pull({ name: NAME });
      const fields = file(NAME, ".audience.json");
      const [link] = Object.values((await readFields(fields))["remote"] as Record<string, { id: string }>);
      assert.ok(link);
      await changeElsewhere(await openElsewhere(api), link.id, {
        path: "/description",
        value: `Changed elsewhere ${count}`,
      });
      await vscode.commands.executeCommand("aep.files.refresh", {});
      assert.equal(stateOf(fields), "changedThere");
      await changeFields(fields, { description: "Changed here" });
      await untilState(fields, "changedBoth");
      const { kept } = await pull({ ids: [link.id] });
      assert.deepEqual(
        kept.map(({ fields: names }) => names),
        [["description"]],
      );
      assert.equal((await readFields(fields))["description"], "Changed here");
      await vscode.commands.executeCommand("aep.files.discard", { files: [fields] });
      assert.equal((await readFields(fields))["description"], `Changed elsewhere ${count}`);
      assert.equal(stateOf(fields), "same");
    });

    it("blocks expressions with errors and references that the target does not have", async () => {
      await pull({ name: NAME });
      const document = await vscode.workspace.openTextDocument(file(NAME));
      await rewrite(document, "person.birthYear > ");
      const push = async () =>
        await vscode.commands.executeCommand("aep.files.push", { files: [file(NAME)] });
      await assert.rejects(push, /Nothing was sent/);
      await rewrite(document, 'inSegment("nowhere")');
      const promote = async () =>
        await vscode.commands.executeCommand("aep.files.promote", { files: [file(NAME)], to: "stage" });
      await assert.rejects(promote, /nowhere/);
    });

    it("takes a file that is named at its word, and never says of none that the platform holds it", async () => {
      await pull({ name: NAME });
      const push = async (uri: vscode.Uri) =>
        await vscode.commands.executeCommand<{ kind: string }>("aep.files.push", { files: [uri] });
      const loose = file("Loose");
      await vscode.workspace.fs.writeFile(loose, new TextEncoder().encode("person.birthYear > 1980"));
      await assert.rejects(push(loose), /belongs to no audience yet/);
      await vscode.workspace.fs.delete(loose);
      await assert.rejects(push(loose), /There is no such file/);
      const hide = (exclude: object | undefined) =>
        vscode.workspace
          .getConfiguration("files")
          .update("exclude", exclude, vscode.ConfigurationTarget.Workspace);
      await hide({ "**/*.pql": true });
      try {
        await rewrite(await vscode.workspace.openTextDocument(file(NAME)), "person.birthYear > 1980");
        assert.equal((await push(file(NAME))).kind, "open", "what the editor does not search is there");
        await vscode.commands.executeCommand("aep.preview.discard");
      } finally {
        await hide(undefined);
      }
    });

    it("promotes to another sandbox with its merge policy, keeps both links, and leaves the file's expression", async () => {
      await pull({ name: NAME });
      const fields = file(NAME, ".audience.json");
      await changeFields(fields, { name: `Promoted ${count}` });
      const before = await countWrites();
      await vscode.commands.executeCommand("aep.files.promote", { files: [file(NAME)], to: "stage" });
      const { left, right } = await getFrontDiff();
      assert.equal(left, "");
      assert.ok(right.includes(`# Promoted ${count}`));
      assert.equal(await countWrites(), before);
      await vscode.commands.executeCommand("aep.preview.discard");
      assert.equal(await countWrites(), before);
      assert.equal(Object.keys((await readFields(fields))["remote"] as object).length, 1);
    });
  });
});
