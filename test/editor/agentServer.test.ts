/**
 * The server of the tools as the editor meets it: offered for the sandbox in use, started by the editor itself, and its tools called by
 * the editor's own client. Editors before 1.101 know no such servers.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { TOOLS } from "../../client/src/tools/toolRegistry.js";
import { eventually, getTestApi, useSample } from "./harness/extensionUnderTest.js";

const NEVER = new vscode.CancellationTokenSource().token;

/** The names of the tools that the editor has of servers; it puts words of its own before them. */
const listServerTools = (): readonly string[] =>
  vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith("mcp_"));

const startServers = () =>
  vscode.commands.executeCommand("workbench.mcp.startServer", "*", { waitForLiveTools: true });

describe("the server of the tools in the editor", () => {
  before(async () => {
    await useSample(await getTestApi());
  });

  if ("registerMcpServerDefinitionProvider" in vscode.lm)
    it("is offered for the sandbox in use, starts, and answers with what the sandbox holds", async () => {
      const findTool = (tool: string) => listServerTools().find((name) => name.endsWith(tool));
      await eventually("the tools of the server", async () => {
        await startServers();
        return TOOLS.every(({ name }) => findTool(name) !== undefined);
      });
      const name = findTool("list_things");
      assert.ok(name);
      const input = { kind: "journey", limit: 2 };
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, NEVER);
      const said = content.map((part) => (part as vscode.LanguageModelTextPart).value).join("");
      assert.match(said, /"sandbox": ?"dev"[\s\S]*"journeys"/);
    });
  else
    it("is not missed by an editor that knows no such servers", () => {
      assert.deepEqual(listServerTools(), []);
    });
});
