#!/usr/bin/env bash
# @dsnp/parquetjs, which Node programs read Parquet with, on a file of DuckDB: numbers without a sign, and a sum of prices.
# Expected: the types of the file are known to it, as it names them in its schema and writes them itself, so a number is the one that was
# written. Seen: numbers without a sign are read as if they had one, so the upper half of them, and of every hash, by which profiles are
# divided into test groups, is negative; and a decimal of more than 18 digits, which the sum of any prices in DuckDB is, comes as bytes
# where one of fewer comes as a number. hyparquet reads all of them as they are. And the newest release, 1.9.3, holds no program at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1 @dsnp/parquetjs@1.8.9 newest-parquetjs@npm:@dsnp/parquetjs@1.9.3 hyparquet@1.33.0
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { readFileSync } from "node:fs";
import parquetjs from "@dsnp/parquetjs";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetReadObjects } from "hyparquet";
const connection = await (await DuckDBInstance.create()).connect();
const table = `SELECT 4000000000::UINTEGER AS visits, hash('anna') AS hash, hash('anna') % 10 AS bucket, 19.95::DECIMAL(18, 2) AS price,
  sum(price) AS paid FROM (VALUES (19.95::DECIMAL(18, 2)), (5.05)) _(price)`;
await connection.run(`COPY (${table}) TO 'people.parquet'`);
const show = (row) => Object.entries(row).map(([name, value]) => `${name} ${Buffer.isBuffer(value) ? `bytes ${value.toString("hex").replace(/^0+/, "")}` : value}`).join(", ");
const [row] = (await connection.runAndReadAll("FROM 'people.parquet'")).getRowObjectsJson();
console.log(`DuckDB: ${show(row)}`);
const { buffer, byteOffset, byteLength } = readFileSync("people.parquet");
console.log(`hyparquet: ${show((await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) }))[0])}`);
const reader = await parquetjs.ParquetReader.openFile("people.parquet");
console.log(`parquetjs: ${show(await reader.getCursor().next())}`);
await reader.close();
console.log(`newest parquetjs: ${await import("newest-parquetjs").then(() => "loaded", ({ code }) => code)}`);
PROBE
expected='DuckDB: visits 4000000000, hash 11864181625310410871, bucket 1, price 19.95, paid 25.00
hyparquet: visits 4000000000, hash 11864181625310410871, bucket 1, price 19.95, paid 25
parquetjs: visits -294967296, hash -6582562448399140745, bucket 1, price 19.95, paid bytes 9c4
newest parquetjs: ERR_MODULE_NOT_FOUND'
seen=$(node probe.mjs)
echo "@dsnp/parquetjs $(version @dsnp/parquetjs), hyparquet $(version hyparquet), @duckdb/node-api $(version @duckdb/node-api), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
