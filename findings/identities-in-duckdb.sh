#!/usr/bin/env bash
# @duckdb/node-api reading profiles as they are exported, one JSON object a line, with types found by itself.
# Expected: what stands in quotes stays a string unless it is a date. Seen: a column in which every value looks like a UUID becomes the
# type UUID, and the letters come back in lower case: identities that were written in capitals are no longer the ones of the platform,
# and a comparison with `=` ignores their case. One other value in the column and all stay as they were.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const first = "6F1E9F4E-3D51-4B62-8D0E-0A1B2C3D4E5F";
const keep = (...ids) => writeFileSync("profiles.json", ids.map((crmId) => JSON.stringify({ crmId })).join("\n"));
async function show(title) {
  const query = `select typeof(crmId), crmId, crmId = '${first.toLowerCase()}' from 'profiles.json' limit 1`;
  const [[type, id, isEqual]] = (await connection.runAndReadAll(query)).getRowsJson();
  console.log(`${title}: ${type}, the capitals ${id === first ? "stay" : "are lost"}, equal to the small letters: ${isEqual}`);
}
keep(first, "0B4C7A61-9D7B-4C1C-9A55-1F2E3D4C5B6A");
await show("only such identities");
keep(first, "guest-17");
await show("another beside it");
PROBE
expected='only such identities: UUID, the capitals are lost, equal to the small letters: true
another beside it: VARCHAR, the capitals stay, equal to the small letters: false'
seen=$(node probe.mjs)
echo "@duckdb/node-api $(version @duckdb/node-api), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
