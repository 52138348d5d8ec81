#!/usr/bin/env bash
# feelin, the interpreter of FEEL, in which the conditions of decision tables and of BPMN processes are written.
# Expected: 1e3 is 1000, as number("1e3") is and as 1.5e3 is 1500; months between two days are whole months, as its name "years and months duration"
# says, so that 12 months and a day are 12 months; two kinds of values are not compared, as 1 = "1" is null; and 24 hours after noon is
# 13:00 in the night in which clocks go forward. Seen: without a fraction the e ends the number, and no warning says so, so "over 1e3" is over 1; such a
# duration has days, so it equals a year and is longer than twelve months at once; <, > and ranges convert texts and truths where =
# does not; and 23 hours and 24 hours after noon are the same time.
# Why it matters: rules such as "member for more than 12 months" and "points over 1e3" hold for others than they say.
# What the product does in the same place is held by values.test.ts and calendar.test.ts in test/unit/pql/evaluate.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts feelin@8.2.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { evaluate } from "feelin";
const between = 'years and months duration(date("2025-01-15"), date("2026-01-16"))';
const noon = 'date and time("2026-03-28T12:00:00@Europe/Berlin")';
for (const expression of [
  "1.5e3",
  "1e3",
  'number("1e3")',
  "points > 1e3",
  between,
  `${between} = duration("P12M")`,
  `${between} > duration("P12M")`,
  `${between} in [duration("P0M")..duration("P12M")]`,
  '1 = "1"',
  '1 < "2"',
  '"9" in [1..10]',
  "true < 2",
  `${noon} + duration("PT23H")`,
  `${noon} + duration("PT24H")`,
]) {
  const { value, warnings } = evaluate(expression, { points: 2 });
  console.log(`${expression}: ${JSON.stringify(value)}, ${warnings.length} warnings`);
}
PROBE
expected='1.5e3: 1500, 0 warnings
1e3: 1, 0 warnings
number("1e3"): 1000, 0 warnings
points > 1e3: true, 0 warnings
years and months duration(date("2025-01-15"), date("2026-01-16")): "P1Y1D", 0 warnings
years and months duration(date("2025-01-15"), date("2026-01-16")) = duration("P12M"): true, 0 warnings
years and months duration(date("2025-01-15"), date("2026-01-16")) > duration("P12M"): true, 0 warnings
years and months duration(date("2025-01-15"), date("2026-01-16")) in [duration("P0M")..duration("P12M")]: false, 0 warnings
1 = "1": null, 0 warnings
1 < "2": true, 0 warnings
"9" in [1..10]: true, 0 warnings
true < 2: true, 0 warnings
date and time("2026-03-28T12:00:00@Europe/Berlin") + duration("PT23H"): "2026-03-29T12:00:00@Europe/Berlin", 0 warnings
date and time("2026-03-28T12:00:00@Europe/Berlin") + duration("PT24H"): "2026-03-29T12:00:00@Europe/Berlin", 0 warnings'
seen=$(node probe.mjs)
echo "feelin $(version feelin), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
