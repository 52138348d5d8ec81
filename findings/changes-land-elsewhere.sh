#!/usr/bin/env bash
# json-diff-ts, which tells the changes between two objects and applies them: as a tree, and as single changes with a path, to be chosen
# from and applied later, as its README shows.
# Expected: what is told, applied to the first object, gives the second. Seen: in a list of lists, removing a member copies another over
# it. As single changes, of [1,2,3] becoming [3] is left [3,3]; and where a name has a dot, as domains and addresses have, the change
# lands on a new field at the top, and the one it was for stays as it was, though version 3.0.1 notes that names with dots work.
# Why it matters: a consent that was taken back by one who is known by domain or address is still given, and who left a list is in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-diff-ts@4.10.4
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { applyChangeset, atomizeChangeset, diff, unatomizeChangeset } from "json-diff-ts";
console.warn = () => {}; // All that is said, and of the list of lists only.
for (const [before, after] of [
  [{ example: { consent: true } }, { example: { consent: false } }],
  [{ "example.com": { consent: true } }, { "example.com": { consent: false } }],
  [{ consents: { "anna@example.com": true } }, { consents: { "anna@example.com": false } }],
  [{ lists: [1, 2, 3] }, { lists: [1, 2] }],
  [{ lists: [1, 2, 3] }, { lists: [3] }],
  [{ groups: [["gold", "vip"]] }, { groups: [["vip"]] }],
]) {
  const tree = applyChangeset(structuredClone(before), diff(before, after));
  let single;
  try {
    single = JSON.stringify(applyChangeset(structuredClone(before), unatomizeChangeset(atomizeChangeset(diff(before, after)))));
  } catch {
    single = "an error";
  }
  console.log(`${JSON.stringify(before)} to ${JSON.stringify(after)}: as a tree ${JSON.stringify(tree)}, as single changes ${single}`);
}
PROBE
expected='{"example":{"consent":true}} to {"example":{"consent":false}}: as a tree {"example":{"consent":false}}, as single changes {"example":{"consent":false}}
{"example.com":{"consent":true}} to {"example.com":{"consent":false}}: as a tree {"example.com":{"consent":false}}, as single changes {"example.com":{"consent":true},"consent":false}
{"consents":{"anna@example.com":true}} to {"consents":{"anna@example.com":false}}: as a tree {"consents":{"anna@example.com":false}}, as single changes {"consents":{"anna@example.com":true},"consents[anna@example.com]":false}
{"lists":[1,2,3]} to {"lists":[1,2]}: as a tree {"lists":[1,2]}, as single changes {"lists":[1,2]}
{"lists":[1,2,3]} to {"lists":[3]}: as a tree {"lists":[3]}, as single changes {"lists":[3,3]}
{"groups":[["gold","vip"]]} to {"groups":[["vip"]]}: as a tree {"groups":[["vip","vip"]]}, as single changes an error'
seen=$(node probe.mjs)
echo "json-diff-ts $(version json-diff-ts), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
