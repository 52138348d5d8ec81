#!/usr/bin/env bash
# @modelcontextprotocol/sdk with zod 4: one tool whose input holds a date.
# Expected: zod has types that JSON Schema lacks; such a tool is refused when it is registered, or is left out of the list, or its field
# is described loosely. Seen: it registers without a word, can be called and converts its text to a date, but the list of tools fails as
# a whole, so a client that asks for the list sees no tool of this server at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @modelcontextprotocol/sdk@1.32.2 zod@4.6.7
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
async function serve(registerMore) {
  const server = new McpServer({ name: "probe", version: "1" });
  const answer = (value) => ({ content: [{ type: "text", text: JSON.stringify(value) }] });
  server.registerTool("list", { inputSchema: { name: z.string() } }, (input) => answer(input));
  registerMore(server, answer);
  const client = new Client({ name: "probe", version: "1" });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(near), client.connect(far)]);
  const listed = await client.listTools().then(
    ({ tools }) => `lists ${tools.map(({ name }) => name).join(", ")}`,
    (error) => `lists nothing: ${error.message}`,
  );
  return { client, listed };
}
console.log((await serve(() => undefined)).listed);
for (const [kind, type] of [["z.coerce.date", z.coerce.date()], ["z.iso.datetime", z.iso.datetime()]]) {
  const { client, listed } = await serve((server, answer) =>
    server.registerTool("since", { inputSchema: { day: type } }, ({ day }) => answer(day)),
  );
  const { isError = false } = await client.callTool({ name: "since", arguments: { day: "2026-01-31T00:00:00Z" } });
  console.log(`${kind}: ${listed}; a call ${isError ? "fails" : "works"}`);
}
PROBE
expected='lists list
z.coerce.date: lists nothing: MCP error -32603: Date cannot be represented in JSON Schema; a call works
z.iso.datetime: lists list, since; a call works'
seen=$(node probe.mjs)
echo "@modelcontextprotocol/sdk $(version @modelcontextprotocol/sdk), zod $(version zod), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
