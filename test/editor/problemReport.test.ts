/**
 * The problem report in a real editor: it is shown before it is copied, and what is copied is what its reader left.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import { closeEditors, getTestApi, useSample } from "./harness/extensionUnderTest.js";

describe("Copy Problem Report", () => {
  let api: TestApi;

  before(async () => {
    api = await getTestApi();
    await closeEditors();
    await useSample(api);
  });

  afterEach(async () => {
    api.user.reset();
    await closeEditors();
  });

  it("shows versions, settings and log, and copies only when it is told to", async () => {
    await vscode.env.clipboard.writeText("untouched");
    await vscode.commands.executeCommand("aep.problemReport.copy");
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^# Problem report of AEP Workbench/);
    assert.ok(text.includes(vscode.version));
    assert.match(text, /the sample organisation, /);
    assert.match(text, /^(?:info|warn|debug): /m);
    assert.equal(await vscode.env.clipboard.readText(), "untouched");
    await closeEditors();
    api.user.reset();
    api.user.willAnswer("Copy");
    await vscode.commands.executeCommand("aep.problemReport.copy");
    assert.match(await vscode.env.clipboard.readText(), /^# Problem report of AEP Workbench/);
  });

  it("answers a program without showing or copying", async () => {
    await vscode.env.clipboard.writeText("untouched");
    const report = await vscode.commands.executeCommand<string>("aep.problemReport.copy", {});
    assert.match(report, /^# Problem report of AEP Workbench/);
    assert.equal(vscode.window.activeTextEditor, undefined);
    assert.equal(await vscode.env.clipboard.readText(), "untouched");
  });
});
