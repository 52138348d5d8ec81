/**
 * A marketer's way through the command palette in a real editor: a new audience from a template, a condition, another audience
 * or nothing; previewed, published, deactivated, found again and deleted. One list serves every command.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getFrontDiff,
  getNode,
  getTestApi,
  readJsonBeside,
  rewrite,
  SAMPLE,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";

const TEMPLATE = "Birthday this month";

describe("a marketer in the command palette", () => {
  let api: TestApi;
  let count = 0;
  before(async () => {
    api = await getTestApi();
    await vscode.workspace.getConfiguration("files").update("autoSave", "off");
  });
  beforeEach(async () => {
    await useSample(api);
    await skipWaits(api);
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") console.log(JSON.stringify(api.user.shown.slice(-8), null, 1));
    await closeEditors();
  });

  const nextName = (): string => `Made by a marketer ${++count}`;
  const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command);
  const lastOffer = (): readonly string[] =>
    api.user.shown.findLast(({ kind }) => kind === "pick")?.choices ?? [];
  const told = (part: RegExp): string | undefined =>
    api.user.shown.find(({ kind, text }) => kind === "message" && part.test(text))?.text;

  function getFront(): vscode.TextDocument {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, "an editor is in front");
    return document;
  }

  async function assertNotRed(document: vscode.TextDocument): Promise<void> {
    await eventually(
      "the language server has looked at the draft",
      () => api.services.server.state === "running",
    );
    await vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(0, 0, 0, 0),
    );
    const problems = vscode.languages.getDiagnostics(document.uri);
    const errors = problems.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  }

  /** Creates an audience from the template and returns its name and the draft. */
  async function createFromTemplate(): Promise<{ name: string; document: vscode.TextDocument }> {
    const name = nextName();
    api.user.willAnswer("", `$(lightbulb) ${TEMPLATE}`, name, "Preview", "Apply");
    await run("aep.audience.new");
    await eventually("the audience", () => told(new RegExp(`^Created “${name}”`)));
    const uri = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith(`/${name}.pql`))?.uri;
    assert.ok(uri);
    return { name, document: await vscode.workspace.openTextDocument(uri) };
  }

  it("makes a pair of a draft that is saved, and knows afterwards whose it is", async () => {
    api.user.willAnswer("Gold and platinum", "Gold and platinum members");
    await run("aep.audience.edit");
    const draft = getFront();
    assert.ok(draft.isUntitled);
    await run("workbench.action.files.save");
    const saved = await eventually("the file in front", () => {
      const front = vscode.window.activeTextEditor?.document;
      return front?.isUntitled === false ? front : undefined;
    });
    const beside = saved.uri.with({ path: saved.uri.path.replace(/\.pql$/, ".audience.json") });
    const file = await eventually("the file beside", async () => {
      const bytes = await Promise.resolve(vscode.workspace.fs.readFile(beside)).catch(() => undefined);
      return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>);
    });
    assert.equal(file["name"], "Gold and platinum members");
    assert.equal(file["mergePolicy"], "Acme default (private graph)");
    await rewrite(saved, `${saved.getText().trim()} and testProfile != true`);
    api.user.reset();
    await run("aep.audience.update");
    assert.equal(lastOffer().length, 0, "nobody is asked which audience");
    assert.match((await getFrontDiff()).right, /# Gold and platinum members/);
    assert.match((await getFrontDiff()).right, /> Merge policy: Acme default \(private graph\)/);
    await vscode.workspace.fs.delete(saved.uri);
    await vscode.workspace.fs.delete(beside);
  });

  it("begins a new audience as if nothing were in front where the draft there is of one already", async () => {
    api.user.willAnswer("Gold and platinum", "Gold and platinum members");
    await run("aep.audience.edit");
    const { uri } = getFront();
    // From the palette, and from the menu above the draft.
    for (const args of [[], [uri, { groupId: 0 }]]) {
      api.user.reset();
      api.user.willAnswer("", undefined);
      await vscode.commands.executeCommand("aep.audience.new", ...args);
      assert.deepEqual(
        api.user.shown.map(({ kind, text }) => `${kind} ${text}`),
        ["progress Reading the schema", "pick New Audience"],
      );
    }
  });

  it("takes the audience whose page or definition is in front, previewed and confirmed as ever", async () => {
    const { name, document } = await createFromTemplate();
    const list = await getNode(api, `${SAMPLE}/dev/audience`);
    const row = (await getChildren(api, list)).find(
      ({ data }) => data.type === "resource" && data.row.name === name,
    );
    const showPage = async (): Promise<void> => {
      await vscode.commands.executeCommand("aep.audience.details", row);
      await eventually("the page in front", () => {
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
        return tab?.input instanceof vscode.TabInputWebview && tab.label === name;
      });
      api.user.reset();
    };
    await showPage();
    await run("aep.audience.publish");
    assert.equal(lastOffer().length, 0, "nobody is asked which audience");
    assert.match((await getFrontDiff()).right, new RegExp(`# ${name}`));
    await run("aep.preview.discard");
    await showPage();
    await run("aep.audience.update");
    assert.equal(getFront().uri.toString(), document.uri.toString());
    await vscode.commands.executeCommand("aep.resource.open", row);
    await eventually("the definition", () => vscode.window.activeTextEditor?.document.uri.scheme === "aep");
    api.user.reset();
    await run("aep.audience.delete");
    assert.equal(lastOffer().length, 0, "nobody is asked which audience");
    assert.match((await getFrontDiff()).left, new RegExp(`# ${name}`));
  });

  it("opens the page of what was found, and its definition by a button", async () => {
    const { name } = await createFromTemplate();
    await closeEditors();
    const label = `$(organization) ${name}`;
    const tab = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
    // The platform's lists show what was written only after a while.
    await eventually("the audience in the lists", async () => {
      api.user.willAnswer(name, undefined);
      await run("aep.find");
      return lastOffer().includes(label);
    });
    api.user.willAnswer(name, label);
    await run("aep.find");
    await eventually("the page", () => tab()?.input instanceof vscode.TabInputWebview);
    api.user.willAnswer("", [label, "Open Definition (F12)"]);
    await run("aep.find");
    assert.equal(lastOffer()[0], label, "what was used last stands first before anything is typed");
    await eventually("the definition", () => vscode.window.activeTextEditor?.document.uri.scheme === "aep");
  });

  it("says first that the draft in front is not on the platform yet, where a command takes only what is", async () => {
    const name = nextName();
    api.user.willAnswer("", `$(lightbulb) ${TEMPLATE}`, name, undefined);
    await run("aep.audience.new");
    await eventually("the draft", () => getFront().uri.path.endsWith(`/${name}.pql`));
    api.user.reset();
    api.user.willAnswer("", undefined);
    await run("aep.audience.publish");
    assert.equal(lastOffer()[0], name);
    assert.equal(told(/./), undefined, "nothing is previewed");
  });

  it("shows on the page of an audience what was done to it here, and closes it with the audience", async () => {
    const { name } = await createFromTemplate();
    await closeEditors();
    api.user.willAnswer(name, `$(organization) ${name}`);
    await run("aep.find");
    const isOpen = (title: string) => () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label, input }) => label === title && input instanceof vscode.TabInputWebview);
    await eventually("the page", isOpen(name));
    api.user.willAnswer(`${name} again`, "Apply");
    await run("aep.audience.rename");
    await eventually("the page with its new name", isOpen(`${name} again`));
    await eventually("the page in front", () => api.services.frontPage.find() !== undefined);
    api.user.willAnswer("Apply");
    await run("aep.audience.delete");
    await eventually("the page is gone", () => !isOpen(`${name} again`)());
  });

  it("gives the tab of a page to the next one, until it is opened again", async () => {
    const list = await getNode(api, `${SAMPLE}/dev/audience`);
    const [one, two, three] = (await getChildren(api, list)).filter(({ data }) => data.type === "resource");
    const pages = (): readonly string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.filter(({ input }) => input instanceof vscode.TabInputWebview).map(({ label }) => label),
      );
    const nameOf = (node: typeof one): string => (node?.data.type === "resource" ? node.data.row.name : "");
    const open = async (node: typeof one): Promise<void> => {
      await vscode.commands.executeCommand("aep.audience.details", node);
      await eventually(`the page of ${nameOf(node)}`, () => pages().includes(nameOf(node)));
    };
    await open(one);
    await open(two);
    assert.deepEqual(pages(), [nameOf(two)]);
    await open(two);
    await open(three);
    assert.deepEqual(pages(), [nameOf(two), nameOf(three)]);
  });

  describe("whatever is chosen from the list", () => {
    it("asks for the values that a template leaves open, and says nothing of them that nobody chose", async () => {
      const name = nextName();
      api.user.willAnswer("", "$(lightbulb) Lives in some countries", "AT, DE", name);
      await run("aep.audience.new");
      const document = getFront();
      assert.match(document.getText(), /countryCode in \["AT", "DE"\]/);
      assert.equal((await readJsonBeside(document, `${name}.audience.json`))["description"], undefined);
    });

    it("begins with a template that fits: a pair of files without errors, and the preview is the next step", async () => {
      const name = nextName();
      api.user.willAnswer("", `$(lightbulb) ${TEMPLATE}`, name);
      await run("aep.audience.new");
      const templates = lastOffer().filter((label) => label.startsWith("$(lightbulb)"));
      assert.ok(templates.length >= 8, templates.join());
      const document = getFront();
      assert.match(document.uri.path, new RegExp(`/audiences/${name}\\.pql$`));
      assert.equal(document.isDirty, false);
      assert.match(document.getText(), /getMonth\(\) = currentMonth\(\)/);
      await assertNotRed(document);
      const file = await readJsonBeside(document, `${name}.audience.json`);
      assert.equal(file["name"], name);
      assert.equal(file["lifecycle"], "draft");
      assert.ok(told(/is a draft here; nothing is on the platform yet/));
    });

    it("begins with one condition in three questions", async () => {
      api.user.willAnswer("_acme.loyalty.tier", "$(symbol-field) Loyalty tier", "is", "Gold");
      await run("aep.audience.new");
      assert.equal(getFront().getText().trim(), '_acme.loyalty.tier = "gold"');
      await assertNotRed(getFront());
      await closeEditors();
      api.user.willAnswer(
        "",
        "$(filter) One condition…",
        "birthDate",
        "$(symbol-field) Birth date",
        "in the next … days",
        "7",
      );
      await run("aep.audience.new");
      assert.equal(getFront().getText().trim(), "person.birthDate occurs <= 7 days after now");
      await assertNotRed(getFront());
    });

    it("begins with another audience, or with an empty file that is not red", async () => {
      const name = nextName();
      api.user.willAnswer(
        "",
        "$(copy) Another audience…",
        "Gold and platinum",
        "Gold and platinum members",
        name,
      );
      await run("aep.audience.new");
      assert.equal(getFront().getText().trim(), '_acme.loyalty.tier in ["gold", "platinum"]');
      const file = await readJsonBeside(getFront(), `${name}.audience.json`);
      assert.equal(file["evaluation"], "edge");
      assert.equal(file["remote"], undefined, "the copy is an audience of its own");
      await closeEditors();
      api.user.willAnswer("", "$(new-file) An empty file…", "Gold and platinum members", nextName());
      await run("aep.audience.new");
      const taken = "An audience named “Gold and platinum members” already exists in this sandbox.";
      assert.ok(api.user.shown.some(({ kind, text }) => kind === "ask" && text.endsWith(taken)));
      assert.equal(getFront().getText(), "");
      await assertNotRed(getFront());
      await vscode.commands.executeCommand("aep.audience.preview", getFront().uri);
      assert.ok(told(/There is no expression yet/));
    });

    it("publishes, deactivates, finds and deletes by one list that knows inactive audiences", async () => {
      const { name } = await createFromTemplate();
      await closeEditors();
      const choose = async (command: string): Promise<void> => {
        api.user.willAnswer("", name, "Apply");
        await run(command);
      };
      await choose("aep.audience.publish");
      await eventually("published", () => told(new RegExp(`^Published “${name}”`)));
      await choose("aep.audience.deactivate");
      await eventually("deactivated", () => told(new RegExp(`^Deactivated “${name}”`)));
      const list = await getNode(api, `${SAMPLE}/dev/audience`);
      const states = async (): Promise<readonly (string | undefined)[]> =>
        (await getChildren(api, list)).flatMap(({ data }) =>
          data.type === "resource" && data.row.name === name ? [data.row.state] : [],
        );
      assert.deepEqual(await states(), ["inactive"]);
      await run("aep.tree.refresh");
      assert.deepEqual(await states(), ["inactive"], "the tree finds it without having written it");
      const found = await vscode.commands.executeCommand<{ name: string }[]>("aep.find", { text: name });
      assert.deepEqual(
        found.map((one) => one.name),
        [name],
      );
      api.user.reset();
      api.user.willAnswer(name, undefined);
      await run("aep.audience.deactivate");
      assert.deepEqual(lastOffer(), [name], "what cannot be deactivated is shown, too");
      await choose("aep.audience.delete");
      await eventually("deleted", () => told(new RegExp(`^Deleted “${name}”`)));
      assert.deepEqual(await states(), []);
    });

    it("says in the preview what a deactivation hides where", async () => {
      const { name } = await createFromTemplate();
      await closeEditors();
      api.user.willAnswer("", name, "Apply");
      await run("aep.audience.publish");
      await eventually("published", () => told(new RegExp(`^Published “${name}”`)));
      api.user.willAnswer("", name);
      await run("aep.audience.deactivate");
      const { right } = await getFrontDiff();
      assert.ok(right.includes(`Deactivates the audience “${name}” in dev. Everything else stays.`), right);
      assert.match(right, /Becomes invisible: .*list of audiences/);
      assert.match(right, /Stays visible: .*“inactive”/);
    });

    it("says that nothing was found", async () => {
      api.user.willAnswer("no audience is called this", undefined);
      await run("aep.audience.publish");
      assert.deepEqual(lastOffer(), ["No audience contains “no audience is called this” in its name"]);
    });

    it("updates from the palette: the list, a draft that has the audience's name, and nothing unsaved is left", async () => {
      const { name, document } = await createFromTemplate();
      await closeEditors();
      const listDirty = () =>
        vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.path);
      const dirtyBefore = listDirty();
      api.user.willAnswer("", name, undefined);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(document.uri, "..", `${name}.audience.json`));
      await run("aep.audience.update");
      const draft = getFront();
      assert.ok(draft.isUntitled);
      assert.match(draft.uri.path, new RegExp(`/audiences/${name}( \\d+)?\\.pql$`));
      await rewrite(draft, `${draft.getText().trim()} and testProfile != true`);
      await run("aep.audience.update");
      assert.match((await getFrontDiff()).right, new RegExp(`# ${name}`));
      await run("aep.preview.apply");
      await eventually("the draft is closed", () => draft.isClosed);
      const held = await eventually("what the platform now holds, in front", () => {
        const front = vscode.window.activeTextEditor?.document;
        return front?.uri.scheme === "aep" ? front.getText() : undefined;
      });
      assert.match(held, /testProfile != true/);
      assert.deepEqual(listDirty(), dirtyBefore);
    });

    it("opens the files of an audience that the workspace holds, instead of a second draft", async () => {
      const { name, document } = await createFromTemplate();
      await closeEditors();
      const list = await getNode(api, `${SAMPLE}/dev/audience`);
      const row = (await getChildren(api, list)).find(
        ({ data }) => data.type === "resource" && data.row.name === name,
      );
      await vscode.commands.executeCommand("aep.audience.edit", row);
      assert.equal(getFront().uri.toString(), document.uri.toString());
      assert.equal(told(/changed on the platform/), undefined);
    });
  });
});
