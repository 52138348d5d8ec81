#!/usr/bin/env bash
# @react-querybuilder/core, the widespread query builder, where it reads a condition that it cannot show, from SQL, CEL or JsonLogic.
# Expected: it fails, as it does on a fault of syntax, or keeps what it cannot show as a text of its own. Seen: that condition is left
# out and the rest is returned as the query, without an error or a mark. Out of an `and` that leaves more people than were meant, out
# of an `or` fewer; where it was the only one, the query that is left is empty, and an empty query is written as true for everybody.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @react-querybuilder/core@8.24.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { formatQuery } from "@react-querybuilder/core/formatQuery";
import { parseCEL } from "@react-querybuilder/core/parseCEL";
import { parseJsonLogic } from "@react-querybuilder/core/parseJsonLogic";
import { parseSQL } from "@react-querybuilder/core/parseSQL";
const adult = { ">=": [{ var: "age" }, 18] };
const cases = [
  [parseSQL, "age >= 18 AND upper(city) = 'OSLO'"],
  [parseSQL, "age >= 18 OR upper(city) = 'OSLO'"],
  [parseSQL, "city IN ('Oslo', upper('bergen'))"],
  [parseSQL, "upper(city) = 'OSLO'"],
  [parseCEL, "age >= 18 && size(orders) > 2"],
  [parseJsonLogic, { and: [adult, { "!!": { var: "consented" } }] }],
];
for (const [parse, text] of cases)
  console.log(`${parse.name} ${JSON.stringify(text)}: ${formatQuery(parse(text), { format: "sql", parseNumbers: true })}`);
PROBE
expected=$(cat <<'EXPECTED'
parseSQL "age >= 18 AND upper(city) = 'OSLO'": (age >= 18)
parseSQL "age >= 18 OR upper(city) = 'OSLO'": (age >= 18)
parseSQL "city IN ('Oslo', upper('bergen'))": (city in ('Oslo'))
parseSQL "upper(city) = 'OSLO'": (1 = 1)
parseCEL "age >= 18 && size(orders) > 2": (age >= 18)
parseJsonLogic {"and":[{">=":[{"var":"age"},18]},{"!!":{"var":"consented"}}]}: (age >= 18)
EXPECTED
)
seen=$(node probe.mjs)
echo "@react-querybuilder/core $(version @react-querybuilder/core), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
