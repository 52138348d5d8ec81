#!/usr/bin/env bash
# @modelcontextprotocol/sdk: a tool that declares what it answers, as `outputSchema`, and answers a field more or leaves one to its default.
# Expected: the server holds each answer against that schema, so what it lets pass is good for a client of the same SDK. Seen: the
# server checks with zod, which drops what it does not know and fills in defaults, and then sends the answer as it was before the
# check; the client holds it against the JSON Schema, where both are faults. It does so only after it has asked for the list of tools:
# the same call works before and fails after.
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
const cases = {
  "as declared": [{ members: z.number() }, { members: 5 }],
  "a field more": [{ members: z.number() }, { members: 5, sandbox: "prod" }],
  "a default left out": [{ members: z.number(), unit: z.string().default("profiles") }, { members: 5 }],
};
for (const [name, [outputSchema, structuredContent]] of Object.entries(cases)) {
  const server = new McpServer({ name: "probe", version: "1" });
  server.registerTool("count", { outputSchema }, () => ({ content: [], structuredContent }));
  const client = new Client({ name: "probe", version: "1" });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(near), client.connect(far)]);
  const call = () =>
    client.callTool({ name: "count" }).then(
      ({ structuredContent: answer }) => JSON.stringify(answer),
      ({ message }) => message.replace(/.*: /, ""),
    );
  const before = await call();
  await client.listTools();
  console.log(`${name}: before the list ${before}, after it ${await call()}`);
}
PROBE
expected=$(cat <<'EXPECTED'
as declared: before the list {"members":5}, after it {"members":5}
a field more: before the list {"members":5,"sandbox":"prod"}, after it data must NOT have additional properties
a default left out: before the list {"members":5}, after it data must have required property 'unit'
EXPECTED
)
seen=$(node probe.mjs)
echo "@modelcontextprotocol/sdk $(version @modelcontextprotocol/sdk), zod $(version zod), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
