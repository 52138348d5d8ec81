#!/usr/bin/env bash
# DuckDB: zero as a divisor of whole numbers.
# Expected: one answer for both operators, an error as in PostgreSQL or null as in SQLite and MySQL. Seen: `/` of two whole numbers is
# a division of doubles and gives infinity, which is larger than every number in the comparison around it; `//` and `%` give null.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1
cat >probe.mjs <<'PROBE'
import { DuckDBInstance } from "@duckdb/node-api";
const connection = await (await DuckDBInstance.create(":memory:")).connect();
for (const expression of ["5 / 0", "5 // 0", "5 % 0", "5 / 0 > 1000", "5 % 0 > 1000"]) {
  const [[value]] = (await connection.runAndReadAll(`select ${expression}`)).getRowsJson();
  console.log(`${expression}: ${value}`);
}
PROBE
expected='5 / 0: Infinity
5 // 0: null
5 % 0: null
5 / 0 > 1000: true
5 % 0 > 1000: null'
seen=$(node probe.mjs)
echo "@duckdb/node-api $(node -p "require('$folder/node_modules/@duckdb/node-api/package.json').version"), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
