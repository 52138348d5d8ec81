/**
 * An audience of the rule builder (pql/json) edited as text in a real editor: it goes back as a tree.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fetchAudience, listAudiences } from "../../client/src/api/audiences.js";
import { collectItems } from "../../client/src/api/pages.js";
import type { TestApi } from "../../client/src/testApi.js";
import { closeEditors, getFrontDiff, getTestApi, rewrite, useSample } from "./harness/extensionUnderTest.js";
import { openPlatformPlace } from "./harness/platformPlace.js";

interface Report {
  readonly kind: string;
  readonly preview: { readonly id: string };
}

describe("an audience of the rule builder", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
  });
  afterEach(closeEditors);

  it("is edited as text and sent as a tree, and unedited there is nothing to send", async () => {
    const { session } = await openPlatformPlace(api);
    const all = await collectItems(listAudiences(session));
    const id = all.find(({ name }) => name === "Builder: no phone")?.id ?? "";
    const file = await vscode.commands.executeCommand<string>("aep.audience.edit", { id });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file));
    assert.match(document.getText(), /mobilePhone\.number\.isNull\(\)/);
    const preview = (): Thenable<Report> =>
      vscode.commands.executeCommand<Report>("aep.audience.preview", { file, action: "update" });
    assert.equal((await preview()).kind, "nothing");
    await rewrite(document, "mobilePhone.number.isNotNull()");
    const report = await preview();
    const { right } = await getFrontDiff();
    assert.match(right, /Kept as a tree/);
    await vscode.commands.executeCommand("aep.preview.apply", { preview: report.preview.id, confirm: "" });
    const { expression } = await fetchAudience(session, id);
    assert.equal(expression?.format, "pql/json");
    assert.match(expression?.value ?? "", /isNotNull/);
  });
});
