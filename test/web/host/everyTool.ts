/**
 * Every tool for agents, called by another extension through an editor in a browser. The editor asks the person before each; the test
 * outside says yes (test/support/browserSuite.ts).
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditors, eventually, getTestApi, useSample } from "../../editor/harness/extensionUnderTest.js";

describe("every tool for agents, in a browser", () => {
  afterEach(closeEditors);

  it("answers from the sandbox in use", async () => {
    await useSample(await getTestApi());
    await vscode.commands.executeCommand("scripted.callTools");
    const lines = await eventually("the answers", () => {
      const text = vscode.window.activeTextEditor?.document.getText() ?? "";
      return text.includes("relate_rules") && text.split("\n");
    });
    assert.deepEqual(
      lines.filter((line) => !line.endsWith(" answered from dev")),
      [],
    );
    const tools: readonly { readonly name: string }[] = vscode.extensions.getExtension(
      "aep-workbench.aep-workbench",
    )?.packageJSON.contributes.languageModelTools;
    const answered = new Set(lines.map((line) => `aep_${line.split(" ")[0]}`));
    assert.deepEqual([...answered].sort(), tools.map(({ name }) => name).sort());
  });
});
