#!/usr/bin/env bash
# @adobe/reactor-extension-core-edge, the core extension of Adobe's event forwarding: its condition "Value Comparison", whose second value
# its own schema lets be a number or a text.
# Expected: a data element that is true equals `true` as it is typed into the form; a text that says nothing is no number, as nothing at all
# is none; and a list contains its members or cannot be asked. Seen: true equals "1" and not "true", and "does not equal true" holds for
# it; an empty text is less than 18, as it counts for 0, where a missing value is not; and "does not contain gold" holds for a list that
# does, so the event is forwarded to whom the rule was to keep it from.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/reactor-extension-core-edge@1.4.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { dirname, join } = require("node:path");
const definition = require.resolve("@adobe/reactor-extension-core-edge/extension.json");
const { libPath } = require(definition).conditions.find(({ name }) => name === "value-comparison");
const compare = require(join(dirname(definition), libPath));
for (const [leftOperand, operator, rightOperand] of [
  ["true", "equals", "true"],
  [true, "equals", "true"],
  [true, "doesNotEqual", "true"],
  [true, "equals", "1"],
  [false, "equals", ""],
  [17, "lessThan", 18],
  ["", "lessThan", 18],
  [null, "lessThan", 18],
  [["gold"], "equals", "gold"],
  [["gold", "vip"], "contains", "gold"],
  [["gold", "vip"], "doesNotContain", "gold"],
]) {
  const settings = { leftOperand, comparison: { operator }, rightOperand };
  const answer = compare({ utils: { getSettings: () => settings } });
  console.log(`${JSON.stringify(leftOperand)} ${operator} ${JSON.stringify(rightOperand)}: ${answer}`);
}
PROBE
expected='"true" equals "true": true
true equals "true": false
true doesNotEqual "true": true
true equals "1": true
false equals "": true
17 lessThan 18: true
"" lessThan 18: true
null lessThan 18: false
["gold"] equals "gold": true
["gold","vip"] contains "gold": false
["gold","vip"] doesNotContain "gold": true'
seen=$(node probe.cjs)
echo "@adobe/reactor-extension-core-edge $(version @adobe/reactor-extension-core-edge), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
