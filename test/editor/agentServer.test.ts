/**
 * The server of the tools as the editor meets it: offered for the sandbox in use, started by the editor itself, and its tools called by
 * the editor's own client. Editors before 1.101 know no such servers.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { registerMcpDefinitions } from "../../client/src/node/mcpDefinitions.js";
import type { TestApi } from "../../client/src/testApi.js";
import { TOOLS } from "../../client/src/tools/toolRegistry.js";
import { eventually, getTestApi, useSample } from "./harness/extensionUnderTest.js";
import { startSampleServer } from "./harness/sampleServer.js";

const NEVER = new vscode.CancellationTokenSource().token;
const OWN = "Organisation with a server";

/** The names of the tools that the editor has of servers; it puts words of its own before them. */
const listServerTools = (): readonly string[] =>
  vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith("mcp_"));

const findServerTool = (tool: string): string | undefined =>
  listServerTools().find((name) => name.endsWith(tool));

/** Starts what is offered, as a person does in the list of servers, and waits until its tools are there. */
async function startServer(): Promise<void> {
  await eventually("the tools of the server", async () => {
    await vscode.commands.executeCommand("workbench.mcp.startServer", "*", { waitForLiveTools: true });
    return TOOLS.every(({ name }) => findServerTool(name) !== undefined);
  });
}

async function listJourneys(): Promise<string> {
  const name = findServerTool("list_things");
  assert.ok(name);
  const input = { kind: "journey", limit: 2 };
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, NEVER);
  return content.map((part) => (part as vscode.LanguageModelTextPart).value).join("");
}

describe("the server of the tools in the editor", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
  });

  if (Number(vscode.version.split(".")[1]) > 100) {
    it("is offered for the sandbox in use, starts, and answers with what the sandbox holds", async () => {
      await startServer();
      assert.match(await listJourneys(), /"sandbox": ?"dev"[\s\S]*"journeys"/);
    });

    it("gets the credential of its connection when it starts, and asks over the network", async () => {
      const server = await startSampleServer();
      try {
        await server.connect(OWN, { sandbox: "stage" });
        // While one server takes the place of the other, a tool that was there a moment ago may be gone.
        await eventually("an answer from the other sandbox", async () => {
          const said = await startServer()
            .then(listJourneys)
            .catch(() => "");
          return said.includes('"stage"');
        });
      } finally {
        await vscode.commands.executeCommand("aep.connections.remove", { name: OWN });
        await useSample(api);
        server.end();
      }
    });
  } else
    it("is not offered to an editor that only proposes such servers, and nothing fails of it", () => {
      const extension = vscode.extensions.getExtension("aep-workbench.aep-workbench");
      assert.ok(extension);
      registerMcpDefinitions({ extension } as vscode.ExtensionContext, api.services).dispose();
      assert.deepEqual(listServerTools(), []);
    });
});
