#!/usr/bin/env bash
# @adobe/data, Adobe's library for plain data: its `mergePatch`, which says that it is the JSON Merge Patch of RFC 7396, on the examples
# of that RFC; beside it json-merge-patch.
# Expected: null deletes a field wherever it stands in a patch, as the RFC says and shows. Seen: only where the object around it is there
# already; where it is new, or a list or nothing, the field that was to be deleted is written as null: a profile without an
# address gets one with a street that is null, and two of the RFC's own examples come out otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/data@0.10.1 json-merge-patch@1.0.2
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { mergePatch } from "@adobe/data/functions";
import { apply } from "json-merge-patch";
for (const [target, patch] of [
  [{ a: "b", b: "c" }, { a: null }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }],
  [{ a: [{ b: "c" }] }, { a: [1] }],
  [{ e: null }, { a: 1 }],
  [[1, 2], { a: "b", c: null }],
  [{}, { a: { bb: { ccc: null } } }],
  [{ name: "Anna" }, { home: { city: "Oslo", street: null } }],
]) {
  const [adobe, other] = [mergePatch, apply].map((merge) => JSON.stringify(merge(structuredClone(target), patch)));
  console.log(`${JSON.stringify(target)} with ${JSON.stringify(patch)}: ${adobe}${adobe === other ? "" : `, by json-merge-patch ${other}`}`);
}
PROBE
expected='{"a":"b","b":"c"} with {"a":null}: {"b":"c"}
{"a":{"b":"c"}} with {"a":{"b":"d","c":null}}: {"a":{"b":"d"}}
{"a":[{"b":"c"}]} with {"a":[1]}: {"a":[1]}
{"e":null} with {"a":1}: {"e":null,"a":1}
[1,2] with {"a":"b","c":null}: {"a":"b","c":null}, by json-merge-patch {"a":"b"}
{} with {"a":{"bb":{"ccc":null}}}: {"a":{"bb":{"ccc":null}}}, by json-merge-patch {"a":{"bb":{}}}
{"name":"Anna"} with {"home":{"city":"Oslo","street":null}}: {"name":"Anna","home":{"city":"Oslo","street":null}}, by json-merge-patch {"name":"Anna","home":{"city":"Oslo"}}'
seen=$(node probe.mjs)
echo "@adobe/data $(version @adobe/data), json-merge-patch $(version json-merge-patch), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
