#!/usr/bin/env bash
# avsc, Avro for Node, finding the schema of profiles and events by `Type.forValue`, writing them by it and reading them again.
# Expected: a whole number that does not fit into 32 bits is found to be a long, which Avro has for it; a schema that is found from values
# can hold these values. Seen: every number beyond 32 bits is a float, whole or not. Two customers get one number, and ten
# seconds after New Year is 44 seconds before it. (That 19.99 becomes less than 19.99 is known and answered with: write a schema of
# your own.) Small numbers are ints, so the first profiles look well.
# Why it matters: people are merged, and events leave the window of "today" or "this year" for the one before.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts avsc@5.7.9
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { Type } = require("avsc");
function show(written) {
  const type = Type.forValue(written);
  const field = type.schema().items.fields[0];
  console.log(`${JSON.stringify(written)} as ${field.type} is read as ${JSON.stringify(type.fromBuffer(type.toBuffer(written)))}`);
}
show([{ customer: 2000000001 }, { customer: 2000000002 }]);
show([{ customer: 3000000001 }, { customer: 3000000002 }]);
show([{ customer: 1 }, { customer: 3000000001 }]);
show([{ timestamp: Date.UTC(2026, 0, 1, 0, 0, 10) }]);
show([{ price: 19.99 }, { price: 20 }]);
for (const name of ["long", "double"]) {
  const type = Type.forSchema(name);
  console.log(`3000000001 as ${name} is read as ${type.fromBuffer(type.toBuffer(3000000001))}`);
}
PROBE
expected='[{"customer":2000000001},{"customer":2000000002}] as int is read as [{"customer":2000000001},{"customer":2000000002}]
[{"customer":3000000001},{"customer":3000000002}] as float is read as [{"customer":3000000000},{"customer":3000000000}]
[{"customer":1},{"customer":3000000001}] as float is read as [{"customer":1},{"customer":3000000000}]
[{"timestamp":1767225610000}] as float is read as [{"timestamp":1767225556992}]
[{"price":19.99},{"price":20}] as float is read as [{"price":19.989999771118164},{"price":20}]
3000000001 as long is read as 3000000001
3000000001 as double is read as 3000000001'
seen=$(node probe.cjs)
echo "avsc $(version avsc), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
