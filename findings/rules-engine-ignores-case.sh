#!/usr/bin/env bash
# @adobe/aep-rules-engine (the engine of Adobe's Web SDK for decisions in the browser) against PQL's `=`.
# Expected: the same condition means the same in both products of one platform: `=` of PQL respects case and never equates a number
# with its text. Seen: `eq` ignores case and compares the text form of everything, while `gt` refuses a number that came as text;
# `ne` with an empty list holds for everybody, `eq` with an empty list for nobody.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @adobe/aep-rules-engine@3.1.1
cat >probe.mjs <<'PROBE'
import createEngine from "@adobe/aep-rules-engine";
const holds = (matcher, values, value) => {
  const condition = { type: "matcher", definition: { key: "field", matcher, values } };
  const consequences = [{ id: "1", type: "shown", detail: {} }];
  return createEngine({ version: 1, rules: [{ condition, consequences }] }).execute({ field: value }).length > 0;
};
const cases = [
  ["eq", ["oslo"], "OSLO"],
  ["eq", [10], "10"],
  ["eq", ["TRUE"], true],
  ["gt", [9], "10"],
  ["gt", [9], 10],
  ["eq", [], "x"],
  ["ne", [], "x"],
];
for (const [matcher, values, value] of cases)
  console.log(`${JSON.stringify(value)} ${matcher} ${JSON.stringify(values)}: ${holds(matcher, values, value)}`);
PROBE
expected='"OSLO" eq ["oslo"]: true
"10" eq [10]: true
true eq ["TRUE"]: true
"10" gt [9]: false
10 gt [9]: true
"x" eq []: false
"x" ne []: true'
seen=$(node probe.mjs)
echo "@adobe/aep-rules-engine $(node -p "require('$folder/node_modules/@adobe/aep-rules-engine/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
