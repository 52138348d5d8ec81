#!/usr/bin/env bash
# DuckDB reading a CSV file of identities of 38 digits, as the ECID of Experience Platform is one, with types found by itself.
# Expected: a column is a number if it comes back as it was, else a text; and what stands in quotes is a text. Seen: 38 digits fit no whole
# number that is looked for, so they become a fraction of 17 digits, in quotes or not: people whose identities differ at the end are
# one, and nobody is found by the identity that is in the file. One leading zero makes the column a text, if it stands in the first 20,480
# lines; later the zero is lost as well. papaparse, asked for types, keeps what a number would change as text.
# What the product does in the same place is held by test/unit/pql/evaluate/values.test.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @duckdb/node-api@1.5.6-r.1 papaparse@5.7.1
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import papaparse from "papaparse";
const connection = await (await DuckDBInstance.create()).connect();
const [one, other, zero] = ["13", "14", "05"].map(([first, last]) => `${first}234567890123456789012345678901234567${last}`);
const files = {
  "two people": [one, other],
  "two people, in quotes": [`"${one}"`, `"${other}"`],
  "three, one from a zero": [one, other, zero],
  "three, that one after 20,480 lines": [...Array(20_479).fill(one), other, zero],
};
for (const [name, identities] of Object.entries(files)) {
  writeFileSync("people.csv", ["ecid,city", ...identities.map((identity) => `${identity},Oslo`), ""].join("\n"));
  const question = `SELECT any_value(typeof(ecid)), count(DISTINCT ecid)::INT, count(*) FILTER (ecid::VARCHAR = '${one}')::INT FROM 'people.csv'`;
  const [[type, people, found]] = (await connection.runAndReadAll(question)).getRowsJS();
  console.log(`${name}: ${type}, ${people} of ${new Set(identities).size} people, ${found} of ${identities.filter((identity) => identity === one || identity === `"${one}"`).length} found by identity`);
}
const { data } = papaparse.parse(`ecid\n${one}\n${other}`, { header: true, dynamicTyping: true });
console.log(`papaparse with dynamicTyping: ${typeof data[0].ecid}, ${new Set(data.map(({ ecid }) => ecid)).size} of 2 people`);
PROBE
expected='two people: DOUBLE, 1 of 2 people, 0 of 1 found by identity
two people, in quotes: DOUBLE, 1 of 2 people, 0 of 1 found by identity
three, one from a zero: VARCHAR, 3 of 3 people, 1 of 1 found by identity
three, that one after 20,480 lines: DOUBLE, 2 of 3 people, 0 of 20479 found by identity
papaparse with dynamicTyping: string, 2 of 2 people'
seen=$(node probe.mjs)
echo "@duckdb/node-api $(version @duckdb/node-api), papaparse $(version papaparse), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
