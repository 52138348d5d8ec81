/**
 * The address under which the editor opens a workspace.
 */
import assert from "node:assert/strict";
import { describeConsoleLine, isKnownFault, isKnownNoise } from "../../support/knownNoise.js";
import { toWorkbenchAddress } from "../../support/workbenchAddress.js";

describe("the workbench's address", () => {
  it("carries extension and suite as the workbench names them", () => {
    const address = toWorkbenchAddress({
      origin: "http://127.0.0.1:81",
      workspace: "/tmp/a b",
      extensionUnderDevelopment: "/ext",
      suite: "/ext/suite.js",
    });
    const parameters = new URL(address).searchParams;
    assert.equal(parameters.get("folder"), "/tmp/a b");
    assert.deepEqual(JSON.parse(parameters.get("payload") ?? ""), [
      ["extensionDevelopmentPath", "vscode-remote://127.0.0.1:81/ext"],
      ["extensionTestsPath", "vscode-remote://127.0.0.1:81/ext/suite.js"],
    ]);
  });

  it("opens a workspace file as a workspace", () => {
    const address = toWorkbenchAddress({ origin: "http://h:1", workspace: "/a.code-workspace" });
    assert.equal(address, "http://h:1/?workspace=%2Fa.code-workspace");
  });
});

describe("the editor's own noise", () => {
  it("is known by its exact text whatever the port", () => {
    const text = "Failed to load resource: the server responded with a status of 404 (Not Found)";
    assert.ok(isKnownNoise(describeConsoleLine(text, "http://127.0.0.1:3/update/check?x=1")));
    assert.ok(!isKnownNoise(describeConsoleLine(text, "http://127.0.0.1:3/dist/pages/audience.js")));
    assert.ok(!isKnownNoise(describeConsoleLine("Error: ours", "")));
  });

  it("is told from our own errors by where it was thrown", () => {
    const text = "Error: Found unexpected null\n    at f (http://h/out/vs/workbench";
    assert.ok(isKnownFault(`${text}/contrib/webview/browser/pre/index.html?id=1:80:11)`));
    assert.ok(!isKnownFault(`${text}/ours.js:1:1)`));
    const disposed =
      "%c  ERR Model is disposed!: Error: Model is disposed!\n    at a.b (http://h/x.js:1:1)\n";
    assert.ok(isKnownFault(`${disposed}    at k.$onVirtualDocumentChange (http://h/x.js:2:2)`));
    assert.ok(!isKnownFault(disposed));
  });
});
