#!/usr/bin/env bash
# @react-querybuilder/core: one query, written as SQL for DuckDB and as JsonLogic for json-logic-js, over the same three profiles.
# Expected: two forms of one query choose the same people. Seen: "city is one of" an empty list is everybody in SQL and nobody in
# JsonLogic, and an empty group likewise; a text that contains `%` or `_` is a pattern in SQL, where these signs are not escaped, and
# the signs themselves in JsonLogic.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @react-querybuilder/core@8.24.1 json-logic-js@2.0.5 @duckdb/node-api@1.5.6-r.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { DuckDBInstance } from "@duckdb/node-api";
import { formatQuery } from "@react-querybuilder/core/formatQuery";
import jsonLogic from "json-logic-js";
const profiles = [{ id: 1, coupon: "10% off" }, { id: 2, coupon: "10 euro off" }, { id: 3, coupon: "none" }];
const connection = await (await DuckDBInstance.create()).connect();
await connection.run("CREATE TABLE profiles AS SELECT * FROM (VALUES (1, '10% off'), (2, '10 euro off'), (3, 'none')) _(id, coupon)");
const coupon = (operator, value) => ({ combinator: "and", rules: [{ field: "coupon", operator, value }] });
const queries = {
  'one of ["none"]': coupon("in", ["none"]),
  "one of []": coupon("in", []),
  "an empty group": { combinator: "or", rules: [] },
  'contains "10% off"': coupon("contains", "10% off"),
};
for (const [name, query] of Object.entries(queries)) {
  const answer = await connection.runAndReadAll(`SELECT id FROM profiles WHERE ${formatQuery(query, "sql")} ORDER BY id`);
  const logic = formatQuery(query, "jsonlogic");
  const chosen = profiles.filter((profile) => jsonLogic.apply(logic, profile));
  console.log(`${name}: SQL [${answer.getRowsJS()}], JsonLogic [${chosen.map(({ id }) => id)}]`);
}
PROBE
expected='one of ["none"]: SQL [3], JsonLogic [3]
one of []: SQL [1,2,3], JsonLogic []
an empty group: SQL [1,2,3], JsonLogic []
contains "10% off": SQL [1,2], JsonLogic [1]'
seen=$(node probe.mjs)
echo "@react-querybuilder/core $(version @react-querybuilder/core), json-logic-js $(version json-logic-js), @duckdb/node-api $(version @duckdb/node-api), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
