/**
 * The bridge by which agents use a language server, over its own protocol. It edits files: what it holds is what is on disk. It has no
 * completion, no fixes and no formatting.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { makeTemporaryFolder } from "../support/folders.js";
import type { ClientSession, EditorClient } from "./clientSession.js";
import type { EditorWorkspace } from "./editorWorkspace.js";
import { installNpm } from "./npmClients.js";

const VERSION = "0.7.0";

/** The messages of a list of problems as it is told: "• Error [code]: message (source)" and its place. */
const PROBLEM = /^• \w+(?: \[[^\]]*\])?(?: \([^)]*\))?: (.*)$/gm;

async function open(workspace: EditorWorkspace, packages: string): Promise<ClientSession> {
  const configuration = path.join(workspace.folder, "cclsp.json");
  const written = JSON.parse(workspace.configuration('{\n  "servers": [\n    { "extensions"'));
  const { initializationOptions } = workspace;
  const servers = written.servers.map((server: object) => ({ ...server, initializationOptions }));
  writeFileSync(configuration, JSON.stringify({ servers }));
  const environment = Object.entries(workspace.environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(packages, "node_modules", "cclsp", "dist", "index.js")],
    cwd: workspace.folder,
    env: { ...Object.fromEntries(environment), CCLSP_CONFIG_PATH: configuration },
    stderr: "ignore",
  });
  const client = new Client({ name: "editors", version: VERSION });
  await client.connect(transport);
  const call = async (name: string, parameters: object): Promise<string> => {
    const answer = await client.callTool({
      name,
      arguments: { file_path: workspace.document, ...parameters },
    });
    return (answer.content as readonly { readonly text?: string }[]).map(({ text }) => text).join("\n");
  };
  return {
    readText: () => Promise.resolve(readFileSync(workspace.document, "utf8")),
    async readProblems() {
      const text = await call("get_diagnostics", {});
      return [...text.matchAll(PROBLEM)].map(([, message = ""]) => message);
    },
    async rename({ line, character }, name) {
      await call("rename_symbol_strict", { line: line + 1, character: character + 1, new_name: name });
    },
    end: () => client.close(),
  };
}

const packages: { folder?: string } = {};

/** The bridge for agents. */
export const cclsp: EditorClient = {
  name: "cclsp",
  async install() {
    packages.folder = makeTemporaryFolder("editors-npm");
    return await installNpm(packages.folder, [`cclsp@${VERSION}`]);
  },
  open: (workspace) => open(workspace, packages.folder ?? ""),
};
