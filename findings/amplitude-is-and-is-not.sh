#!/usr/bin/env bash
# @amplitude/experiment-core, by which Amplitude's clients and servers decide for themselves who a rule of theirs holds for.
# Expected: of a condition and its negation one holds, as they are offered as two; days in the ISO form are ordered, as numbers are, since
# texts are compared where there is no number; an empty text is no number. Seen: since lists are asked member by member, negations too,
# who is gold and vip "is gold" and "is not gold", and of an empty list neither holds, though of nothing at all "is not gold" does; no
# day is before or after another, as whatever can not be read as a number still counts for one; and nothing is less than 18.
# Why it matters: the audience and the one that was to leave it out share people, or people are in neither.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @amplitude/experiment-core@0.13.6
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { EvaluationEngine } = require("@amplitude/experiment-core");
function holds(value, op, asked) {
  const condition = { selector: ["context", "user", "value"], op, values: [asked] };
  const segments = [{ conditions: [[condition]], variant: "on" }, { variant: "off" }];
  const flag = { key: "rule", variants: { on: { key: "on" }, off: { key: "off" } }, segments };
  return new EvaluationEngine().evaluate({ user: { value } }, [flag]).rule.key === "on";
}
for (const [one, other] of [["is", "is not"], ["contains", "does not contain"], ["set contains", "set does not contain"]])
  for (const value of [["gold", "vip"], [], undefined])
    console.log(`${JSON.stringify(value) ?? "nothing"}: ${one} gold ${holds(value, one, "gold")}, ${other} gold ${holds(value, other, "gold")}`);
for (const day of ["2026-01-01", "2026-12-31"])
  console.log(`${day}: less than 2026-06-15 ${holds(day, "less", "2026-06-15")}, greater ${holds(day, "greater", "2026-06-15")}`);
for (const text of ["17", "", "many"]) console.log(`"${text}": less than 18 ${holds(text, "less", "18")}`);
PROBE
expected='["gold","vip"]: is gold true, is not gold true
[]: is gold false, is not gold false
nothing: is gold false, is not gold true
["gold","vip"]: contains gold true, does not contain gold true
[]: contains gold false, does not contain gold false
nothing: contains gold false, does not contain gold true
["gold","vip"]: set contains gold true, set does not contain gold false
[]: set contains gold false, set does not contain gold true
nothing: set contains gold false, set does not contain gold true
2026-01-01: less than 2026-06-15 false, greater false
2026-12-31: less than 2026-06-15 false, greater false
"17": less than 18 true
"": less than 18 true
"many": less than 18 false'
seen=$(node probe.cjs)
echo "@amplitude/experiment-core $(version @amplitude/experiment-core), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
