/**
 * Creating and changing audiences in a real editor on the sample organisation, from a .pql file to the tree: what is shown
 * is what is sent, and nothing is sent that was not shown and confirmed.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { DEFAULT_SETTINGS } from "../../client/src/sample/sampleSettings.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getData,
  getFrontDiff,
  getNode,
  getOrganisation,
  getTestApi,
  openNewFile,
  readJsonBeside,
  rewrite,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";
import { changeElsewhere, openElsewhere } from "./harness/otherWindow.js";

const EXPRESSION = '_acme.loyalty.tier = "gold" and _acme.cart.value > 100';

const listTabs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
const countDiffs = () => listTabs().filter(({ input }) => input instanceof vscode.TabInputTextDiff).length;

describe("the write path", () => {
  let api: TestApi;
  let count = 0;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(() => useSample(api));
  afterEach(closeEditors);

  /** Names that no other test uses, so that the order of tests does not matter. */
  const nextName = (): string => `Written by a test ${++count}`;
  const nextFile = (): string => `written-${count}.pql`;

  async function countWrites(): Promise<number> {
    return (await getOrganisation(api)).traffic().report().writes.length;
  }

  /** Creates an audience through the editor and returns its document and id. */
  async function create(
    name: string,
    text = EXPRESSION,
  ): Promise<{ document: vscode.TextDocument; id: string }> {
    const document = await openNewFile(nextFile(), text);
    api.user.willAnswer(name, "Batch");
    await vscode.commands.executeCommand("aep.audience.new");
    await vscode.commands.executeCommand("aep.preview.apply");
    return { document, id: await readLinkedId(document) };
  }

  /** Creates an audience that no file of the folder is linked to, and returns its id. */
  async function createWithoutFile(name: string): Promise<string> {
    const { id: preview } = await openPreview({ name, expression: EXPRESSION });
    await vscode.commands.executeCommand("aep.preview.apply", { preview });
    const [first] = await getChildren(api, await getNode(api, `${SAMPLE}/dev/audience`));
    assert.ok(first);
    assert.equal(getData(first, "resource").row.name, name);
    return getData(first, "resource").row.id;
  }

  async function readLinkedId(document: vscode.TextDocument): Promise<string> {
    const name = document.uri.path.split("/").at(-1)?.replace(".pql", ".audience.json") ?? "";
    const { remote } = await readJsonBeside(document, name);
    const [link] = Object.values(remote as Record<string, { id: string }>);
    assert.ok(link);
    return link.id;
  }

  /** Changes an audience as somebody in another window would. */
  async function change(id: string, path: string, value: unknown): Promise<void> {
    await changeElsewhere(await openElsewhere(api), id, { path, value });
  }

  async function fetchExpression(id: string): Promise<string | undefined> {
    const { fetchAudience } = await import("../../client/src/api/audiences.js");
    const session = await (await api.services.sessions()).open(SAMPLE, "dev");
    return (await fetchAudience(session, id)).expression?.value;
  }

  const lastMessage = (): string => api.user.shown.findLast(({ kind }) => kind === "message")?.text ?? "";

  it("creates an audience: plan, diff with nothing on the left, confirm, and the tree shows it first", async () => {
    const name = nextName();
    const document = await openNewFile(nextFile(), EXPRESSION);
    const before = await countWrites();
    api.user.willAnswer(name, "Batch");
    await vscode.commands.executeCommand("aep.audience.new");
    const { left, right } = await getFrontDiff();
    assert.equal(left, "");
    assert.ok(right.includes(EXPRESSION) && right.includes(`# ${name}`), right);
    assert.match(right, /"lifecycle": "draft"/);
    assert.equal(await countWrites(), before, "nothing is sent while the diff is open");
    await vscode.commands.executeCommand("aep.preview.apply");
    assert.equal(await countWrites(), before + 1);
    assert.match(await eventually("the report", () => lastMessage()), /^Created “.*” in dev/);
    const [first] = await getChildren(api, await getNode(api, `${SAMPLE}/dev/audience`));
    assert.ok(first);
    assert.equal(getData(first, "resource").row.name, name);
    assert.equal(getData(first, "resource").row.id, await readLinkedId(document));
    assert.ok(!(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff));
  });

  it("updates from the file: left what the platform holds, right what will be sent, and only that is sent", async () => {
    const { document, id } = await create(nextName());
    const changed = EXPRESSION.replace("100", "250");
    const before = await countWrites();
    const shown: string[] = [];
    for (const text of [EXPRESSION.replace("100", "200"), changed, changed]) {
      await rewrite(document, text);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("aep.audience.update");
      await eventually("one preview of the file", () => countDiffs() === 1);
      shown.push(String((await getFrontDiff()).uri));
    }
    assert.ok(shown[0] !== shown[1] && shown[1] === shown[2], "shown again while nothing changed");
    assert.match(
      lastMessage(),
      /^Changes the audience “.*” in dev: rule\. Everything else stays\. Nothing is sent yet/,
    );
    const { left, right } = await getFrontDiff();
    assert.ok(left.includes(EXPRESSION) && right.includes(changed));
    const others = left.replace(EXPRESSION, changed).replace("is more than 100", "is more than 250");
    assert.equal(others, right, "nothing differs but the rule and its words");
    api.user.reset();
    const press = () => vscode.commands.executeCommand("aep.preview.applyInTitle");
    await Promise.all([press(), press()]);
    const told = api.user.shown.filter(({ kind }) => kind === "message").map(({ text }) => text);
    assert.equal(told.length, 1, `a double click is one press: ${told.join(" / ")}`);
    assert.equal(await countWrites(), before + 1);
    assert.equal(await fetchExpression(id), changed);
  });

  it("sends nothing when the diff is closed or discarded, and the preview is over", async () => {
    const before = await countWrites();
    for (const end of ["workbench.action.closeActiveEditor", "aep.preview.discard"]) {
      const opened = await openPreview({ name: nextName(), expression: EXPRESSION });
      await vscode.commands.executeCommand(end);
      await eventually("the preview ends", () => !api.services.previews.isOpen(opened.id));
      const apply = vscode.commands.executeCommand("aep.preview.apply", { preview: opened.id });
      await assert.rejects(async () => await apply, /has ended/);
    }
    assert.equal(await countWrites(), before);
  });

  it("stops at the conflict when the audience changes while the diff is open, and offers the three versions", async () => {
    const { document, id } = await create(nextName());
    const mine = EXPRESSION.replace("100", "250");
    const theirs = EXPRESSION.replace("gold", "platinum");
    await rewrite(document, mine);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("aep.audience.update");
    await change(id, "/expression", { type: "PQL", format: "pql/text", value: theirs });
    const before = await countWrites();
    api.user.willAnswer("Compare");
    const applied = await vscode.commands.executeCommand<{ outcome: string }>("aep.preview.apply");
    assert.equal(applied.outcome, "conflict");
    assert.equal(await countWrites(), before);
    assert.equal(await fetchExpression(id), theirs);
    const isComparing = (): boolean =>
      /started from/.test(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "");
    await eventually("the three versions", isComparing);
  });

  it("edits the platform's copy as a draft, again and again, and its open document follows", async () => {
    const id = await createWithoutFile(nextName());
    const open = await vscode.commands.executeCommand<string>("aep.resource.open", { id });
    const copy = await vscode.workspace.openTextDocument(vscode.Uri.parse(open));
    assert.equal(copy.getText(), EXPRESSION);
    for (const value of ["250", "300"]) {
      // What was applied leaves no draft behind.
      await vscode.commands.executeCommand("aep.audience.edit", { id });
      const draft = vscode.window.activeTextEditor?.document;
      assert.ok(draft?.isUntitled);
      await rewrite(draft, EXPRESSION.replace("100", value));
      await vscode.commands.executeCommand("aep.audience.update");
      const { left } = await getFrontDiff();
      assert.ok(left.includes(`# Written by a test`));
      await vscode.commands.executeCommand("aep.preview.apply");
      assert.equal(await fetchExpression(id), EXPRESSION.replace("100", value));
      await eventually("the open document", () => copy.getText() === EXPRESSION.replace("100", value));
    }
  });

  it("previews the deletion of an audience and the tree forgets it", async () => {
    const name = nextName();
    const { id } = await create(name);
    const opened = await openPreview({ action: "delete", id });
    const { left, right } = await getFrontDiff();
    assert.ok(left.includes(`# ${name}`));
    assert.equal(right, "");
    await vscode.commands.executeCommand("aep.preview.apply", { preview: opened.id });
    const rows = await getChildren(api, await getNode(api, `${SAMPLE}/dev/audience`));
    assert.ok(!rows.some((node) => node.data.type === "resource" && node.data.row.id === id));
  });

  describe("whatever the platform holds", () => {
    it("sends nothing when there is nothing to send", async () => {
      const { document } = await create(nextName());
      await vscode.window.showTextDocument(document);
      const before = await countWrites();
      const report = await vscode.commands.executeCommand("aep.audience.preview", { file: document.uri });
      assert.deepEqual(report, { kind: "nothing", carried: [] });
      assert.equal(await countWrites(), before);
      // From the palette another one may have been meant than the one that happens to be in front.
      api.user.willAnswer("Choose Another…", "", undefined);
      await vscode.commands.executeCommand("aep.audience.update");
      await eventually("the list", () => api.user.shown.some(({ text }) => /^Update Audience/.test(text)));
    });

    it("calls an audience what the platform calls it, whatever its file says", async () => {
      const { document, id } = await create(nextName());
      const name = nextName();
      await change(id, "/name", name);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("aep.audience.publish");
      assert.match(lastMessage(), new RegExp(`^Publishes the audience “${name}” `));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("aep.audience.delete");
      assert.match(lastMessage(), new RegExp(`^Deletes the audience “${name}” .* Look at what will be gone`));
    });

    it("asks nobody to choose where both changes fit together", async () => {
      const { document, id } = await create(nextName());
      await rewrite(document, EXPRESSION.replace("100", "250"));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("aep.audience.update");
      await change(id, "/description", "Theirs");
      api.user.willAnswer("Preview Again");
      await vscode.commands.executeCommand("aep.preview.apply");
      await eventually("the next preview", () => /^Changes the audience/.test(lastMessage()));
      const conflict = api.user.shown.find(({ text }) => /but nothing that you change/.test(text));
      assert.deepEqual(conflict?.choices, ["Preview Again", "Compare"]);
      assert.equal(conflict?.severity, "error", "which alone waits until it is answered");
      assert.match((await getFrontDiff()).left, /Theirs/);
    });

    it("stops at the conflict when the audience changed elsewhere since it was last seen", async () => {
      const { document, id } = await create(nextName());
      const theirs = EXPRESSION.replace("gold", "platinum");
      await change(id, "/expression", { type: "PQL", format: "pql/text", value: theirs });
      await rewrite(document, EXPRESSION.replace("100", "250"));
      await vscode.window.showTextDocument(document);
      const before = await countWrites();
      await vscode.commands.executeCommand("aep.audience.update");
      assert.match(
        await eventually("the conflict", () => lastMessage()),
        /was changed on the platform.*rule.*Nothing was sent/,
      );
      assert.equal(await countWrites(), before);
      assert.equal(await fetchExpression(id), theirs);
    });

    it("carries over what only somebody else changed", async () => {
      const { document, id } = await create(nextName());
      await change(id, "/description", "Written by somebody else");
      await rewrite(document, EXPRESSION.replace("100", "300"));
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("aep.audience.update");
      const { right } = await getFrontDiff();
      assert.match(right, /Written by somebody else/);
      await vscode.commands.executeCommand("aep.preview.apply");
      const session = await (await api.services.sessions()).open(SAMPLE, "dev");
      const { fetchAudience } = await import("../../client/src/api/audiences.js");
      const now = await fetchAudience(session, id);
      assert.equal(now.description, "Written by somebody else");
      assert.equal(now.expression?.value, EXPRESSION.replace("100", "300"));
    });

    it("previews again after a conflict on top of what the platform holds now", async () => {
      const { document, id } = await create(nextName());
      const mine = EXPRESSION.replace("100", "250");
      const theirs = EXPRESSION.replace("gold", "platinum");
      await change(id, "/expression", { type: "PQL", format: "pql/text", value: theirs });
      await rewrite(document, mine);
      const report = await vscode.commands.executeCommand<{ kind: string; conflict: string }>(
        "aep.audience.preview",
        {
          file: document.uri,
        },
      );
      assert.equal(report.kind, "conflict");
      await vscode.commands.executeCommand("aep.conflict.previewAgain", { conflict: report.conflict });
      const { left, right } = await getFrontDiff();
      assert.ok(left.includes(theirs) && right.includes(mine));
      await vscode.commands.executeCommand("aep.preview.apply");
      assert.equal(await fetchExpression(id), mine);
    });

    it("compares a file that belongs to no audience with one that is chosen though no list shows it yet, and does not rename that after it", async () => {
      const name = nextName();
      const { id } = await create(name);
      const other = await openNewFile(`other-${count}.pql`, EXPRESSION.replace("100", "777"));
      api.user.willAnswer(name, name);
      const organisation = await getOrganisation(api);
      organisation.adjust({ listLag: 60_000 });
      await vscode.commands.executeCommand("aep.audience.compare", other.uri);
      organisation.adjust({ listLag: DEFAULT_SETTINGS.listLag });
      const isCompared = () => listTabs().some(({ label }) => label.startsWith(`${name}: dev ↔`));
      await eventually("the comparison", isCompared);
      const opened = await openPreview({ file: other.uri, id });
      await vscode.commands.executeCommand("aep.preview.apply", { preview: opened.id });
      const { fetchAudience } = await import("../../client/src/api/audiences.js");
      const session = await (await api.services.sessions()).open(SAMPLE, "dev");
      assert.equal((await fetchAudience(session, id)).name, name);
    });

    it("asks for the sandbox's name in production beyond drafts, and sends nothing on another text", async () => {
      await useSample(api, "prod");
      const before = await countWrites();
      const opened = await openPreview({ name: nextName(), expression: EXPRESSION, lifecycle: "published" });
      const apply = (confirm: string): Thenable<unknown> =>
        vscode.commands.executeCommand("aep.preview.apply", { preview: opened.id, confirm });
      await assert.rejects(async () => await apply("dev"), /not the name of the sandbox/);
      assert.equal(await countWrites(), before);
      await apply("prod");
      assert.equal(await countWrites(), before + 1);
    });

    it("refuses a second audience of the same name before showing anything", async () => {
      const name = nextName();
      await create(name);
      await assert.rejects(openPreview({ name, expression: EXPRESSION }), /already exists/);
    });
  });

  async function openPreview(given: Readonly<Record<string, unknown>>): Promise<{ id: string }> {
    const report = await vscode.commands.executeCommand<{ kind: string; preview: { id: string } }>(
      "aep.audience.preview",
      given,
    );
    assert.equal(report.kind, "open");
    return report.preview;
  }
});
