#!/usr/bin/env bash
# DuckDB adding whole numbers and writing the sum to a Parquet file: points, or amounts in millionths, of an audience.
# Expected: what is read from the file is what was written, or writing fails, as Parquet has no whole number of that size. Seen: the sum of
# whole numbers is a HUGEINT, and that is written as a DOUBLE: the last digits change, whole numbers are fractions for whoever reads the
# file, and an identity of 38 digits that was kept as a HUGEINT is another one. Nothing is said. The same table written as CSV or JSON, or
# as a DECIMAL, keeps its digits.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1 hyparquet@1.33.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetReadObjects } from "hyparquet";
const connection = await (await DuckDBInstance.create()).connect();
const total = "SELECT sum(points) AS total, 12345678901234567890123456789012345678::HUGEINT AS ecid FROM (VALUES (9007199254740992), (1)) _(points)";
const ask = async (question) => (await connection.runAndReadAll(question)).getRowsJson()[0].join(", ");
console.log(`in DuckDB: ${await ask(`SELECT typeof(total), total, ecid FROM (${total})`)}`);
for (const [format, fields] of [["parquet", "*"], ["csv", "*"], ["json", "*"], ["parquet", "total::DECIMAL(38, 0) AS total, ecid::DECIMAL(38, 0) AS ecid"]]) {
  await connection.run(`COPY (SELECT ${fields} FROM (${total})) TO 'total.${format}' (FORMAT ${format})`);
  const isParquet = format === "parquet";
  const kept = isParquet
    ? await ask("SELECT typeof(total), total::DECIMAL(38, 0), ecid::DECIMAL(38, 0) FROM 'total.parquet'")
    : readFileSync(`total.${format}`, "utf8").trim().split("\n").at(-1);
  console.log(`${format}${fields === "*" ? "" : " of decimals"}: ${kept}`);
  if (!isParquet || fields !== "*") continue;
  const { buffer, byteOffset, byteLength } = readFileSync("total.parquet");
  const [row] = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) });
  console.log(`parquet, read by hyparquet: ${row.total}, ${row.ecid}`);
}
PROBE
expected='in DuckDB: HUGEINT, 9007199254740993, 12345678901234567890123456789012345678
parquet: DOUBLE, 9007199254740992, 12345678901234567525491324606797053952
parquet, read by hyparquet: 9007199254740992, 1.2345678901234568e+37
csv: 9007199254740993,12345678901234567890123456789012345678
json: {"total":9007199254740993,"ecid":12345678901234567890123456789012345678}
parquet of decimals: DECIMAL(38,0), 9007199254740993, 12345678901234567890123456789012345678'
seen=$(node probe.mjs)
echo "@duckdb/node-api $(version @duckdb/node-api), hyparquet $(version hyparquet), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
