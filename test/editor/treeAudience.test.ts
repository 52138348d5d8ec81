/**
 * An audience of the rule builder (pql/json) edited as text in a real editor: it goes back as a tree.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ApiSession } from "../../client/src/api/apiSession.js";
import { fetchAudience, listAudiences } from "../../client/src/api/audiences.js";
import { collectItems } from "../../client/src/api/pages.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getFrontDiff,
  getTestApi,
  rewrite,
  useSample,
} from "./harness/extensionUnderTest.js";
import { openPlatformPlace } from "./harness/platformPlace.js";

interface Report {
  readonly kind: string;
  readonly preview: { readonly id: string };
}

/** The audience that the rule builder made. */
async function findId(session: ApiSession): Promise<string> {
  const all = await collectItems(listAudiences(session));
  const found = all.find(({ name }) => name === "Builder: no phone");
  assert.ok(found);
  return found.id;
}

describe("an audience of the rule builder", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
  });
  afterEach(closeEditors);

  it("is opened as the rule that people read, without a problem, and says above it that it is kept as a tree", async () => {
    const { session } = await openPlatformPlace(api);
    const id = await findId(session);
    const uri = vscode.Uri.parse(
      await vscode.commands.executeCommand<string>("aep.resource.open", { id }),
      true,
    );
    assert.equal(vscode.window.activeTextEditor?.document.getText(), "mobilePhone.number.isNull()");
    const lenses = await eventually("the lenses of both", async () => {
      const command = "vscode.executeCodeLensProvider";
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, uri, 9);
      const titles = found.map(({ command: shown }) => shown?.title ?? "");
      return titles.some((title) => title.startsWith("Evaluation: ")) && titles;
    });
    assert.match(lenses[0] ?? "", /Kept as a tree/);
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  it("is edited as text and sent as a tree, and unedited there is nothing to send", async () => {
    const { session } = await openPlatformPlace(api);
    const id = await findId(session);
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
