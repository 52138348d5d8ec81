#!/usr/bin/env bash
# @segment/destination-subscriptions, with which Segment decides which events a destination gets, by conditions in its own FQL.
# Expected: it reads FQL as its reference describes it, or says what it cannot read. Seen: a `!` before brackets is left out, so the
# condition holds for just those it should not; where `and` and `or` stand beside each other without brackets, the last of them is
# taken for all; a text in single quotes, which is how the reference writes every text, is compared with the quotes in it. No error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @segment/destination-subscriptions@3.37.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import subscriptions from "@segment/destination-subscriptions";
const { generateFql, parseFql, validate } = subscriptions;
const order = { type: "track", event: "Order Completed", properties: { total: 10 } };
const visit = { type: "page", properties: { total: 0 } };
const conditions = [
  'type != "track"',
  '!(type = "track")',
  '(type = "page" and properties.total > 5) or type = "track"',
  'type = "page" and properties.total > 5 or type = "track"',
  'type = "track" or type = "page" and properties.total > 5',
  "type = 'track'",
];
for (const condition of conditions) {
  const parsed = parseFql(condition);
  const answers = `order ${validate(parsed, order)}, visit ${validate(parsed, visit)}, ${parsed.error === undefined ? "no error" : "an error"}`;
  console.log(`${condition}: ${answers}, written again ${generateFql(parsed)}`);
}
PROBE
expected=$(cat <<'EXPECTED'
type != "track": order false, visit true, no error, written again type != "track"
!(type = "track"): order true, visit false, no error, written again type = "track"
(type = "page" and properties.total > 5) or type = "track": order true, visit false, no error, written again (type = "page" and properties.total > 5) or type = "track"
type = "page" and properties.total > 5 or type = "track": order true, visit true, no error, written again type = "page" or properties.total > 5 or type = "track"
type = "track" or type = "page" and properties.total > 5: order false, visit false, no error, written again type = "track" and type = "page" and properties.total > 5
type = 'track': order false, visit false, no error, written again type = "'track'"
EXPECTED
)
seen=$(node probe.mjs)
echo "@segment/destination-subscriptions $(version @segment/destination-subscriptions), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
