#!/usr/bin/env bash
# pgsql-ast-parser, which reads SQL of PostgreSQL, as Query Service takes it, into a tree and writes it from there; and PostgreSQL itself,
# in PGlite, which is asked both.
# Expected: what is read and written again without a change asks the same, or reading it fails. Seen: an identity of 17 digits or more is
# another one, so another person is found, or nobody; of the window INTERVAL '1' DAY is left one second, with "day" as the name of the
# column; ORDER BY and LIMIT behind a UNION go to its last part; and 1_000 is 1. No error, neither from the parser nor from PostgreSQL.
# Why it matters: who puts a filter or a limit into a query of others by such a tree gets other people, and a window of a second.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pgsql-ast-parser@12.0.2 @electric-sql/pglite@0.5.17
version() { node -p "JSON.parse(require('fs').readFileSync('node_modules/$1/package.json', 'utf8')).version"; }
cat >probe.mjs <<'PROBE'
import { PGlite } from "@electric-sql/pglite";
import { parse, toSql } from "pgsql-ast-parser";
const database = new PGlite();
await database.exec(`CREATE TABLE people (id bigint, ecid numeric, name text, seen timestamp);
  INSERT INTO people VALUES
    (9007199254740992, 12345678901234567890123456789012345671, 'Anna', '2026-01-01 10:00'),
    (9007199254740993, 12345678901234567890123456789012345672, 'Bo', '2026-01-31 10:00')`);
const ask = async (query) => JSON.stringify((await database.query(query, [], { rowMode: "array" })).rows.flat());
for (const query of [
  "SELECT name FROM people WHERE id = 9007199254740993",
  "SELECT name FROM people WHERE ecid = 12345678901234567890123456789012345672",
  "SELECT max(seen) - INTERVAL '1 day' FROM people",
  "SELECT max(seen) - INTERVAL '1' DAY FROM people",
  "SELECT name FROM people ORDER BY name LIMIT 1",
  "SELECT name FROM people UNION ALL SELECT 'Cleo' ORDER BY 1 DESC LIMIT 1",
  "SELECT 1_000",
]) {
  const written = toSql.statement(parse(query)[0]);
  console.log(`${query}: ${await ask(query)}, read and written again ${await ask(written)}`);
}
process.exit(0);
PROBE
expected=$(
  cat <<'EXPECTED'
SELECT name FROM people WHERE id = 9007199254740993: ["Bo"], read and written again ["Anna"]
SELECT name FROM people WHERE ecid = 12345678901234567890123456789012345672: ["Bo"], read and written again []
SELECT max(seen) - INTERVAL '1 day' FROM people: ["2026-01-30T10:00:00.000Z"], read and written again ["2026-01-30T10:00:00.000Z"]
SELECT max(seen) - INTERVAL '1' DAY FROM people: ["2026-01-30T10:00:00.000Z"], read and written again ["2026-01-31T09:59:59.000Z"]
SELECT name FROM people ORDER BY name LIMIT 1: ["Anna"], read and written again ["Anna"]
SELECT name FROM people UNION ALL SELECT 'Cleo' ORDER BY 1 DESC LIMIT 1: ["Cleo"], read and written again ["Anna","Bo","Cleo"]
SELECT 1_000: [1000], read and written again [1]
EXPECTED
)
seen=$(TZ=UTC node probe.mjs)
echo "pgsql-ast-parser $(version pgsql-ast-parser), @electric-sql/pglite $(version @electric-sql/pglite), Node $(node -v)"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "The behaviour has changed." >&2; exit 1; }
