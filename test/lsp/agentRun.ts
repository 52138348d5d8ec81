/**
 * Starts the built dist/mcp.js and talks to it with the protocol's own client, as an agent does.
 */
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { inRepository } from "../support/folders.js";

/** The built server. */
export const AGENT_SERVER = inRepository("dist/mcp.js");

/** What a tool answered. */
export interface ToolReply {
  readonly isError: boolean;
  readonly text: string;
  /** The `data` of the answer; undefined for a failure. */
  readonly data: Record<string, unknown>;
  readonly notes: readonly string[];
}

/** A connected agent. */
export interface AgentRun {
  readonly client: Client;
  call(name: string, input?: Record<string, unknown>, signal?: AbortSignal): Promise<ToolReply>;
  end(): Promise<void>;
}

/** Starts the server over the sample organisation inside it, or with these variables. */
export async function openAgentRun(variables?: Readonly<Record<string, string>>): Promise<AgentRun> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [AGENT_SERVER, ...(variables === undefined ? ["--sample"] : [])],
    env: toTexts(cleanEnvironment(variables ?? {})),
    stderr: "inherit",
  });
  const client = new Client({ name: "tests", version: "1" });
  await client.connect(transport);
  return {
    client,
    call: async (name, input = {}, signal) => {
      const options = signal === undefined ? {} : { signal };
      const reply = await client.callTool({ name, arguments: input }, undefined, options);
      return toReply(reply);
    },
    end: () => client.close(),
  };
}

function toReply({ isError, content }: Awaited<ReturnType<Client["callTool"]>>): ToolReply {
  assert.ok(Array.isArray(content));
  const [part] = content as { readonly type: string; readonly text: string }[];
  assert.equal(part?.type, "text");
  const text = part?.text ?? "";
  if (isError === true) return { isError: true, text, data: {}, notes: [] };
  const { data, notes } = JSON.parse(text);
  return { isError: false, text, data, notes };
}

function toTexts(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
