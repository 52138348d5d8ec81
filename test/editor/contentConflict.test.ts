/**
 * Content that somebody else changed meanwhile: nothing is sent, the versions are merged hunk by hunk in the editor, and the
 * local files follow what was resolved.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fetchContentTemplate } from "../../client/src/api/contentItems.js";
import { replaceContent, toContentBody } from "../../client/src/api/contentWrites.js";
import { withParts } from "../../client/src/content/contentParts.js";
import type { TestApi } from "../../client/src/testApi.js";
import { CONFIRMED } from "../support/confirmed.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getTestApi,
  useSample,
} from "./harness/extensionUnderTest.js";
import { openPlatformPlace } from "./harness/platformPlace.js";

interface Report {
  readonly kind: string;
  readonly conflict?: string;
  readonly preview: { readonly id: string };
}

describe("a conflict of content", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
  });
  afterEach(closeEditors);

  it("is resolved hunk by hunk, and the files follow", async () => {
    const { session, findTemplate, countWrites } = await openPlatformPlace(api);
    const id = await findTemplate("Survey invitation");
    const address = await vscode.commands.executeCommand<string>("aep.content.edit", {
      kind: "template",
      id,
    });
    const file = vscode.Uri.parse(address);
    const write = (text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const read = async (): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    await closeEditors();
    const started = await read();
    const template = await fetchContentTemplate(session, id);
    const theirs = withParts(template.raw, [
      { file: "body.html", text: started.replace("<h1", "<h1 theirs") },
    ]);
    const version = { kind: "template", id, etag: template.etag } as const;
    await replaceContent(session, { version, content: toContentBody(theirs) }, CONFIRMED);
    await write(`${started.replace("<h1", "<h1 mine")}\n<p>Only mine</p>`);
    const before = await countWrites();
    const report = await vscode.commands.executeCommand<Report>("aep.content.update", { file });
    assert.equal(report.kind, "conflict");
    const uri = await vscode.commands.executeCommand<string>("aep.conflict.resolve", {
      conflict: report.conflict,
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const text = document.getText();
    assert.match(text, /<<<<<<< [\s\S]*<h1 theirs[\s\S]*=======[\s\S]*<h1 mine[\s\S]*>>>>>>>/);
    assert.ok(text.includes("<p>Only mine</p>"));
    assert.equal(await countWrites(), before);
    const resolved = text.replace(/<<<<<<<[^\n]*\n([\s\S]*?)\|{7}[\s\S]*?>>>>>>>[^\n]*\n/, "$1");
    const again = await vscode.commands.executeCommand<Report>("aep.conflict.previewResolution", {
      conflict: report.conflict,
      text: resolved,
    });
    const { right } = await getFrontDiff();
    assert.ok(
      right.includes("<h1 theirs") && right.includes("<p>Only mine</p>") && !right.includes("<h1 mine"),
    );
    await vscode.commands.executeCommand("aep.preview.apply", { preview: again.preview.id, confirm: "" });
    await eventually("the file as it was resolved", async () => (await read()).includes("<h1 theirs"));
    const last = await vscode.commands.executeCommand<Report>("aep.content.update", { file });
    assert.equal(last.kind, "nothing");
  });
});

describe("a preview of content as it will look", () => {
  it("opens beside the diff, which stays in front, and closes with it", async () => {
    const api = await getTestApi();
    await useSample(api);
    const { findFragment } = await openPlatformPlace(api);
    const id = await findFragment("Loyalty box");
    const given = { kind: "fragment", id };
    const { preview } = await vscode.commands.executeCommand<Report>("aep.content.publish", given);
    const isRendered = ({ label }: vscode.Tab): boolean => label.includes("as it will look");
    const listTabs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    await vscode.commands.executeCommand("aep.preview.showRendered", preview.id);
    await eventually("the rendered view", () => listTabs().some(isRendered));
    await getFrontDiff();
    await vscode.commands.executeCommand("aep.preview.discard", preview.id);
    await eventually("no rendered view", () => !listTabs().some(isRendered));
    await closeEditors();
  });
});
