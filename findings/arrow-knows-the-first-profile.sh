#!/usr/bin/env bash
# apache-arrow making a table of profiles, as plain objects, and reading it again from the bytes it is sent in.
# Expected: a column has room for all its values, or making it fails. Seen: at the top all fields of all profiles are kept, one level down
# only those that the first profile has. Who has no mail has an empty one, where who has no points has none. Where the first value is a
# number, a text becomes null; where it is a truth, 2 becomes true; where the first list is empty, the members of the others are null.
# So what comes back depends on the order of the people, and nothing is said.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { tableFromIPC, tableFromJSON, tableToIPC } from "apache-arrow";
const read = (profiles) => JSON.stringify(tableFromIPC(tableToIPC(tableFromJSON(profiles))).toArray().map((row) => row.toJSON()));
for (const profiles of [
  [{ name: "Anna" }, { name: "Bo", mail: "bo@example.com" }],
  [{ home: { floor: 1 } }, { home: { floor: 2, door: 3 } }],
  [{ name: "Anna" }, { name: "Bo", points: 5 }],
  [{ points: 5 }, { points: "many" }],
  [{ vip: true }, { vip: 2 }],
  [{ scores: [] }, { scores: [7] }],
])
  for (const order of [profiles, profiles.toReversed()]) console.log(`${JSON.stringify(order)} comes back as ${read(order)}`);
PROBE
expected='[{"name":"Anna"},{"name":"Bo","mail":"bo@example.com"}] comes back as [{"name":"Anna","mail":""},{"name":"Bo","mail":"bo@example.com"}]
[{"name":"Bo","mail":"bo@example.com"},{"name":"Anna"}] comes back as [{"name":"Bo","mail":"bo@example.com"},{"name":"Anna","mail":""}]
[{"home":{"floor":1}},{"home":{"floor":2,"door":3}}] comes back as [{"home":{"floor":1}},{"home":{"floor":2}}]
[{"home":{"floor":2,"door":3}},{"home":{"floor":1}}] comes back as [{"home":{"floor":2,"door":3}},{"home":{"floor":1,"door":null}}]
[{"name":"Anna"},{"name":"Bo","points":5}] comes back as [{"name":"Anna","points":null},{"name":"Bo","points":5}]
[{"name":"Bo","points":5},{"name":"Anna"}] comes back as [{"name":"Bo","points":5},{"name":"Anna","points":null}]
[{"points":5},{"points":"many"}] comes back as [{"points":5},{"points":null}]
[{"points":"many"},{"points":5}] comes back as [{"points":"many"},{"points":"5"}]
[{"vip":true},{"vip":2}] comes back as [{"vip":true},{"vip":true}]
[{"vip":2},{"vip":true}] comes back as [{"vip":2},{"vip":1}]
[{"scores":[]},{"scores":[7]}] comes back as [{"scores":[]},{"scores":[null]}]
[{"scores":[7]},{"scores":[]}] comes back as [{"scores":[7]},{"scores":[]}]'
seen=$(node probe.mjs)
echo "apache-arrow $(version apache-arrow), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
