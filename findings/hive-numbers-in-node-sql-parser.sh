#!/usr/bin/env bash
# node-sql-parser and the numbers of Hive and Spark that a letter behind them makes a BIGINT, a SMALLINT or an exact decimal.
# Expected: a parser that takes `5L` gives the number back. Seen: number and letter are read as a column and its alias, so what is
# written again is another query, 5 under the name of `L`. Where no alias may stand, the same number is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts node-sql-parser@5.4.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.cjs <<'PROBE'
const { Parser } = require("node-sql-parser");
const parser = new Parser();
for (const query of ["SELECT 5L", "SELECT 1.5BD, 3S", "SELECT a FROM t WHERE n = 5L"]) {
  let written;
  try {
    written = parser.sqlify(parser.astify(query, { database: "hive" }), { database: "hive" });
  } catch {
    written = "refused";
  }
  console.log(`${query}: ${written}`);
}
PROBE
expected='SELECT 5L: SELECT 5 AS `L`
SELECT 1.5BD, 3S: SELECT 1.5 AS `BD`, 3 AS `S`
SELECT a FROM t WHERE n = 5L: refused'
seen=$(node probe.cjs)
echo "node-sql-parser $(version node-sql-parser), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
