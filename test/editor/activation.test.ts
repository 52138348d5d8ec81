/**
 * The extension in a real extension host: it is found, it activates.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the extension in a real editor", () => {
  it("is installed under its published name and activates", async () => {
    const extension = vscode.extensions.getExtension("aep-workbench.aep-workbench");
    assert.ok(extension, "the extension must be found");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
