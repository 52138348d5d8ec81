/**
 * The extension in a real extension host: it is found, it activates, and the editor shows its walkthrough.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openWalkthrough } from "../../client/src/walkthrough.js";
import { closeEditors, eventually } from "./harness/extensionUnderTest.js";

describe("the extension in a real editor", () => {
  it("is installed under its published name and activates", async () => {
    const extension = vscode.extensions.getExtension("aep-workbench.aep-workbench");
    assert.ok(extension, "the extension must be found");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("has a walkthrough, which the editor opens", async () => {
    await closeEditors();
    await openWalkthrough();
    await eventually(
      "the walkthrough",
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === "Walkthrough: AEP Workbench",
    );
    await closeEditors();
  });
});
