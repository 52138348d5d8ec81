/**
 * Starts the built dist/mcp.js and talks to it with the protocol's own client, as an agent does.
 */
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { CreateMessageRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { inRepository } from "../support/folders.js";

/** The built server. */
export const AGENT_SERVER = inRepository("dist/mcp.js");

/** How long an answer may take, in the place of the minute of the protocol's client: hundreds are asked for at once. */
const PATIENCE_MS = 110_000;

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
export async function openAgentRun(
  variables?: Readonly<Record<string, string>>,
  model?: (prompt: string) => string,
): Promise<AgentRun> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [AGENT_SERVER, ...(variables === undefined ? ["--sample"] : [])],
    env: toTexts(cleanEnvironment(variables ?? {})),
    stderr: "inherit",
  });
  const client = createClient(model);
  await client.connect(transport);
  return {
    client,
    call: async (name, input = {}, signal) => {
      const options = { timeout: PATIENCE_MS, ...(signal === undefined ? {} : { signal }) };
      const reply = await client.callTool({ name, arguments: input }, undefined, options);
      return toReply(reply);
    },
    end: () => client.close(),
  };
}

/** An agent; with a model it lends it to the server. */
function createClient(model: ((prompt: string) => string) | undefined): Client {
  const info = { name: "tests", version: "1" };
  if (model === undefined) return new Client(info);
  const client = new Client(info, { capabilities: { sampling: {} } });
  client.setRequestHandler(CreateMessageRequestSchema, ({ params }) => {
    const content = params.messages[0]?.content;
    const prompt =
      content !== undefined && !Array.isArray(content) && content.type === "text" ? content.text : "";
    return { model: "scripted", role: "assistant", content: { type: "text", text: model(prompt) } };
  });
  return client;
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
