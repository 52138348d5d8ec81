#!/usr/bin/env bash
# papaparse, which finds the delimiter of a CSV file by itself, on an export of profiles that lists audiences in a cell: `gold|vip|oslo`.
# Expected: the delimiter is the comma that stands once in every line, the heading too; in any case a line break at the end of the file
# changes nothing. Seen: without a final line break it is the comma, with one it is the `|`: the empty last line speaks against the
# comma and for what remains. DuckDB finds the comma in both. Whether anything is said depends on `header`: without it there is no error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1 @duckdb/node-api@1.5.6-r.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import Papa from "papaparse";
const connection = await (await DuckDBInstance.create()).connect();
const lines = ["email,audiences", "anna@mail.example,gold|vip|oslo", "ben@mail.example,new|web|oslo", "cleo@mail.example,gold|web|bergen"];
const text = lines.join("\n");
for (const [name, file] of Object.entries({ "no final line break": text, "a final line break": `${text}\n` })) {
  writeFileSync("profiles.csv", file);
  const { data, errors, meta } = Papa.parse(file);
  const [[delimiter]] = (await connection.runAndReadAll("SELECT delimiter FROM sniff_csv('profiles.csv')")).getRowsJS();
  console.log(`${name}: papaparse ${meta.delimiter} ${JSON.stringify(data[1])}, ${errors.length} errors; DuckDB ${delimiter}`);
}
const { data } = Papa.parse(`${text}\n`, { skipEmptyLines: true });
console.log(`a final line break, skipEmptyLines: papaparse ${JSON.stringify(data[1])}`);
PROBE
expected='no final line break: papaparse , ["anna@mail.example","gold|vip|oslo"], 0 errors; DuckDB ,
a final line break: papaparse | ["anna@mail.example,gold","vip","oslo"], 0 errors; DuckDB ,
a final line break, skipEmptyLines: papaparse ["anna@mail.example","gold|vip|oslo"]'
seen=$(node probe.mjs)
echo "papaparse $(version papaparse), @duckdb/node-api $(version @duckdb/node-api), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
