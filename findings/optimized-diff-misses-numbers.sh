#!/usr/bin/env bash
# @adobe/optimized-diff, Adobe's comparison of objects, against deep-object-diff, whose drop-in replacement its
# README says it is.
# Expected: two versions of an audience whose number, truth or missing value has changed are told to differ. Seen: at the top of an
# object such a change is not reported, nor is a text that was emptied; only what still has something to enumerate is. One level further
# down the same changes are found.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/optimized-diff@1.0.0 deep-object-diff@1.1.9
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { diff } from "@adobe/optimized-diff";
import { diff as deepDiff } from "deep-object-diff";
const before = { name: "Oslo", ttlInDays: 30, enabled: true, description: "old", mergePolicyId: null };
const after = { name: "Bergen", ttlInDays: 60, enabled: false, description: "", mergePolicyId: 7 };
console.log(`deep-object-diff: ${JSON.stringify(deepDiff(before, after))}`);
console.log(`optimized-diff: ${JSON.stringify(diff(before, after))}`);
console.log(`optimized-diff, one level down: ${JSON.stringify(diff({ audience: before }, { audience: after }))}`);
PROBE
expected='deep-object-diff: {"name":"Bergen","ttlInDays":60,"enabled":false,"description":"","mergePolicyId":7}
optimized-diff: {"name":"Bergen"}
optimized-diff, one level down: {"audience":{"name":"Bergen","ttlInDays":60,"enabled":false,"description":"","mergePolicyId":7}}'
seen=$(node probe.mjs)
echo "@adobe/optimized-diff $(version @adobe/optimized-diff), deep-object-diff $(version deep-object-diff), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
