#!/usr/bin/env bash
# json-rules-engine: which values `lessThan` takes for numbers.
# Expected: a text is either converted and compared as a number, or refused. Seen: a text that can be read as a number passes the
# check, and two such texts are then ordered as texts, so "10" is less than "9". Beside it: a missing value is `notEqual` and `notIn`
# anything, but does not satisfy `doesNotContain`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts json-rules-engine@7.3.1
cat >probe.mjs <<'PROBE'
import { Engine } from "json-rules-engine";
async function holds(operator, value, fact) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addRule({ conditions: { all: [{ fact: "field", operator, value }] }, event: { type: "held" } });
  return (await engine.run(fact === undefined ? {} : { field: fact })).events.length > 0;
}
const cases = [
  ["lessThan", 9, 10],
  ["lessThan", 9, "10"],
  ["lessThan", "9", "10"],
  ["lessThan", 5, "3x"],
  ["equal", 1, "1"],
  ["notEqual", "a", undefined],
  ["notIn", ["a"], undefined],
  ["doesNotContain", "a", undefined],
];
for (const [operator, value, fact] of cases)
  console.log(`${JSON.stringify(fact)} ${operator} ${JSON.stringify(value)}: ${await holds(operator, value, fact)}`);
PROBE
expected='10 lessThan 9: false
"10" lessThan 9: false
"10" lessThan "9": true
"3x" lessThan 5: false
"1" equal 1: false
undefined notEqual "a": true
undefined notIn ["a"]: true
undefined doesNotContain "a": false'
seen=$(node probe.mjs)
echo "json-rules-engine $(node -p "require('$folder/node_modules/json-rules-engine/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
