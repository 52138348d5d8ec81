#!/usr/bin/env bash
# @modelcontextprotocol/sdk with zod 4: a tool whose input is one of two forms, told apart by a field.
# Expected: the list of tools shows the two forms, or the tool is refused when it is registered. Seen: it is registered, calls are held
# against both forms, and the list says that the tool takes an object without a single field: a model that goes by the list sends none
# and is refused, and nothing told the author. The same forms one level down, in a field, are listed whole.
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
import { z } from "zod";
const choice = z.discriminatedUnion("by", [
  z.object({ by: z.literal("id"), id: z.string() }),
  z.object({ by: z.literal("name"), name: z.string() }),
]);
const server = new McpServer({ name: "audiences", version: "1.0.0" });
const answer = async () => ({ content: [{ type: "text", text: "found" }] });
server.registerTool("choice", { inputSchema: choice }, answer);
server.registerTool("choice_in_field", { inputSchema: { audience: choice } }, answer);
const [one, other] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "client", version: "1.0.0" });
await Promise.all([server.connect(one), client.connect(other)]);
for (const { name, inputSchema } of (await client.listTools()).tools) {
  const { audience } = inputSchema.properties;
  const listed = Object.keys(inputSchema.properties).join(", ") || "nothing";
  console.log(`${name} is listed with ${listed}${audience === undefined ? "" : `, of ${(audience.oneOf ?? audience.anyOf)?.length} forms`}`);
}
for (const [name, input] of [["choice", {}], ["choice", { by: "id", id: "1" }], ["choice_in_field", { audience: { by: "id", id: "1" } }]]) {
  const { isError } = await client.callTool({ name, arguments: input });
  console.log(`${name} with ${JSON.stringify(input)}: ${isError === true ? "refused" : "answered"}`);
}
PROBE
expected='choice is listed with nothing
choice_in_field is listed with audience, of 2 forms
choice with {}: refused
choice with {"by":"id","id":"1"}: answered
choice_in_field with {"audience":{"by":"id","id":"1"}}: answered'
seen=$(node probe.mjs)
echo "@modelcontextprotocol/sdk $(version @modelcontextprotocol/sdk), zod $(version zod), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
